/** The desk's own work: waits and what is late, who carries what, whom abuse reached. */
import { and, count, countDistinct, eq, gte, inArray, lt, notInArray, sql } from 'drizzle-orm'
import type { InsightsStore } from '../../../actions/insights-store.ts'
import { type AbuseCase, exposureOf } from '../../../domain/insights/exposure.ts'
import type { HandledWork, TeamWork } from '../../../domain/insights/team-load.ts'
import type { StoreContext } from '../context.ts'
import { readBriefs } from '../customers.ts'
import type { Transaction } from '../database.ts'
import {
  api_keys,
  conversation_moves,
  conversations,
  messages,
  notes,
  replies,
  reply_drafts,
  waits,
} from '../schema.ts'

type DeskWork = Pick<InsightsStore, 'readSla' | 'readTeamWork' | 'readAbuse'>
type Between = { since: string; until: string }

const IS_ABUSIVE = sql`instr(${messages.signals}, '"abusive"') > 0`

export function deskWork({ connection }: StoreContext): DeskWork {
  return {
    async readSla({ since, until, now, agent, urgency }) {
      return connection.transaction((tx) => ({
        waits: tx
          .select({
            ended_at: waits.ended_at,
            urgency: waits.urgency,
            in_time: waits.in_time,
            is_first: waits.is_first,
            waited_ms: waits.waited_ms,
            counted_ms: waits.counted_ms,
          })
          .from(waits)
          .where(
            and(
              gte(waits.ended_at, since),
              lt(waits.ended_at, until),
              agent === undefined ? undefined : eq(waits.actor, agent),
              urgency === undefined ? undefined : eq(waits.urgency, urgency),
            ),
          )
          .all(),
        overdue: tx
          .select({
            urgency: conversations.urgency,
            due_at: sql<string>`${conversations.due_at}`,
            assignee: conversations.assignee,
          })
          .from(conversations)
          .where(
            and(
              eq(conversations.status, 'open'),
              lt(conversations.due_at, now),
              agent === undefined ? undefined : eq(conversations.assignee, agent),
              urgency === undefined ? undefined : eq(conversations.urgency, urgency),
            ),
          )
          .all(),
      }))
    },

    async readTeamWork({ since, until, abuseSince, now }) {
      return connection.transaction((tx) => {
        const abuse = abuseCases(tx, { since: abuseSince, until }).map(exposureOf)
        return {
          open: openWork(tx, now),
          handled: handledWork(tx, { since, until }),
          abuse,
          customers: [...readBriefs(tx, [...new Set(abuse.map(({ customer_id }) => customer_id))]).values()],
          keys: tx.select({ id: api_keys.id, name: api_keys.name }).from(api_keys).all(),
        }
      })
    },

    async readAbuse(customer_id, since) {
      return connection.transaction((tx) => ({
        messages: tx
          .select({ id: messages.id, turn_id: messages.turn_id, sent_at: messages.sent_at })
          .from(messages)
          .where(and(eq(messages.customer_id, customer_id), gte(messages.sent_at, since), IS_ABUSIVE))
          .all(),
        replies: tx
          .select({
            sent_at: replies.sent_at,
            text: replies.text,
            outcome: replies.outcome,
            made_from: reply_drafts.made_from,
          })
          .from(conversations)
          .innerJoin(replies, eq(replies.conversation_id, conversations.id))
          .leftJoin(reply_drafts, eq(reply_drafts.id, replies.draft_id))
          .where(and(eq(conversations.customer_id, customer_id), gte(replies.sent_at, since)))
          .all()
          .map(({ outcome, made_from, ...reply }) => ({
            ...reply,
            edited: outcome !== 'accepted',
            step: made_from?.abuse_step ?? null,
          })),
      }))
    },
  }
}

function openWork(tx: Transaction, now: string): TeamWork['open'] {
  const isOpen = sql`${conversations.status} = 'open'`
  return tx
    .select({
      agent: conversations.assignee,
      open: count(),
      waiting: sql<number>`sum(${isOpen} and ${conversations.waiting_since} is not null)`,
      overdue: sql<number>`coalesce(sum(${isOpen} and ${conversations.due_at} < ${now}), 0)`,
    })
    .from(conversations)
    .where(inArray(conversations.status, ['open', 'pending']))
    .groupBy(conversations.assignee)
    .all()
}

/** Nobody's own doing. */
const NOT_PEOPLE = ['customer', 'system']

function handledWork(tx: Transaction, { since, until }: Between): TeamWork['handled'] {
  const replied = tx
    .select({
      agent: replies.author,
      replies: count(),
      conversations: countDistinct(replies.conversation_id),
    })
    .from(replies)
    .where(and(gte(replies.sent_at, since), lt(replies.sent_at, until)))
    .groupBy(replies.author)
    .all()
  const moved = tx
    .select({ agent: conversation_moves.actor, resolved: countDistinct(conversation_moves.conversation_id) })
    .from(conversation_moves)
    .where(
      and(
        gte(conversation_moves.at, since),
        lt(conversation_moves.at, until),
        eq(conversation_moves.field, 'status'),
        eq(conversation_moves.to, 'resolved'),
        notInArray(conversation_moves.actor, NOT_PEOPLE),
      ),
    )
    .groupBy(conversation_moves.actor)
    .all()
  const ended = tx
    .select({ agent: waits.actor, ended: count(), in_time: sql<number>`sum(${waits.in_time})` })
    .from(waits)
    .where(and(gte(waits.ended_at, since), lt(waits.ended_at, until)))
    .groupBy(waits.actor)
    .all()
  const none: HandledWork = { replies: 0, conversations: 0, resolved: 0, ended: 0, in_time: 0 }
  const byAgent = new Map<string, HandledWork & { agent: string }>()
  for (const row of [...replied, ...moved, ...ended])
    byAgent.set(row.agent, { ...none, ...byAgent.get(row.agent), ...row })
  return [...byAgent.values()]
}

/** Abusive messages, each with the story of its conversation. There are few of them. */
function abuseCases(tx: Transaction, { since, until }: Between): AbuseCase[] {
  const wanted = and(gte(messages.sent_at, since), lt(messages.sent_at, until), IS_ABUSIVE)
  const found = tx
    .select({
      id: messages.id,
      turn_id: messages.turn_id,
      customer_id: messages.customer_id,
      conversation_id: messages.conversation_id,
      sent_at: messages.sent_at,
      assignee: conversations.assignee,
      department: conversations.department,
    })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversation_id))
    .where(wanted)
    .orderBy(messages.sent_at, messages.id)
    .all()
  if (found.length === 0) return []
  // As one JSON value: a statement takes only so many separate ones.
  const ids = JSON.stringify([...new Set(found.map(({ conversation_id }) => conversation_id))])
  const theirs = sql`(select value from json_each(${ids}))`
  const moves = tx
    .select()
    .from(conversation_moves)
    .where(
      and(
        inArray(conversation_moves.conversation_id, theirs),
        inArray(conversation_moves.field, ['assignee', 'department']),
      ),
    )
    .orderBy(conversation_moves.at, conversation_moves.id)
    .all()
    .flatMap(({ field, ...move }) => (field === 'status' ? [] : [{ ...move, field }]))
  const answered = tx
    .select({
      conversation_id: replies.conversation_id,
      author: replies.author,
      sent_at: replies.sent_at,
    })
    .from(replies)
    .where(inArray(replies.conversation_id, theirs))
    .orderBy(replies.sent_at, replies.id)
    .all()
  const noted = tx
    .select({
      conversation_id: notes.conversation_id,
      author: notes.author,
      created_at: notes.created_at,
    })
    .from(notes)
    .where(inArray(notes.conversation_id, theirs))
    .orderBy(notes.created_at, notes.id)
    .all()
  const [movesOf, repliesOf, notesOf] = [
    Map.groupBy(moves, ({ conversation_id }) => conversation_id),
    Map.groupBy(answered, ({ conversation_id }) => conversation_id),
    Map.groupBy(noted, ({ conversation_id }) => conversation_id),
  ]
  return found.map((abuse) => ({
    ...abuse,
    moves: movesOf.get(abuse.conversation_id) ?? [],
    replies: repliesOf.get(abuse.conversation_id) ?? [],
    notes: notesOf.get(abuse.conversation_id) ?? [],
  }))
}
