/** The larger answers: a message with its surroundings, a conversation with its thread, a customer in the round. */
import { z } from 'zod'
import { ABUSE_STEPS } from '../../domain/desk/abuse.ts'
import { channel, sentiment, signal, topic, urgency } from '../../domain/labels.ts'
import { accountEventSchema } from './account-event.ts'
import { acknowledgementSchema, sentAcknowledgementSchema } from './acknowledgement.ts'
import { conversationSchema, noteSchema } from './conversation.ts'
import { customerSchema } from './customer.ts'
import { moment, orNull } from './describe.ts'
import { messageSchema } from './message.ts'
import { sentReplySchema } from './reply.ts'
import { flagSchema } from './risk.ts'
import { surveySchema } from './survey.ts'

const text = (description: string) => z.string().meta({ description })
const count = (description: string) => z.int().meta({ description })

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
    open_matters: z
      .array(
        z.object({
          message_id: text('The message that asks it'),
          playbook: text('The situation of the playbooks, as `topic/situation`'),
          problem: text("What it is called, in the customer's language"),
        }),
      )
      .meta({ description: 'What the unanswered messages ask; empty without playbooks' }),
    assignees: z.array(z.string()).meta({ description: 'Whoever had it, in order' }),
    last_reply: orNull(
      z.object({
        reply_id: text('The reply'),
        author: text('Who sent it'),
        sent_at: moment('When'),
      }),
      'The latest answer to the customer',
    ),
    promised: orNull(
      z.object({
        reply_id: text('The reply it was made in'),
        author: text('Who made it'),
        sent_at: moment('When it was made'),
        words: text('The sentence that says by when'),
        due_at: orNull(z.string(), 'When that is; null: only the words are known'),
      }),
      'The latest promise to the customer',
    ),
    acknowledged: orNull(
      z.object({
        acknowledgement_id: text('The acknowledgement'),
        author: text('The key that sent it'),
        sent_at: moment('When it was sent'),
        words: text('The sentence that says by when'),
        due_at: moment('When that is'),
      }),
      'What the customer was told at once while nobody has answered since; null: nothing with a time',
    ),
    last_note: orNull(noteSchema.pick({ author: true, text: true, created_at: true }), 'The latest note'),
    times_late: count('How often a promised time passed without an answer'),
  })
  .meta({ id: 'HandOver', description: 'What a colleague must know who takes it over' })

const step = z.enum(ABUSE_STEPS)
const abuseSchema = z
  .object({
    messages: count('Abusive messages'),
    occasions: count('Occasions: a burst of messages is one'),
    repeated: z.boolean().meta({ description: 'Whether there was more than one occasion' }),
    last_at: orNull(z.string(), 'The latest abusive message; null: there is none'),
    told: orNull(step, 'The firmest step the customer was told; null: no boundary is set'),
    told_at: orNull(z.string(), 'When they were told'),
    due_step: orNull(step, 'What the answer that is due now tells; null: no abuse since they were told'),
    next_step: step.meta({ description: 'What the answer to further abuse will tell' }),
  })
  .meta({
    id: 'AbuseSummary',
    description: 'Abuse of people at the desk by this customer in the last thirty days, on every channel',
  })

export const conversationDetailSchema = conversationSchema
  .extend({
    customer: customerSchema,
    flag: orNull(flagSchema, 'The flag being worked on, if any'),
    messages: z.array(messageSchema).meta({ description: 'The thread, oldest first' }),
    replies: z.array(sentReplySchema).meta({ description: 'What we answered, oldest first' }),
    acknowledgements: z
      .array(sentAcknowledgementSchema)
      .meta({ description: 'What the customer was told at once because the answer had to wait' }),
    surveys: z.array(surveySchema).meta({ description: 'What the customer said of it, oldest first' }),
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
    abuse: abuseSchema,
  })
  .meta({ id: 'ConversationDetail', description: 'A conversation with its thread' })

export const receivedSchema = z
  .object({
    message: messageSchema,
    conversation: conversationSchema
      .extend({
        acknowledgement: orNull(
          acknowledgementSchema,
          'To be sent to the customer now, because the answer has to wait; null: nothing',
        ),
      })
      .meta({
        id: 'ReceivedConversation',
        description: 'The conversation, with what the customer may be told at once',
      }),
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
    account_events: z
      .array(accountEventSchema)
      .meta({ description: 'What happened at the contract, newest first, the last hundred' }),
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
