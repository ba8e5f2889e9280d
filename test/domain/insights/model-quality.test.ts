import { describe, expect, it } from 'vitest'
import { type JudgedMessage, modelQuality } from '../../../src/domain/insights/model-quality.ts'
import type { Language } from '../../../src/domain/labels.ts'
import type { LabelCorrection } from '../../../src/domain/triage/triage.ts'
import { triageOf } from '../../fakes/triage-of.ts'
import { inLanguage } from '../reply/desk.ts'

const RANGE = { since: '2026-07-01T00:00:00.000Z', until: '2026-08-01T00:00:00.000Z', time_zone: 'UTC' }
const judged = (
  machine: LabelCorrection,
  human: LabelCorrection,
  language: Language = 'fa',
): JudgedMessage => ({
  machine: triageOf(machine, inLanguage(language)),
  human,
})
const quality = (messages: JudgedMessage[]) => modelQuality(RANGE, { messages, truncated: false })

describe('the model’s quality', () => {
  const messages = [
    judged({ urgency: 'high' }, { urgency: 'high', sentiment: 'neutral' }),
    judged({ urgency: 'normal' }, { urgency: 'critical' }, 'ar'),
    judged({ topics: ['billing', 'delivery'] }, { topics: ['delivery', 'technical'] }),
    judged({ topics: ['billing', 'delivery'] }, { topics: ['delivery', 'billing'] }),
  ]
  const found = quality(messages)
  const head = (name: string, language: Language | null = null) =>
    found.heads.find((each) => each.head === name && each.language === language)?.agreement

  it('counts only what a person spoke on', () => {
    expect(found).toMatchObject({ judged: 4, confirmed: 2, corrected: 2 })
    expect(head('urgency')).toMatchObject({ count: 1, of: 2, share: 0.5, too_few: true })
    expect(head('sentiment')).toMatchObject({ count: 1, of: 1 })
    expect(head('intent')).toMatchObject({ count: 0, of: 0, share: null, interval: null })
  })

  it('tells languages apart', () => {
    expect(head('urgency', 'fa')).toMatchObject({ count: 1, of: 1 })
    expect(head('urgency', 'ar')).toMatchObject({ count: 0, of: 1 })
    expect(head('urgency', 'en')).toMatchObject({ of: 0 })
  })

  it('shows what was taken for what', () => {
    const urgency = found.confusion.find((each) => each.head === 'urgency')
    const [row, column] = [urgency?.labels.indexOf('critical') ?? -1, urgency?.labels.indexOf('normal') ?? -1]
    expect(urgency?.counts[row]?.[column]).toBe(1)
    expect(urgency?.counts.flat().reduce((sum, each) => sum + each, 0)).toBe(2)
  })

  it('a set agrees when it is the same, and is judged label by label', () => {
    expect(head('topics')).toMatchObject({ count: 1, of: 2 })
    const label = (name: string) => found.sets.find((each) => each.label === name && each.head === 'topics')
    expect(label('billing')).toMatchObject({ kept: 1, taken_away: 1, added: 0, precision: { share: 0.5 } })
    expect(label('technical')).toMatchObject({ kept: 0, added: 1, recall: { count: 0, of: 1 } })
  })

  it('bins confidence against agreement', () => {
    const curve = found.reliability.find((each) => each.head === 'urgency' && each.language === null)
    expect(curve?.bins).toEqual([{ confidence: 1, agreement: expect.objectContaining({ count: 1, of: 2 }) }])
    expect(found.heads.find((each) => each.head === 'urgency')?.calibration_error).toBe(0.5)
  })

  it('says what it cannot say', () => {
    expect(found.caveat.code).toBe('judged_only')
    const onlyErrors = quality([judged({ urgency: 'normal' }, { urgency: 'high' })])
    expect(onlyErrors.caveat).toMatchObject({
      code: 'errors_only',
      text: { fa: expect.stringContaining('خطا') },
    })
    expect(quality([])).toMatchObject({ judged: 0, caveat: { code: 'judged_only' } })
  })
})
