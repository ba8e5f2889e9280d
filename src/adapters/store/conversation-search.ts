/**
 * What `q` of the queue finds: words of messages, replies and notes through the full-text index, part of the
 * customer's name, and whole ids and addresses.
 */
import { inArray, type SQL, sql } from 'drizzle-orm'
import { excerptFor } from '../../domain/search/excerpt.ts'
import type { TextMatch } from '../../domain/search/match.ts'
import { type Question, questionOf } from '../../domain/search/question.ts'
import type { Connection, Reader } from './database.ts'
import { matchAll } from './full-text.ts'
import {
  conversations,
  customer_identities,
  customers,
  messages,
  notes,
  replies,
  searchable_texts,
} from './schema.ts'

/** How near what was found is to what was typed. None depends on other texts, so the order of pages holds. */
const NAMED = 4
const AS_TYPED = 3
const SAME_WORDS = 2
const OTHER_FORMS = 1

/**
 * Conversations that `q` finds, each once: how near, and its text to show as `'<nearness> <time> <seq>'`, the nearest
 * and among equals the latest; null where only name or id were found.
 */
export function foundBy(connection: Connection, q: string) {
  const question = questionOf(q)
  const parts = [...textsWith(question), ...named(q)]
  return connection
    .select({
      conversation_id: sql<string>`conversation_id`.as('conversation_id'),
      nearness: sql<number>`max(nearness)`.as('nearness'),
      best: sql<string | null>`max(best)`.as('best'),
    })
    .from(sql`(${sql.join(parts, sql` union all `)})`)
    .groupBy(sql`conversation_id`)
    .as('found')
}

function textsWith(question: Question | null): SQL[] {
  if (question === null) return []
  const { plain, telling, words } = question
  const alone = telling.map((word) => [word])
  return [
    ...textsMatching(matchAll(words, 'words'), OTHER_FORMS),
    ...textsMatching(matchAll(alone, 'words'), SAME_WORDS, 'words'),
    ...(plain.length > 1 ? textsMatching(matchAll([[plain.join(' ')]], 'words'), AS_TYPED) : []),
  ]
}

function textsMatching(match: string | null, nearness: number, column?: 'words'): SQL[] {
  if (match === null) return []
  const query = column === undefined ? match : `${column} : (${match})`
  return [
    sql`select t.conversation_id, ${whole(nearness)} as nearness, ${`${nearness} `} || t.at || ' ' || t.seq as best from searchable_texts_index join ${searchable_texts} t on t.seq = searchable_texts_index.rowid where searchable_texts_index match ${query}`,
  ]
}

/** Written out: a number that is bound is a fraction to SQLite, and reads `1.0` as text. */
const whole = (number: number) => sql.raw(String(number))

/** One letter for those that two keyboards write differently. */
const plainLetters = (text: SQL) => sql`replace(replace(lower(${text}), 'ي', 'ی'), 'ك', 'ک')`

/** A part of the customer's name, or the whole of an id or address. */
function named(q: string): SQL[] {
  const of = (condition: SQL) =>
    sql`select id as conversation_id, ${whole(NAMED)} as nearness, null as best from ${conversations} where ${condition}`
  return [
    of(
      sql`customer_id in (select id from ${customers} where instr(${plainLetters(sql`name`)}, ${plainLetters(sql`${q}`)}) > 0)`,
    ),
    of(
      sql`customer_id in (select customer_id from ${customer_identities} where value in (${q}, ${q.toLowerCase()}))`,
    ),
    of(sql`customer_id = ${q}`),
    of(sql`id = ${q}`),
    // The index of keys is read through, not the table.
    of(sql`rowid in (select rowid from ${conversations} where key = ${q})`),
  ]
}

/** The texts to show of what `foundBy` found, by its `best`. */
export function readMatches(
  reader: Reader,
  bests: readonly (string | null)[],
  q: string,
): Map<string, TextMatch> {
  const question = questionOf(q)
  const seqs = bests.flatMap((best) => (best === null ? [] : [Number(best.split(' ').at(-1))]))
  if (question === null || seqs.length === 0) return new Map()
  const { source, source_id, at, conversation_id } = searchable_texts
  const rows = reader
    .select({ conversation_id, kind: source, id: source_id, at })
    .from(searchable_texts)
    .where(inArray(searchable_texts.seq, seqs))
    .all()
  const idsOf = (kind: string) => rows.filter((row) => row.kind === kind).map(({ id }) => id)
  const texts = new Map(
    [
      ...textsOf(reader, messages, idsOf('message')),
      ...textsOf(reader, replies, idsOf('reply')),
      ...textsOf(reader, notes, idsOf('note')),
    ].map(({ id, text }) => [id, text]),
  )
  return new Map(
    rows.flatMap(({ conversation_id, ...row }) => {
      const text = texts.get(row.id)
      return text === undefined ? [] : [[conversation_id, { ...row, ...excerptFor(text, question) }]]
    }),
  )
}

function textsOf(reader: Reader, table: typeof messages | typeof replies | typeof notes, ids: string[]) {
  if (ids.length === 0) return []
  const { id, text } = table
  return reader.select({ id, text }).from(table).where(inArray(id, ids)).all()
}
