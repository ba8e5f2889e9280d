/** Stops 4 to 7 of a message's path: text → local model → policy → perhaps a second opinion → triage. */
import { LANGUAGES, type Language } from '../domain/labels.ts'
import { prepareText } from '../domain/text/prepare.ts'
import { decide, findDoubt, needsReview, type PolicySettings } from '../domain/triage/policy.ts'
import type { ClassifyRequest } from '../domain/triage/request.ts'
import type { LanguageAnswer, Triage } from '../domain/triage/triage.ts'
import { askMasked, type MaskedAnswer } from './ask-masked.ts'
import type { Classifier, NewId, SecondOpinion } from './ports.ts'
import { type LocalAnswer, openLocalModel, readLocally } from './read-locally.ts'

export type ClassifyDependencies = {
  /** `null`: no local model could be loaded; the second opinion carries on alone. */
  classifier: Classifier | null
  /** `null`: no LLM is configured. */
  secondOpinion: SecondOpinion | null
  newId: NewId
  /** A clock that only moves forward, in milliseconds (`performance.now`). */
  elapsedMs: () => number
  /** The operator's thresholds; `null` keeps the model's own. */
  policy: PolicySettings
}

export type ClassifyOptions = {
  /** Bulk work waits behind interactive work and is not refused by a full queue. */
  lane?: 'interactive' | 'bulk'
  signal?: AbortSignal | undefined
  /** Names of the customer, where known: an LLM sees placeholders for them. */
  names?: readonly string[]
}

export type ClassifyOutcome =
  | { ok: true; triage: Triage }
  /** Nobody could answer. `failed`: the model is there but not for this text. `abandoned`: the signal fired first. */
  | { ok: false; failure: 'overloaded' | 'unavailable' | 'failed' | 'abandoned'; retryAfterSeconds: number }

/** Labels one validated text. Never throws for an expected failure and never invents a label. */
export type ClassifyText = (request: ClassifyRequest, options?: ClassifyOptions) => Promise<ClassifyOutcome>

/** Below this our own idea of the language is not held against a second opinion's. */
const SURE_LANGUAGE = 0.8

/** While no local model is loaded there is nothing to wait for but an operator. */
const NO_MODEL: LocalAnswer = { ok: false, failure: 'unavailable', retryAfterSeconds: 30 }

export function createClassifyText(dependencies: ClassifyDependencies): ClassifyText {
  const { secondOpinion, newId, elapsedMs } = dependencies
  const model = dependencies.classifier && openLocalModel(dependencies.classifier, dependencies.policy)

  return async (request, options = {}) => {
    const startedMs = elapsedMs()
    const { lane = 'interactive', names = [], signal } = options
    const prepared = prepareText(request.text, request.lang)
    const language = servedLanguage(prepared.language)
    const { explain } = request
    const local = model ? await readLocally(model, prepared, { language, explain, lane, signal }) : NO_MODEL
    // A full queue is told to the caller: spilling over to an LLM would turn every rush into a bill.
    if (!local.ok && (local.failure === 'overloaded' || local.failure === 'abandoned')) return local
    const localLabels = local.ok ? local.labels : null

    const decision = decide({
      doubt: model ? findDoubt(localLabels, language !== null, model.thresholds) : 'local_model_unavailable',
      fallback: request.fallback,
      secondOpinionConfigured: secondOpinion !== null,
    })
    let opinion: MaskedAnswer | null = null
    if (decision.action === 'ask' && secondOpinion) {
      const sureOf = prepared.language.confidence >= SURE_LANGUAGE ? language : null
      const channel = request.channel ?? null
      opinion = await askMasked(secondOpinion, prepared, { language: sureOf, channel, names, signal })
    }
    const failure = opinion?.ok === false ? opinion.failure : null
    if (failure === 'abandoned') return { ok: false, failure, retryAfterSeconds: 0 }

    const tell = (
      answer: Pick<MaskedAnswer & { ok: true }, 'labels' | 'reasons' | 'model'>,
      source: 'local' | 'llm',
      needs_review: boolean,
    ): ClassifyOutcome => {
      const triage: Triage = {
        id: newId('cls'),
        language: prepared.language,
        ...answer.labels,
        needs_review,
        decided_by: {
          source,
          model: answer.model,
          asked_llm_because: decision.because,
          llm_failed_because: failure ?? (decision.because && !secondOpinion ? 'not_configured' : null),
          latency_ms: Math.round((elapsedMs() - startedMs) * 100) / 100,
          cost_usd: opinion?.costUsd ?? 0,
        },
      }
      if (explain) triage.reasons = answer.reasons
      return { ok: true, triage }
    }
    if (opinion?.ok) {
      const review = needsReview(opinion.labels, language === null ? null : localLabels)
      return tell(opinion, 'llm', review)
    }
    if (local.ok) {
      const review = decision.action === 'ask' ? decision.unsure : decision.action === 'review'
      return tell(local, 'local', review)
    }
    return local
  }
}

/** The language as the model and the LLM know it; null for any other. */
const servedLanguage = ({ label, supported }: LanguageAnswer): Language | null =>
  (supported && LANGUAGES.find((served) => served === label)) || null
