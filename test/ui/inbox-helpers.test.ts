import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reason } from '../../src/domain/triage/triage.ts'
import {
  apiQuery,
  COMMON_VIEWS,
  filterFrom,
  filterOfView,
  inboxAddress,
  sameFilter,
} from '../../src/ui/inbox/queue-filter.ts'
import { markedParts } from '../../src/ui/inbox/reasons.ts'
import { firstWords } from '../../src/ui/inbox/slim.ts'
import { storyOf } from '../../src/ui/inbox/story.ts'

const reason = (head: Reason['head'], start: number, end: number, weight = 0.5): Reason => ({
  head,
  label: 'high',
  start,
  end,
  text: '',
  weight,
})

describe('reasons in a message', () => {
  const text = 'سلام، از دیروز اینترنت شرکت قطع است و کسی جواب نمی‌دهد. واقعاً خسته شدم.'

  it('marks urgency and feeling, told apart', () => {
    const parts = markedParts(text, [reason('urgency', 29, 36), reason('emotion', 64, 68)])
    expect(parts.filter(({ urgency }) => urgency).map((part) => part.text)).toEqual([text.slice(29, 36)])
    expect(parts.filter(({ feeling }) => feeling).map((part) => part.text)).toEqual([text.slice(64, 68)])
  })

  it('marks the same words for both', () => {
    const [, both] = markedParts(text, [reason('urgency', 6, 12), reason('sentiment', 6, 12)])
    expect(both).toMatchObject({
      text: text.slice(6, 12),
      urgency: { head: 'urgency' },
      feeling: { head: 'sentiment' },
    })
  })

  it('takes the heaviest first and leaves the rest when a third is reached', () => {
    const parts = markedParts(text, [reason('urgency', 0, 20, 0.2), reason('urgency', 30, 50, 0.9)])
    expect(parts.filter(({ urgency }) => urgency).map((part) => part.text)).toEqual([text.slice(30, 50)])
  })

  it.each([
    ['nothing is a reason', []],
    ['a reason weighs next to nothing', [reason('urgency', 0, 4, 0.01)]],
    ['a reason is for a topic', [reason('topics', 0, 4)]],
    ['a reason lies outside the text', [reason('urgency', 70, 900)]],
    ['a reason is the whole text', [reason('urgency', 0, text.length)]],
  ])('marks nothing where %s', (_, reasons) => {
    expect(markedParts(text, reasons)).toEqual([{ text, urgency: null, feeling: null }])
  })

  it('keeps every character, and marks at most a third', () => {
    const span = fc.record({
      head: fc.constantFrom<Reason['head']>('urgency', 'sentiment', 'emotion', 'signals', 'topics'),
      start: fc.nat(90),
      length: fc.nat(30),
      weight: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.string({ maxLength: 80, unit: 'grapheme' }), fc.array(span), (words, spans) => {
        const parts = markedParts(
          words,
          spans.map(({ head, start, length, weight }) => reason(head, start, start + length, weight)),
        )
        expect(parts.map((part) => part.text).join('')).toBe(words)
        const marked = parts.filter(({ urgency, feeling }) => urgency || feeling)
        expect(marked.reduce((sum, part) => sum + part.text.length, 0)).toBeLessThanOrEqual(words.length / 3)
      }),
    )
  })
})

describe('the filter in the address', () => {
  it.each([
    ['', {}, { status: 'open' }],
    [
      'assignee=me&urgency=high',
      { assignee: 'me', urgency: 'high' },
      { status: 'open', assignee: 'me', urgency: 'high' },
    ],
    ['status=all&sort=newest', { status: 'all', sort: 'newest' }, { sort: 'newest' }],
    ['status=resolved&urgency=&else=1', { status: 'resolved' }, { status: 'resolved' }],
    ['q=%20%D9%86%D8%B1%DA%AF%D8%B3%20', { q: 'نرگس' }, { status: 'open', q: 'نرگس' }],
  ])('%s', (address, filter, query) => {
    expect(filterFrom(new URLSearchParams(address))).toEqual(filter)
    expect(apiQuery(filter)).toEqual(query)
  })

  it('comes back from the address it makes', () => {
    for (const { filter } of COMMON_VIEWS) {
      const { searchParams } = new URL(inboxAddress(filter, 'cnv_1'), 'http://desk')
      expect(filterFrom(searchParams)).toEqual(filter)
    }
  })

  it.each([
    [{ status: 'open', assignee: 'me' }, 'priority', { assignee: 'me' }],
    [{ needs_review: true }, 'newest', { status: 'all', needs_review: 'true', sort: 'newest' }],
  ] as const)('of the kept view %o', (kept, sort, filter) => {
    expect(sameFilter(filterOfView({ filter: kept, sort }), filter)).toBe(true)
  })
})

describe('first words', () => {
  it.each([
    ['short', 'short', 20],
    ['first line\n\nsecond  line', 'first line second line', 40],
    ['برای بار سوم است که می‌نویسم', 'برای بار سوم…', 14],
    ['onelongwordwithoutanyspace', 'onelongwor…', 10],
    ['😀😀😀', '😀…', 3],
  ])('of %j', (text, expected, length) => {
    expect(firstWords(text, length)).toBe(expected)
  })
})

describe('the story of a conversation', () => {
  it('is in order, with bursts as one turn and moves of one moment together', () => {
    const at = (minute: number) => `2026-08-02T10:${String(minute).padStart(2, '0')}:00.000Z`
    const story = storyOf({
      messages: [
        { id: 'm1', turn_id: 'm1', sent_at: at(1) },
        { id: 'm2', turn_id: 'm1', sent_at: at(2) },
        { id: 'm3', turn_id: 'm3', sent_at: at(20) },
      ],
      replies: [{ id: 'r1', sent_at: at(10) }],
      notes: [{ id: 'n1', created_at: at(5) }],
      moves: [
        { id: 'v1', at: at(6), actor: 'per_1' },
        { id: 'v2', at: at(6), actor: 'per_1' },
      ],
      surveys: [],
      sla_misses: [{ id: 's1', due_at: at(15), message_id: null, answered_at: null }],
    } as never)
    expect(story.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'turn m1',
      'note n1',
      'moves v1',
      'reply r1',
      'late s1',
      'turn m3',
    ])
  })
})
