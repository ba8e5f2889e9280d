/**
 * The words of what was written in conversations. Triggers of the migration keep the FTS5 table
 * `searchable_texts_index` equal to this one, and take a row away or to another conversation with its message, reply
 * or note: whoever deletes or moves these does not have to know of the search.
 */
import { SEARCHED_TEXTS } from '../../../domain/search/match.ts'
import { sequence, table, text, time, uniqueIndex, word } from '../columns.ts'

export const searchable_texts = table(
  'searchable_texts',
  {
    /** The row of the index. */
    seq: sequence('seq'),
    source: word('source', SEARCHED_TEXTS).notNull(),
    source_id: text('source_id').notNull(),
    conversation_id: text('conversation_id').notNull(),
    at: time('at').notNull(),
    words: text('words').notNull(),
    forms: text('forms').notNull(),
  },
  (t) => [uniqueIndex('searchable_texts_by_source').on(t.source_id)],
)

/** Which tables still hold texts from before there was a search, and how far, by id, they have been read. */
export const search_backfills = table('search_backfills', {
  source: word('source', SEARCHED_TEXTS).primaryKey(),
  done_through: text('done_through').notNull(),
})
