/** Takes what is written in conversations into the search: as it is written, and what was there before in portions. */
import { asc, eq, gt } from 'drizzle-orm'
import type { Store } from '../../actions/store-port.ts'
import { indexedWords } from '../../domain/search/indexed-words.ts'
import { SEARCHED_TEXTS, type SearchedText } from '../../domain/search/match.ts'
import type { StoreContext } from './context.ts'
import type { Reader } from './database.ts'
import { requestJob, settleJob } from './jobs.ts'
import { insertSearchableText } from './queries.ts'
import { messages, notes, replies, search_backfills } from './schema.ts'

type WrittenText = { id: string; conversation_id: string; at: string; text: string }

/** Inside the unit of work that writes it. A text that is there already stays as it is. */
export function addSearchableText(
  { prepared }: Pick<StoreContext, 'prepared'>,
  source: SearchedText,
  { id, conversation_id, at, text }: WrittenText,
): void {
  prepared(insertSearchableText).run({ source, source_id: id, conversation_id, at, ...indexedWords(text) })
}

/** Texts of one portion, in which nobody else has a turn: 100 took 118 ms on a busy machine. */
const PORTION = 25
/** Between two portions others have their turn. */
const PAUSE_MS = 25

export function searchableTextStore(context: StoreContext): Pick<Store, 'indexEarlierTexts'> {
  const { writeResumable } = context
  return {
    async indexEarlierTexts({ job, now }) {
      // Words, progress and the next job in one unit: killed anywhere, the rest is still to be done, once.
      return writeResumable((tx) => {
        if (!settleJob(tx, context, job, now)) return 0
        let left = PORTION
        for (const source of SEARCHED_TEXTS) {
          const begun = tx.select().from(search_backfills).where(eq(search_backfills.source, source)).get()
          if (!begun || left === 0) continue
          const texts = TEXTS_AFTER[source](tx, begun.done_through, left)
          for (const text of texts) addSearchableText(context, source, text)
          const last = texts.at(-1)
          if (last && texts.length === left)
            tx.update(search_backfills)
              .set({ done_through: last.id })
              .where(eq(search_backfills.source, source))
              .run()
          else tx.delete(search_backfills).where(eq(search_backfills.source, source)).run()
          left -= texts.length
        }
        if (left === 0) {
          const run_at = new Date(Date.parse(now) + PAUSE_MS).toISOString()
          requestJob(context, { kind: 'index-texts', subject_id: 'all', lane: 'background', run_at, now })
        }
        return PORTION - left
      })
    },
  }
}

const TEXTS_AFTER: Record<SearchedText, (reader: Reader, id: string, limit: number) => WrittenText[]> = {
  message: textsOf(messages, messages.sent_at),
  reply: textsOf(replies, replies.sent_at),
  note: textsOf(notes, notes.created_at),
}

/** The texts of a table behind an id, in the order of their ids. */
function textsOf(
  table: typeof messages | typeof replies | typeof notes,
  at: typeof messages.sent_at | typeof replies.sent_at | typeof notes.created_at,
) {
  return (reader: Reader, id: string, limit: number): WrittenText[] =>
    reader
      .select({ id: table.id, conversation_id: table.conversation_id, at, text: table.text })
      .from(table)
      .where(gt(table.id, id))
      .orderBy(asc(table.id))
      .limit(limit)
      .all()
}
