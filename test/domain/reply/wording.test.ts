import { describe, expect, it } from 'vitest'
import { compileCues, countCues } from '../../../src/domain/reply/cues.ts'
import { fill, filledVariants, turnOf, variants, wording } from '../../../src/domain/reply/wording.ts'
import { normalise } from '../../../src/domain/text/normalise.ts'

describe('filling', () => {
  it.each([
    ['سفارش شما[ به شمارهٔ {order}] دیر شده', { order: '۸۸۱۲' }, 'سفارش شما به شمارهٔ ۸۸۱۲ دیر شده'],
    ['سفارش شما[ به شمارهٔ {order}] دیر شده', {}, 'سفارش شما دیر شده'],
    ['سفارش {order} دیر شده', {}, null],
    ['Dear {name},', { name: 'Sarah' }, 'Dear Sarah,'],
    ['[{name}, ]hello[ about {order}]', { order: '8812' }, 'hello about 8812'],
    // A fact is put in as it is, even when it looks like a slot.
    ['Dear {name},', { name: '{order}' }, 'Dear {order},'],
  ])('%s %j', (text, facts, expected) => {
    expect(fill(text, facts)).toBe(expected)
  })

  it('prefers the text that says more, and begins where the turn says', () => {
    const given = ['no name', 'for {name}', 'to {name}']
    const facts = { name: 'Sarah' }
    expect(filledVariants(given, { register: 'warm', facts, turn: 0 })).toEqual(['for Sarah', 'to Sarah'])
    expect(filledVariants(given, { register: 'warm', facts, turn: 1 })).toEqual(['to Sarah', 'for Sarah'])
    expect(filledVariants(given, { register: 'warm', facts: {}, turn: 5 })).toEqual(['no name'])
    expect(filledVariants([{ formal: 'x' }], { register: 'warm', facts: {}, turn: 0 })).toEqual([])
  })

  it('spreads seeds evenly', () => {
    const turns = Array.from({ length: 4_000 }, (_, index) => turnOf(`msg_${index}`) % 4)
    for (const turn of [0, 1, 2, 3]) expect(turns.filter((each) => each === turn).length).toBeGreaterThan(850)
  })
})

describe('what an operator may write', () => {
  it.each([
    ['سفارش {ordr}', '{ordr}'],
    ['a [b', 'bracket'],
    ['a {b', 'brace'],
    ['a [b] c', 'without a fact'],
    ['', ''],
  ])('refuses %j', (text, says) => {
    const read = wording.safeParse(text)
    expect(read.success).toBe(false)
    expect(JSON.stringify(read.error?.issues)).toContain(says)
  })

  it('wants a text for each register', () => {
    expect(variants.safeParse([{ formal: 'x' }]).success).toBe(false)
    expect(variants.safeParse([{ formal: 'x' }, { warm: 'y' }]).success).toBe(true)
    expect(variants.safeParse(['x']).success).toBe(true)
  })
})

describe('cue words', () => {
  it.each([
    ['fa', 'نرسید*', 'سفارشم نرسیده', 1],
    ['fa', 'کار نمی‌کند', 'گوشی کار نمیکند', 1],
    ['fa', 'کار نمی‌کند', 'گوشی کار نمي كند', 1],
    ['fa', 'دو بار … کم', 'دو بار از حسابم پول کم شد', 1],
    ['fa', 'دو بار … کم', 'دو بار زنگ زدم. پول کم شد', 0],
    ['fa', 'کند', 'رسیدگی می‌کنند', 0],
    ['ar', 'طلب*', 'وين طلبي', 1],
    ['ar', 'موظف', 'والموظف قال', 1],
    ['ar', 'بطاقة', 'ببطاقه', 1],
    ['en', 'charged twice', 'I was CHARGED TWICE!', 1],
    ['en', 'late', 'chocolate', 0],
    ['en', 'c++ (beta)', 'the C++ (beta) fails', 1],
  ] as const)('%s %s in %s', (language, cue, text, hits) => {
    expect(countCues(compileCues([cue], language), normalise(text).text)).toBe(hits)
  })

  it('finds nothing without cues', () => {
    expect(compileCues([], 'en')).toBeNull()
    expect(countCues(null, 'anything')).toBe(0)
  })
})
