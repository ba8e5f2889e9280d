/** What the routes have in common: an app that turns refused input into problems, and the parts of a definition. */
import { OpenAPIHono } from '@hono/zod-openapi'
import type { z } from 'zod'
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

export type Examples<Value> = Record<string, { summary?: string; value: Value }>

/** A JSON body or answer with named examples, which the compiler holds to the schema. */
export const json = <Schema extends z.ZodType>(schema: Schema, examples: Examples<z.input<Schema>>) => ({
  'application/json': { schema, examples },
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
