/** The queue and the thread, and what people at the desk change. */
import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { QueueRow, Store } from '../../actions/store-port.ts'
import type { ConversationQuery } from '../../domain/conversation.ts'
import type { TextMatch } from '../../domain/search/match.ts'
import { readAcknowledgements } from './acknowledgements.ts'
import type { StoreContext } from './context.ts'
import { foundBy, readMatches } from './conversation-search.ts'
import { readBriefs, readCustomerRow, readFlagAtWork } from './customers.ts'
import type { Reader } from './database.ts'
import { decodeCursor, encodeCursor } from './page-cursor.ts'
import { countMatching } from './queue-counts.ts'
import { matching } from './queue-filter.ts'
import { toConversation, toMessage, toReply, toSurvey } from './rows.ts'
import {
  conversation_moves,
  conversations,
  flags,
  messages,
  notes,
  replies,
  sla_misses,
  surveys,
} from './schema.ts'

type ConversationReads = Pick<Store, 'listConversations' | 'countConversations' | 'readConversation'>

export function conversationReads(context: StoreContext): ConversationReads {
  const { connection } = context
  return {
    async listConversations(query, now) {
      const rows = readPage(context, query, now)
      const page = rows.slice(0, query.limit)
      const last = page.at(-1)
      return {
        items: toQueueRows(connection, page, query.q),
        next_cursor:
          rows.length > query.limit && last
            ? encodeCursor(listName(query), last.position, last.row.id)
            : null,
      }
    },

    async countConversations(request) {
      return countMatching(context, request)
    },

    async readConversation(conversation_id) {
      // One snapshot for all the reads.
      return connection.transaction((tx) => {
        const row = tx.select().from(conversations).where(eq(conversations.id, conversation_id)).get()
        const customer = row && readCustomerRow(context, row.customer_id)
        if (!row || !customer) return null
        const of = <Column>(column: Column) => eq(column as typeof notes.conversation_id, conversation_id)
        return {
          conversation: toConversation(row),
          customer,
          flag: readFlagAtWork(context, customer.id),
          messages: tx
            .select()
            .from(messages)
            .where(of(messages.conversation_id))
            .orderBy(asc(messages.sent_at), asc(messages.id))
            .all()
            .map(toMessage),
          replies: tx
            .select()
            .from(replies)
            .where(of(replies.conversation_id))
            .orderBy(asc(replies.sent_at), asc(replies.id))
            .all()
            .map(toReply),
          acknowledgements: readAcknowledgements(tx, conversation_id),
          surveys: tx
            .select()
            .from(surveys)
            .where(of(surveys.conversation_id))
            .orderBy(asc(surveys.answered_at), asc(surveys.id))
            .all()
            .map(toSurvey),
          notes: tx
            .select()
            .from(notes)
            .where(of(notes.conversation_id))
            .orderBy(asc(notes.created_at), asc(notes.id))
            .all(),
          moves: tx
            .select()
            .from(conversation_moves)
            .where(of(conversation_moves.conversation_id))
            .orderBy(asc(conversation_moves.at), asc(conversation_moves.id))
            .all()
            .map(({ conversation_id: _, ...move }) => move),
          sla_misses: tx
            .select()
            .from(sla_misses)
            .where(of(sla_misses.conversation_id))
            .orderBy(asc(sla_misses.due_at))
            .all()
            .map(({ id, message_id, due_at, answered_at }) => ({ id, message_id, due_at, answered_at })),
        }
      })
    },
  }
}

const SORT_COLUMN = { priority: 'priority', newest: 'last_message_at', oldest: 'last_message_at' } as const
const listName = (query: ConversationQuery) => `conversations:${sortOf(query)}`

/** Where nothing is looked for, nothing is nearer than anything else. */
const sortOf = ({ sort, q }: ConversationQuery) =>
  sort === 'relevance' && q === undefined ? 'priority' : sort

/** A row of a page, where it stands in the order, and the text found in it. */
type FoundRow = { row: typeof conversations.$inferSelect; position: number | string; best: string | null }

/** The rows of one page and one more, which tells whether there is a next page. */
function readPage(context: StoreContext, query: ConversationQuery, now: string): FoundRow[] {
  const sort = sortOf(query)
  if (query.q !== undefined) {
    const rows = searchPage(context, { ...query, q: query.q }, now).all()
    return rows.map(({ row, nearness, best }) => ({
      row,
      best,
      position: sort === 'relevance' ? `${nearness} ${row.last_message_at}` : row[SORT_COLUMN[sort]],
    }))
  }
  const column = sort === 'relevance' ? 'priority' : SORT_COLUMN[sort]
  return queuePage(context, query, now)
    .all()
    .map((row) => ({ row, best: null, position: row[column] }))
}

/** Without `q`: straight out of an index. */
export function queuePage(context: StoreContext, query: ConversationQuery, now: string) {
  const sort = sortOf(query)
  const column = conversations[sort === 'relevance' ? 'priority' : SORT_COLUMN[sort]]
  const order = sort === 'oldest' ? asc : desc
  return context.connection
    .select()
    .from(conversations)
    .where(and(...matching(context, query, now), after(query, sql`${column}`)))
    .orderBy(order(column), order(conversations.id))
    .limit(query.limit + 1)
}

/** What `q` finds, in the same orders or by nearness. */
function searchPage(context: StoreContext, query: ConversationQuery & { q: string }, now: string) {
  const { q, ...filter } = query
  const found = foundBy(context.connection, q)
  const place =
    query.sort === 'relevance'
      ? sql`(${found.nearness} || ' ' || ${conversations.last_message_at})`
      : sql`${conversations[SORT_COLUMN[query.sort]]}`
  const order = query.sort === 'oldest' ? asc : desc
  return context.connection
    .select({ row: conversations, nearness: found.nearness, best: found.best })
    .from(found)
    .innerJoin(conversations, eq(conversations.id, found.conversation_id))
    .where(and(...matching(context, filter, now), after(query, place)))
    .orderBy(order(place), order(conversations.id))
    .limit(query.limit + 1)
}

function after(query: ConversationQuery, place: SQL): SQL | undefined {
  if (query.cursor === undefined) return undefined
  const { value, id } = decodeCursor(listName(query), query.cursor)
  const row = sql`(${place}, ${conversations.id})`
  return query.sort === 'oldest' ? sql`${row} > (${value}, ${id})` : sql`${row} < (${value}, ${id})`
}

function toQueueRows(reader: Reader, found: readonly FoundRow[], q: string | undefined): QueueRow[] {
  const page = found.map(({ row }) => row)
  const matches =
    q === undefined
      ? new Map<string, TextMatch>()
      : readMatches(
          reader,
          found.map(({ best }) => best),
          q,
        )
  const customerIds = [...new Set(page.map(({ customer_id }) => customer_id))]
  const topIds = page.flatMap(({ top_message_id }) => (top_message_id === null ? [] : [top_message_id]))
  const briefs = readBriefs(reader, customerIds)
  const tops = new Map(
    (topIds.length === 0 ? [] : reader.select().from(messages).where(inArray(messages.id, topIds)).all()).map(
      (row) => [row.id, toMessage(row)],
    ),
  )
  const flagged = new Map(
    (customerIds.length === 0
      ? []
      : reader
          .select({ id: flags.id, stage: flags.stage, score: flags.score, customer_id: flags.customer_id })
          .from(flags)
          .where(and(inArray(flags.customer_id, customerIds), isNull(flags.closed_at)))
          .all()
    ).map(({ customer_id, ...flag }) => [customer_id, flag]),
  )
  return page.map((row) => {
    const customer = briefs.get(row.customer_id)
    if (!customer) throw new Error('A conversation without its customer. This is a bug')
    return {
      conversation: toConversation(row),
      customer,
      top_message: tops.get(row.top_message_id ?? '') ?? null,
      flag: flagged.get(row.customer_id) ?? null,
      match: matches.get(row.id) ?? null,
    }
  })
}
