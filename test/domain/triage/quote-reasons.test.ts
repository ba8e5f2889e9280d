import { describe, expect, it } from 'vitest'
import { reasonsFromQuotes } from '../../../src/domain/triage/quote-reasons.ts'
import { judgeAs, withPolarity } from '../../../src/domain/triage/scores.ts'

const original = 'Third time I write to you, the card reader is still dead and my customers leave'
const labels = {
  sentiment: withPolarity(judgeAs('sentiment', 'negative', 0.9)),
  urgency: judgeAs('urgency', 'high', 0.9),
  intent: judgeAs('intent', 'complaint', 0.9),
  topics: [{ label: 'technical' as const, confidence: 0.9 }],
  emotion: judgeAs('emotion', 'frustration', 0.9),
  signals: [{ label: 'repeat_contact' as const, confidence: 0.9 }],
}

describe('quotes of a second opinion', () => {
  it('become spans of the text as sent, sharing the weight of a label', () => {
    const reasons = reasonsFromQuotes(original, labels, [
      { head: 'signals', label: 'repeat_contact', text: 'Third time' },
      { head: 'urgency', label: 'high', text: 'still dead' },
      { head: 'urgency', label: 'high', text: 'customers leave' },
    ])
    expect(reasons).toEqual([
      { head: 'signals', label: 'repeat_contact', start: 0, end: 10, text: 'Third time', weight: 1 },
      { head: 'urgency', label: 'high', start: 46, end: 56, text: 'still dead', weight: 0.5 },
      { head: 'urgency', label: 'high', start: 64, end: 79, text: 'customers leave', weight: 0.5 },
    ])
  })

  it.each([
    ['is not in the text', { head: 'urgency', label: 'high', text: 'quite dead' }],
    ['is empty', { head: 'urgency', label: 'high', text: ' ' }],
    ['is most of the text', { head: 'urgency', label: 'high', text: original.slice(0, 40) }],
    ['argues for another label', { head: 'urgency', label: 'low', text: 'still dead' }],
    ['argues for a topic not given', { head: 'topics', label: 'delivery', text: 'still dead' }],
  ] as const)('one that %s is left out', (_, quote) => {
    expect(reasonsFromQuotes(original, labels, [quote])).toEqual([])
  })
})
