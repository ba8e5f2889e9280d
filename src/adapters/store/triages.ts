/** The machine's answer and a person's word on a message: whichever comes first, the person's holds. */
import { and, desc, eq } from 'drizzle-orm'
import type { Store } from '../../actions/store-port.ts'
import { moveConversation } from '../../domain/desk/conversation-state.ts'
import { triageWithHuman } from '../../domain/human-triage.ts'
import type { Lane } from '../../domain/job.ts'
import type { Triage } from '../../domain/triage/triage.ts'
import { addAudit, addEvent, type StoreContext } from './context.ts'
import type { Transaction } from './database.ts'
import { requestJob, settleJob } from './jobs.ts'
import { conversationById, messageById, writeTriage } from './queries.ts'
import { rollUp } from './roll-up.ts'
import { machineAnswerOf, toMessage } from './rows.ts'
import { conversation_moves, conversations, corrections, messages } from './schema.ts'

type MessageRow = typeof messages.$inferSelect

export function triageStore(context: StoreContext): Pick<Store, 'recordTriage' | 'correctTriage'> {
  const { newId, write, writeResumable } = context
  return {
    async recordTriage({ job, triage, now }) {
      return writeResumable((tx) => {
        if (!settleJob(tx, context, job, now)) return false
        const row = context.prepared(messageById).get({ id: job.subject_id })
        if (!row || machineAnswerOf(row) !== null) return true
        const { human_labels, human_actor } = row
        const held = human_labels
          ? triageWithHuman(triage, human_labels, human_actor ?? 'system', () => newId('cls'))
          : triage
        setTriage(tx, context, row.id, held, human_labels ? triage : null, 'done')
        restAfterThanks(tx, context, row, held, now)
        announce(context, row, held, { type: 'message-triaged', now, lane: job.lane })
        return true
      })
    },

    async correctTriage({ message_id, labels, actor, now }) {
      return write((tx) => {
        const row = context.prepared(messageById).get({ id: message_id })
        if (!row) return null
        const human_labels = { ...row.human_labels, ...labels }
        const machine = machineAnswerOf(row)
        const held = triageWithHuman(machine, human_labels, actor.id, () => newId('cls'))
        // Still pending: the machine's answer is yet to come, and will fill what the person left out.
        setTriage(tx, context, row.id, held, machine, row.triage_state === 'pending' ? 'pending' : 'done')
        tx.update(messages)
          .set({ human_labels, human_actor: actor.id })
          .where(eq(messages.id, message_id))
          .run()
        tx.insert(corrections)
          .values({ id: newId('cor'), message_id, labels, actor: actor.id, created_at: now })
          .run()
        addAudit(tx, {
          at: now,
          actor,
          action: 'triage-corrected',
          subject_kind: 'message',
          subject_id: message_id,
          detail: { heads: Object.keys(labels).join() },
        })
        announce(context, row, held, { type: 'triage-corrected', now, lane: 'interactive' })
        const changed = context.prepared(messageById).get({ id: message_id })
        return changed ? toMessage(changed) : null
      })
    },
  }
}

function setTriage(
  tx: Transaction,
  { prepared }: StoreContext,
  message_id: string,
  triage: Triage,
  machine_triage: Triage | null,
  triage_state: 'pending' | 'done',
): void {
  prepared(writeTriage).run({
    id: message_id,
    triage,
    triage_state,
    language: triage.language.label,
    sentiment: triage.sentiment.label,
    urgency: triage.urgency.label,
    intent: triage.intent.label,
    emotion: triage.emotion.label,
    topics: triage.topics.map(({ label }) => label),
    signals: triage.signals.map(({ label }) => label),
    needs_review: triage.needs_review,
    decided_by: triage.decided_by.source,
    asked_llm_because: triage.decided_by.asked_llm_because,
    llm_failed_because: triage.decided_by.llm_failed_because,
    latency_ms: triage.decided_by.latency_ms,
    cost_usd: triage.decided_by.cost_usd,
  })
  if (machine_triage) tx.update(messages).set({ machine_triage }).where(eq(messages.id, message_id)).run()
}

function announce(
  context: StoreContext,
  row: MessageRow,
  triage: Triage,
  { type, now, lane }: { type: 'message-triaged' | 'triage-corrected'; now: string; lane: Lane },
): void {
  const { id: message_id, conversation_id, customer_id } = row
  rollUp(context, conversation_id, now, lane)
  addEvent(
    context,
    type,
    now,
    { customer_id, conversation_id, message_id },
    {
      language: triage.language.label,
      sentiment: triage.sentiment.label,
      urgency: triage.urgency.label,
      needs_review: triage.needs_review,
      decided_by: triage.decided_by.source,
    },
  )
  requestJob(context, { kind: 'assess-risk', subject_id: customer_id, lane, run_at: now, now })
}

/** A mere "thank you" had reopened a finished conversation: it rests again. */
function restAfterThanks(
  tx: Transaction,
  context: StoreContext,
  { conversation_id, sent_at }: MessageRow,
  triage: Triage,
  now: string,
): void {
  const isThanks =
    triage.intent.label === 'praise' &&
    triage.urgency.label === 'low' &&
    triage.sentiment.label === 'positive' &&
    triage.signals.length === 0 &&
    !triage.needs_review
  if (!isThanks) return
  const row = context.prepared(conversationById).get({ id: conversation_id })
  const last = tx
    .select()
    .from(conversation_moves)
    .where(
      and(eq(conversation_moves.conversation_id, conversation_id), eq(conversation_moves.field, 'status')),
    )
    .orderBy(desc(conversation_moves.at), desc(conversation_moves.id))
    .limit(1)
    .get()
  const reopenedByThis =
    row?.status === 'open' &&
    row.waiting_since === sent_at &&
    last?.actor === 'customer' &&
    last.at === sent_at
  if (!reopenedByThis || last.from !== 'resolved' || row.last_message_at !== sent_at) return
  const moved = moveConversation(row, 'thanks_recognised', now)
  if (!moved.ok) return
  tx.update(conversations).set(moved.state).where(eq(conversations.id, conversation_id)).run()
  tx.insert(conversation_moves)
    .values({
      id: context.newId('mov'),
      conversation_id,
      at: now,
      actor: 'system',
      field: 'status',
      from: 'open',
      to: moved.state.status,
    })
    .run()
}
