/** The pages behind the `type` of a problem: what it means and what to do, in plain words. */
import { accepts } from 'hono/accepts'
import { html } from 'hono/html'
import { DeljooError } from '../../domain/errors.ts'
import { newRoutes } from '../endpoint.ts'
import { isProblemName, PROBLEM_NAMES, PROBLEM_TYPES, type ProblemName } from '../problem-types.ts'

const page = (title: string, content: unknown) => html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title} · Deljoo</title><meta name="viewport" content="width=device-width"></head>
<body><main>${content}</main></body>
</html>`

const described = (name: ProblemName) => {
  const { status, title, meaning, remedy } = PROBLEM_TYPES[name]
  return { type: `/problems/${name}`, status, title, meaning, remedy }
}

const TYPES = {
  header: 'Accept' as const,
  supports: ['text/html', 'application/json'],
  default: 'text/html',
}

/** HTML for people, JSON for programs. Not part of the OpenAPI document: these pages document it. */
export function problemRoutes() {
  const routes = newRoutes()
  routes.get('/problems', (c) => {
    const all = PROBLEM_NAMES.map(described)
    if (accepts(c, TYPES) === 'application/json') return c.json({ items: all })
    const items = all.map((one) => html`<li><a href="${one.type}">${one.status} ${one.title}</a></li>`)
    return c.html(
      page('Problems', html`<h1>What the API can answer when something is wrong</h1><ul>${items}</ul>`),
    )
  })
  routes.get('/problems/:name', (c) => {
    const name = c.req.param('name')
    if (!isProblemName(name))
      throw new DeljooError('not_found', 'There is no problem of this name; /problems lists all')
    const { status, title, meaning, remedy } = PROBLEM_TYPES[name]
    if (accepts(c, TYPES) === 'application/json') return c.json(described(name))
    const content = html`<h1>${title}</h1><p>HTTP status ${status}</p><h2>What it means</h2><p>${meaning}</p>
<h2>What to do</h2><p>${remedy}</p><p><a href="/problems">All problems</a> · <a href="/docs">Reference</a></p>`
    return c.html(page(title, content))
  })
  return routes
}
