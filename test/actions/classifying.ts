/** A classifier that is told what to think, and `classifyText` around it; the LLM behind it is the real adapter. */
import { readFileSync } from 'node:fs'
import { type ClassifyDependencies, createClassifyText } from '../../src/actions/classify-text.ts'
import type { Classifier, ClassifierOutcome } from '../../src/actions/ports.ts'
import { createSecondOpinion } from '../../src/adapters/llm/openai-second-opinion.ts'
import { parsePrompt } from '../../src/adapters/llm/prompt.ts'
import { type ClassifyRequestInput, classifyRequest } from '../../src/domain/triage/request.ts'
import { answer, judged } from '../adapters/llm/answers.ts'
import { logits, manifest } from '../domain/triage/manifest-for-tests.ts'

export const SURE = logits({
  sentiment: { negative: 6 },
  urgency: { high: 6 },
  intent: { complaint: 6 },
  emotion: { anger: 4 },
})
export const UNSURE = logits({ sentiment: { negative: 6 }, urgency: { normal: 1, high: 0.8 } })
export const CALM = logits({ sentiment: { neutral: 6 }, urgency: { normal: 6 } })

/** Always of the opinion it is given; what it is asked is remembered. */
export function modelOf(opinion: (text: string) => Float32Array | Exclude<ClassifierOutcome, { ok: true }>) {
  const asked: { text: string; lane: string }[] = []
  const classifier: Classifier = {
    manifest,
    classify: async (text, { explain, lane }) => {
      asked.push({ text, lane })
      const given = opinion(text)
      if (!(given instanceof Float32Array)) return given
      const first = text.indexOf(' ')
      const tokens = [{ start: 0, end: first, contributions: given }]
      return { ok: true, output: { logits: given, tokens: explain ? tokens : null } }
    },
    load: () => ({ waiting: 0, running: 0, capacity: 32, workers: 2 }),
    close: async () => {},
  }
  return { classifier, asked }
}

export const refusing = (failure: 'overloaded' | 'unavailable' | 'abandoned') =>
  ({ ok: false, failure, retryAfterSeconds: 7 }) as const

const prompt = parsePrompt(readFileSync(new URL('../../prompts/second-opinion.md', import.meta.url), 'utf8'))
/** The LLM adapter on a server of this machine. */
export const llmAt = (baseUrl: string, timeoutMs = 5_000) =>
  createSecondOpinion({
    settings: {
      apiKey: 'test-key',
      baseUrl,
      model: 'test-model',
      timeoutMs,
      maxRetries: 0,
      dailyBudgetUsd: 1,
      inputUsdPerMillionTokens: 0.15,
      outputUsdPerMillionTokens: 0.6,
    },
    prompt,
    ledger: { reserve: async () => true, settle: async () => {} },
    clock: () => new Date('2026-08-02T09:14:00Z'),
  })

export function classifying(over: Partial<ClassifyDependencies> = {}) {
  let elapsed = 0
  let made = 0
  const classify = createClassifyText({
    classifier: modelOf(() => SURE).classifier,
    secondOpinion: null,
    newId: (prefix) => `${prefix}_${++made}`,
    elapsedMs: () => {
      elapsed += 1.234
      return elapsed
    },
    policy: { urgencyConfidence: null, sentimentConfidence: null },
    ...over,
  })
  return (request: ClassifyRequestInput, options?: Parameters<typeof classify>[1]) =>
    classify(classifyRequest.parse(request), options)
}

export const TEXT = 'The card reader in my shop is still dead, this is the third time I write to you'
export const LLM_ANSWER = answer({ urgency: judged('critical', 0.8, 'still dead') })
