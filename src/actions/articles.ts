/** Knowledge articles: found, read, written. Every change is in the audit log. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import type { Article, ArticleIntake, ArticleQuery, ArticleReplacement } from '../domain/knowledge/article.ts'
import { searchWords } from '../domain/knowledge/words.ts'
import type { Page } from '../domain/page.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import type { ArticleWritten } from './knowledge-port.ts'

type KnowledgeDependencies = Pick<Dependencies, 'store' | 'clock'>

/** @throws {DeljooError} `forbidden`, `invalid_input` for a foreign cursor */
export async function listArticles(
  { store }: Pick<Dependencies, 'store'>,
  actor: Actor,
  { q, ...query }: ArticleQuery,
): Promise<Page<Article>> {
  ensureAllowed(actor, 'read_articles')
  return store.listArticles({ ...query, words: q === undefined ? null : searchWords(q, query.lang ?? null) })
}

/** @throws {DeljooError} `forbidden`, `not_found` */
export async function readArticle(
  { store }: Pick<Dependencies, 'store'>,
  actor: Actor,
  article_id: string,
): Promise<Article> {
  ensureAllowed(actor, 'read_articles')
  const found = await store.readArticle(article_id)
  if (!found) throw noArticle()
  return found
}

/** @throws {DeljooError} `forbidden`; `conflict` where another article has the `external_id` */
export async function createArticle(
  { store, clock }: KnowledgeDependencies,
  actor: Actor,
  article: ArticleIntake,
): Promise<Article> {
  ensureAllowed(actor, 'write_articles')
  return written(await store.createArticle({ article, actor, now: isoNow(clock) }))
}

/** @throws {DeljooError} `forbidden`, `not_found`; `conflict` for a taken `external_id` or a newer version */
export async function replaceArticle(
  { store, clock }: KnowledgeDependencies,
  actor: Actor,
  article_id: string,
  {
    version = null,
    ...article
  }: Omit<ArticleReplacement, 'version'> & { version?: number | null | undefined },
): Promise<Article> {
  ensureAllowed(actor, 'write_articles')
  return written(await store.replaceArticle({ article_id, article, version, actor, now: isoNow(clock) }))
}

/** @throws {DeljooError} `forbidden`, `not_found` */
export async function deleteArticle(
  { store, clock }: KnowledgeDependencies,
  actor: Actor,
  article_id: string,
): Promise<void> {
  ensureAllowed(actor, 'write_articles')
  if (!(await store.deleteArticle({ article_id, actor, now: isoNow(clock) }))) throw noArticle()
}

function written(outcome: ArticleWritten): Article {
  switch (outcome.kind) {
    case 'created':
    case 'replaced':
    case 'unchanged':
      return outcome.article
    case 'not_found':
      throw noArticle()
    case 'taken':
      throw new DeljooError('conflict', 'Another article has this external_id', {
        issues: [{ path: 'external_id', message: 'belongs to another article' }],
      })
    case 'changed_meanwhile':
      throw new DeljooError('conflict', `The article is at version ${outcome.version} by now`, {
        issues: [{ path: 'version', message: `is ${outcome.version} by now; read it again` }],
      })
  }
}

const noArticle = () => new DeljooError('not_found', 'There is no article with this id')
