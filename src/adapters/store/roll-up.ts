/** Keeps a conversation's row true to its messages: labels of the top message, due time, place in the queue. */
import { and, desc, eq, gte, isNotNull } from 'drizzle-orm'
import { priorityOf } from '../../domain/desk/priority.ts'
import { slaFor } from '../../domain/desk/sla.ts'
import type { Lane } from '../../domain/job.ts'
import { topMessageOf } from '../../domain/top-message.ts'
import type { StoreContext } from './context.ts'
import type { Transaction } from './database.ts'
import { requestJob } from './jobs.ts'
import { conversations, customers, messages } from './schema.ts'

/** Messages of one wait that are looked at for the most urgent one. */
const MOST_WAITING = 200

type ConversationRow = typeof conversations.$inferSelect

/** Reads what waits, writes the row anew, and asks for a look at the clock when an answer falls due. */
export function rollUp(
  tx: Transaction,
  context: StoreContext,
  conversation_id: string,
  now: string,
  lane: Lane = 'interactive',
): ConversationRow {
  const row = tx.select().from(conversations).where(eq(conversations.id, conversation_id)).get()
  if (!row) throw new Error('Rolling up a conversation that does not exist. This is a bug')
  const top = topMessageOf(speakers(tx, row))
  const triage = top?.triage ?? null
  const labels = triage
    ? {
        language: triage.language.label,
        sentiment: triage.sentiment.label,
        urgency: triage.urgency.label,
        intent: triage.intent.label,
        emotion: triage.emotion.label,
        topics: triage.topics.map(({ label }) => label),
        signals: triage.signals.map(({ label }) => label),
        needs_review: triage.needs_review,
      }
    : {}
  const changed = { ...row, ...labels, top_message_id: top?.id ?? row.top_message_id }
  const place = placeInQueue(tx, context, changed, now)
  const written = { ...labels, top_message_id: changed.top_message_id, ...place, updated_at: now }
  tx.update(conversations).set(written).where(eq(conversations.id, conversation_id)).run()
  if (place.due_at !== null && place.due_at !== row.due_at) {
    requestJob(tx, context, {
      kind: 'check-sla',
      subject_id: conversation_id,
      lane: lane === 'interactive' ? lane : 'background',
      run_at: place.due_at,
      now,
    })
  }
  return { ...row, ...written }
}

/** Due time and priority from labels, clock and the customer's risk. */
export function placeInQueue(
  tx: Transaction,
  { rules }: StoreContext,
  row: ConversationRow,
  now: string,
): { due_at: string | null; priority: number } {
  const customer = tx
    .select({ risk: customers.risk })
    .from(customers)
    .where(eq(customers.id, row.customer_id))
    .get()
  const urgency = row.urgency ?? 'normal'
  const { waiting_since, pauses, sentiment, signals } = row
  const sla = slaFor({ urgency, waiting_since, pauses, now, hours: rules.hours })
  const { priority } = priorityOf({ urgency, sla, risk: customer?.risk ?? null, sentiment, signals })
  return { due_at: sla.due_at, priority }
}

/** The messages that may speak for the conversation: those that wait, else the latest that is triaged. */
function speakers(tx: Transaction, row: ConversationRow) {
  const columns = { id: messages.id, sent_at: messages.sent_at, triage: messages.triage }
  const inConversation = eq(messages.conversation_id, row.id)
  const latestFirst = [desc(messages.sent_at), desc(messages.id)]
  if (row.waiting_since !== null) {
    const waiting = tx
      .select(columns)
      .from(messages)
      .where(and(inConversation, gte(messages.sent_at, row.waiting_since)))
      .orderBy(...latestFirst)
      .limit(MOST_WAITING)
      .all()
    if (waiting.length > 0) return waiting
  }
  return tx
    .select(columns)
    .from(messages)
    .where(and(inConversation, isNotNull(messages.triage)))
    .orderBy(...latestFirst)
    .limit(1)
    .all()
}
