/** Answers of an LLM as the second opinion's schema wants them. */
const judged = <Label extends string>(label: Label, confidence: number, quote = '') => ({
  label,
  confidence,
  quote,
})

/** A whole answer; whatever matters to a test is given over it. */
export const answer = (over: Record<string, unknown> = {}) => ({
  language: 'en',
  sentiment: judged('negative', 0.9, 'still dead'),
  urgency: judged('high', 0.8),
  intent: judged('complaint', 0.95),
  topics: [judged('technical', 0.9, 'card reader')],
  emotion: judged('frustration', 0.7),
  signals: [judged('repeat_contact', 0.85, 'third time')],
  ...over,
})

export { judged }
