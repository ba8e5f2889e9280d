import { describe, expect, it } from 'vitest'
import type { Classifier } from '../../src/actions/ports.ts'
import { triage as triageSchema } from '../../src/domain/triage/triage.ts'
import { CALM, classifying, modelOf, refusing, SURE, TEXT } from './classifying.ts'

describe('long texts', () => {
  const sentence = (index: number) =>
    `Sentence number ${index} tells calmly what happened on that day at the branch. `
  const long = Array.from({ length: 60 }, (_, index) => sentence(index)).join('')

  it('are read in parts and the alarming one decides', async () => {
    const { classifier, asked } = modelOf((text) => (text.includes('number 41 ') ? SURE : CALM))
    const outcome = await classifying({ classifier })({ text: long, explain: true })
    expect(asked.length).toBeGreaterThan(8)
    expect(asked.every(({ text, lane }) => text.length <= 480 && lane === 'interactive')).toBe(true)
    expect(outcome.ok && outcome.triage.urgency.label).toBe('high')
    const reason = outcome.ok ? outcome.triage.reasons?.find(({ head }) => head === 'urgency') : undefined
    expect(reason?.text).toBe(long.slice(reason?.start, reason?.end))
    expect(reason?.start).toBeGreaterThan(2_000)
  })

  it('are not refused half-way: what no longer fits waits among the bulk', async () => {
    let calls = 0
    const asked: string[] = []
    const { classifier } = modelOf(() => CALM)
    const busy: Classifier = {
      ...classifier,
      classify: async (text, options) => {
        asked.push(options.lane)
        calls += 1
        return options.lane === 'interactive' && calls > 1
          ? refusing('overloaded')
          : classifier.classify(text, options)
      },
    }
    expect(await classifying({ classifier: busy })({ text: long })).toMatchObject({ ok: true })
    expect(asked.filter((lane) => lane === 'bulk').length).toBeGreaterThan(8)
  })

  it('fail as a whole when the model fails in the middle', async () => {
    const { classifier } = modelOf((text) => (text.includes('number 41 ') ? refusing('unavailable') : CALM))
    expect(await classifying({ classifier })({ text: long })).toMatchObject({
      ok: false,
      failure: 'unavailable',
    })
  })
})

describe('reasons', () => {
  it('only when asked for', async () => {
    const plain = await classifying()({ text: TEXT })
    expect(plain.ok && plain.triage).not.toHaveProperty('reasons')
  })

  it('of the local model are words of the text as sent', async () => {
    const text = 'مُشکِــل پرداخت هنوز حل نشده و من چند روز است که منتظر جواب شما هستم'
    const outcome = await classifying()({ text, explain: true })
    const reasons = outcome.ok ? (outcome.triage.reasons ?? []) : []
    expect(reasons.find(({ head }) => head === 'urgency')).toEqual({
      head: 'urgency',
      label: 'high',
      start: 0,
      end: 8,
      text: 'مُشکِــل',
      weight: 1,
    })
  })
})

describe('odd texts get an answer', () => {
  it.each([
    ['an emoji', '😡'],
    ['marks', '؟!'],
    ['nothing readable', '\u200c\u200f'],
    ['one letter', 'آ'],
    ['8,000 characters without a space', 'x'.repeat(8_000)],
  ])('%s', async (_, text) => {
    const outcome = await classifying()({ text, explain: true })
    expect(outcome.ok && triageSchema.safeParse(outcome.triage).success).toBe(true)
  })
})
