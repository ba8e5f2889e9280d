/** What the HTTP layer itself needs from outside, beside the verbs. */
import type { ReplyCheck } from '../domain/reply/draft.ts'
import type { ReplyDraft } from '../domain/reply-record.ts'
import type { AppContext, RequestFacts } from './context.ts'

export type RequestEvent = Record<string, RequestFacts[string] | Record<string, number>>

/** One event per request; `error` is reduced to its kind and place before it is written. */
export interface RequestLog {
  request(level: 'info' | 'warn' | 'error', event: RequestEvent, error?: unknown): void
}

/** Counters and durations without customer words. */
export interface Metrics {
  observeRequest(method: string, route: string, status: number, seconds: number): void
  /** A draft that was made. */
  observeDraft(draft: Pick<ReplyDraft, 'source' | 'language'>): void
  /** One result of a check, of drafts that were shown and of those that were not. */
  observeCheck(source: ReplyDraft['source'], check: ReplyCheck): void
  /** What became of a draft; nothing while nobody has decided. */
  observeDraftOutcome(draft: Pick<ReplyDraft, 'source' | 'outcome'>): void
  /** Prometheus text. */
  expose(): Promise<{ contentType: string; text: string }>
}

export type ReadinessCheck = { name: string; ready: boolean; detail: string }

export type HttpSettings = {
  bodyLimitBytes: number
  rateLimitPerMinute: number
  metricsPublic: boolean
  /** Streams of events open at the same time: of all callers together, and of one key. */
  eventStreams: number
  eventStreamsPerKey: number
}

/** Where a request without a key comes from, for its rate limit. */
export type AddressOf = (c: AppContext) => string

/** Cuts the caller's connection off, whatever is still to be sent on it. */
export type HangUp = (c: AppContext) => void

/** A file of the reference page, or `null` when there is no such file. */
export type ReadAsset = (name: string) => Promise<Uint8Array<ArrayBuffer> | null>
