/**
 * What happened to a contract, told by the systems that run it: the quiet leaver says nothing, but does things.
 * One table: which reason a change gives, or what an earlier change it takes back.
 */
import { type AccountFacts, hazardOf, type Mark, type MarkTarget, NO_FACTS } from './marks.ts'
import type { RiskParameters } from './parameters.ts'
import type { Recovery } from './recovery.ts'
import type { AccountChange, RaisingReason, RiskAccountChange, UndoingChange } from './risk.ts'

type RaisingChange = Exclude<AccountChange, UndoingChange>

const REASONS = {
  seats_reduced: 'seats_reduced',
  plan_downgraded: 'seats_reduced',
  auto_renewal_off: 'auto_renewal_off',
  data_exported: 'data_export_asked',
  payment_failed: 'payment_trouble',
  payment_late: 'payment_trouble',
  usage_dropped: 'usage_dropped',
  contract_ending: 'contract_ending',
  notice_given: 'churn_explicit',
} as const satisfies Record<RaisingChange, RaisingReason>
type AccountReason = (typeof REASONS)[RaisingChange]

/** `changes`: earlier deeds taken back; `words`: what the customer had said or asked that no longer holds. */
const UNDOES: Record<UndoingChange, { changes: readonly RaisingChange[]; words: readonly RaisingReason[] }> =
  {
    seats_added: { changes: ['seats_reduced'], words: ['seats_reduced'] },
    plan_upgraded: { changes: ['plan_downgraded'], words: ['seats_reduced'] },
    auto_renewal_on: { changes: ['auto_renewal_off'], words: ['auto_renewal_off'] },
    payment_received: { changes: ['payment_failed', 'payment_late'], words: [] },
    usage_recovered: { changes: ['usage_dropped'], words: [] },
    // Who signs again stays, whatever was said before.
    contract_renewed: {
      changes: ['contract_ending', 'auto_renewal_off', 'notice_given'],
      words: ['auto_renewal_off', 'notice_period_asked', 'churn_explicit', 'churn_implicit'],
    },
    notice_withdrawn: { changes: ['notice_given'], words: ['churn_explicit'] },
  }

const isUndoing = (change: AccountChange): change is UndoingChange => change in UNDOES

const factsOf = ({ change, before, after, ends_on }: RiskAccountChange): AccountFacts => ({
  change,
  before,
  after,
  ends_on,
})

/** The mark a change leaves, or none: it takes something back, or its time has not come by `now`. */
export function accountMarks(event: RiskAccountChange, now: number, parameters: RiskParameters): Mark[] {
  const { change } = event
  if (isUndoing(change)) return []
  const reason: AccountReason = REASONS[change]
  const at = weighsFrom(event, parameters)
  if (at > now) return []
  return [
    {
      reason,
      family: 'leaving',
      hazard: hazardOf(parameters[reason]) * shrinkFactor(event),
      at,
      matter: null,
      message_id: null,
      quote: event.ends_on ?? (isCounted(event) ? `${event.before} → ${event.after}` : null),
      source: { kind: 'account_change', id: event.id },
      facts: { ...NO_FACTS, ...factsOf(event) },
    },
  ]
}

/** From when a change weighs: the end of a contract once it is near, everything else when it happened. */
export function weighsFrom(event: RiskAccountChange, parameters: RiskParameters): number {
  const told = Date.parse(event.at)
  if (event.change !== 'contract_ending' || event.ends_on === null) return told
  return Math.max(told, Date.parse(event.ends_on) - parameters.contract_near * 86_400_000)
}

type Counts = { before: number; after: number }
const isCounted = <Given extends Pick<AccountFacts, 'before' | 'after'>>(
  given: Given,
): given is Given & Counts => given.before !== null && given.after !== null

/** Half of the seats or the use gone (or nobody knows how much) is the unit; all of it weighs double. */
function shrinkFactor(event: RiskAccountChange): number {
  if (event.change !== 'seats_reduced' && event.change !== 'usage_dropped') return 1
  if (!isCounted(event) || event.before <= 0) return 1
  return 2 * Math.min(1, Math.max(0, (event.before - event.after) / event.before))
}

/** What a change takes back; null: it takes nothing back. */
export function accountRecovery(event: RiskAccountChange, parameters: RiskParameters): Recovery | null {
  const { change } = event
  if (!isUndoing(change)) return null
  const { changes, words } = UNDOES[change]
  return {
    at: Date.parse(event.at),
    message_id: null,
    quote: isCounted(event) ? `${event.before} → ${event.after}` : null,
    source: { kind: 'account_change', id: event.id },
    facts: { ...NO_FACTS, ...factsOf(event) },
    on: ({ reason, facts }) => {
      const done = facts?.change ?? null
      const undone =
        done === null ? reason !== undefined && words.includes(reason) : changes.some((each) => each === done)
      return undone
        ? { reason: 'undone', share: parameters.undone * regained(event, facts ?? NO_FACTS) }
        : null
    },
  }
}

/** How much of what was given up is there again: 25 → 5 seats and then back to 15 is half. */
function regained(event: RiskAccountChange, given: NonNullable<MarkTarget['facts']>): number {
  const lost = isCounted(given) ? given.before - given.after : 0
  if (lost <= 0 || event.after === null || given.after === null) return 1
  return Math.min(1, Math.max(0, (event.after - given.after) / lost))
}
