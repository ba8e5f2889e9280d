/** How right the flags were and what surveys say, over a stretch of time. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import type { FlagInsightsQuery } from '../domain/flag.ts'
import { type FlagInsights, flagInsights } from '../domain/risk/flag-insights.ts'
import { type SurveyInsights, type SurveyInsightsQuery, surveyInsights } from '../domain/survey-insights.ts'
import { type Dependencies, isoNow } from './dependencies.ts'

/** @throws {DeljooError} `forbidden` */
export async function readFlagInsights(
  { store, clock }: Pick<Dependencies, 'store' | 'clock'>,
  actor: Actor,
  query: FlagInsightsQuery,
): Promise<FlagInsights> {
  ensureAllowed(actor, 'read_insights')
  return flagInsights(await store.readFlagOutcomes(inUtc(query)), isoNow(clock))
}

/** @throws {DeljooError} `forbidden` */
export async function readSurveyInsights(
  { store }: Pick<Dependencies, 'store'>,
  actor: Actor,
  query: SurveyInsightsQuery,
): Promise<SurveyInsights> {
  ensureAllowed(actor, 'read_insights')
  return surveyInsights(await store.readAnsweredSurveys(inUtc(query)))
}

const utc = (moment: string | undefined) => (moment === undefined ? null : new Date(moment).toISOString())
const inUtc = ({ since, until }: FlagInsightsQuery) => ({ since: utc(since), until: utc(until) })
