/** What stands before every question to the LLM: a circuit breaker and the day's budget. */
import {
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhenResult,
  isBrokenCircuitError,
} from 'cockatiel'
import type { Clock, SpendingLedger } from '../../actions/ports.ts'

type Refusal = 'abandoned' | 'circuit_open' | 'over_budget'
type Outcome = { ok: true } | { ok: false; failure: string }

export type GuardDependencies = {
  settings: { dailyBudgetUsd: number }
  ledger: SpendingLedger
  clock: Clock
  /** When the circuit opens and how long it stays open. */
  circuit?: { failures: number; halfOpenAfterMs: number }
}

/** Failures that say the server is in trouble; the others are about one message or about us. */
const TROUBLE: readonly string[] = ['timeout', 'rate_limited', 'unreachable', 'misconfigured']

export type GuardedCall<Result> = {
  signal: AbortSignal | undefined
  /** US dollars to set aside before it starts. */
  mostItCanCost: number
  ask(): Promise<Result>
  /** US dollars, after `ask`. */
  spent(): number
}

/** Never throws for the server's sake; what is refused here costs nothing. */
export function guardCalls<Result extends Outcome>(
  { settings, ledger, clock, circuit }: GuardDependencies,
  refused: (failure: Refusal) => Result,
): (call: GuardedCall<Result>) => Promise<Result> {
  const { failures, halfOpenAfterMs } = circuit ?? { failures: 5, halfOpenAfterMs: 30_000 }
  const breaker = circuitBreaker(
    handleWhenResult((result) => {
      const outcome = result as Outcome
      return !outcome.ok && TROUBLE.includes(outcome.failure)
    }),
    { halfOpenAfter: halfOpenAfterMs, breaker: new ConsecutiveBreaker(failures) },
  )

  async function withinBudget({ mostItCanCost, ask, spent }: GuardedCall<Result>): Promise<Result> {
    const day = clock().toISOString().slice(0, 10)
    // Spending that cannot be written down is not allowed.
    const allowed = await ledger.reserve(day, mostItCanCost, settings.dailyBudgetUsd).catch(() => false)
    if (!allowed) return refused('over_budget')
    const result = await ask()
    // If this cannot be written down, the reservation stands: too much counted, never too little.
    await ledger.settle(day, mostItCanCost, spent()).catch(() => undefined)
    return result
  }

  return async (call) => {
    if (call.signal?.aborted) return refused('abandoned')
    // One question at a time finds out whether the server is back; the others do not wait for it.
    if (breaker.state === CircuitState.HalfOpen) return refused('circuit_open')
    try {
      return await breaker.execute(() => withinBudget(call))
    } catch (error) {
      if (isBrokenCircuitError(error)) return refused('circuit_open')
      throw error
    }
  }
}
