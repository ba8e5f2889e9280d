/** Stops 4 to 7 of a message's path: text → local model → policy → perhaps a second opinion → triage. */
import type { ClassifyRequest } from '../domain/triage/request.ts'
import type { Triage } from '../domain/triage/triage.ts'
import type { Classifier, NewId, SecondOpinion } from './ports.ts'

export type ClassifyDependencies = {
  /** `null`: no local model could be loaded; the second opinion carries on alone. */
  classifier: Classifier | null
  /** `null`: no LLM is configured. */
  secondOpinion: SecondOpinion | null
  newId: NewId
  /** A clock that only moves forward, in milliseconds (`performance.now`). */
  elapsedMs: () => number
  /** The operator's thresholds; `null` keeps the model's own. */
  policy: { urgencyConfidence: number | null; sentimentConfidence: number | null }
}

export type ClassifyOptions = {
  /** Bulk work waits behind interactive work and is not refused by a full queue. */
  lane?: 'interactive' | 'bulk'
  signal?: AbortSignal | undefined
}

export type ClassifyOutcome =
  | { ok: true; triage: Triage }
  /** Nobody could answer. `abandoned`: the signal fired first. */
  | { ok: false; failure: 'overloaded' | 'unavailable' | 'abandoned'; retryAfterSeconds: number }

/** Labels one validated text. Never throws for an expected failure and never invents a label. */
export type ClassifyText = (request: ClassifyRequest, options?: ClassifyOptions) => Promise<ClassifyOutcome>
