/** The OpenAPI document and its reference page, served by ourselves: no CDN, no inline script. */
import type { OpenAPIHono } from '@hono/zod-openapi'
import { html } from 'hono/html'
import { DeljooError } from '../../domain/errors.ts'
import type { AppEnv } from '../context.ts'
import { newRoutes } from '../endpoint.ts'
import type { ReadAsset } from '../ports.ts'

/** Swagger UI sets styles on elements from its script; everything else comes from this origin as a file. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  png: 'image/png',
}

const PAGE = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Deljoo API reference</title>
<link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="stylesheet" href="/docs/index.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>`

const START = `window.ui = SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  persistAuthorization: false,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
})
`

const INFO = {
  openapi: '3.1.0',
  info: {
    title: 'Deljoo',
    version: '1',
    description: [
      'Deljoo reads what customers write, in Persian, Arabic and English, tells how they feel and how soon someone must act, and shows who is about to leave and why.',
      '**Keys.** Send `authorization: Bearer YOUR_KEY`. Roles: `service` classifies, takes messages in and reads risk; `agent` works at the desk; `supervisor` also exports; `admin` also erases and manages keys.',
      '**Problems.** Everything that goes wrong is an RFC 9457 problem with a stable `type`; the page behind it says what to do. Customer text is never repeated in it. Unknown fields and parameters are refused.',
      '**Limits.** `RateLimit` and `RateLimit-Policy` tell with every answer what is left; 429 and 503 carry `Retry-After`.',
      '**Ids.** Every answer carries `x-request-id`; send your own (letters, digits, `-`, `_`) to find a request again in the log.',
      '**Offsets** in texts are UTF-16 offsets in the text as sent. **Times** are ISO 8601 in UTC.',
    ].join('\n\n'),
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/', description: 'This service' }],
  tags: [
    { name: 'Classify', description: 'What a text says; nothing is stored' },
    { name: 'Messages', description: 'Intake, and corrections by people' },
    { name: 'Conversations', description: 'The queue, and the work on it' },
    { name: 'Replies', description: 'Drafts, and what was sent' },
    { name: 'Articles', description: 'What the desk knows, for agents and for drafts' },
    { name: 'Reviews', description: 'What supervisors say of replies, and what to practise' },
    { name: 'Surveys', description: 'What customers answer when they are asked' },
    { name: 'Customers', description: 'Who they are, whether they may leave and why' },
    { name: 'Flags', description: 'The at-risk board' },
    { name: 'Events', description: 'What changes, as it changes' },
    { name: 'Insights', description: 'How the desk does' },
    { name: 'Administration', description: 'Keys and the audit log' },
    { name: 'Model', description: 'Which model answers and how reliable it is' },
    { name: 'Health', description: 'For load balancers and monitoring' },
  ],
}

/** @param documented the app whose routes are the document */
export function openApiDocument(documented: OpenAPIHono<AppEnv>) {
  documented.openAPIRegistry.registerComponent('securitySchemes', 'api_key', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key. The first admin key is printed once at the first start',
  })
  return documented.getOpenAPI31Document(INFO)
}

export function referenceRoutes(documented: OpenAPIHono<AppEnv>, readAsset: ReadAsset) {
  const routes = newRoutes()
  let document: string | null = null
  routes.get('/openapi.json', (c) => {
    document ??= JSON.stringify(openApiDocument(documented))
    return c.body(document, 200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
  })
  routes.get('/', (c) => c.redirect('/docs'))
  routes.get('/docs', (c) => c.html(PAGE, 200, { 'content-security-policy': POLICY }))
  routes.get('/docs/:file', async (c) => {
    const file = c.req.param('file')
    // Its own route would take the whole app off hono's fastest router.
    const content = file === 'start.js' ? START : await readAsset(file)
    if (!content) throw new DeljooError('not_found', 'The reference page has no such file')
    const type = TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
    return c.body(content, 200, { 'content-type': type, 'cache-control': 'public, max-age=86400' })
  })
  return routes
}
