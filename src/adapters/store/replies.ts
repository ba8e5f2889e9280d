/** Drafts, what became of them, and the replies that were sent. */
import { and, asc, count, desc, eq, gte, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { Store } from '../../actions/store-port.ts'
import type { Actor } from '../../domain/actor.ts'
import { moveConversation } from '../../domain/desk/conversation-state.ts'
import type { DraftCounts, ReplyDraft, SentReply } from '../../domain/reply-record.ts'
import { addAudit, addEvent, type StoreContext } from './context.ts'
import { markAnswered } from './conversation-changes.ts'
import type { Transaction } from './database.ts'
import { requestJob } from './jobs.ts'
import { addPastAnswer } from './past-answers.ts'
import { conversationById } from './queries.ts'
import { rollUp } from './roll-up.ts'
import { toConversation, toDraft, toReply } from './rows.ts'
import { conversation_moves, conversations, replies, reply_drafts } from './schema.ts'
import { addSearchableText } from './searchable-texts.ts'
import { recordWait } from './waits.ts'

type ReplyStore = Pick<
  Store,
  'recordDrafts' | 'readDraft' | 'recordReply' | 'discardDraft' | 'readReplyInsights'
>

export function replyStore(context: StoreContext): ReplyStore {
  const { connection, prepared, write, writeResumable, newId } = context
  return {
    async recordDrafts({ conversation_id, message_id, topic, made_from, drafts, actor, now }) {
      // A power cut may take a draft back: nothing was promised with it yet.
      return writeResumable((tx) => {
        const row = prepared(conversationById).get({ id: conversation_id })
        if (!row) return null
        const kept = drafts.map(
          (draft): ReplyDraft => ({
            ...draft,
            id: newId('drf'),
            conversation_id,
            message_id,
            made_from,
            created_at: now,
            outcome: null,
            edit_distance: null,
            discard_reason: null,
            discard_note: null,
          }),
        )
        for (const draft of kept)
          tx.insert(reply_drafts)
            .values({ ...draft, topic })
            .run()
        addAudit(tx, {
          at: now,
          actor,
          action: 'reply-drafted',
          subject_kind: 'conversation',
          subject_id: conversation_id,
          detail: { drafts: kept.length },
        })
        addEvent(
          context,
          'reply-drafted',
          now,
          { customer_id: row.customer_id, conversation_id, message_id },
          { drafts: kept.length, by: actor.id },
        )
        return kept
      })
    },

    async readDraft(draft_id) {
      const row = connection.select().from(reply_drafts).where(eq(reply_drafts.id, draft_id)).get()
      return row ? toDraft(row) : null
    },

    async recordReply({ conversation_id, reply, past_answer, once_key, if_last_reply, actor, now }) {
      return write((tx) => {
        const known =
          once_key === null
            ? undefined
            : tx.select().from(replies).where(eq(replies.once_key, once_key)).get()
        if (known && known.text !== reply.text) return { kind: 'conflict' as const }
        const row = prepared(conversationById).get({ id: known?.conversation_id ?? conversation_id })
        if (!row) return { kind: 'not_found' as const }
        if (known)
          return { kind: 'seen_before' as const, reply: toReply(known), conversation: toConversation(row) }
        const last = if_last_reply === undefined ? undefined : lastReplyId(tx, conversation_id)
        if (last !== undefined && last !== null && last !== if_last_reply)
          return { kind: 'answered_meanwhile' as const, reply_id: last }
        const sent: SentReply = {
          id: newId('rpl'),
          conversation_id,
          ...reply,
          author: actor.id,
          sent_at: now,
        }
        answer(tx, context, row, actor, now)
        settleDraft(tx, sent)
        tx.insert(replies)
          .values({ ...sent, once_key })
          .run()
        addSearchableText(context, 'reply', { ...sent, at: now })
        if (past_answer) addPastAnswer(tx, sent, past_answer)
        const { customer_id } = row
        const { draft_id, outcome, edit_distance } = sent
        const detail = { reply_id: sent.id, draft_id, outcome, edit_distance }
        addAudit(tx, {
          at: now,
          actor,
          action: 'reply-sent',
          subject_kind: 'conversation',
          subject_id: conversation_id,
          detail,
        })
        addEvent(context, 'reply-sent', now, { customer_id, conversation_id }, { ...detail, by: actor.id })
        requestJob(context, {
          kind: 'assess-risk',
          subject_id: customer_id,
          lane: 'interactive',
          run_at: now,
          now,
        })
        const conversation = toConversation(rollUp(context, conversation_id, now))
        return { kind: 'sent' as const, reply: sent, conversation }
      })
    },

    async discardDraft({ conversation_id, draft_id, reason, note, actor, now }) {
      return write((tx) => {
        const ours = and(eq(reply_drafts.id, draft_id), eq(reply_drafts.conversation_id, conversation_id))
        const row = tx.select().from(reply_drafts).where(ours).get()
        const conversation = prepared(conversationById).get({ id: conversation_id })
        if (!row || !conversation) return { kind: 'not_found' as const }
        if (row.outcome === 'accepted' || row.outcome === 'edited') return { kind: 'sent_already' as const }
        const discard = { outcome: 'discarded', discard_reason: reason, discard_note: note } as const
        const discarded = {
          kind: 'discarded' as const,
          draft: toDraft({ ...row, ...discard }),
          conversation: toConversation(conversation),
        }
        if (row.discard_reason === reason && row.discard_note === note) return discarded
        tx.update(reply_drafts).set(discard).where(ours).run()
        addAudit(tx, {
          at: now,
          actor,
          action: 'draft-discarded',
          subject_kind: 'conversation',
          subject_id: conversation_id,
          detail: { draft_id, reason },
        })
        const { customer_id } = conversation
        addEvent(context, 'draft-discarded', now, { customer_id, conversation_id }, { draft_id, reason })
        return discarded
      })
    },

    async readReplyInsights({ since, until }) {
      const within = (column: typeof reply_drafts.created_at | typeof replies.sent_at) =>
        and(since ? gte(column, since) : undefined, until ? lt(column, until) : undefined)
      // One snapshot for all the reads.
      return connection.transaction((tx) => {
        const made = within(reply_drafts.created_at)
        const total = tx.select(COUNTS).from(reply_drafts).where(made).all()
        const groups = tx
          .select({ topic: reply_drafts.topic, language: reply_drafts.language, ...COUNTS })
          .from(reply_drafts)
          .where(made)
          .groupBy(reply_drafts.topic, reply_drafts.language)
          .orderBy(desc(COUNTS.drafts), asc(reply_drafts.topic), asc(reply_drafts.language))
          .all()
        const reasons = tx
          .select({ reason: reply_drafts.discard_reason, drafts: count() })
          .from(reply_drafts)
          .where(and(made, eq(reply_drafts.outcome, 'discarded'), isNotNull(reply_drafts.discard_reason)))
          .groupBy(reply_drafts.discard_reason)
          .orderBy(desc(count()), asc(reply_drafts.discard_reason))
          .all()
        const [sent] = tx
          .select({
            sent: count(),
            without_draft: sql<number>`coalesce(sum(${replies.draft_id} is null), 0)`,
          })
          .from(replies)
          .where(within(replies.sent_at))
          .all()
        return {
          total: withShare(total[0] ?? NO_COUNTS),
          by_topic_and_language: groups.map(({ topic, language, ...counts }) => ({
            topic,
            language,
            ...withShare(counts),
          })),
          discard_reasons: reasons.flatMap(({ reason, drafts }) => (reason ? [{ reason, drafts }] : [])),
          replies: sent ?? { sent: 0, without_draft: 0 },
        }
      })
    },
  }
}

/** Null: none was sent yet. */
const lastReplyId = (tx: Transaction, conversation_id: string): string | null =>
  tx
    .select({ id: replies.id })
    .from(replies)
    .where(eq(replies.conversation_id, conversation_id))
    .orderBy(desc(replies.sent_at), desc(replies.id))
    .limit(1)
    .get()?.id ?? null

/** The customer has an answer: state, clock and a miss that was still open. */
function answer(
  tx: Transaction,
  context: StoreContext,
  row: typeof conversations.$inferSelect,
  actor: Actor,
  now: string,
): void {
  const { id: conversation_id, customer_id, status: from } = row
  const moved = moveConversation(row, 'agent_reply', now)
  if (!moved.ok) throw new Error('A conversation refused an answer. This is a bug')
  const { status, opened_at, waiting_since, pauses } = moved.state
  recordWait(tx, context, row, { ended_by: 'reply', actor, now })
  tx.update(conversations)
    .set({ status, opened_at, waiting_since, pauses })
    .where(eq(conversations.id, conversation_id))
    .run()
  markAnswered(tx, conversation_id, now)
  if (status === from) return
  tx.insert(conversation_moves)
    .values({
      id: context.newId('mov'),
      conversation_id,
      at: now,
      actor: actor.id,
      field: 'status',
      from,
      to: status,
    })
    .run()
  addEvent(context, 'conversation-changed', now, { customer_id, conversation_id }, { status })
}

/** The first time it is sent counts; a draft that was discarded before turned out to be of use. */
function settleDraft(tx: Transaction, { draft_id, outcome, edit_distance }: SentReply): void {
  if (draft_id === null) return
  tx.update(reply_drafts)
    .set({ outcome, edit_distance, discard_reason: null, discard_note: null })
    .where(
      and(
        eq(reply_drafts.id, draft_id),
        or(isNull(reply_drafts.outcome), eq(reply_drafts.outcome, 'discarded')),
      ),
    )
    .run()
}

const sumOf = (outcome: 'accepted' | 'edited' | 'discarded') =>
  sql<number>`coalesce(sum(${reply_drafts.outcome} = ${outcome}), 0)`

const COUNTS = {
  drafts: count(),
  accepted: sumOf('accepted'),
  edited: sumOf('edited'),
  discarded: sumOf('discarded'),
  mean_edit_distance: sql<
    number | null
  >`avg(case when ${reply_drafts.outcome} = 'edited' then ${reply_drafts.edit_distance} end)`,
}
type Counted = Omit<DraftCounts, 'acceptance'>
const NO_COUNTS: Counted = { drafts: 0, accepted: 0, edited: 0, discarded: 0, mean_edit_distance: null }

const inThousandths = (value: number) => Math.round(value * 1_000) / 1_000

function withShare({ mean_edit_distance, ...counts }: Counted): DraftCounts {
  const decided = counts.accepted + counts.edited + counts.discarded
  return {
    ...counts,
    acceptance: decided === 0 ? null : inThousandths(counts.accepted / decided),
    mean_edit_distance: mean_edit_distance === null ? null : inThousandths(mean_edit_distance),
  }
}
