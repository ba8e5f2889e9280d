/** Events as a client sees them, and how to ask for them. */
import { z } from 'zod'
import { EVENT_TYPES, eventQuery, eventType, lastEventId } from '../../domain/events.ts'
import { RISK_LEVELS } from '../../domain/risk/risk.ts'
import { conversationSchema } from './conversation.ts'
import { described, moment, orNull } from './describe.ts'
import { flagSchema } from './risk.ts'

const id = (description: string) => z.string().nullable().meta({ description })

export const eventSchema = z
  .object({
    seq: z.number().meta({ description: 'Rises with every event' }),
    type: eventType.meta({ description: 'What happened' }),
    at: moment('When'),
    customer_id: id('The customer'),
    conversation_id: id('The conversation'),
    message_id: id('The message'),
    flag_id: id('The flag'),
    data: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .meta({ description: 'Ids, labels and numbers' }),
  })
  .meta({ id: 'Event' })

const conversationNowSchema = conversationSchema
  .omit({ key: true, opened_at: true, created_at: true, sla: true })
  .extend({ due_at: orNull(z.string(), 'When an answer is due; null: the clock does not run') })
  .meta({ id: 'ConversationNow', description: 'A conversation’s row as it stands now' })

export const liveEventSchema = eventSchema
  .extend({
    conversations: z.array(conversationNowSchema).meta({
      description:
        'The conversation of the event; of an event about a customer, all of theirs that are not closed (at most 20)',
    }),
    customer: orNull(
      z.object({
        id: z.string().meta({ description: 'Id of the customer' }),
        risk_score: orNull(z.number(), 'Present risk score'),
        risk_level: orNull(z.enum(RISK_LEVELS), 'Present risk level'),
      }),
      'Whom it is about; null: nobody, or they were erased',
    ),
    flag: orNull(
      flagSchema
        .pick({ id: true, stage: true, score: true, level: true, owner: true, due_at: true })
        .meta({ id: 'FlagNow', description: 'A flag’s row as it stands now' }),
      'The flag of the event, else the customer’s that is being worked on',
    ),
  })
  .meta({
    id: 'LiveEvent',
    description: 'The `data` of a server-sent event: what happened, and its subjects as they stand now',
  })

export const eventQuerySchema = described(eventQuery, {
  types: `Only these, separated by commas: ${EVENT_TYPES.join(', ')}`,
  conversation_id:
    'Only what touches this conversation; also when a customer was erased or joined with another',
  after: 'Only what came after this event; missing: from now on',
})

export const eventHeadersSchema = z.object({
  'last-event-id': lastEventId.meta({
    description: 'Goes on after this event; browsers send it by themselves. Holds over `after`',
    example: '4711',
  }),
})
