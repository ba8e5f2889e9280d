/** An answered survey: how satisfied (CSAT), how likely to recommend (NPS), how easy it was (CES). */
import { z } from 'zod'
import { customerIntake } from './customer.ts'
import { messageIntake } from './message.ts'
import { SURVEY_KINDS } from './risk/risk.ts'
import { SURVEY_SCALES } from './risk/surveys.ts'

const name = z.string().trim().min(1).max(200)

/** Body of `POST /v1/surveys`. Whose it is: a conversation by its id, or the customer, with or without one of theirs. */
export const surveyIntake = z
  .strictObject({
    kind: z.enum(SURVEY_KINDS),
    score: z.int(),
    /** Id of the conversation. */
    conversation_id: z.string().min(1).max(100).optional(),
    /** The sender's own name for it, as in a message. */
    conversation: name.optional(),
    customer: customerIntake.optional(),
    comment: messageIntake.shape.text.optional(),
    /** ISO 8601 with offset; missing: now. */
    answered_at: z.iso.datetime({ offset: true }).optional(),
    external_id: name.optional(),
  })
  .superRefine(({ kind, score, conversation_id, conversation, customer }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    const { least, most } = SURVEY_SCALES[kind]
    if (score < least || score > most)
      refuse('score', `must be ${least} to ${most} for ${kind.toUpperCase()}`)
    if (conversation_id !== undefined && conversation !== undefined)
      refuse('conversation', 'must be left out beside conversation_id')
    if (conversation_id === undefined && customer === undefined)
      refuse('customer', 'is needed without conversation_id')
  })
export type SurveyIntake = z.infer<typeof surveyIntake>

export const survey = z.object({
  id: z.string(),
  external_id: z.string().nullable(),
  kind: z.enum(SURVEY_KINDS),
  score: z.int(),
  comment: z.string().nullable(),
  customer_id: z.string(),
  conversation_id: z.string().nullable(),
  answered_at: z.string(),
  received_at: z.string(),
})
export type Survey = z.infer<typeof survey>
