/** What reviewers said of replies, and which replies they have not seen yet. */
import { and, asc, desc, eq, gte, inArray, isNull, lt, ne, notExists, or, sql } from 'drizzle-orm'
import type { ReviewStore } from '../../actions/review-store-port.ts'
import { drawSample, type Review, type SampleItem } from '../../domain/review.ts'
import { addAudit, type StoreContext } from './context.ts'
import { decodeCursor, encodeCursor } from './page-cursor.ts'
import { toDraft, toReply } from './rows.ts'
import { conversations, replies, reply_drafts, reviews } from './schema.ts'

const LIST = 'reviews'
/** Of more than these the newest are drawn from. */
const MOST_CANDIDATES = 50_000

export function reviewStore(context: StoreContext): ReviewStore {
  const { connection, write, newId } = context
  return {
    async sampleReplies({ seed, size, agent, language, topic, since, until, reviewer }) {
      // One snapshot for both reads.
      return connection.transaction((tx) => {
        const rows = tx
          .select({ conversation_id: replies.conversation_id, reply_id: replies.id })
          .from(replies)
          .innerJoin(conversations, eq(conversations.id, replies.conversation_id))
          .where(
            and(
              gte(replies.sent_at, since),
              lt(replies.sent_at, until),
              agent === undefined ? undefined : eq(replies.author, agent),
              ne(replies.author, reviewer),
              isNull(conversations.waiting_since),
              language === undefined ? undefined : eq(conversations.language, language),
              topic === undefined ? undefined : sql`instr(${conversations.topics}, ${`"${topic}"`}) > 0`,
              notExists(
                tx
                  .select({ one: sql`1` })
                  .from(reviews)
                  .where(eq(reviews.conversation_id, replies.conversation_id)),
              ),
            ),
          )
          .orderBy(desc(replies.sent_at), desc(replies.id))
          .limit(MOST_CANDIDATES)
          .all()
        // The latest reply of each conversation stands for it.
        const latest = new Map<string, string>()
        for (const { conversation_id, reply_id } of rows)
          if (!latest.has(conversation_id)) latest.set(conversation_id, reply_id)
        const drawn = drawSample([...latest.keys()], seed, size)
        const ids = drawn.flatMap((id) => latest.get(id) ?? [])
        const items = new Map(
          tx
            .select(SAMPLE_ITEM)
            .from(replies)
            .innerJoin(conversations, eq(conversations.id, replies.conversation_id))
            .where(inArray(replies.id, ids))
            .all()
            .map((item): [string, SampleItem] => [item.reply_id, item]),
        )
        return { candidates: latest.size, items: ids.flatMap((id) => items.get(id) ?? []) }
      })
    },

    async readReviewedReply(reply_id) {
      const row = connection
        .select({ reply: replies, draft: reply_drafts, review: reviews })
        .from(replies)
        .leftJoin(reply_drafts, eq(reply_drafts.id, replies.draft_id))
        .leftJoin(reviews, eq(reviews.reply_id, replies.id))
        .where(eq(replies.id, reply_id))
        .get()
      if (!row) return null
      return { reply: toReply(row.reply), draft: row.draft && toDraft(row.draft), review: row.review }
    },

    async recordReview({ review, actor, now }) {
      return write((tx) => {
        const reply = tx.select().from(replies).where(eq(replies.id, review.reply_id)).get()
        if (!reply) return { kind: 'not_found' as const }
        if (reply.author === actor.id) return { kind: 'own' as const }
        const known = tx.select({ id: reviews.id }).from(reviews).where(eq(reviews.reply_id, reply.id)).get()
        if (known) return { kind: 'reviewed_already' as const }
        const kept: Review = {
          id: newId('rev'),
          ...review,
          conversation_id: reply.conversation_id,
          agent: reply.author,
          reviewer: actor.id,
          created_at: now,
        }
        tx.insert(reviews).values(kept).run()
        addAudit(tx, {
          at: now,
          actor,
          action: 'reply-reviewed',
          subject_kind: 'conversation',
          subject_id: reply.conversation_id,
          detail: { review_id: kept.id, reply_id: reply.id, agent: reply.author },
        })
        return { kind: 'recorded' as const, review: kept }
      })
    },

    async listReviews({ agent, since, until, limit, cursor }) {
      const from = cursor === undefined ? null : decodeCursor(LIST, cursor)
      const rows = connection
        .select()
        .from(reviews)
        .where(
          and(
            agent === undefined ? undefined : eq(reviews.agent, agent),
            since === undefined ? undefined : gte(reviews.created_at, since),
            until === undefined ? undefined : lt(reviews.created_at, until),
            from === null
              ? undefined
              : or(
                  lt(reviews.created_at, String(from.value)),
                  and(eq(reviews.created_at, String(from.value)), lt(reviews.id, from.id)),
                ),
          ),
        )
        .orderBy(desc(reviews.created_at), desc(reviews.id))
        .limit(limit + 1)
        .all()
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      const more = rows.length > limit && last
      return { items, next_cursor: more ? encodeCursor(LIST, last.created_at, last.id) : null }
    },

    async readReviews({ since, until, agent }) {
      return connection
        .select()
        .from(reviews)
        .where(
          and(
            gte(reviews.created_at, since),
            lt(reviews.created_at, until),
            agent === undefined ? undefined : eq(reviews.agent, agent),
          ),
        )
        .orderBy(asc(reviews.created_at), asc(reviews.id))
        .all()
    },
  }
}

const SAMPLE_ITEM = {
  conversation_id: replies.conversation_id,
  reply_id: replies.id,
  agent: replies.author,
  channel: replies.channel,
  language: conversations.language,
  topics: conversations.topics,
  urgency: conversations.urgency,
  sentiment: conversations.sentiment,
  outcome: replies.outcome,
  sent_at: replies.sent_at,
}
