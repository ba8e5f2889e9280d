/**
 * What the actions need from outside, as interfaces. Each is implemented by one adapter;
 * expected failures are values, so that the policy can reason about them.
 */
import type { Channel, Language } from '../domain/labels.ts'
import type { ModelManifest } from '../domain/triage/manifest.ts'
import type { Quote } from '../domain/triage/quote-reasons.ts'
import type { Labels, SecondOpinionFailure } from '../domain/triage/triage.ts'

/** The present moment; tests pass a fixed one. */
export type Clock = () => Date

/** A new identifier with a readable prefix, e.g. `msg_01J…`, sortable by time of making. */
export type NewId = (prefix: string) => string

/** One token of the model's text and what it adds to each of the 47 logits. */
export type TokenEvidence = { start: number; end: number; contributions: Float32Array }

/** Raw output for one text: all heads' logits side by side, in the manifest's order. */
export type ModelOutput = {
  logits: Float32Array
  /** Only when explanation was asked; offsets in the normalised text given. */
  tokens: TokenEvidence[] | null
}

export type ClassifierOutcome =
  | { ok: true; output: ModelOutput }
  /** `overloaded`: queue full, try later. `abandoned`: the signal fired before it ran. `unavailable`: model not loaded. `failed`: not for this text. */
  | { ok: false; failure: 'overloaded' | 'unavailable' | 'failed' | 'abandoned'; retryAfterSeconds: number }

/** The local model. `classify` takes one normalised text of at most a few hundred characters. */
export interface Classifier {
  readonly manifest: ModelManifest
  classify(
    text: string,
    options: {
      explain: boolean
      /** Interactive work goes first and is refused when the queue is full; bulk callers bound themselves. */
      lane: 'interactive' | 'bulk'
      signal?: AbortSignal
    },
  ): Promise<ClassifierOutcome>
  /** How much is waiting and how much may wait. */
  load(): { waiting: number; running: number; capacity: number; workers: number }
  close(): Promise<void>
}

export type SecondOpinionRequest = {
  /** Personal data already replaced by placeholders. */
  maskedText: string
  language: Language | null
  channel: Channel | null
  signal?: AbortSignal
}

export type SecondOpinionOutcome =
  | {
      ok: true
      labels: Labels
      language: string
      /** Exact words of the masked text that show a label. */
      evidence: Quote[]
      model: string
      costUsd: number
    }
  /** `abandoned`: the signal fired. The cost counts what was spent before the failure. */
  | { ok: false; failure: SecondOpinionFailure | 'abandoned'; model: string; costUsd: number }

/** The LLM asked when the local model is unsure. Never throws; a failure is a value. */
export interface SecondOpinion {
  readonly model: string
  ask(request: SecondOpinionRequest): Promise<SecondOpinionOutcome>
}

/** The day's spending on the LLM; survives a restart. */
export interface SpendingLedger {
  /** Sets the amount aside if the day's limit allows it. False: over budget, nothing set aside. */
  reserve(day: string, amountUsd: number, limitUsd: number): Promise<boolean>
  /** Replaces a reservation by what was really spent. */
  settle(day: string, reservedUsd: number, spentUsd: number): Promise<void>
}
