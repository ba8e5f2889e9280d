/** What the HTTP layer itself needs from outside, beside the verbs. */
import type { AppContext, RequestFacts } from './context.ts'

export type RequestEvent = Record<string, RequestFacts[string] | Record<string, number>>

/** One event per request; `error` is reduced to its kind and place before it is written. */
export interface RequestLog {
  request(level: 'info' | 'warn' | 'error', event: RequestEvent, error?: unknown): void
}

/** Counters and durations without customer words. */
export interface Metrics {
  observeRequest(method: string, route: string, status: number, seconds: number): void
  /** Prometheus text. */
  expose(): Promise<{ contentType: string; text: string }>
}

export type ReadinessCheck = { name: string; ready: boolean; detail: string }

export type HttpSettings = {
  bodyLimitBytes: number
  rateLimitPerMinute: number
  metricsPublic: boolean
}

/** Where a request without a key comes from, for its rate limit. */
export type AddressOf = (c: AppContext) => string

/** A file of the reference page, or `null` when there is no such file. */
export type ReadAsset = (name: string) => Promise<Uint8Array<ArrayBuffer> | null>
