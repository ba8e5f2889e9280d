/** What one triaged message tells risk: a report of something bad, thanks, signs of leaving. */
import type { Signal, Topic } from '../labels.ts'
import { type NormalisedText, normalise } from '../text/normalise.ts'
import { tellsOfChasing, tellsOfThirdContact } from './contact-cues.ts'
import { type FoundCue, findLeavingCues } from './leaving-cues.ts'
import { findLeavingWords, type LeavingWords, tellsOfLifeEvent } from './leaving-words.ts'
import { daysMs, hoursMs } from './marks.ts'
import type { RiskParameters } from './parameters.ts'
import type { RiskMessage, RiskTriage } from './risk.ts'

export type Reading = {
  message: RiskMessage
  words: NormalisedText
  at: number
  /** Something went wrong for the customer and it is not told as solved. */
  isReport: boolean
  /** A report only because our records know of an earlier contact. */
  isReportByRecords: boolean
  isThanks: boolean
  /** The text or the labels say that they have told it before; how often at least, itself included. */
  toldTimes: 1 | 2 | 3
  /** Wants something, leaving for instance, without complaining in this message. */
  isWish: boolean
  /** The words ask again ("still nothing"); true only where it may be believed with our records. */
  chases: boolean
  topics: ReadonlySet<Topic>
  signals: ReadonlySet<Signal>
  cues: readonly FoundCue[]
  /** Leaving said in words that the labels missed. */
  leavingWords: LeavingWords | null
  /** The words tell of a death, a move away, the end of a business. */
  lifeEvent: boolean
  /** They leave, and life is the reason, not we. */
  leavesForLife: boolean
}

/** Reads each message for itself. `readInContext` then adds what only the history can tell. */
export function readMessage(message: RiskMessage, triage: RiskTriage): Reading {
  const words = normalise(message.text)
  const sentiment = triage.sentiment.label
  const intent = triage.intent.label
  const urgency = triage.urgency.label
  const happy = sentiment === 'positive' || intent === 'praise'
  // Guide, settled case 5: told as solved, a signal stays but the urgency is low.
  const toldAsOver = happy || urgency === 'low'
  // "You were excellent, please close my account" is leaving all the same.
  const stays = intent === 'praise' || (happy && urgency === 'low')
  const signals = new Set(
    triage.signals
      .map(({ label }) => label)
      .filter((label) => !(toldAsOver && ONLY_WHILE_OPEN.has(label)) && !(stays && LEAVING.has(label))),
  )
  // "Close my account" while somebody empties it is a cry for help.
  const inDanger = urgency === 'critical' || signals.has('fraud') || signals.has('safety')
  const labelledLeaving = [...LEAVING].some((label) => signals.has(label))
  const leavingWords = happy || inDanger || labelledLeaving ? null : findLeavingWords(words)
  if (leavingWords) signals.add(leavingWords.said)
  const repeats = signals.has('repeat_contact')
  const third = !toldAsOver && tellsOfThirdContact(words)
  const complains = !happy && (sentiment !== 'neutral' || intent === 'complaint')
  return {
    message,
    words,
    at: Date.parse(message.sent_at),
    isReport: !happy && (complains || repeats),
    isReportByRecords: false,
    isWish: !complains && !repeats,
    isThanks:
      sentiment === 'positive' &&
      (intent === 'praise' || triage.emotion.label === 'gratitude' || triage.emotion.label === 'joy'),
    toldTimes: third && (repeats || complains) ? 3 : repeats ? 2 : 1,
    chases: !toldAsOver && (third || tellsOfChasing(words)),
    topics: new Set(triage.topics.map(({ label }) => label).filter((label) => label !== 'other')),
    signals,
    // A leaked file with all customers in it is no export of theirs.
    cues: happy || urgency === 'critical' ? [] : findLeavingCues(words),
    leavingWords,
    lifeEvent: tellsOfLifeEvent(words),
    leavesForLife: false,
  }
}

/**
 * What only the history can tell: words that chase are a repeated contact where we know of an earlier one on the
 * matter, and who leaves because life decided so does not leave us. `readings` in order of time; each is judged by
 * what came before it.
 */
export function readInContext(readings: readonly Reading[], parameters: RiskParameters): Reading[] {
  return readings.map((reading, index) => {
    if (!reading.chases && !reading.signals.has('churn_explicit')) return reading
    const matter = matterOf(reading)
    const earlier = readings
      .slice(0, index)
      .filter(
        (other) =>
          reading.at - other.at <= daysMs(parameters.same_matter) && sameMatter(matterOf(other), matter),
      )
    const again =
      reading.chases &&
      earlier.some(({ isThanks, at }) => !isThanks && reading.at - at > hoursMs(parameters.experience_window))
    const ownCase = [...earlier, reading].filter(
      ({ message }) => message.conversation_id === reading.message.conversation_id,
    )
    const leavesForLife =
      reading.signals.has('churn_explicit') &&
      reading.message.triage?.intent.label !== 'complaint' &&
      ownCase.some(({ lifeEvent }) => lifeEvent)
    if (!again && !leavesForLife) return reading
    const told = again ? (tellsOfThirdContact(reading.words) ? 3 : 2) : 1
    return {
      ...reading,
      leavesForLife,
      // Grief is no complaint.
      isReport: leavesForLife ? false : reading.isReport || again,
      isReportByRecords: !leavesForLife && !reading.isReport && again,
      isWish: leavesForLife || reading.isWish,
      toldTimes: Math.max(reading.toldTimes, told) as Reading['toldTimes'],
    }
  })
}

const ONLY_WHILE_OPEN = new Set<Signal>([
  'repeat_contact',
  'legal_threat',
  'public_threat',
  'fraud',
  'safety',
])
const LEAVING = new Set<Signal>(['churn_explicit', 'churn_implicit'])
/** The guide calls a message `high` for these alone, and each is a reason of its own. */
const HIGH_BY_RULE: readonly Signal[] = ['repeat_contact', 'legal_threat', 'public_threat', 'churn_explicit']

/** How bad the reported experience is; 1 is the ordinary one. `again`: the customer had to ask again. */
export function severityOf(reading: Reading, again: boolean, parameters: RiskParameters): number {
  const triage = reading.message.triage
  if (!reading.isReport || triage === null) return 0
  const intent = triage.intent.label
  return (
    sentimentFactor(triage.sentiment.label, again, parameters) *
    urgencyFactor(reading, triage, parameters) *
    (intent === 'suggestion' || intent === 'other' ? parameters.idea_or_small_talk : 1)
  )
}

function urgencyFactor({ signals }: Reading, { urgency }: RiskTriage, parameters: RiskParameters): number {
  return urgency.label === 'high' && HIGH_BY_RULE.some((signal) => signals.has(signal))
    ? parameters.urgency_high_by_rule
    : parameters[`urgency_${urgency.label}`]
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
