/** How right the flags were, and what surveys say. */
import { z } from 'zod'
import { flagInsightsQuery } from '../../domain/flag.ts'
import { language, topic } from '../../domain/labels.ts'
import { FLAG_OUTCOME_REASONS, FLAG_STAGES } from '../../domain/risk/flag.ts'
import { RAISING_REASONS, RISK_LEVELS, SURVEY_KINDS } from '../../domain/risk/risk.ts'
import { surveyInsightsQuery } from '../../domain/survey-insights.ts'
import { described, orNull } from './describe.ts'

const count = (description: string) => z.int().meta({ description })
const number = (description: string) => z.number().meta({ description })

const precisionFields = {
  judged: count('Flags that a person closed'),
  right: count('Of these, lost or recovered: there was somebody to win back'),
  false_alarms: count('Of these, dismissed'),
  precision: orNull(z.number(), 'Share of the judged ones that were right; null: none was judged'),
  interval: orNull(
    z.object({ low: number('Lower end'), high: number('Upper end') }),
    'Its 95 % Wilson interval; null: none was judged',
  ),
  enough: z.boolean().meta({ description: 'False: too few were judged for the share to say anything' }),
}
const precision = z.object(precisionFields).meta({ description: 'How often its flags were right' })

export const flagInsightsSchema = z
  .object({
    opened: count('Flags opened in that time'),
    at_work: count('Of these, still at work'),
    overdue: count('Of these, past their due time'),
    recovered: count('Closed as recovered, by a person or by the calmed score'),
    lost: count('Closed as lost'),
    dismissed: count('Dismissed'),
    verdict: z
      .enum(['measured', 'too_few_outcomes'])
      .meta({ description: '`too_few_outcomes`: do not draw conclusions from the precision yet' }),
    enough_from: count('Judged flags from which on the precision says something'),
    precision: z
      .object({
        ...precisionFields,
        unjudged: count('Closed by the service alone, since the score had calmed down'),
        by_level: z
          .array(
            z.object({
              level: z.enum(RISK_LEVELS).meta({ description: 'The gravest level of the flag' }),
              precision,
            }),
          )
          .meta({ description: 'By level' }),
        by_language: z
          .array(
            z.object({ language: language.meta({ description: 'What the customer writes' }), precision }),
          )
          .meta({ description: 'By language' }),
        by_reason: z
          .array(
            z.object({
              reason: z.enum(RAISING_REASONS).meta({ description: 'The heaviest reason of the flag' }),
              precision,
            }),
          )
          .meta({ description: 'By reason, most judged first' }),
      })
      .meta({ description: 'How often flags were right, by what people said of them in the end' }),
    first_action: z
      .object({
        acted: count('Flags that a person touched'),
        waiting: count('At work, and nobody has touched them'),
        median_ms: orNull(z.number(), 'Median time from opening to the first touch'),
      })
      .meta({ description: 'How fast somebody acted' }),
    outcome_reasons: z
      .array(
        z.object({
          stage: z.enum(FLAG_STAGES).meta({ description: 'How it ended' }),
          reason: z.enum(FLAG_OUTCOME_REASONS).meta({ description: 'Why' }),
          flags: count('How often'),
        }),
      )
      .meta({ description: 'Why cases ended as they did, most frequent first' }),
    recovered_value: z
      .array(
        z.object({
          currency: orNull(z.string(), 'ISO 4217 code'),
          value: number('Expected loss at the worst moment of each, together'),
          flags: count('Flags in it'),
        }),
      )
      .meta({
        description:
          'What stood at stake in cases that a person closed as recovered; not proof that they would have left',
      }),
  })
  .meta({ id: 'FlagInsights', description: 'What became of the flags' })

const surveyCounts = {
  responses: count('Answers'),
  mean: orNull(z.number(), 'Mean on the scale of the kind; null: nobody answered'),
  good: count('CSAT 4 and 5, NPS 9 and 10, CES 5 to 7'),
  bad: count('CSAT 1 and 2, NPS 0 to 6, CES 1 to 3'),
  score: orNull(
    z.number(),
    'NPS: promoters less detractors in per cent, -100 to 100; CSAT and CES: the good ones in per cent',
  ),
}

export const surveyInsightsSchema = z
  .object({
    kinds: z
      .array(
        z.object({
          kind: z.enum(SURVEY_KINDS).meta({ description: 'Which survey' }),
          ...surveyCounts,
          scores: z
            .array(z.object({ score: number('The score'), responses: count('How often') }))
            .meta({ description: 'How often each score was given' }),
          by_language: z
            .array(
              z.object({
                language: orNull(z.string(), 'Of the conversation; null: about none'),
                ...surveyCounts,
              }),
            )
            .meta({ description: 'Most answers first' }),
          by_topic: z
            .array(z.object({ topic: topic.meta({ description: 'Of the conversation' }), ...surveyCounts }))
            .meta({ description: 'Most answers first; one counts for each topic of its conversation' }),
        }),
      )
      .meta({ description: 'CSAT, NPS and CES, also unanswered' }),
  })
  .meta({ id: 'SurveyInsights', description: 'What surveys say' })

export const flagInsightsQuerySchema = described(flagInsightsQuery, {
  since: 'Opened from this moment on, ISO 8601 with offset; missing: from the beginning',
  until: 'Opened before this moment, ISO 8601 with offset; missing: until now',
})
export const surveyInsightsQuerySchema = described(surveyInsightsQuery, {
  since: 'Answered from this moment on, ISO 8601 with offset; missing: from the beginning',
  until: 'Answered before this moment, ISO 8601 with offset; missing: until now',
})
