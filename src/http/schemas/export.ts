/** Everything kept about one customer, and the lines of the audit log. */
import { z } from 'zod'
import { accountEventSchema } from './account-event.ts'
import { sentAcknowledgementSchema } from './acknowledgement.ts'
import { conversationSchema, noteSchema } from './conversation.ts'
import { customerSchema } from './customer.ts'
import { moment } from './describe.ts'
import { eventSchema } from './event.ts'
import { messageSchema } from './message.ts'
import { replyDraftSchema, sentReplySchema } from './reply.ts'
import { reviewSchema } from './review.ts'
import { flagHistorySchema, flagSchema } from './risk.ts'
import { surveySchema } from './survey.ts'
import { labelCorrectionSchema } from './triage.ts'

const text = (description: string) => z.string().meta({ description })
const id = (description: string) => z.string().nullable().meta({ description })
const facts = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
  .meta({ description: 'Ids, labels and numbers' })

const keptConversationSchema = conversationSchema
  .omit({ sla: true })
  .extend({
    pauses: z
      .array(z.object({ from: text('Since when'), to: id('Until when; null: still') }))
      .meta({ description: 'Times in which the clock stood still' }),
    due_at: z.string().nullable().meta({ description: 'When an answer is due' }),
  })
  .meta({ id: 'ConversationRecord', description: 'A conversation as kept' })

export const customerExportSchema = z
  .object({
    exported_at: moment('When this was put together'),
    customer: customerSchema,
    conversations: z.array(keptConversationSchema).meta({ description: 'All conversations' }),
    messages: z.array(messageSchema).meta({ description: 'All messages' }),
    corrections: z
      .array(
        z.object({
          id: text('Id of the correction'),
          message_id: text('The message'),
          labels: labelCorrectionSchema,
          actor: text('Who corrected'),
          created_at: moment('When'),
        }),
      )
      .meta({ description: 'All corrections of labels' }),
    reply_drafts: z.array(replyDraftSchema).meta({ description: 'All drafts of replies' }),
    acknowledgements: z.array(sentAcknowledgementSchema).meta({ description: 'What they were told at once' }),
    replies: z.array(sentReplySchema).meta({ description: 'All replies' }),
    reviews: z.array(reviewSchema).meta({ description: 'What reviewers said of the replies' }),
    surveys: z.array(surveySchema).meta({ description: 'All surveys' }),
    account_events: z.array(accountEventSchema).meta({ description: 'All that happened at the contract' }),
    notes: z.array(noteSchema).meta({ description: 'All notes' }),
    flags: z.array(flagSchema.extend({ history: flagHistorySchema })).meta({ description: 'All flags' }),
    events: z.array(eventSchema).meta({ description: 'All events' }),
  })
  .meta({ id: 'CustomerExport', description: 'Everything kept about one customer' })

export const auditEntrySchema = z
  .object({
    seq: z.number().meta({ description: 'Rises with every line' }),
    at: moment('When'),
    actor_kind: z
      .enum(['key', 'person', 'configuration', 'system'])
      .meta({ description: 'What kind of actor' }),
    actor_id: text('Who: id of the key, `configuration` or `system`'),
    action: text('What was done'),
    subject_kind: text('To what kind of thing'),
    subject_id: text('To which one'),
    detail: facts,
  })
  .meta({ id: 'AuditEntry', description: 'Who did what to what; without personal data' })
