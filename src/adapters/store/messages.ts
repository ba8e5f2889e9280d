/** Taking messages in: customer, conversation, turn, message, job and event in one unit. */
import { eq } from 'drizzle-orm'
import type { AcceptOutcome, Lease, MessageInContext, Store } from '../../actions/store-port.ts'
import {
  type ConversationStatus,
  moveConversation,
  newConversation,
} from '../../domain/desk/conversation-state.ts'
import { continuesTurn } from '../../domain/desk/turns.ts'
import type { Lane } from '../../domain/job.ts'
import type { MessageIntake } from '../../domain/message.ts'
import { addEvent, type StoreContext } from './context.ts'
import { readCustomerRow, readFlagAtWork } from './customers.ts'
import type { Transaction } from './database.ts'
import { settleCustomer } from './identities.ts'
import { requestJob } from './jobs.ts'
import {
  conversationAround,
  conversationById,
  conversationByKey,
  insertMessage,
  messageBefore,
  messageByExternalId,
  messageById,
  messageByOnceKey,
} from './queries.ts'
import { rollUp } from './roll-up.ts'
import { toConversation, toMessage } from './rows.ts'
import { conversation_moves, conversations } from './schema.ts'
import { addSearchableText } from './searchable-texts.ts'

/** A message without a key belongs to the customer's latest conversation on its channel up to this age. */
const SAME_CONVERSATION_MS = 7 * 24 * 3_600_000

type Intake = { now: string; lane: Lane; lease: Lease | null; once_key?: string | null }

export function messageStore(context: StoreContext): Pick<Store, 'acceptMessages' | 'readMessage'> {
  const { connection, prepared, write } = context
  return {
    async acceptMessages(intakes, intake) {
      return write((tx) => intakes.map((message) => accept(tx, context, message, intake)))
    },

    async readMessage(message_id): Promise<MessageInContext | null> {
      // One snapshot for all the reads.
      return connection.transaction(() => {
        const row = prepared(messageById).get({ id: message_id })
        const conversation = row && prepared(conversationById).get({ id: row.conversation_id })
        const customer = row && readCustomerRow(context, row.customer_id)
        if (!row || !conversation || !customer) return null
        return {
          message: toMessage(row),
          conversation: toConversation(conversation),
          customer,
          flag: readFlagAtWork(context, customer.id),
        }
      })
    },
  }
}

function accept(
  tx: Transaction,
  context: StoreContext,
  message: MessageIntake,
  { now, lane, lease, once_key = null }: Intake,
): AcceptOutcome {
  const known = findKnown(context, message.external_id ?? null, once_key)
  if (known) {
    const same = known.text === message.text && known.channel === message.channel
    return same ? { kind: 'seen_before', message_id: known.id } : { kind: 'conflict' }
  }
  const sent_at = message.sent_at === undefined ? now : new Date(message.sent_at).toISOString()
  const customer_id = settleCustomer(tx, context, message.customer, sent_at, now)
  const id = context.newId('msg')
  const conversation = settleConversation(tx, context, message, { customer_id, sent_at, now })
  context.prepared(insertMessage).run({
    id,
    external_id: message.external_id ?? null,
    once_key: message.external_id === undefined ? once_key : null,
    conversation_id: conversation.id,
    customer_id,
    turn_id: turnOf(context, conversation, sent_at) ?? id,
    channel: message.channel,
    author_role: message.author_role ?? 'customer',
    touchpoint: message.touchpoint ?? null,
    text: message.text,
    sent_at,
    received_at: now,
  })
  const conversation_id = conversation.id
  addSearchableText(context, 'message', { id, conversation_id, at: sent_at, text: message.text })
  rollUp(context, conversation_id, now, lane)
  addEvent(
    context,
    'message-received',
    now,
    { customer_id, conversation_id, message_id: id },
    { channel: message.channel },
  )
  const job = requestJob(context, {
    kind: 'triage-message',
    subject_id: id,
    lane,
    run_at: now,
    now,
    lease,
  })
  return { kind: 'accepted', message_id: id, job }
}

function findKnown({ prepared }: StoreContext, external_id: string | null, once_key: string | null) {
  if (external_id !== null) return prepared(messageByExternalId).get({ external_id })
  return once_key === null ? undefined : prepared(messageByOnceKey).get({ once_key })
}

type Arrival = { customer_id: string; sent_at: string; now: string }
type SettledConversation = {
  id: string
  /** Nobody had answered what came before. */
  waited: boolean
}

/** The conversation the message belongs to, moved by its arrival, or a new one. */
function settleConversation(
  tx: Transaction,
  context: StoreContext,
  message: MessageIntake,
  arrival: Arrival,
): SettledConversation {
  const { customer_id, sent_at, now } = arrival
  const found = findConversation(context, message, arrival)
  if (!found) {
    const id = context.newId('cnv')
    tx.insert(conversations)
      .values({
        id,
        key: message.conversation ?? null,
        customer_id,
        channel: message.channel,
        ...newConversation(sent_at),
        priority: 0,
        topics: [],
        signals: [],
        message_count: 1,
        last_message_at: sent_at,
        created_at: now,
        updated_at: now,
      })
      .run()
    return { id, waited: false }
  }
  const moved = moveConversation(found, 'customer_message', sent_at)
  if (!moved.ok) throw new Error('A conversation refused its customer. This is a bug')
  if (moved.state.status !== found.status) {
    tx.insert(conversation_moves)
      .values({
        id: context.newId('mov'),
        conversation_id: found.id,
        at: sent_at,
        actor: 'customer',
        field: 'status',
        from: found.status,
        to: moved.state.status,
      })
      .run()
    addEvent(
      context,
      'conversation-changed',
      now,
      { customer_id, conversation_id: found.id },
      { status: moved.state.status },
    )
  }
  const isLatest = sent_at >= found.last_message_at
  tx.update(conversations)
    .set({
      ...moved.state,
      ...(isAtRest(found.status) ? NO_LABELS : {}),
      channel: isLatest ? message.channel : found.channel,
      message_count: found.message_count + 1,
      last_message_at: isLatest ? sent_at : found.last_message_at,
    })
    .where(eq(conversations.id, found.id))
    .run()
  return { id: found.id, waited: found.waiting_since !== null }
}

function findConversation(
  { prepared }: StoreContext,
  message: MessageIntake,
  { customer_id, sent_at }: Arrival,
) {
  const { conversation: key, channel } = message
  if (key !== undefined) return prepared(conversationByKey).get({ customer_id, key })
  const sentMs = Date.parse(sent_at)
  return prepared(conversationAround).get({
    customer_id,
    channel,
    at_least: new Date(sentMs - SAME_CONVERSATION_MS).toISOString(),
    at_most: new Date(sentMs + SAME_CONVERSATION_MS).toISOString(),
  })
}

const isAtRest = (status: ConversationStatus) => status === 'resolved' || status === 'closed'

/** A new piece of work begins unjudged: the labels of the old one would put it in the wrong place. */
const NO_LABELS = {
  sentiment: null,
  urgency: null,
  intent: null,
  emotion: null,
  topics: [],
  signals: [],
  needs_review: false,
}

/** The turn that the message goes on with; null when it begins one. */
function turnOf(
  { prepared, rules }: StoreContext,
  conversation: SettledConversation,
  sent_at: string,
): string | null {
  const previous = prepared(messageBefore).get({ conversation_id: conversation.id, sent_at })
  if (!previous) return null
  const before = { at: previous.at, answered: !conversation.waited }
  return continuesTurn(before, sent_at, rules.burstSeconds) ? previous.turn_id : null
}
