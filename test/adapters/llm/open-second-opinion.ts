import { readFileSync } from 'node:fs'
import type { SecondOpinionRequest, SpendingLedger } from '../../../src/actions/ports.ts'
import { createSecondOpinion } from '../../../src/adapters/llm/openai-second-opinion.ts'
import { parsePrompt } from '../../../src/adapters/llm/prompt.ts'

export const prompt = parsePrompt(
  readFileSync(new URL('../../../prompts/second-opinion.md', import.meta.url), 'utf8'),
)
export const MESSAGE = 'This is the third time I write: the card reader is still dead'
/** What one answer with the server's usage costs at these prices. */
export const COST_OF_ONE = (3_000 * 0.15 + 200 * 0.6) / 1e6

/** Keeps the day's sum in memory, by the same rule as the stored one. */
function memoryLedger() {
  const days = new Map<string, number>()
  const ledger: SpendingLedger = {
    reserve: async (day, amount, limit) => {
      const spent = days.get(day) ?? 0
      if (spent + amount > limit) return false
      days.set(day, spent + amount)
      return true
    },
    settle: async (day, reserved, spent) => {
      days.set(day, (days.get(day) ?? 0) - reserved + spent)
    },
  }
  return { ledger, spentOn: (day: string) => days.get(day) ?? 0 }
}

/** The adapter on a server of this machine, at a fixed time, its circuit opening after three failures. */
export function openSecondOpinion(
  baseUrl: string,
  over: { timeoutMs?: number; maxRetries?: number; dailyBudgetUsd?: number; baseUrl?: string } = {},
) {
  const { ledger, spentOn } = memoryLedger()
  const opinion = createSecondOpinion({
    settings: {
      apiKey: 'test-key',
      baseUrl,
      model: 'test-model',
      timeoutMs: 5_000,
      maxRetries: 1,
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
  const ask = (request: Partial<SecondOpinionRequest> = {}) =>
    opinion.ask({ maskedText: MESSAGE, language: 'en', channel: 'chat', ...request })
  return { opinion, ask, spentToday: () => spentOn('2026-08-02') }
}
