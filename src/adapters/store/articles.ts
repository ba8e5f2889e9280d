/** The desk's knowledge articles, and the search over them. */
import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { ArticleWritten, KnowledgeStore } from '../../actions/knowledge-port.ts'
import type { Actor } from '../../domain/actor.ts'
import type { Article, ArticleIntake } from '../../domain/knowledge/article.ts'
import { indexWords } from '../../domain/knowledge/words.ts'
import { addAudit, type StoreContext } from './context.ts'
import type { Transaction } from './database.ts'
import { matchAny } from './full-text.ts'
import { decodeCursor, encodeCursor } from './page-cursor.ts'
import { toArticle } from './rows.ts'
import { articles } from './schema.ts'

type ArticleStore = Omit<KnowledgeStore, 'searchPastAnswers'>

/** A word of the title says more of an article than one of its text. */
const TITLE_WEIGHT = 5
const BODY_WEIGHT = 1

export function articleStore(context: StoreContext): ArticleStore {
  const { connection, write, newId } = context

  const byId = (tx: Pick<Transaction, 'select'>, id: string) =>
    tx.select().from(articles).where(eq(articles.id, id)).get()
  const byExternalId = (tx: Transaction, external_id: string | null) =>
    external_id === null
      ? undefined
      : tx.select().from(articles).where(eq(articles.external_id, external_id)).get()

  const noted = (tx: Transaction, action: string, { id, version }: Article, actor: Actor, now: string) =>
    addAudit(tx, {
      at: now,
      actor,
      action,
      subject_kind: 'article',
      subject_id: id,
      detail: { version },
    })

  function create(tx: Transaction, intake: ArticleIntake, actor: Actor, now: string): ArticleWritten {
    const article: Article = { ...intake, id: newId('art'), version: 1, created_at: now, updated_at: now }
    tx.insert(articles)
      .values({ ...article, ...wordsOf(intake) })
      .run()
    noted(tx, 'article-created', article, actor, now)
    return { kind: 'created', article }
  }

  function replace(
    tx: Transaction,
    before: Article,
    intake: ArticleIntake,
    actor: Actor,
    now: string,
  ): ArticleWritten {
    const { id, version, created_at, updated_at } = before
    const same = { ...intake, id, version, created_at, updated_at }
    if (Object.entries(same).every(([name, value]) => isSame(value, before[name as keyof Article])))
      return { kind: 'unchanged', article: before }
    const article: Article = { ...same, version: version + 1, updated_at: now }
    tx.update(articles)
      .set({ ...article, ...wordsOf(intake) })
      .where(eq(articles.id, id))
      .run()
    noted(tx, 'article-replaced', article, actor, now)
    return { kind: 'replaced', article }
  }

  return {
    async createArticle({ article, actor, now }) {
      return write((tx) =>
        byExternalId(tx, article.external_id) ? { kind: 'taken' } : create(tx, article, actor, now),
      )
    },

    async replaceArticle({ article_id, article, version, actor, now }) {
      return write((tx): ArticleWritten => {
        const row = byId(tx, article_id)
        if (!row) return { kind: 'not_found' }
        if (version !== null && version !== row.version)
          return { kind: 'changed_meanwhile', version: row.version }
        const namesake = byExternalId(tx, article.external_id)
        if (namesake && namesake.id !== article_id) return { kind: 'taken' }
        return replace(tx, toArticle(row), article, actor, now)
      })
    },

    async importArticle({ article, actor, now }) {
      return write((tx) => {
        const row = byExternalId(tx, article.external_id)
        return row ? replace(tx, toArticle(row), article, actor, now) : create(tx, article, actor, now)
      })
    },

    async deleteArticle({ article_id, actor, now }) {
      return write((tx) => {
        const row = byId(tx, article_id)
        if (!row) return false
        tx.delete(articles).where(eq(articles.id, article_id)).run()
        noted(tx, 'article-deleted', toArticle(row), actor, now)
        return true
      })
    },

    async readArticle(article_id) {
      const row = byId(connection, article_id)
      return row ? toArticle(row) : null
    },

    async readArticles(article_ids) {
      const rows = connection
        .select()
        .from(articles)
        .where(inArray(articles.id, [...article_ids]))
        .all()
      const known = new Map(rows.map((row) => [row.id, toArticle(row)]))
      return article_ids.flatMap((id) => known.get(id) ?? [])
    },

    async listArticles({ words, lang, topic, limit, cursor }) {
      const filters = [
        lang && eq(articles.lang, lang),
        topic && sql`exists (select 1 from json_each(${articles.topics}) where value = ${topic})`,
      ].filter((filter) => filter !== undefined)
      if (words === null) {
        const list = 'articles by time'
        const rows = connection
          .select()
          .from(articles)
          .where(and(...filters, cursor === undefined ? undefined : olderThan(list, cursor)))
          .orderBy(desc(articles.updated_at), desc(articles.id))
          .limit(limit + 1)
          .all()
        return pageOf(rows, limit, (last) => encodeCursor(list, last.updated_at, last.id))
      }
      const match = matchAny(words)
      if (match === null) return { items: [], next_cursor: null }
      const list = 'articles by match'
      const found = connection
        .select({
          seq: sql<number>`rowid`.as('found_seq'),
          score: sql<number>`bm25(articles_index, ${TITLE_WEIGHT}, ${BODY_WEIGHT})`.as('score'),
        })
        .from(sql`articles_index`)
        .where(sql`articles_index match ${match}`)
        .as('found')
      // The texts of all that match would be sorted along: first the page, then its texts.
      const best = connection
        .select({ seq: articles.seq, score: found.score })
        .from(found)
        .innerJoin(articles, eq(articles.seq, found.seq))
        .where(and(...filters, cursor === undefined ? undefined : worseThan(list, cursor, found.score)))
        .orderBy(sql`${found.score}`, articles.id)
        .limit(limit + 1)
        .all()
      const texts = connection
        .select()
        .from(articles)
        .where(
          inArray(
            articles.seq,
            best.map(({ seq }) => seq),
          ),
        )
        .all()
      const bySeq = new Map(texts.map((row) => [row.seq, row]))
      const rows = best.flatMap(({ seq, score }) => {
        const row = bySeq.get(seq)
        return row ? [{ ...row, score }] : []
      })
      return pageOf(rows, limit, (last) => encodeCursor(list, last.score, last.id))
    },
  }
}

const wordsOf = ({ lang, title, asked_as, body, answer }: ArticleIntake) => ({
  title_words: indexWords([title, ...asked_as].join('\n'), lang),
  body_words: indexWords([body, answer ?? ''].join('\n'), lang),
})

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

function olderThan(list: string, cursor: string): SQL {
  const { value, id } = decodeCursor(list, cursor)
  return sql`(${articles.updated_at}, ${articles.id}) < (${value}, ${id})`
}

function worseThan(list: string, cursor: string, score: SQL.Aliased<number>): SQL {
  const { value, id } = decodeCursor(list, cursor)
  return sql`(${score}, ${articles.id}) > (${value}, ${id})`
}

function pageOf<Row extends typeof articles.$inferSelect>(
  rows: readonly Row[],
  limit: number,
  cursorAfter: (last: Row) => string,
) {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(toArticle),
    next_cursor: rows.length > limit && last ? cursorAfter(last) : null,
  }
}
