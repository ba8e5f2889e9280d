/** What one triaged message tells risk: a report of something bad, thanks, signs of leaving. */
import type { Signal, Topic } from '../labels.ts'
import { type FoundCue, findLeavingCues, tellsOfThirdContact } from './leaving-cues.ts'
import type { RiskParameters } from './parameters.ts'
import type { RiskMessage, RiskTriage } from './risk.ts'

export type Reading = {
  message: RiskMessage
  at: number
  /** Something went wrong for the customer and it is not told as solved. */
  isReport: boolean
  isThanks: boolean
  /** The text or the labels say that they have told it before; how often at least, itself included. */
  toldTimes: 1 | 2 | 3
  topics: ReadonlySet<Topic>
  signals: ReadonlySet<Signal>
  cues: readonly FoundCue[]
}

export function readMessage(message: RiskMessage, triage: RiskTriage): Reading {
  const sentiment = triage.sentiment.label
  const intent = triage.intent.label
  const happy = sentiment === 'positive' || intent === 'praise'
  // Guide, settled case 5: told as solved, a signal stays but the urgency is low.
  const toldAsOver = happy || triage.urgency.label === 'low'
  const signals = new Set(
    triage.signals
      .map(({ label }) => label)
      .filter((label) => !(toldAsOver && ONLY_WHILE_OPEN.has(label)) && !(happy && LEAVING.has(label))),
  )
  const repeats = signals.has('repeat_contact')
  return {
    message,
    at: Date.parse(message.sent_at),
    isReport: !happy && (sentiment !== 'neutral' || intent === 'complaint' || repeats),
    isThanks:
      sentiment === 'positive' &&
      (intent === 'praise' || triage.emotion.label === 'gratitude' || triage.emotion.label === 'joy'),
    toldTimes: repeats ? (tellsOfThirdContact(message.text) ? 3 : 2) : 1,
    topics: new Set(triage.topics.map(({ label }) => label).filter((label) => label !== 'other')),
    signals,
    cues: happy ? [] : findLeavingCues(message.text),
  }
}

const ONLY_WHILE_OPEN = new Set<Signal>([
  'repeat_contact',
  'legal_threat',
  'public_threat',
  'fraud',
  'safety',
])
const LEAVING = new Set<Signal>(['churn_explicit', 'churn_implicit'])

/** How bad the reported experience is; 1 is the ordinary one. `again`: the customer had to ask again. */
export function severityOf(reading: Reading, again: boolean, parameters: RiskParameters): number {
  const triage = reading.message.triage
  if (!reading.isReport || triage === null) return 0
  const intent = triage.intent.label
  return (
    sentimentFactor(triage.sentiment.label, again, parameters) *
    parameters[`urgency_${triage.urgency.label}`] *
    (intent === 'suggestion' || intent === 'other' ? parameters.idea_or_small_talk : 1)
  )
}

function sentimentFactor(
  sentiment: RiskTriage['sentiment']['label'],
  again: boolean,
  parameters: RiskParameters,
): number {
  switch (sentiment) {
    case 'negative':
      return parameters.sentiment_negative
    case 'mixed':
      return parameters.sentiment_mixed
    case 'neutral':
      // Who has to ask again is in an ordinary bad experience, however calm the words.
      return again
        ? Math.max(parameters.sentiment_calm_complaint, parameters.sentiment_negative)
        : parameters.sentiment_calm_complaint
    case 'positive':
      return 0
  }
}

/** Two messages are about one matter when they share the conversation or a topic. */
export function sameMatter(one: Matter, other: Matter): boolean {
  return one.conversation_id === other.conversation_id || sharesTopic(one.topics, other.topics)
}

export const sharesTopic = (one: ReadonlySet<Topic>, other: ReadonlySet<Topic>) =>
  [...one].some((topic) => other.has(topic))

export type Matter = { conversation_id: string; topics: ReadonlySet<Topic> }

export const matterOf = (reading: Reading): Matter => ({
  conversation_id: reading.message.conversation_id,
  topics: reading.topics,
})
