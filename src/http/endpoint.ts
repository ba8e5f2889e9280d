/** What the routes have in common: an app that turns refused input into problems, and the parts of a definition. */
import { OpenAPIHono } from '@hono/zod-openapi'
import type { AppEnv } from './context.ts'
import { type InputPlace, invalidInput } from './invalid-input.ts'
import { ensureWellFormed } from './well-formed.ts'

/** Every route with a key names it like this. */
export const SECURED = [{ api_key: [] as string[] }]

/** A fresh app for one resource's routes. Input is parsed here once; handlers trust it. */
export function newRoutes(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (!result.success) throw invalidInput(result.error, result.target as InputPlace)
      if (result.target === 'json') ensureWellFormed(result.data)
    },
  })
}

/** A JSON body or answer with named examples. */
export const json = <Schema>(
  schema: Schema,
  examples?: Record<string, { summary?: string; value: unknown }>,
) => ({
  'application/json': { schema, ...(examples ? { examples } : {}) },
})

/** An answer with what every answer carries. */
export const answer = <Content>(description: string, content: Content) => ({
  description,
  headers: {
    'x-request-id': { description: 'Id of this request', schema: { type: 'string' as const } },
    RateLimit: { description: 'What is left for this key', schema: { type: 'string' as const } },
  },
  content,
})
