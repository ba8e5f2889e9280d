/** Conversations: the record with its clock, the queue, notes, and what may be asked and changed. */
import { z } from 'zod'
import {
  CONVERSATION_SORTS,
  conversationChange,
  conversationFilter,
  conversationQuery,
  noteIntake,
} from '../../domain/conversation.ts'
import { CONVERSATION_STATUSES } from '../../domain/desk/conversation-state.ts'
import { channel, emotion, intent, sentiment, signal, topic, urgency } from '../../domain/labels.ts'
import { SEARCHED_TEXTS } from '../../domain/search/match.ts'
import { viewIntake } from '../../domain/view.ts'
import { described, moment, orNull } from './describe.ts'
import { messageSchema } from './message.ts'
import { customerBriefSchema, flagSchema } from './risk.ts'

const text = (description: string) => z.string().meta({ description })
const count = (description: string) => z.int().meta({ description })

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

const offset = (description: string) => z.int().meta({ description })

const textMatchSchema = z
  .object({
    kind: z.enum(SEARCHED_TEXTS).meta({ description: 'What the words were found in' }),
    id: text('Id of that message, reply or note'),
    at: moment('When it was written'),
    excerpt: text('The piece of it with most of the words, as it stands there; at most 160 UTF-16 units'),
    highlights: z
      .array(
        z.object({
          start: offset('First UTF-16 unit in `excerpt`'),
          end: offset('The one after the last'),
        }),
      )
      .meta({ description: 'The places to mark, in order, not overlapping' }),
    cut_start: z.boolean().meta({ description: 'Whether there is more before it' }),
    cut_end: z.boolean().meta({ description: 'Whether there is more after it' }),
  })
  .meta({ id: 'TextMatch', description: 'A text of the conversation that has the words looked for' })

export const queueItemSchema = conversationSchema
  .extend({
    customer: customerBriefSchema,
    top_message: orNull(messageSchema, 'The message it stands in the queue for'),
    flag: orNull(
      flagSchema.pick({ id: true, stage: true, score: true }),
      'The customer’s flag that is being worked on',
    ),
    match: orNull(
      textMatchSchema,
      'Where the words of `q` were found; null without `q`, or where only name or id were found',
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

export const conversationChangeSchema = described(conversationChange, {
  status: 'The new status; only some steps are possible from each',
  assignee: 'Who takes it, `me`: the caller; null takes it away',
  department: 'Which department takes it; null takes it away',
  if_assignee: 'Only if this one still has it, null: nobody; otherwise 409',
}).meta({ id: 'ConversationChange' })

/** Given as the words `true` and `false`, which the document calls a boolean. */
const asBoolean = { type: 'boolean' }
const queryShape = conversationQuery.shape

const FILTER_WORDS = {
  status: 'Only this status',
  urgency: 'Only this urgency',
  sentiment: 'Only this sentiment',
  sla: '`breached`: an answer is overdue; `running`: one is due; `none`: nobody waits, or the clock stands',
  q: 'Only where a message, a reply or a note has all these words, however they are typed; or where this is part of the customer’s name, one of their ids or addresses, or the id or key of the conversation',
  topic: 'Only with this topic',
  channel: 'Only this channel',
  language: 'Only this language, as ISO 639 code',
  assignee: 'Only of this assignee; `me`: of this key; `none`: of nobody',
  department: 'Only of this department; `none`: of none',
  customer: 'Only of this customer, by id',
  flagged: 'True: only customers with an open at-risk flag',
  needs_review: 'True: only those a person should look at',
}
const booleans = {
  flagged: queryShape.flagged.meta(asBoolean),
  needs_review: queryShape.needs_review.meta(asBoolean),
}

export const conversationQuerySchema = described(conversationQuery.extend(booleans), {
  ...FILTER_WORDS,
  sort: `One of ${CONVERSATION_SORTS.join(', ')}; \`priority\`: who must be answered first comes first; \`relevance\`: what \`q\` looks for, names and ids first, then the nearest to what was typed, then the latest`,
  limit: 'Items per page',
  cursor: '`next_cursor` of the page before',
})

export const conversationFilterSchema = described(conversationFilter.extend(booleans), FILTER_WORDS)

const counts = (description: string) => z.record(z.string(), z.int()).meta({ description })

export const conversationCountsSchema = z
  .object({
    total: count('How many match'),
    mine: count('Of these, the caller’s own'),
    needs_review: count('Of these, to be looked at by a person'),
    by_status: counts('By status'),
    by_urgency: counts('By urgency; `none`: not judged yet'),
    by_sentiment: counts('By sentiment; `none`: not judged yet'),
    by_channel: counts('By channel'),
    by_language: counts('By language; `none`: not judged yet'),
    by_assignee: counts('By assignee; `none`: nobody has it'),
    by_department: counts('By department; `none`: none has it'),
    by_topic: counts('By topic; one with several topics counts in each'),
    by_sla: counts('By the state of the clock, as in the filter `sla`'),
  })
  .meta({ id: 'ConversationCounts', description: 'How many conversations there are of each kind' })

export const viewIntakeSchema = described(
  viewIntake.extend({ filter: conversationFilterSchema.meta({ id: 'ConversationFilter' }) }),
  {
    name: 'What it is called; one person has a name once',
    filter: 'As in the query of `GET /v1/conversations`',
    sort: 'As there',
  },
).meta({ id: 'ViewIntake' })

export const savedViewSchema = z
  .object({
    id: text('Id of the view'),
    ...viewIntakeSchema.shape,
    sort: z.enum(CONVERSATION_SORTS).meta({ description: 'How it is sorted' }),
    created_at: moment('When it was made'),
  })
  .meta({ id: 'SavedView', description: 'A filter of the queue under a name' })
