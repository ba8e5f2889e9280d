/** Takes in knowledge articles that operators keep as files. The same again changes nothing; a changed file is updated. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import type { FieldIssue } from '../domain/errors.ts'
import { articleIntake } from '../domain/knowledge/article.ts'
import { type Dependencies, isoNow } from './dependencies.ts'

/** `value`: an article as `POST /v1/articles` takes it; its name becomes the `external_id`. */
export type ArticleFile = { name: string; value: unknown }

export type ArticleImport = Record<'read' | 'created' | 'replaced' | 'unchanged', number> & {
  refused: { name: string; issues: FieldIssue[] }[]
}

/** A file that is refused keeps no other out. @throws {DeljooError} `forbidden` */
export async function importArticles(
  { store, clock }: Pick<Dependencies, 'store' | 'clock'>,
  actor: Actor,
  files: Iterable<ArticleFile>,
): Promise<ArticleImport> {
  ensureAllowed(actor, 'write_articles')
  const report: ArticleImport = { read: 0, created: 0, replaced: 0, unchanged: 0, refused: [] }
  for (const { name, value } of files) {
    report.read++
    const parsed = articleIntake.safeParse(value)
    if (!parsed.success) {
      const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
      report.refused.push({ name, issues })
      continue
    }
    const article = { ...parsed.data, external_id: name }
    const { kind } = await store.importArticle({ article, actor, now: isoNow(clock) })
    if (kind === 'created' || kind === 'replaced' || kind === 'unchanged') report[kind]++
    else throw new Error(`An imported article was ${kind}. This is a bug`)
  }
  return report
}
