/** Taking messages in: customer, conversation, turn, message, job and event in one unit. */
import { and, desc, eq, gte, lte, ne } from 'drizzle-orm'
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
import { rollUp } from './roll-up.ts'
import { toConversation, toMessage } from './rows.ts'
import { conversation_moves, conversations, messages } from './schema.ts'

/** A message without a key belongs to the customer's latest conversation on its channel up to this age. */
const SAME_CONVERSATION_MS = 7 * 24 * 3_600_000

type Intake = { now: string; lane: Lane; lease: Lease | null; once_key?: string | null }

export function messageStore(context: StoreContext): Pick<Store, 'acceptMessages' | 'readMessage'> {
  const { connection, write } = context
  return {
    async acceptMessages(intakes, intake) {
      return write((tx) => intakes.map((message) => accept(tx, context, message, intake)))
    },

    async readMessage(message_id): Promise<MessageInContext | null> {
      // One snapshot for all the reads.
      return connection.transaction((tx) => {
        const found = tx
          .select({ message: messages, conversation: conversations })
          .from(messages)
          .innerJoin(conversations, eq(conversations.id, messages.conversation_id))
          .where(eq(messages.id, message_id))
          .get()
        const customer = found && readCustomerRow(tx, found.message.customer_id)
        if (!found || !customer) return null
        return {
          message: toMessage(found.message),
          conversation: toConversation(found.conversation),
          customer,
          flag: readFlagAtWork(tx, customer.id),
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
  const known = findKnown(tx, message.external_id ?? null, once_key)
  if (known) {
    const same = known.text === message.text && known.channel === message.channel
    return same ? { kind: 'seen_before', message_id: known.id } : { kind: 'conflict' }
  }
  const sent_at = message.sent_at === undefined ? now : new Date(message.sent_at).toISOString()
  const customer_id = settleCustomer(tx, context, message.customer, sent_at, now)
  const id = context.newId('msg')
  const conversation = settleConversation(tx, context, message, { customer_id, sent_at, now })
  tx.insert(messages)
    .values({
      id,
      external_id: message.external_id ?? null,
      once_key: message.external_id === undefined ? once_key : null,
      conversation_id: conversation.id,
      customer_id,
      turn_id: turnOf(tx, context, conversation, sent_at) ?? id,
      channel: message.channel,
      author_role: message.author_role ?? 'customer',
      touchpoint: message.touchpoint ?? null,
      text: message.text,
      sent_at,
      received_at: now,
      triage_state: 'pending',
    })
    .run()
  rollUp(tx, context, conversation.id, now, lane)
  addEvent(
    tx,
    'message-received',
    now,
    { customer_id, conversation_id: conversation.id, message_id: id },
    { channel: message.channel },
  )
  const job = requestJob(tx, context, {
    kind: 'triage-message',
    subject_id: id,
    lane,
    run_at: now,
    now,
    lease,
  })
  return { kind: 'accepted', message_id: id, job }
}

function findKnown(tx: Transaction, external_id: string | null, once_key: string | null) {
  if (external_id === null && once_key === null) return undefined
  return tx
    .select({ id: messages.id, text: messages.text, channel: messages.channel })
    .from(messages)
    .where(
      external_id === null
        ? eq(messages.once_key, once_key as string)
        : eq(messages.external_id, external_id),
    )
    .get()
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
  const found = findConversation(tx, message, arrival)
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
      tx,
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

function findConversation(tx: Transaction, message: MessageIntake, { customer_id, sent_at }: Arrival) {
  const ofCustomer = eq(conversations.customer_id, customer_id)
  if (message.conversation !== undefined) {
    return tx
      .select()
      .from(conversations)
      .where(and(ofCustomer, eq(conversations.key, message.conversation)))
      .get()
  }
  const sentMs = Date.parse(sent_at)
  const atLeast = new Date(sentMs - SAME_CONVERSATION_MS).toISOString()
  const atMost = new Date(sentMs + SAME_CONVERSATION_MS).toISOString()
  return tx
    .select()
    .from(conversations)
    .where(
      and(
        ofCustomer,
        eq(conversations.channel, message.channel),
        ne(conversations.status, 'closed'),
        gte(conversations.last_message_at, atLeast),
        lte(conversations.opened_at, atMost),
      ),
    )
    .orderBy(desc(conversations.last_message_at))
    .limit(1)
    .get()
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
  tx: Transaction,
  { rules }: StoreContext,
  conversation: SettledConversation,
  sent_at: string,
): string | null {
  const previous = tx
    .select({ turn_id: messages.turn_id, at: messages.sent_at })
    .from(messages)
    .where(and(eq(messages.conversation_id, conversation.id), lte(messages.sent_at, sent_at)))
    .orderBy(desc(messages.sent_at), desc(messages.id))
    .limit(1)
    .get()
  if (!previous) return null
  const before = { at: previous.at, answered: !conversation.waited }
  return continuesTurn(before, sent_at, rules.burstSeconds) ? previous.turn_id : null
}
