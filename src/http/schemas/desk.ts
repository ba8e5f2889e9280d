/** Messages, conversations and customers as a client sees them. */
import { z } from 'zod'
import {
  CONVERSATION_SORTS,
  conversationChange,
  conversationQuery,
  noteIntake,
} from '../../domain/conversation.ts'
import { customerIntake } from '../../domain/customer.ts'
import { CONVERSATION_STATUSES } from '../../domain/desk/conversation-state.ts'
import { channel, emotion, intent, sentiment, signal, topic, urgency } from '../../domain/labels.ts'
import { message, messageIntake } from '../../domain/message.ts'
import { described, moment, orNull } from './describe.ts'
import { customerBriefSchema, flagSchema, riskSchema } from './risk.ts'
import { triageSchema } from './triage.ts'

const text = (description: string) => z.string().meta({ description })
const count = (description: string) => z.int().meta({ description })

export const messageIntakeSchema = described(
  messageIntake.extend({
    customer: described(customerIntake, {
      external_id: 'Your own id of the customer',
      email: 'E-mail address',
      phone: 'Phone number, in any digits',
      handle: 'Name in a social network',
      name: 'Name',
      segment: 'Segment, such as `business`',
      plan: 'Plan or tariff',
      lifetime_value: 'What the customer is worth over their whole life, in `currency`',
      currency: 'ISO 4217 code',
      tenure_months: 'For how long they have been a customer',
    }).meta({
      id: 'CustomerIntake',
      description: 'Who wrote; at least one of external_id, email, phone, handle',
    }),
  }),
  {
    channel: 'Where it was written',
    external_id:
      'Your own id of the message; the same again answers the first message and stores nothing twice',
    text: 'What the customer wrote, 1 to 8,000 UTF-16 units',
    sent_at: 'When it was written, ISO 8601 with offset; missing: now',
    conversation: 'Your own name for the conversation, such as an order number',
    author_role: 'Who the author is to you; missing: `customer`',
    touchpoint: 'Where on the customer’s way it happened, such as `delivery`',
    customer: 'Who wrote',
  },
).meta({ id: 'MessageIntake' })

export const messageSchema = described(
  message.extend({
    triage: orNull(triageSchema, '') as unknown as typeof message.shape.triage,
    machine_triage: orNull(triageSchema, '') as unknown as typeof message.shape.machine_triage,
  }),
  {
    id: 'Id of the message',
    external_id: 'Your own id of it',
    conversation_id: 'The conversation it belongs to',
    customer_id: 'Who wrote it',
    turn_id: 'Messages of one burst share a turn: the id of its first message',
    channel: 'Where it was written',
    author_role: 'Who the author is',
    touchpoint: 'Where on the customer’s way',
    text: 'What was written',
    sent_at: 'When it was written',
    received_at: 'When it came in',
    triage_state: '`failed`: given up after repeated errors, waits for a person',
    triage: 'What holds now: the machine’s answer, with a person’s labels over it where there are any',
    machine_triage: 'The machine’s own answer, once a person has said otherwise',
  },
).meta({ id: 'Message' })

const slaSchema = z
  .object({
    target: z.enum(['first_response', 'resolution']).meta({ description: 'Which promise' }),
    urgency: urgency.meta({ description: 'The urgency it follows from' }),
    state: z
      .enum(['running', 'paused', 'stopped'])
      .meta({ description: '`paused` while we wait for the customer, `stopped` when nobody waits' }),
    clock: z.enum(['always', 'business']).meta({ description: 'Round the clock, or opening hours only' }),
    target_ms: z.number().meta({ description: 'The promised time' }),
    waiting_since: orNull(z.string(), 'Since when the customer waits'),
    due_at: orNull(z.string(), 'When an answer is due; null unless running'),
    breached: z.boolean().meta({ description: 'Whether it is too late' }),
    remaining_ms: orNull(z.number(), 'Time left on the clock; negative when late'),
  })
  .meta({ id: 'Sla', description: 'The clock of a waiting customer' })

const status = z.enum(CONVERSATION_STATUSES).meta({ description: 'Where the work on it stands' })

export const conversationSchema = z
  .object({
    id: text('Id of the conversation'),
    key: orNull(z.string(), 'Your own name for it'),
    customer_id: text('Whose it is'),
    status,
    opened_at: moment('When the present piece of work began'),
    waiting_since: orNull(z.string(), 'Since when the customer waits for an answer; null: nobody waits'),
    channel: channel.meta({ description: 'Channel of the latest message' }),
    assignee: orNull(z.string(), 'Who has it'),
    department: orNull(z.string(), 'Which department has it'),
    priority: z.number().meta({ description: 'Higher is earlier in the queue' }),
    language: orNull(z.string(), 'ISO 639 code of the top message'),
    sentiment: orNull(sentiment, 'Of the top message'),
    urgency: orNull(urgency, 'Of the top message'),
    intent: orNull(intent, 'Of the top message'),
    emotion: orNull(emotion, 'Of the top message'),
    topics: z.array(topic).meta({ description: 'Of the top message' }),
    signals: z.array(signal).meta({ description: 'Of the top message' }),
    needs_review: z.boolean().meta({ description: 'Whether a person should look at the labels' }),
    top_message_id: orNull(z.string(), 'The most urgent message that still waits, else the latest'),
    message_count: count('Messages so far'),
    last_message_at: moment('When the latest message came'),
    created_at: moment('When it began'),
    updated_at: moment('Last change'),
    sla: slaSchema,
  })
  .meta({ id: 'Conversation', description: 'One matter of one customer, over whichever channels' })

export const queueItemSchema = conversationSchema
  .extend({
    customer: customerBriefSchema,
    top_message: orNull(messageSchema, 'The message it stands in the queue for'),
    flag: orNull(
      flagSchema.pick({ id: true, stage: true, score: true }),
      'The customer’s flag that is being worked on',
    ),
  })
  .meta({ id: 'QueueItem', description: 'A conversation with what is needed at the first glance' })

export const noteSchema = z
  .object({
    id: text('Id of the note'),
    conversation_id: text('The conversation'),
    author: text('Who wrote it'),
    text: text('What it says; customers never see it'),
    created_at: moment('When'),
  })
  .meta({ id: 'Note' })

export const noteIntakeSchema = described(noteIntake, { text: 'What a colleague should know' }).meta({
  id: 'NoteIntake',
})

export const customerSchema = z
  .object({
    id: text('Id of the customer'),
    external_id: orNull(z.string(), 'Your own id'),
    emails: z.array(z.string()).meta({ description: 'E-mail addresses they wrote from' }),
    phones: z.array(z.string()).meta({ description: 'Phone numbers, digits with country code' }),
    handles: z.array(z.string()).meta({ description: 'Names in social networks' }),
    name: orNull(z.string(), 'Name'),
    segment: orNull(z.string(), 'Segment'),
    plan: orNull(z.string(), 'Plan'),
    lifetime_value: orNull(z.number(), 'Lifetime value, in `currency`'),
    currency: orNull(z.string(), 'ISO 4217 code'),
    tenure_months: orNull(z.number(), 'For how long a customer'),
    legal_hold: z.boolean().meta({ description: 'Set: erasing is refused' }),
    created_at: moment('First seen'),
    updated_at: moment('Last change'),
    risk: orNull(riskSchema, 'Null until the first message was triaged'),
  })
  .meta({ id: 'Customer' })

const handOverSchema = z
  .object({
    started_at: orNull(z.string(), 'First message'),
    waiting_since: orNull(z.string(), 'Since when the customer waits'),
    message_count: count('Messages so far'),
    most_urgent: orNull(
      z.object({
        urgency: urgency.meta({ description: 'The urgency' }),
        message_id: text('Where it was said'),
      }),
      'Most urgent of all messages',
    ),
    topics: z.array(topic).meta({ description: 'Every topic so far' }),
    signals: z.array(signal).meta({ description: 'Every signal so far' }),
    unanswered_message_ids: z.array(z.string()).meta({ description: 'Messages since the customer waits' }),
    assignees: z.array(z.string()).meta({ description: 'Whoever had it, in order' }),
    last_note: orNull(noteSchema.pick({ author: true, text: true, created_at: true }), 'The latest note'),
    times_late: count('How often a promised time passed without an answer'),
  })
  .meta({ id: 'HandOver', description: 'What a colleague must know who takes it over' })

export const conversationDetailSchema = conversationSchema
  .extend({
    customer: customerSchema,
    flag: orNull(flagSchema, 'The flag being worked on, if any'),
    messages: z.array(messageSchema).meta({ description: 'The thread, oldest first' }),
    notes: z.array(noteSchema).meta({ description: 'Oldest first' }),
    moves: z
      .array(
        z.object({
          id: text('Id of the move'),
          at: moment('When'),
          actor: text('Who'),
          field: z.enum(['status', 'assignee', 'department']).meta({ description: 'What changed' }),
          from: orNull(z.string(), 'Before'),
          to: orNull(z.string(), 'After'),
        }),
      )
      .meta({ description: 'Changes of status, assignee and department' }),
    sla_misses: z
      .array(
        z.object({
          id: text('Id of the miss'),
          message_id: orNull(z.string(), 'The message that waited'),
          due_at: text('When an answer was due'),
          answered_at: orNull(z.string(), 'When it came; null: still waiting'),
        }),
      )
      .meta({ description: 'Promised times that passed' }),
    hand_over: handOverSchema,
  })
  .meta({ id: 'ConversationDetail', description: 'A conversation with its thread' })

export const conversationChangeSchema = described(conversationChange, {
  status: 'The new status; only some steps are possible from each',
  assignee: 'Who takes it; null takes it away',
  department: 'Which department takes it; null takes it away',
}).meta({ id: 'ConversationChange' })

/** Given as the words `true` and `false`, which the document calls a boolean. */
const asBoolean = { type: 'boolean' }
const queryShape = conversationQuery.shape

export const conversationQuerySchema = described(
  conversationQuery.extend({
    flagged: queryShape.flagged.meta(asBoolean),
    needs_review: queryShape.needs_review.meta(asBoolean),
  }),
  {
    status: 'Only this status',
    urgency: 'Only this urgency',
    topic: 'Only with this topic',
    channel: 'Only this channel',
    language: 'Only this language, as ISO 639 code',
    assignee: 'Only of this assignee; `none`: of nobody',
    department: 'Only of this department; `none`: of none',
    customer: 'Only of this customer, by id',
    flagged: 'True: only customers with an open at-risk flag',
    needs_review: 'True: only those a person should look at',
    sort: `One of ${CONVERSATION_SORTS.join(', ')}; \`priority\`: who must be answered first comes first`,
    limit: 'Items per page',
    cursor: '`next_cursor` of the page before',
  },
)

export const receivedSchema = z
  .object({
    message: messageSchema,
    conversation: conversationSchema,
    customer: customerSchema,
    flag: orNull(flagSchema, 'The flag being worked on, if any'),
  })
  .meta({ id: 'ReceivedMessage', description: 'A message with its triage, conversation and customer' })

export const customerDetailSchema = customerSchema
  .extend({
    channels: z
      .array(
        z.object({
          channel: channel.meta({ description: 'Where they write' }),
          messages: count('How often'),
          last_at: moment('Last time'),
        }),
      )
      .meta({ description: 'Where they write' }),
    flag: orNull(flagSchema, 'The flag being worked on, if any'),
    conversations: z.array(conversationSchema).meta({ description: 'Latest first' }),
    timeline: z.array(messageSchema).meta({ description: 'Newest first, the last hundred' }),
    sentiment_by_touchpoint: z
      .array(
        z.object({
          touchpoint: orNull(z.string(), 'Where on the customer’s way'),
          channel: channel.meta({ description: 'Channel' }),
          messages: count('Messages there'),
          polarity: orNull(z.number(), 'Mean polarity, -1 to 1; null while nothing is triaged'),
          sentiments: z.partialRecord(sentiment, z.number()).meta({ description: 'How many of each' }),
        }),
      )
      .meta({ description: 'How they felt where' }),
  })
  .meta({ id: 'CustomerDetail', description: 'A customer in the round' })
