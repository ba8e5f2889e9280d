/** The HTTP application from its parts. Nothing happens on import, and nothing here is tied to Node. */
import { OpenAPIHono } from '@hono/zod-openapi'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import { type AppContext, type AppEnv, middleware } from './http/context.ts'
import type { AppDeps } from './http/deps.ts'
import { identify, keepAnswers, requireKey } from './http/middleware/authenticate.ts'
import { limitRate } from './http/middleware/limit-rate.ts'
import { readJsonBody, requireAcceptable } from './http/middleware/negotiate.ts'
import { observeRequests } from './http/middleware/observe-requests.ts'
import { partsOf, problemResponse } from './http/problem.ts'
import { administrationRoutes } from './http/routes/administration.ts'
import { classifyRoutes } from './http/routes/classify.ts'
import { conversationRoutes } from './http/routes/conversations.ts'
import { customerRoutes } from './http/routes/customers.ts'
import { flagRoutes } from './http/routes/flags.ts'
import { healthRoutes } from './http/routes/health.ts'
import { messageRoutes } from './http/routes/messages.ts'
import { modelRoutes } from './http/routes/model.ts'
import { problemRoutes } from './http/routes/problems.ts'
import { referenceRoutes } from './http/routes/reference.ts'
import { replyRoutes } from './http/routes/replies.ts'
import { surveyRoutes } from './http/routes/surveys.ts'
import { classifyItemSchema } from './http/schemas/triage.ts'

export type { AppDeps } from './http/deps.ts'

/** Routes that also take NDJSON and read it as a stream. */
const STREAMING_ROUTES = ['/v1/classify/batch']

/** An answer is JSON: nothing in it may be run, framed or loaded from elsewhere. */
const headers = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  xFrameOptions: 'DENY',
  xDownloadOptions: false,
  xDnsPrefetchControl: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
  originAgentCluster: false,
  // The reference page brings its own policy.
  overwrite: false,
})

/** Answers hold personal data: no cache keeps them. */
const noStore = middleware(async (c, next) => {
  c.header('cache-control', 'no-store')
  await next()
})

function refuse(error: unknown, c: AppContext): Response {
  // A body that broke off, or work dropped because its caller left, is no fault of ours.
  const parts = c.req.raw.signal.aborted
    ? ({ name: 'abandoned', detail: 'The caller left before the answer' } as const)
    : partsOf(error)
  c.get('facts').problem = parts.name
  return problemResponse(c, parts)
}

export function createApp(deps: AppDeps): OpenAPIHono<AppEnv> {
  const { settings } = deps
  const app = new OpenAPIHono<AppEnv>()
  const keys = keepAnswers(deps.authenticate)

  app.onError(refuse)
  app.notFound((c) =>
    problemResponse(c, { name: 'not-found', detail: 'There is no such address; /docs lists all' }),
  )

  app.use(requestId({ limitLength: 128 }), observeRequests(deps.log, deps.metrics), headers)
  app.use(
    methodNotAllowed({
      app: app as never,
      onMethodNotAllowed: (c, methods) =>
        problemResponse(c, {
          name: 'method-not-allowed',
          detail: `This address takes ${methods.join(', ')}`,
          headers: { allow: methods.join(', ') },
        }),
    }),
  )
  app.use('/metrics', identify(keys.authenticate))
  app.use(
    '/v1/*',
    noStore,
    identify(keys.authenticate),
    limitRate(settings.rateLimitPerMinute, deps.addressOf),
    requireKey,
    requireAcceptable,
    readJsonBody(settings.bodyLimitBytes, STREAMING_ROUTES),
  )

  app.openAPIRegistry.register('ClassifyItem', classifyItemSchema)
  const resources = [
    classifyRoutes(deps),
    messageRoutes(deps),
    conversationRoutes(deps),
    replyRoutes(deps),
    surveyRoutes(deps),
    customerRoutes(deps),
    flagRoutes(deps),
    administrationRoutes(deps, keys.forgetAll),
    modelRoutes(deps),
    healthRoutes(deps),
  ]
  for (const routes of resources) app.route('/', routes)
  app.route('/', problemRoutes())
  app.route('/', referenceRoutes(app, deps.readAsset))
  return app
}
