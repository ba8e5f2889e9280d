/** The three survey scales on one ruler. */
import type { RiskSurvey, SurveyKind } from './risk.ts'

/**
 * `neutral` is between the scores that mean harm and those that mean recovery: CSAT 4–5 count as
 * satisfied, NPS 7–8 are passives (Reichheld 2003), CES 5–7 as easy (CES 2.0).
 */
export const SURVEY_SCALES: Record<SurveyKind, { least: number; neutral: number; most: number }> = {
  csat: { least: 1, neutral: 3.5, most: 5 },
  nps: { least: 0, neutral: 7, most: 10 },
  ces: { least: 1, neutral: 4.5, most: 7 },
}

/** From −1 (lowest score of the scale) through 0 (neutral) to 1 (highest); outside scores are clamped. */
export function surveyStanding({ survey, score }: Pick<RiskSurvey, 'survey' | 'score'>): number {
  const { least, neutral, most } = SURVEY_SCALES[survey]
  const within = Math.min(most, Math.max(least, score))
  return within < neutral ? (within - neutral) / (neutral - least) : (within - neutral) / (most - neutral)
}

/** `CSAT 2/5`: the customer's answer, the same in every language. */
export const surveyQuote = ({ survey, score }: Pick<RiskSurvey, 'survey' | 'score'>) =>
  `${survey.toUpperCase()} ${score}/${SURVEY_SCALES[survey].most}`
