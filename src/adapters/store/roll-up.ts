/** Keeps a conversation's row true to its messages: labels of the top message, due time, place in the queue. */
import { priorityOf } from '../../domain/desk/priority.ts'
import { slaFor } from '../../domain/desk/sla.ts'
import type { Lane } from '../../domain/job.ts'
import { topMessageOf } from '../../domain/top-message.ts'
import type { StoreContext } from './context.ts'
import { requestJob } from './jobs.ts'
import {
  conversationById,
  latestTriagedMessage,
  messagesSince,
  riskOfCustomer,
  writeRollUp,
} from './queries.ts'
import type { conversations } from './schema.ts'

type ConversationRow = typeof conversations.$inferSelect

/** Reads what waits, writes the row anew, and asks for a look at the clock when an answer falls due. */
export function rollUp(
  context: StoreContext,
  conversation_id: string,
  now: string,
  lane: Lane = 'interactive',
): ConversationRow {
  const row = context.prepared(conversationById).get({ id: conversation_id })
  if (!row) throw new Error('Rolling up a conversation that does not exist. This is a bug')
  const top = topMessageOf(speakers(context, row))
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
  const place = placeInQueue(context, changed, now)
  const written = { ...changed, ...place, updated_at: now }
  context.prepared(writeRollUp).run(written)
  if (place.due_at !== null && place.due_at !== row.due_at) {
    requestJob(context, {
      kind: 'check-sla',
      subject_id: conversation_id,
      lane: lane === 'interactive' ? lane : 'background',
      run_at: place.due_at,
      now,
    })
  }
  return written
}

/** Due time and priority from labels, clock and the customer's risk. */
export function placeInQueue(
  { prepared, rules }: StoreContext,
  row: ConversationRow,
  now: string,
): { due_at: string | null; priority: number } {
  const customer = prepared(riskOfCustomer).get({ id: row.customer_id })
  const urgency = row.urgency ?? 'normal'
  const { waiting_since, pauses, sentiment, signals } = row
  const sla = slaFor({ urgency, waiting_since, pauses, now, hours: rules.hours })
  const { priority } = priorityOf({ urgency, sla, risk: customer?.risk ?? null, sentiment, signals })
  return { due_at: sla.due_at, priority }
}

/** The messages that may speak for the conversation: those that wait, else the latest that is triaged. */
function speakers({ prepared }: StoreContext, { id: conversation_id, waiting_since }: ConversationRow) {
  if (waiting_since !== null) {
    const waiting = prepared(messagesSince).all({ conversation_id, sent_at: waiting_since })
    if (waiting.length > 0) return waiting
  }
  return prepared(latestTriagedMessage).all({ conversation_id })
}
