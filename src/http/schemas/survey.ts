/** Answers to surveys. */

import { survey, surveyIntake } from '../../domain/survey.ts'
import { described } from './describe.ts'
import { customerIntakeSchema } from './message.ts'

export const surveyIntakeSchema = described(
  surveyIntake.safeExtend({ customer: customerIntakeSchema.optional() }),
  {
    kind: 'Satisfaction (CSAT), recommendation (NPS) or ease (CES)',
    score: 'CSAT 1 to 5, NPS 0 to 10, CES 1 to 7; more is better',
    conversation_id: 'The conversation it is about, by id',
    conversation: 'The conversation it is about, by your own name for it; with `customer`',
    customer: 'Who answered',
    comment: 'What they wrote beside the score, 1 to 8,000 UTF-16 units',
    answered_at: 'When, ISO 8601 with offset; missing or ahead of our clock: now',
    external_id: 'Your own id of the answer; the same again answers the first one and stores nothing twice',
  },
).meta({ id: 'SurveyIntake' })

export const surveySchema = described(survey, {
  id: 'Id of the survey',
  external_id: 'Your own id of it',
  kind: 'Which survey',
  score: 'The score on its own scale',
  comment: 'What they wrote beside it',
  customer_id: 'Who answered',
  conversation_id: 'The conversation it is about',
  answered_at: 'When it was answered',
  received_at: 'When it came in',
}).meta({ id: 'Survey' })
