/** Knowledge articles: the list, and one to read or write. */
import { Hono } from 'hono'
import {
  createArticle,
  deleteArticle,
  listArticles,
  readArticle,
  replaceArticle,
} from '../../../actions/articles.ts'
import { isAllowed } from '../../../domain/actor.ts'
import { DeljooError } from '../../../domain/errors.ts'
import { articleIntake } from '../../../domain/knowledge/article.ts'
import { ArticleListPage, ArticlePage } from '../../../ui/pages/settings-articles.tsx'
import {
  emptyForm,
  formOf,
  intakeOf,
  readArticleAddress,
  readForm,
} from '../../../ui/settings/article-form.ts'
import type { AppEnv } from '../../context.ts'
import { formFor, leaveNotice, pageFor } from '../page.tsx'
import type { ScreenDeps } from '../ports.ts'

const READING = { title: 'settings.articles', nav: 'settings', permission: 'read_articles' } as const
const WRITING = { ...READING, permission: 'write_articles' } as const
const SHOWN = 50

export function articleSettingsRoutes(deps: ScreenDeps) {
  const { desk } = deps
  const routes = new Hono<AppEnv>()
  routes.get(
    '/settings/articles',
    pageFor(deps, READING, async (c, { view, actor }) => {
      const address = readArticleAddress(c.req.query())
      const { items, next_cursor } = await listArticles(desk, actor, { ...address, limit: SHOWN })
      const mayWrite = isAllowed(actor, 'write_articles')
      return (
        <ArticleListPage
          view={view}
          address={address}
          articles={items}
          next={next_cursor}
          mayWrite={mayWrite}
        />
      )
    }),
  )
  routes.get(
    '/settings/article',
    pageFor(deps, READING, async (c, { view, actor }) => {
      const id = c.req.query('id')
      const mayWrite = isAllowed(actor, 'write_articles')
      if (id === undefined)
        return <ArticlePage view={view} article={null} form={emptyForm(view.language)} mayWrite={mayWrite} />
      const article = await readArticle(desk, actor, id)
      return <ArticlePage view={view} article={article} form={formOf(article)} mayWrite={mayWrite} />
    }),
  )
  routes.post(
    '/settings/article',
    formFor(deps, WRITING, async (c, { view, actor, form: field }) => {
      const form = readForm(field)
      const id = field('id')
      const before = id === '' ? null : await readArticle(desk, actor, id)
      const shared = { view, article: before, form, mayWrite: true }
      const intake = articleIntake.safeParse(intakeOf(form, before))
      if (!intake.success) {
        const wrong = intake.error.issues.map(({ path }) => String(path[0]))
        return { body: <ArticlePage {...shared} wrong={wrong} />, status: 422 }
      }
      try {
        const version = Number(form.version) || null
        const { title } = before
          ? await replaceArticle(desk, actor, id, { ...intake.data, version })
          : await createArticle(desk, actor, intake.data)
        leaveNotice(c, deps, 'settings.article_saved', { title })
        return c.redirect('/settings/articles', 303)
      } catch (error) {
        if (!(error instanceof DeljooError && error.code === 'conflict')) throw error
        return { body: <ArticlePage {...shared} problem={before ? 'conflict' : 'taken'} />, status: 409 }
      }
    }),
  )
  routes.post(
    '/settings/article/delete',
    formFor(deps, WRITING, async (c, { actor, form }) => {
      await deleteArticle(desk, actor, form('id'))
      leaveNotice(c, deps, 'settings.article_deleted')
      return c.redirect('/settings/articles', 303)
    }),
  )
  return routes
}
