/** What the middleware leaves for the handlers of one request, and what they leave for the log. */

import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Actor } from '../domain/actor.ts'
import type { Triage } from '../domain/triage/triage.ts'

/** Facts for the one log line of a request: ids, names, numbers and labels, never text. */
export type RequestFacts = Record<string, string | number | boolean | null>

export type AppEnv = {
  Variables: {
    requestId: string
    /** Who asks; `null` without a valid key. */
    actor: Actor | null
    facts: RequestFacts
    /** Milliseconds per named stage. */
    timings: Record<string, number>
    /** Set by a handler whose answer goes on after it returned: settles with the stream's end. */
    streamed: Promise<void> | null
  }
}
/** Read with `c.get`: `c.var` copies all variables each time. */
export type AppContext = Context<AppEnv>
export const middleware = createMiddleware<AppEnv>

/** Runs one stage of a request and keeps for the log how long it took. */
export async function timed<Value>(c: AppContext, stage: string, run: () => Promise<Value>): Promise<Value> {
  const startedAt = performance.now()
  try {
    return await run()
  } finally {
    c.get('timings')[`${stage}_ms`] = Math.round((performance.now() - startedAt) * 100) / 100
  }
}

/** Who decided and what came out, for the log: labels and numbers. */
export function noteTriage(c: AppContext, { decided_by, urgency, needs_review, language }: Triage) {
  const facts = c.get('facts')
  facts.decided_by = decided_by.source
  facts.model = decided_by.model
  facts.asked_llm_because = decided_by.asked_llm_because
  facts.language = language.label
  facts.urgency = urgency.label
  facts.needs_review = needs_review
  c.get('timings').decide_ms = decided_by.latency_ms
}
