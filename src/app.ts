/** The HTTP application from its parts. Nothing happens on import, and nothing here is tied to Node. */
import { OpenAPIHono } from '@hono/zod-openapi'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { requestId } from 'hono/request-id'
import type { AppContext, AppEnv } from './http/context.ts'
import type { AppDeps } from './http/deps.ts'
import { admit } from './http/middleware/admit.ts'
import { identify, keepAnswers, SESSION } from './http/middleware/authenticate.ts'
import { observeRequests } from './http/middleware/observe-requests.ts'
import { safeHeaders } from './http/middleware/safe-headers.ts'
import { partsOf, problemResponse } from './http/problem.ts'
import { accountEventRoutes } from './http/routes/account-events.ts'
import { acknowledgementRoutes } from './http/routes/acknowledgements.ts'
import { administrationRoutes } from './http/routes/administration.ts'
import { articleRoutes } from './http/routes/articles.ts'
import { classifyRoutes } from './http/routes/classify.ts'
import { conversationRoutes } from './http/routes/conversations.ts'
import { customerRoutes } from './http/routes/customers.ts'
import { eventRoutes } from './http/routes/events.ts'
import { flagRoutes } from './http/routes/flags.ts'
import { healthRoutes } from './http/routes/health.ts'
import { insightRoutes } from './http/routes/insights.ts'
import { messageRoutes } from './http/routes/messages.ts'
import { modelRoutes } from './http/routes/model.ts'
import { peopleRoutes } from './http/routes/people.ts'
import { problemRoutes } from './http/routes/problems.ts'
import { referenceRoutes } from './http/routes/reference.ts'
import { replyRoutes } from './http/routes/replies.ts'
import { reviewRoutes } from './http/routes/reviews.ts'
import { riskChangeRoutes } from './http/routes/risk-changes.ts'
import { riskInsightRoutes } from './http/routes/risk-insights.ts'
import { surveyRoutes } from './http/routes/surveys.ts'
import { viewRoutes } from './http/routes/views.ts'
import { liveEventSchema } from './http/schemas/event.ts'
import { classifyItemSchema } from './http/schemas/triage.ts'
import type { Screens } from './http/screens/ports.ts'

export type { AppDeps } from './http/deps.ts'

/** Routes that also take NDJSON and read it as a stream. */
const STREAMING_ROUTES = ['/v1/classify/batch']

async function refuse(error: unknown, c: AppContext, screens: Screens | null): Promise<Response> {
  // A body that broke off, or work dropped because its caller left, is no fault of ours.
  const parts = c.req.raw.signal.aborted
    ? ({ name: 'abandoned', detail: 'The caller left before the answer' } as const)
    : partsOf(error)
  c.get('facts').problem = parts.name
  return (await screens?.problemPage(c, parts)) ?? problemResponse(c, parts)
}

export function createApp(deps: AppDeps): OpenAPIHono<AppEnv> {
  const { settings } = deps
  const app = new OpenAPIHono<AppEnv>()
  const keys = keepAnswers(async (credential) =>
    credential.startsWith(SESSION)
      ? ((await deps.readSession?.(credential.slice(SESSION.length))) ?? null)
      : deps.authenticate(credential),
  )
  const screens = deps.screens?.(keys.forgetAll) ?? null

  app.onError((error, c) => refuse(error, c, screens))
  const orOtherMethod = methodNotAllowed({
    app: app as never,
    onMethodNotAllowed: (c, methods) =>
      problemResponse(c, {
        name: 'method-not-allowed',
        detail: `This address takes ${methods.join(', ')}`,
        headers: { allow: methods.join(', ') },
      }),
  })
  // Only here: as a middleware it would look at every answer.
  app.notFound(async (c) => {
    await orOtherMethod(c as never, async () => {
      const parts = { name: 'not-found', detail: 'There is no such address; /docs lists all' } as const
      c.res = (await screens?.problemPage(c, parts)) ?? problemResponse(c, parts)
    })
    return c.res
  })

  app.use(requestId({ limitLength: 128 }), observeRequests(deps.log, deps.metrics), safeHeaders)
  app.use('/metrics', async (c, next) => {
    await identify(c, keys.authenticate)
    return next()
  })
  app.use(
    '/v1/*',
    admit({
      settings,
      authenticate: keys.authenticate,
      addressOf: deps.addressOf,
      streamingRoutes: STREAMING_ROUTES,
    }),
  )

  app.openAPIRegistry.register('ClassifyItem', classifyItemSchema)
  app.openAPIRegistry.register('LiveEvent', liveEventSchema)
  const resources = [
    classifyRoutes(deps),
    messageRoutes(deps),
    conversationRoutes(deps),
    viewRoutes(deps),
    replyRoutes(deps),
    reviewRoutes(deps),
    acknowledgementRoutes(deps),
    articleRoutes(deps),
    surveyRoutes(deps),
    accountEventRoutes(deps),
    insightRoutes(deps),
    customerRoutes(deps),
    flagRoutes(deps),
    eventRoutes(deps, keys.authenticate),
    riskChangeRoutes(deps),
    riskInsightRoutes(deps),
    administrationRoutes(deps, keys.forgetAll),
    peopleRoutes(deps),
    modelRoutes(deps),
    healthRoutes(deps),
  ]
  for (const routes of resources) app.route('/', routes)
  app.route('/', problemRoutes())
  if (screens) app.route('/', screens.routes)
  app.route('/', referenceRoutes(app, deps.readAsset))
  return app
}
