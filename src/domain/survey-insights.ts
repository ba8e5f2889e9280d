/** What surveys say together: each kind on its own scale, by language and topic. */
import { z } from 'zod'
import type { Topic } from './labels.ts'
import { SURVEY_KINDS, type SurveyKind } from './risk/risk.ts'

/** Query of `GET /v1/insights/surveys`: answered from `since` on and before `until`. */
export const surveyInsightsQuery = z.strictObject({
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
})
export type SurveyInsightsQuery = z.infer<typeof surveyInsightsQuery>

/** Language and topics of the conversation it was about; null and none where it was about none. */
export type AnsweredSurvey = {
  kind: SurveyKind
  score: number
  language: string | null
  topics: readonly Topic[]
}

export type SurveyCounts = {
  responses: number
  /** On the scale of the kind; null: nobody answered. */
  mean: number | null
  /** Satisfied (CSAT 4–5), promoters (NPS 9–10), easy (CES 5–7). */
  good: number
  /** CSAT 1–2, detractors (NPS 0–6), CES 1–3. */
  bad: number
  /** NPS: promoters less detractors in per cent, −100 to 100. CSAT, CES: the good ones in per cent. */
  score: number | null
}
export type SurveyKindInsights = SurveyCounts & {
  kind: SurveyKind
  scores: { score: number; responses: number }[]
  by_language: (SurveyCounts & { language: string | null })[]
  by_topic: (SurveyCounts & { topic: Topic })[]
}
export type SurveyInsights = { kinds: SurveyKindInsights[] }

/**
 * Where good begins and bad ends. NPS: Reichheld, The One Number You Need to Grow (2003). CSAT: the two upper of
 * five boxes. CES 2.0, seven steps from strongly disagree to strongly agree that it was easy (CEB, 2013).
 */
const BANDS: Record<SurveyKind, { goodFrom: number; badTo: number }> = {
  csat: { goodFrom: 4, badTo: 2 },
  nps: { goodFrom: 9, badTo: 6 },
  ces: { goodFrom: 5, badTo: 3 },
}

/** Every kind is there, in the order of `SURVEY_KINDS`, also unanswered. A survey counts for each topic of its conversation. */
export function surveyInsights(surveys: readonly AnsweredSurvey[]): SurveyInsights {
  return {
    kinds: SURVEY_KINDS.map((kind) => {
      const own = surveys.filter((survey) => survey.kind === kind)
      const topics = own.flatMap((survey) => survey.topics.map((topic) => ({ topic, survey })))
      return {
        kind,
        ...countsOf(kind, own),
        scores: [...Map.groupBy(own, ({ score }) => score)]
          .map(([score, same]) => ({ score, responses: same.length }))
          .sort((one, other) => one.score - other.score),
        by_language: [...Map.groupBy(own, ({ language }) => language)]
          .map(([language, same]) => ({ language, ...countsOf(kind, same) }))
          .sort(mostFirst),
        by_topic: [...Map.groupBy(topics, ({ topic }) => topic)]
          .map(([topic, same]) => ({
            topic,
            ...countsOf(
              kind,
              same.map(({ survey }) => survey),
            ),
          }))
          .sort(mostFirst),
      }
    }),
  }
}

const mostFirst = (one: SurveyCounts, other: SurveyCounts) => other.responses - one.responses

function countsOf(kind: SurveyKind, surveys: readonly AnsweredSurvey[]): SurveyCounts {
  const { goodFrom, badTo } = BANDS[kind]
  const responses = surveys.length
  const good = surveys.filter(({ score }) => score >= goodFrom).length
  const bad = surveys.filter(({ score }) => score <= badTo).length
  if (responses === 0) return { responses, mean: null, good, bad, score: null }
  const sum = surveys.reduce((total, { score }) => total + score, 0)
  const counted = kind === 'nps' ? good - bad : good
  return {
    responses,
    mean: Math.round((sum / responses) * 100) / 100,
    good,
    bad,
    score: Math.round((counted / responses) * 1_000) / 10,
  }
}
