/** Who decided the labels: the local model, the LLM or a person; why the LLM was asked, what it cost and took. */
import type { AskReason, Receipt, SecondOpinionFailure } from '../triage/triage.ts'
import { type Seen, type Share, shareOf, type Times, timesOf } from './figures.ts'
import { type Period, type Range, rangeQuery } from './range.ts'

/** Query of `GET /v1/insights/decisions`. */
export const decisionsQuery = rangeQuery

export const DECIDERS = ['local', 'llm', 'human'] as const
type Decider = Receipt['source']

/** Labelled messages of one period that are alike in all of this. */
export type DecisionCount = {
  decided_by: Decider
  needs_review: boolean
  asked_llm_because: AskReason | null
  llm_failed_because: SecondOpinionFailure | null
  messages: number
  cost_usd: number
}
export type PeriodDecisions = {
  counts: DecisionCount[]
  latencies: (Seen & { decided_by: Decider })[]
  /** What the LLM's reply drafts of the period cost. */
  draft_cost_usd: number
}

export type DecisionFigures = Record<Decider, Share> & {
  labelled: number
  needs_review: Share
  asked_llm: Share
  cost_usd: number
  draft_cost_usd: number
  latency: { local: Times; llm: Times }
}
export type DecisionInsights = Omit<Range, 'periods'> & {
  total: DecisionFigures
  /** Most frequent first; `decided`: the LLM's answer was taken, or a person has spoken since. */
  asked_because: { reason: AskReason; messages: number; decided: number }[]
  failed_because: { reason: SecondOpinionFailure; messages: number }[]
  periods: (Omit<Period, 'end'> & DecisionFigures)[]
}

/** `found` beside `range.periods`. */
export function decisionInsights(
  { periods, ...range }: Range,
  found: readonly PeriodDecisions[],
): DecisionInsights {
  const all: PeriodDecisions = {
    counts: found.flatMap(({ counts }) => counts),
    latencies: found.flatMap(({ latencies }) => latencies),
    draft_cost_usd: found.reduce((sum, each) => sum + each.draft_cost_usd, 0),
  }
  return {
    ...range,
    total: figuresOf(all),
    asked_because: grouped(all.counts, ({ asked_llm_because }) => asked_llm_because).map(
      ({ reason, rows }) => ({
        reason,
        messages: messagesIn(rows),
        decided: messagesIn(rows.filter(({ llm_failed_because }) => llm_failed_because === null)),
      }),
    ),
    failed_because: grouped(all.counts, ({ llm_failed_because }) => llm_failed_because).map(
      ({ reason, rows }) => ({ reason, messages: messagesIn(rows) }),
    ),
    periods: periods.map(({ start, date, whole }, at) => ({
      start,
      date,
      whole,
      ...figuresOf(found[at] ?? { counts: [], latencies: [], draft_cost_usd: 0 }),
    })),
  }
}

const messagesIn = (rows: readonly DecisionCount[]) => rows.reduce((sum, { messages }) => sum + messages, 0)

function figuresOf({ counts, latencies, draft_cost_usd }: PeriodDecisions): DecisionFigures {
  const labelled = messagesIn(counts)
  const share = (which: (row: DecisionCount) => boolean) =>
    shareOf(messagesIn(counts.filter(which)), labelled)
  const latency = (who: Decider) => timesOf(latencies.filter(({ decided_by }) => decided_by === who))
  return {
    labelled,
    local: share(({ decided_by }) => decided_by === 'local'),
    llm: share(({ decided_by }) => decided_by === 'llm'),
    human: share(({ decided_by }) => decided_by === 'human'),
    needs_review: share(({ needs_review }) => needs_review),
    asked_llm: share(({ asked_llm_because }) => asked_llm_because !== null),
    cost_usd: inMicros(counts.reduce((sum, { cost_usd }) => sum + cost_usd, 0)),
    draft_cost_usd: inMicros(draft_cost_usd),
    latency: { local: latency('local'), llm: latency('llm') },
  }
}

function grouped<Reason>(
  counts: readonly DecisionCount[],
  reasonOf: (row: DecisionCount) => Reason | null,
): { reason: Reason; rows: DecisionCount[] }[] {
  return [...Map.groupBy(counts, reasonOf)]
    .flatMap(([reason, rows]) => (reason === null ? [] : [{ reason, rows }]))
    .toSorted((one, other) => messagesIn(other.rows) - messagesIn(one.rows))
}

const inMicros = (usd: number) => Math.round(usd * 1e6) / 1e6
