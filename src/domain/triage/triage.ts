/**
 * What Deljoo says of one message: the classify answer of the contract, as zod schemas.
 * These shapes go through API, database and command line unchanged, hence the snake_case keys.
 */
import { z } from 'zod'
import {
  EMOTIONS,
  emotion,
  INTENTS,
  intent,
  SENTIMENTS,
  SINGLE_HEADS,
  sentiment,
  signal,
  topic,
  URGENCIES,
  urgency,
} from '../labels.ts'

const share = z.number().min(0).max(1)

/** One answer of a single-label head: the chosen label and the calibrated probability of every label. */
function judgement<Labels extends readonly [string, ...string[]]>(
  labels: Labels,
  label: z.ZodType<Labels[number]>,
) {
  return z.object({
    label,
    confidence: share,
    /** Distance between the two most probable labels. */
    margin: share,
    scores: z.record(z.enum(labels), share),
  })
}

export const languageAnswer = z.object({
  /** ISO 639 code; `und` when it cannot be told. */
  label: z.string(),
  confidence: share,
  script: z.enum(['arabic', 'latin', 'mixed', 'other', 'none']),
  /** Persian or Arabic in Latin letters (Finglish, Arabizi). */
  romanised: z.boolean(),
  supported: z.boolean(),
})

/** A span of the text as sent (UTF-16 offsets) that moved a head's answer, with its share of the evidence. */
export const reason = z.object({
  head: z.enum([...SINGLE_HEADS, 'topics', 'signals']),
  label: z.string(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  text: z.string(),
  weight: z.number(),
})

/** Why the second opinion was asked, or would have been had one been configured. */
export const ASK_REASONS = [
  'requested',
  'unsupported_language',
  'low_confidence',
  'small_margin',
  'possible_missed_urgency',
  'local_model_unavailable',
] as const

/** Why an asked second opinion did not decide. `misconfigured`: its server refuses our key, model name or request. */
export const SECOND_OPINION_FAILURES = [
  'not_configured',
  'timeout',
  'rate_limited',
  'unreachable',
  'misconfigured',
  'refused',
  'invalid_answer',
  'wrong_language',
  'over_budget',
  'circuit_open',
] as const

/** Who decided, with what, why the LLM was asked, how long it took and what it cost. */
export const receipt = z.object({
  source: z.enum(['local', 'llm', 'human']),
  /** `name@version` of the model, or the person's or key's id for `human`. */
  model: z.string(),
  asked_llm_because: z.enum(ASK_REASONS).nullable(),
  /** Set when the LLM was asked, or should have been, and did not decide. */
  llm_failed_because: z.enum(SECOND_OPINION_FAILURES).nullable(),
  latency_ms: z.number().nonnegative(),
  cost_usd: z.number().nonnegative(),
})

const scored = <Label extends z.ZodType>(label: Label) => z.object({ label, confidence: share })

/** The labels with their evidence, without an identity: what the policy and the LLM produce. */
export const labels = z.object({
  sentiment: judgement(SENTIMENTS, sentiment).extend({
    /** From -1 (wholly negative) to 1 (wholly positive). */
    polarity: z.number().min(-1).max(1),
  }),
  urgency: judgement(URGENCIES, urgency),
  intent: judgement(INTENTS, intent),
  topics: z.array(scored(topic)),
  emotion: judgement(EMOTIONS, emotion),
  signals: z.array(scored(signal)),
})

export const triage = labels.extend({
  id: z.string(),
  language: languageAnswer,
  needs_review: z.boolean(),
  reasons: z.array(reason).optional(),
  decided_by: receipt,
})

const personsLabels = z.strictObject({
  sentiment: sentiment.optional(),
  urgency: urgency.optional(),
  intent: intent.optional(),
  topics: z.array(topic).min(1).max(3).optional(),
  emotion: emotion.optional(),
  signals: z.array(signal).max(10).optional(),
})
const saysSomething = (given: object) => Object.keys(given).length > 0

/** An agent's labels for a message; heads left out keep the machine's answer. */
export const labelCorrection = personsLabels.refine(saysSomething, 'Correct at least one label')

/** Body of `POST /v1/messages/{id}/corrections`. `confirm`: the labels that are not named are right as they stand. */
export const correctionIntake = personsLabels
  .extend({ confirm: z.literal(true).optional() })
  .refine(saysSomething, 'Correct at least one label, or confirm them')

export type LanguageAnswer = z.infer<typeof languageAnswer>
export type Reason = z.infer<typeof reason>
export type AskReason = (typeof ASK_REASONS)[number]
export type SecondOpinionFailure = (typeof SECOND_OPINION_FAILURES)[number]
export type Receipt = z.infer<typeof receipt>
export type Labels = z.infer<typeof labels>
export type Triage = z.infer<typeof triage>
export type LabelCorrection = z.infer<typeof labelCorrection>
export type CorrectionIntake = z.infer<typeof correctionIntake>
