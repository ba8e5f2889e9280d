/**
 * Articles and past answers in the database, and the search over both. What is looked for comes as words, never as a
 * query: each database makes its own query of them (`MATCH` of SQLite's FTS5, `tsquery` of PostgreSQL).
 */
import type { Actor } from '../domain/actor.ts'
import type { Article, ArticleIntake, ArticleQuery } from '../domain/knowledge/article.ts'
import type { PastAnswerHit } from '../domain/knowledge/past-answer.ts'
import type { SearchWord } from '../domain/knowledge/words.ts'
import type { Language } from '../domain/labels.ts'
import type { Page } from '../domain/page.ts'

export type ArticleWritten =
  /** `unchanged`: it said all that before; nothing written, the version stays. */
  | { kind: 'created' | 'replaced' | 'unchanged'; article: Article }
  | { kind: 'not_found' }
  /** Another article has this `external_id`. */
  | { kind: 'taken' }
  /** It is not at the version that the caller has read. */
  | { kind: 'changed_meanwhile'; version: number }

export interface KnowledgeStore {
  createArticle(record: { article: ArticleIntake; actor: Actor; now: string }): Promise<ArticleWritten>
  replaceArticle(record: {
    article_id: string
    article: ArticleIntake
    /** Null: whatever it is at. */
    version: number | null
    actor: Actor
    now: string
  }): Promise<ArticleWritten>
  /** Creates the article of this `external_id`, or makes it say this. */
  importArticle(record: {
    article: ArticleIntake & { external_id: string }
    actor: Actor
    now: string
  }): Promise<ArticleWritten>
  /** False: there was none. */
  deleteArticle(record: { article_id: string; actor: Actor; now: string }): Promise<boolean>
  readArticle(article_id: string): Promise<Article | null>
  /** Those that there are, in the order asked. */
  readArticles(article_ids: readonly string[]): Promise<Article[]>
  /** `words` null: all, the latest change first; else those with any of the words, the best first. */
  listArticles(
    query: Omit<ArticleQuery, 'q'> & { words: readonly SearchWord[] | null },
  ): Promise<Page<Article>>
  /** Best matches by words; those of other conversations only, and none with a bad survey answer. */
  searchPastAnswers(request: {
    words: readonly SearchWord[]
    language: Language
    /** The conversation that is answered now. */
    conversation_id: string
    limit: number
  }): Promise<PastAnswerHit[]>
}
