/**
 * The clock of a waiting customer: by when somebody must act, from the urgency, the opening hours
 * and the times in which we waited for the customer.
 */
import { URGENCIES, type Urgency } from '../labels.ts'
import { addBusinessMs, businessMsBetween } from './business-hours.ts'
import type { Pause } from './conversation-state.ts'
import { ALWAYS_OPEN, type BusinessHours } from './opening-hours.ts'

export const SLA_TARGET_NAMES = ['first_response', 'resolution'] as const
export type SlaTargetName = (typeof SLA_TARGET_NAMES)[number]

/** `always`: round the clock; `business`: only opening hours count. */
export type SlaTarget = { ms: number; clock: 'always' | 'business' }
export type SlaTargets = Record<SlaTargetName, Record<Urgency, SlaTarget>>

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** The guide's "act within": minutes, an hour or two, the working day, when convenient. */
export const DEFAULT_SLA_TARGETS: SlaTargets = {
  first_response: {
    critical: { ms: 15 * MINUTE_MS, clock: 'always' },
    high: { ms: 2 * HOUR_MS, clock: 'business' },
    normal: { ms: 8 * HOUR_MS, clock: 'business' },
    low: { ms: 24 * HOUR_MS, clock: 'business' },
  },
  resolution: {
    critical: { ms: 4 * HOUR_MS, clock: 'always' },
    high: { ms: 8 * HOUR_MS, clock: 'business' },
    normal: { ms: 24 * HOUR_MS, clock: 'business' },
    low: { ms: 80 * HOUR_MS, clock: 'business' },
  },
}

/** What a client sees of one clock. */
export type Sla = {
  target: SlaTargetName
  urgency: Urgency
  /** `running`, `paused` while we wait for the customer, `stopped` when nobody waits. */
  state: 'running' | 'paused' | 'stopped'
  clock: SlaTarget['clock']
  target_ms: number
  waiting_since: string | null
  /** Null unless running. */
  due_at: string | null
  breached: boolean
  /** On the target's own clock; negative when late; null when stopped. */
  remaining_ms: number | null
}

export type SlaRequest = {
  urgency: Urgency
  /** When the clock started: first unanswered message, or `opened_at` for `resolution`. Null: stopped. */
  waiting_since: string | null
  /** Times that do not count, in any order. */
  pauses?: readonly Pause[]
  now: string
  hours: BusinessHours
  targets?: SlaTargets
  target?: SlaTargetName
}

/**
 * Reads the clock at `now`. A more urgent case is never due later than a less urgent one that began
 * at the same time, whatever the targets say, so raising the urgency never gives more time.
 */
export function slaFor(request: SlaRequest): Sla {
  const { urgency, waiting_since, pauses = [], hours } = request
  const targets = (request.targets ?? DEFAULT_SLA_TARGETS)[request.target ?? 'first_response']
  const answer = {
    target: request.target ?? 'first_response',
    urgency,
    waiting_since,
    target_ms: targets[urgency].ms,
  }
  if (waiting_since === null) {
    return {
      ...answer,
      state: 'stopped',
      clock: targets[urgency].clock,
      due_at: null,
      breached: false,
      remaining_ms: null,
    }
  }
  const now = Date.parse(request.now)
  const candidates = URGENCIES.slice(0, URGENCIES.indexOf(urgency) + 1).map((each) =>
    readClock(targets[each], Date.parse(waiting_since), now, pauses, hours),
  )
  const tightest = candidates.reduce((best, each) => (each.dueAt <= best.dueAt ? each : best))
  const isPaused = pauses.some(
    ({ from, to }) => Date.parse(from) <= now && (to === null || Date.parse(to) > now),
  )
  return {
    ...answer,
    state: isPaused ? 'paused' : 'running',
    clock: tightest.target.clock,
    target_ms: tightest.target.ms,
    due_at: isPaused ? null : new Date(tightest.dueAt).toISOString(),
    breached: tightest.remaining < 0 || (!isPaused && now > tightest.dueAt),
    remaining_ms: tightest.remaining,
  }
}

/** Walks from pause to pause; an open pause is taken to end at `now`. */
function readClock(
  target: SlaTarget,
  start: number,
  now: number,
  pauses: readonly Pause[],
  businessHours: BusinessHours,
): { target: SlaTarget; dueAt: number; remaining: number } {
  const hours = target.clock === 'always' ? ALWAYS_OPEN : businessHours
  const breaks = pauses
    .map(({ from, to }) => ({
      from: Date.parse(from),
      to: to === null ? Math.max(now, Date.parse(from)) : Date.parse(to),
    }))
    .sort((one, other) => one.from - other.from)
  let cursor = start
  let left = target.ms
  let elapsedByNow = 0
  let dueAt: number | null = null
  for (const { from, to } of breaks) {
    const counted = from > cursor ? businessMsBetween(cursor, from, hours) : 0
    if (dueAt === null && counted >= left) dueAt = addBusinessMs(cursor, left, hours)
    else left -= counted
    if (now > cursor) elapsedByNow += businessMsBetween(cursor, Math.max(cursor, Math.min(from, now)), hours)
    cursor = Math.max(cursor, to)
  }
  dueAt ??= addBusinessMs(cursor, left, hours)
  if (now > cursor) elapsedByNow += businessMsBetween(cursor, now, hours)
  return { target, dueAt, remaining: target.ms - elapsedByNow }
}
