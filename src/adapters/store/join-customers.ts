/** Makes two customers one: everything of the younger now belongs to the older, nothing is lost. */
import { and, eq, isNotNull, isNull, notInArray } from 'drizzle-orm'
import { CUSTOMER_ATTRIBUTES } from '../../domain/customer.ts'
import type { StoreContext } from './context.ts'
import type { Transaction } from './database.ts'
import { requestJob } from './jobs.ts'
import { rollUp } from './roll-up.ts'
import {
  account_events,
  conversation_moves,
  conversations,
  customer_aliases,
  customer_identities,
  customers,
  events,
  flag_history,
  flags,
  idempotency_keys,
  jobs,
  messages,
  notes,
  past_answers,
  replies,
  reply_drafts,
  sla_misses,
  surveys,
  waits,
} from './schema.ts'

type Join = { survivor_id: string; absorbed_id: string; now: string }

export function joinCustomers(tx: Transaction, context: StoreContext, join: Join): void {
  const { survivor_id, absorbed_id, now } = join
  mergeAttributes(tx, join)
  mergeConversations(tx, context, join)
  closeSecondFlag(tx, context, join)
  const to = { customer_id: survivor_id }
  tx.update(conversations).set(to).where(eq(conversations.customer_id, absorbed_id)).run()
  tx.update(messages).set(to).where(eq(messages.customer_id, absorbed_id)).run()
  tx.update(surveys).set(to).where(eq(surveys.customer_id, absorbed_id)).run()
  tx.update(account_events).set(to).where(eq(account_events.customer_id, absorbed_id)).run()
  tx.update(flags).set(to).where(eq(flags.customer_id, absorbed_id)).run()
  tx.update(events).set(to).where(eq(events.customer_id, absorbed_id)).run()
  tx.update(idempotency_keys).set(to).where(eq(idempotency_keys.customer_id, absorbed_id)).run()
  tx.update(customer_identities).set(to).where(eq(customer_identities.customer_id, absorbed_id)).run()
  tx.update(customer_aliases).set(to).where(eq(customer_aliases.customer_id, absorbed_id)).run()
  tx.delete(jobs).where(eq(jobs.subject_id, absorbed_id)).run()
  tx.delete(customers).where(eq(customers.id, absorbed_id)).run()
  tx.insert(customer_aliases).values({ id: absorbed_id, customer_id: survivor_id }).run()
  requestJob(context, {
    kind: 'assess-risk',
    subject_id: survivor_id,
    lane: 'interactive',
    run_at: now,
    now,
  })
}

function mergeAttributes(tx: Transaction, { survivor_id, absorbed_id, now }: Join): void {
  const survivor = tx.select().from(customers).where(eq(customers.id, survivor_id)).get()
  const absorbed = tx.select().from(customers).where(eq(customers.id, absorbed_id)).get()
  if (!survivor || !absorbed) throw new Error('Joining a customer that does not exist. This is a bug')
  const [newer, older] = absorbed.told_at > survivor.told_at ? [absorbed, survivor] : [survivor, absorbed]
  tx.update(customers)
    .set({
      ...Object.fromEntries(CUSTOMER_ATTRIBUTES.map((name) => [name, newer[name] ?? older[name]])),
      told_at: newer.told_at,
      legal_hold: survivor.legal_hold || absorbed.legal_hold,
      updated_at: now,
    })
    .where(eq(customers.id, survivor_id))
    .run()
}

/** Two conversations of the same key become one: the survivor's. */
function mergeConversations(
  tx: Transaction,
  context: StoreContext,
  { survivor_id, absorbed_id, now }: Join,
): void {
  const keyed = tx
    .select()
    .from(conversations)
    .where(and(eq(conversations.customer_id, absorbed_id), isNotNull(conversations.key)))
    .all()
  for (const absorbed of keyed) {
    const kept = tx
      .select()
      .from(conversations)
      .where(and(eq(conversations.customer_id, survivor_id), eq(conversations.key, absorbed.key as string)))
      .get()
    if (!kept) continue
    const to = { conversation_id: kept.id }
    tx.update(messages).set(to).where(eq(messages.conversation_id, absorbed.id)).run()
    tx.update(replies).set(to).where(eq(replies.conversation_id, absorbed.id)).run()
    tx.update(past_answers).set(to).where(eq(past_answers.conversation_id, absorbed.id)).run()
    tx.update(reply_drafts).set(to).where(eq(reply_drafts.conversation_id, absorbed.id)).run()
    tx.update(surveys).set(to).where(eq(surveys.conversation_id, absorbed.id)).run()
    tx.update(notes).set(to).where(eq(notes.conversation_id, absorbed.id)).run()
    tx.update(conversation_moves).set(to).where(eq(conversation_moves.conversation_id, absorbed.id)).run()
    tx.update(events).set(to).where(eq(events.conversation_id, absorbed.id)).run()
    const notedAlready = tx
      .select({ waiting_since: sla_misses.waiting_since })
      .from(sla_misses)
      .where(eq(sla_misses.conversation_id, kept.id))
    tx.update(sla_misses)
      .set(to)
      .where(
        and(eq(sla_misses.conversation_id, absorbed.id), notInArray(sla_misses.waiting_since, notedAlready)),
      )
      .run()
    tx.delete(sla_misses).where(eq(sla_misses.conversation_id, absorbed.id)).run()
    const endedAlready = tx
      .select({ waiting_since: waits.waiting_since })
      .from(waits)
      .where(eq(waits.conversation_id, kept.id))
    tx.update(waits)
      .set(to)
      .where(and(eq(waits.conversation_id, absorbed.id), notInArray(waits.waiting_since, endedAlready)))
      .run()
    tx.delete(waits).where(eq(waits.conversation_id, absorbed.id)).run()
    tx.delete(jobs)
      .where(and(eq(jobs.kind, 'check-sla'), eq(jobs.subject_id, absorbed.id)))
      .run()
    tx.update(conversations)
      .set({
        message_count: kept.message_count + absorbed.message_count,
        last_message_at: later(kept.last_message_at, absorbed.last_message_at),
        waiting_since: earlier(kept.waiting_since, absorbed.waiting_since),
        updated_at: now,
      })
      .where(eq(conversations.id, kept.id))
      .run()
    tx.delete(conversations).where(eq(conversations.id, absorbed.id)).run()
    rollUp(context, kept.id, now)
  }
}

/** Only one flag per customer is at work: the survivor's stays, the other is closed with a word why. */
function closeSecondFlag(tx: Transaction, { newId }: StoreContext, join: Join): void {
  const { survivor_id, absorbed_id, now } = join
  const atWork = (id: string) =>
    tx
      .select()
      .from(flags)
      .where(and(eq(flags.customer_id, id), isNull(flags.closed_at)))
      .get()
  const kept = atWork(survivor_id)
  const second = atWork(absorbed_id)
  if (!kept || !second) return
  tx.update(flags)
    .set({ stage: 'dismissed', outcome_reason: 'duplicate', closed_at: now, due_at: null, updated_at: now })
    .where(eq(flags.id, second.id))
    .run()
  tx.insert(flag_history)
    .values({
      id: newId('flh'),
      flag_id: second.id,
      at: now,
      actor: 'system',
      from_stage: second.stage,
      to_stage: 'dismissed',
      score: second.score,
      note: `joined with ${kept.id}`,
      outcome_reason: 'duplicate',
      owner: second.owner,
    })
    .run()
}

const later = (one: string, other: string) => (one > other ? one : other)
const earlier = (one: string | null, other: string | null) =>
  one === null || other === null ? (one ?? other) : one < other ? one : other
