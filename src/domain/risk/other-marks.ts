/** Marks that are not an experience told in a message: signs of leaving, late answers, low surveys. */
import type { Signal } from '../labels.ts'
import { hazardOf, hoursMs, type Mark, NO_FACTS } from './marks.ts'
import type { RiskParameters } from './parameters.ts'
import { quoteAround, quoteStart, reasonSpan } from './quote.ts'
import { type Matter, matterOf, type Reading } from './reading.ts'
import { lastMessage } from './recovery.ts'
import type { RaisingReason, RiskSlaMiss, RiskSurvey } from './risk.ts'

/** What the customer says or asks about leaving. Said twice is not twice the leaving: `score.ts` keeps one each. */
export function leavingMarks(reading: Reading, parameters: RiskParameters): Mark[] {
  const { message, signals, cues, leavingWords, leavesForLife } = reading
  const mark = (reason: LeavingReason, quote: string | null): Mark => ({
    reason,
    family: 'leaving',
    hazard: hazardOf(parameters[reason]),
    at: reading.at,
    matter: matterOf(reading),
    message_id: message.id,
    quote,
    source: { kind: 'message', id: message.id },
    facts: NO_FACTS,
    isWish: reading.isWish && reason !== 'legal_step',
  })
  const said = LEAVING_SIGNALS.filter(
    ([signal]) => signals.has(signal) && !(signal === 'churn_implicit' && signals.has('churn_explicit')),
  ).map(([signal, reason]) => {
    const span = leavingWords?.said === signal ? leavingWords : reasonSpan(message, 'signals', signal)
    const quote = span ? quoteAround(message.text, span) : quoteStart(message.text)
    return mark(reason === 'churn_explicit' && leavesForLife ? 'leaving_life_event' : reason, quote)
  })
  return [...said, ...cues.map(({ cue, ...span }) => mark(cue, quoteAround(message.text, span)))]
}

const LEAVING_SIGNALS = [
  ['churn_explicit', 'churn_explicit'],
  ['churn_implicit', 'churn_implicit'],
  ['legal_threat', 'legal_step'],
] as const satisfies readonly (readonly [Signal, RaisingReason])[]
type LeavingReason =
  | (typeof LEAVING_SIGNALS)[number][1]
  | 'leaving_life_event'
  | 'notice_period_asked'
  | 'data_export_asked'
  | 'seats_reduced'
  | 'auto_renewal_off'

/**
 * A late answer weighs more with each hour, up to a point; one still missing is as late as `now`.
 * Null when the message reached us only after its time, as in an import: then we know of no answer, not that there was none.
 */
export function slaMark(
  miss: RiskSlaMiss,
  readings: readonly Reading[],
  now: number,
  parameters: RiskParameters,
): Mark | null {
  const dueAt = Date.parse(miss.due_at)
  const answeredAt = miss.answered_at === null ? now : Math.min(now, Date.parse(miss.answered_at))
  const lateMs = Math.max(0, answeredAt - dueAt)
  const hours = Math.min(lateMs, hoursMs(parameters.sla_late_hours_most)) / hoursMs(1)
  const waited =
    readings.find(({ message }) => message.id === miss.message_id) ??
    lastMessage(readings, miss.conversation_id, dueAt)
  if (waited?.message.received_at && Date.parse(waited.message.received_at) >= dueAt) return null
  return {
    reason: 'sla_missed',
    family: 'waiting',
    hazard: hazardOf(parameters.sla_missed) + hours * hazardOf(parameters.sla_late_hour),
    at: dueAt,
    matter: { conversation_id: miss.conversation_id, topics: waited?.topics ?? new Set() },
    message_id: miss.message_id ?? waited?.message.id ?? null,
    quote: waited ? quoteStart(waited.message.text) : null,
    source: { kind: 'sla_miss', id: miss.id },
    facts: { ...NO_FACTS, late_ms: lateMs },
  }
}

/** A survey below the neutral point of its scale. `standing` is negative here. */
export function lowSurveyMark(
  survey: RiskSurvey,
  standing: number,
  quote: string,
  readings: readonly Reading[],
  parameters: RiskParameters,
): Mark {
  const at = Date.parse(survey.at)
  const last = lastMessage(readings, survey.conversation_id, at)
  const matter: Matter | null =
    survey.conversation_id === null
      ? null
      : { conversation_id: survey.conversation_id, topics: last?.topics ?? new Set() }
  return {
    reason: 'low_survey',
    family: 'experience',
    hazard: hazardOf(parameters.worst_survey) * -standing,
    at,
    matter,
    message_id: last?.message.id ?? null,
    quote: survey.comment ? quoteStart(survey.comment) : quote,
    source: { kind: 'survey', id: survey.id },
    facts: { ...NO_FACTS, survey: survey.survey, survey_score: survey.score },
  }
}
