/**
 * The place in the queue as one number that does not depend on the present moment, so that an index
 * can serve it: higher is earlier. Urgency comes first and is never outbid; within one urgency the
 * due time decides, moved earlier by value at risk and by who the customer is. See docs/risk.md.
 */
import { type Sentiment, type Signal, URGENCIES, type Urgency } from '../labels.ts'
import type { Sla } from './sla.ts'

export type PrioritySettings = {
  /** The most that everything together can move a case ahead of its due time. */
  mostAheadMs: Record<Urgency, number>
  /** What an ordinary customer is worth, per currency: makes values comparable. Others count as ordinary. */
  ordinaryValue: Readonly<Record<string, number>>
  /** Value at risk, in ordinary customers, at which half of the way ahead is given. */
  halfWayValue: number
  /** Share of the way ahead that a fact alone gives. */
  ahead: { safety: number; fraud: number; vulnerable: number; negative: number }
}

const HOUR_MS = 3_600_000

export const DEFAULT_PRIORITY_SETTINGS: PrioritySettings = {
  mostAheadMs: { critical: 0.5 * HOUR_MS, high: 4 * HOUR_MS, normal: 24 * HOUR_MS, low: 72 * HOUR_MS },
  ordinaryValue: {
    USD: 1_000,
    EUR: 1_000,
    GBP: 1_000,
    AED: 3_700,
    SAR: 3_700,
    EGP: 20_000,
    IRR: 500_000_000,
  },
  halfWayValue: 0.3,
  ahead: { safety: 0.6, fraud: 0.4, vulnerable: 0.3, negative: 0.05 },
}

export type PriorityRequest = {
  urgency: Urgency
  sla: Pick<Sla, 'state' | 'due_at'>
  /** Score and expected loss of the customer; null before the first assessment. */
  risk: { score: number; expected_loss: number | null; currency: string | null } | null
  sentiment: Sentiment | null
  signals: readonly Signal[]
}

export const PRIORITY_REASONS = [
  'urgency',
  'due',
  'value_at_risk',
  'safety',
  'fraud',
  'vulnerable',
  'negative',
] as const

/** `ahead_ms`: how much earlier than its due time the case stands because of this. */
export type PriorityReason = {
  reason: (typeof PRIORITY_REASONS)[number]
  detail: string | number | null
  ahead_ms: number
}

export type Priority = { priority: number; reasons: PriorityReason[] }

/** Wider than any date in milliseconds, so that one urgency's numbers end below where the next one's begin. */
const BAND = 1e13

/** Nobody waits, or we wait for the customer: 0, behind everything. */
export function priorityOf(
  request: PriorityRequest,
  settings: PrioritySettings = DEFAULT_PRIORITY_SETTINGS,
): Priority {
  const { urgency, sla } = request
  if (sla.state !== 'running' || sla.due_at === null) return { priority: 0, reasons: [] }
  const most = settings.mostAheadMs[urgency]
  // One after the other, each takes its share of the way that is still left: together never all of it.
  let left = most
  const reasons: PriorityReason[] = [
    { reason: 'urgency', detail: urgency, ahead_ms: 0 },
    { reason: 'due', detail: sla.due_at, ahead_ms: 0 },
  ]
  for (const { share, ...reason } of sharesOf(request, settings)) {
    const ahead_ms = Math.round(left * share)
    if (ahead_ms === 0) continue
    left -= ahead_ms
    reasons.push({ ...reason, ahead_ms })
  }
  const shownDue = Date.parse(sla.due_at) - (most - left)
  return { priority: (URGENCIES.indexOf(urgency) + 1) * BAND + (BAND - shownDue), reasons }
}

function sharesOf({ risk, sentiment, signals }: PriorityRequest, settings: PrioritySettings) {
  const facts = (['safety', 'fraud', 'vulnerable'] as const).filter((signal) => signals.includes(signal))
  const value = risk === null ? 0 : valueAtRisk(risk, settings)
  return [
    ...facts.map((reason) => ({ reason, detail: null, share: settings.ahead[reason] })),
    {
      reason: 'value_at_risk' as const,
      detail: risk?.expected_loss ?? null,
      share: value / (value + settings.halfWayValue),
    },
    ...(sentiment === 'negative'
      ? [{ reason: 'negative' as const, detail: null, share: settings.ahead.negative }]
      : []),
  ]
}

/** In ordinary customers. Who is worth an unknown amount, or one in an unknown currency, is ordinary. */
function valueAtRisk(risk: NonNullable<PriorityRequest['risk']>, settings: PrioritySettings): number {
  const ordinary = settings.ordinaryValue[risk.currency ?? 'USD']
  return risk.expected_loss === null || ordinary === undefined ? risk.score : risk.expected_loss / ordinary
}
