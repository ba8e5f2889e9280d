/**
 * What pays back: a case marked as solved, thanks, a good survey. A recovery takes a share of each
 * earlier mark it is about, so it can never push the score below what is left to forgive.
 */

import { groupTurns, type Turn } from '../desk/turns.ts'
import { accountRecovery } from './account-changes.ts'
import { tellsOfSolution } from './contact-cues.ts'
import { daysMs, type Mark, type MarkTarget, NO_FACTS } from './marks.ts'
import type { RiskParameters } from './parameters.ts'
import { quoteStart } from './quote.ts'
import { matterOf, type Reading, sameMatter, sharesTopic } from './reading.ts'
import type {
  ContributionFacts,
  LoweringReason,
  RiskAccountChange,
  RiskContribution,
  RiskReply,
  RiskResolution,
  RiskSurvey,
} from './risk.ts'
import { surveyQuote, surveyStanding } from './surveys.ts'

export type Recovery = {
  at: number
  message_id: string | null
  quote: string | null
  source: RiskContribution['source']
  facts: ContributionFacts
  /** The share of a mark this pays back and why; null: it is not about that mark. */
  on: (mark: MarkTarget) => { reason: LoweringReason; share: number } | null
}

export type Credit = { reason: LoweringReason; share: number; recovery: Recovery }

/** Every credit that ever was the largest of its kind on this mark, in order of time. */
export function allCreditsOn(
  mark: MarkTarget & Pick<Mark, 'family' | 'isWish'>,
  recoveries: readonly Recovery[],
  parameters: RiskParameters,
): Credit[] {
  const readiness = mark.family === 'leaving' ? parameters.leaving_recovers : 1
  const most = new Map<LoweringReason, number>()
  return recoveries.flatMap((recovery) => {
    const given = recovery.at > mark.at ? recovery.on(mark) : null
    const found = given && mark.isWish ? onlyGoodwill(given, parameters) : given
    if (found === null || found.share <= (most.get(found.reason) ?? 0)) return []
    most.set(found.reason, found.share)
    // A deed taken back is no kind word that may or may not keep them.
    const share = found.reason === 'undone' ? found.share : found.share * readiness
    return [{ reason: found.reason, share: Math.min(1, share), recovery }]
  })
}

/** Granting the export or the cancellation they asked for solves nothing; their thanks are goodwill. */
function onlyGoodwill(given: Pick<Credit, 'reason' | 'share'>, parameters: RiskParameters) {
  if (given.reason === 'solved') return null
  return given.reason === 'thanked' ? { reason: 'goodwill' as const, share: parameters.goodwill } : given
}

/** Of these credits the largest of each kind that was given by `until`, in order of time. */
export function creditsUntil(credits: readonly Credit[], until: number): Credit[] {
  const latest = new Map<LoweringReason, Credit>()
  for (const credit of credits) if (credit.recovery.at <= until) latest.set(credit.reason, credit)
  return [...latest.values()].sort((one, other) => one.recovery.at - other.recovery.at)
}

export const creditsOn = (...given: Parameters<typeof allCreditsOn>): Credit[] =>
  creditsUntil(allCreditsOn(...given), Number.POSITIVE_INFINITY)

export const remainingShare = (credits: readonly Credit[]) =>
  credits.reduce((left, { share }) => left * (1 - share), 1)

export function findRecoveries(
  readings: readonly Reading[],
  others: {
    replies: readonly RiskReply[]
    resolutions: readonly RiskResolution[]
    surveys: readonly RiskSurvey[]
    account_changes: readonly RiskAccountChange[]
  },
  parameters: RiskParameters,
): Recovery[] {
  const turns = groupTurns([
    ...readings.map(({ message }) => ({ ...message, from: 'customer' as const, at: message.sent_at })),
    ...[...others.replies, ...others.resolutions].map((event) => ({ ...event, from: 'agent' as const })),
  ])
  return [
    ...others.resolutions.map((resolution) => solved(resolution, readings, parameters)),
    ...readings
      .filter((reading) => isThanksOfItsTurn(reading, turns, readings))
      .map((r) => thanked(r, readings, parameters)),
    ...others.surveys
      .filter((survey) => surveyStanding(survey) > 0)
      .map((s) => goodSurvey(s, readings, parameters)),
    ...others.account_changes.flatMap((change) => accountRecovery(change, parameters) ?? []),
  ].sort((one, other) => one.at - other.at || (one.source.id < other.source.id ? -1 : 1))
}

/** Thanks beside a complaint in one turn ("thank you in advance") are manners, unless they say it is solved. */
function isThanksOfItsTurn(reading: Reading, turns: readonly Turn[], readings: readonly Reading[]): boolean {
  if (!reading.isThanks) return false
  if (tellsOfSolution(reading.words)) return true
  const turn = turns.find(({ message_ids }) => message_ids.includes(reading.message.id))
  return !readings.some(({ isReport, message }) => isReport && turn?.message_ids.includes(message.id))
}

function solved(
  resolution: RiskResolution,
  readings: readonly Reading[],
  parameters: RiskParameters,
): Recovery {
  const at = Date.parse(resolution.at)
  const { conversation_id } = resolution
  const last = lastMessage(readings, conversation_id, at)
  // A case that comes back was not solved: the same conversation again, or the same topic "again".
  const later = reportsAfter(at, readings, parameters)
  const reopened = later.some(({ message }) => message.conversation_id === conversation_id)
  const toldAgain = new Set(later.flatMap(({ toldTimes, topics }) => (toldTimes > 1 ? [...topics] : [])))
  return {
    at,
    message_id: last?.message.id ?? null,
    quote: last ? quoteStart(last.message.text) : null,
    source: { kind: 'resolution', id: resolution.id },
    facts: NO_FACTS,
    on: ({ matter }) =>
      matter?.conversation_id === conversation_id && !reopened && !sharesTopic(matter.topics, toldAgain)
        ? { reason: 'solved', share: parameters.solved }
        : null,
  }
}

/** Thanks for a cure that did not hold, as the customer then says, pay back nothing on that matter. */
function thanked(reading: Reading, readings: readonly Reading[], parameters: RiskParameters): Recovery {
  const own = matterOf(reading)
  const cameBack = reportsAfter(reading.at, readings, parameters).filter(({ toldTimes }) => toldTimes > 1)
  return {
    at: reading.at,
    message_id: reading.message.id,
    quote: quoteStart(reading.message.text),
    source: { kind: 'message', id: reading.message.id },
    facts: NO_FACTS,
    on: ({ matter }) => {
      if (matter === null || !sameMatter(matter, own))
        return { reason: 'goodwill', share: parameters.goodwill }
      const held = !cameBack.some((report) => sameMatter(matterOf(report), matter))
      return held ? { reason: 'thanked', share: parameters.thanked } : null
    },
  }
}

const reportsAfter = (at: number, readings: readonly Reading[], parameters: RiskParameters) =>
  readings.filter(
    (reading) => reading.isReport && reading.at > at && reading.at <= at + daysMs(parameters.same_matter),
  )

function goodSurvey(survey: RiskSurvey, readings: readonly Reading[], parameters: RiskParameters): Recovery {
  const at = Date.parse(survey.at)
  const last = lastMessage(readings, survey.conversation_id, at)
  return {
    at,
    message_id: last?.message.id ?? null,
    quote: surveyQuote(survey),
    source: { kind: 'survey', id: survey.id },
    facts: { ...NO_FACTS, survey: survey.survey, survey_score: survey.score },
    on: ({ matter }) =>
      survey.conversation_id === null || matter?.conversation_id === survey.conversation_id
        ? { reason: 'good_survey', share: parameters.good_survey * surveyStanding(survey) }
        : null,
  }
}

/**
 * The newest message of a conversation at a time that may have waited for something: thanks do not.
 * `readings` in order of time.
 */
export const lastMessage = (readings: readonly Reading[], conversation_id: string | null, at: number) =>
  readings.findLast(
    (reading) => reading.message.conversation_id === conversation_id && reading.at <= at && !reading.isThanks,
  )
