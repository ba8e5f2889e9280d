import { readFileSync } from 'node:fs'
import type { SpendingLedger } from '../../../../src/actions/ports.ts'
import { writeReply } from '../../../../src/actions/write-reply.ts'
import { parsePrompt } from '../../../../src/adapters/llm/prompt.ts'
import { createReplyWriter } from '../../../../src/adapters/llm/reply-writer/reply-writer.ts'
import type { Language } from '../../../../src/domain/labels.ts'
import { composeDrafts } from '../../../../src/domain/reply/compose.ts'
import type { ReplyInput } from '../../../../src/domain/reply/context.ts'
import { library } from '../../../domain/reply/desk.ts'

export const prompt = parsePrompt(
  readFileSync(new URL('../../../../prompts/reply.md', import.meta.url), 'utf8'),
)

/** Keeps the day's sum in memory, by the same rule as the stored one. */
function memoryLedger() {
  let spent = 0
  const ledger: SpendingLedger = {
    reserve: async (_, amount, limit) => {
      if (spent + amount > limit) return false
      spent += amount
      return true
    },
    settle: async (_, reserved, really) => {
      spent += really - reserved
    },
  }
  return { ledger, spent: () => spent }
}

type Over = { timeoutMs?: number; maxRetries?: number; dailyBudgetUsd?: number; baseUrl?: string }

/** The adapter on a server of this machine, its circuit opening after three failures. */
export function openReplyWriter(baseUrl: string, over: Over = {}) {
  const { ledger, spent } = memoryLedger()
  const writer = createReplyWriter({
    settings: {
      apiKey: 'test-key',
      baseUrl,
      model: 'test-model',
      timeoutMs: 5_000,
      maxRetries: 0,
      dailyBudgetUsd: 1,
      inputUsdPerMillionTokens: 0.15,
      outputUsdPerMillionTokens: 0.6,
      ...over,
    },
    prompt,
    ledger,
    clock: () => new Date('2026-08-02T09:14:00Z'),
    circuit: { failures: 3, halfOpenAfterMs: 30_000 },
  })
  return { writer, spent, write: (input: ReplyInput) => writeReply(writer, library, input) }
}

type Part = { step: string; text: string; source: string }

/** An answer of an LLM that follows the material: here the words of the playbook, part by part. */
export function goodAnswer(input: ReplyInput): { parts: Part[] } {
  const [draft] = composeDrafts(library, input, { seed: 'llm' })
  if (!draft) throw new Error('Nothing was composed')
  return {
    parts: draft.steps.map(({ step, text }) => ({
      step,
      text,
      source: step === 'action' || step === 'acknowledge' ? 'playbook' : 'frame',
    })),
  }
}

/** The same with one sentence more. */
export const goodAnswerAnd = (input: ReplyInput, text: string) => {
  const { parts } = goodAnswer(input)
  return { parts: [...parts, { step: 'care', text, source: 'playbook' }] }
}

export const LATE: Record<Language, string> = {
  fa: 'سفارش شماره ۸۸۱۲ من سه روزه نرسیده',
  ar: 'طلبي رقم ٨٨١٢ لم يصل منذ ثلاثة أيام',
  en: 'Order 8812 has not arrived for three days',
}
