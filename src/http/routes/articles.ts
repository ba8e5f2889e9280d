/** `/v1/articles`: what the desk knows. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import {
  createArticle,
  deleteArticle,
  listArticles,
  readArticle,
  replaceArticle,
} from '../../actions/articles.ts'
import type { AppDeps } from '../deps.ts'
import { answer, json, newRoutes, SECURED } from '../endpoint.ts'
import { actorOf, permit } from '../middleware/authenticate.ts'
import {
  articleIntakeSchema,
  articleQuerySchema,
  articleReplacementSchema,
  articleSchema,
} from '../schemas/article.ts'
import { ARTICLE, ARTICLE_AR, ARTICLE_EN, ARTICLE_INTAKE } from '../schemas/article-examples.ts'
import { idIn, pageOf } from '../schemas/describe.ts'
import { readProblems, writeProblems } from '../schemas/problem.ts'

const tags = ['Articles']
const params = idIn('article', ARTICLE.id)
const noQuery = z.strictObject({})
const one = (version = 1) => json(articleSchema, { fa: { value: { ...ARTICLE, version } } })

const listRoute = createRoute({
  method: 'get',
  path: '/v1/articles',
  operationId: 'listArticles',
  tags,
  summary: 'Articles, all or by words',
  description: 'With `q` full-text search, the best match first; without it the latest change first.',
  security: SECURED,
  middleware: permit('read_articles'),
  request: { query: articleQuerySchema },
  responses: {
    200: answer(
      'A page of articles',
      json(pageOf(articleSchema), { found: { value: { items: [ARTICLE], next_cursor: null } } }),
    ),
    ...readProblems('forbidden'),
  },
})

const readRoute = createRoute({
  method: 'get',
  path: '/v1/articles/{id}',
  operationId: 'readArticle',
  tags,
  summary: 'An article',
  description: 'As it was last written.',
  security: SECURED,
  middleware: permit('read_articles'),
  request: { params, query: noQuery },
  responses: { 200: answer('The article', one()), ...readProblems('forbidden', 'not-found') },
})

const createArticleRoute = createRoute({
  method: 'post',
  path: '/v1/articles',
  operationId: 'createArticle',
  tags,
  summary: 'Write an article',
  description:
    'Drafts find it at once. `answer` is what a draft may say as it is; without it the article is shown to the agent, and an LLM writes from it.',
  security: SECURED,
  middleware: permit('write_articles'),
  request: {
    query: noQuery,
    body: {
      required: true,
      content: json(articleIntakeSchema, {
        fa: { summary: 'With an answer for customers', value: ARTICLE_INTAKE },
        ar: { summary: 'For agents only', value: ARTICLE_AR },
        en: { summary: 'In English', value: ARTICLE_EN },
      }),
    },
  },
  responses: { 201: answer('The article', one()), ...writeProblems('forbidden', 'conflict') },
})

const replaceRoute = createRoute({
  method: 'put',
  path: '/v1/articles/{id}',
  operationId: 'replaceArticle',
  tags,
  summary: 'Replace an article',
  description:
    'The whole of it: what is left out is emptied. The same again changes nothing and keeps the version.',
  security: SECURED,
  middleware: permit('write_articles'),
  request: {
    params,
    query: noQuery,
    body: {
      required: true,
      content: json(articleReplacementSchema, {
        fa: { summary: 'If nobody changed it since', value: { ...ARTICLE_INTAKE, version: 1 } },
      }),
    },
  },
  responses: {
    200: answer('The article as it is now', one(2)),
    ...writeProblems('forbidden', 'not-found', 'conflict'),
  },
})

const deleteRoute = createRoute({
  method: 'delete',
  path: '/v1/articles/{id}',
  operationId: 'deleteArticle',
  tags,
  summary: 'Delete an article',
  description: 'Drafts made from it keep its title and what they say.',
  security: SECURED,
  middleware: permit('write_articles'),
  request: { params, query: noQuery },
  responses: { 204: { description: 'Deleted' }, ...readProblems('forbidden', 'not-found') },
})

export function articleRoutes({ desk }: AppDeps) {
  const routes = newRoutes()
  routes.openapi(listRoute, async (c) =>
    c.json(await listArticles(desk, actorOf(c), c.req.valid('query')), 200),
  )
  routes.openapi(readRoute, async (c) =>
    c.json(await readArticle(desk, actorOf(c), c.req.valid('param').id), 200),
  )
  routes.openapi(createArticleRoute, async (c) =>
    c.json(await createArticle(desk, actorOf(c), c.req.valid('json')), 201),
  )
  routes.openapi(replaceRoute, async (c) =>
    c.json(await replaceArticle(desk, actorOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  routes.openapi(deleteRoute, async (c) => {
    await deleteArticle(desk, actorOf(c), c.req.valid('param').id)
    return c.body(null, 204)
  })
  return routes
}
