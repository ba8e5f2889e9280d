/**
 * The risk that a customer leaves: score = 1 − exp(−Σ hazards), each hazard decayed and partly
 * paid back. Pure: the same history, time and parameters give the same answer. See docs/risk.md.
 */
import { accountMarks, weighsFrom } from './account-changes.ts'
import { heaviestPerReason, marksOfMessages } from './experiences.ts'
import { daysMs, decayedHazard, type Mark } from './marks.ts'
import { nextBestAction, type OpenMark } from './next-best-action.ts'
import { leavingMarks, lowSurveyMark, slaMark } from './other-marks.ts'
import { DEFAULT_RISK_PARAMETERS, type RiskParameters } from './parameters.ts'
import { type Reading, readInContext, readMessage } from './reading.ts'
import { creditsOn, findRecoveries, type Recovery } from './recovery.ts'
import type {
  LoweringReason,
  Risk,
  RiskContribution,
  RiskEvent,
  RiskHistory,
  RiskLevel,
  RiskTrend,
} from './risk.ts'
import { surveyQuote, surveyStanding } from './surveys.ts'

const TREND_DAYS = 7
/** Points and scores have three decimals. */
const STEPS = 1000

/**
 * Assesses a history, in any order, as it was known at `asOf` (ISO 8601): later events do not count.
 * The points of the contributions add up to the score exactly, in thousandths.
 */
export function assessRisk(
  history: RiskHistory,
  asOf: string,
  parameters: RiskParameters = DEFAULT_RISK_PARAMETERS,
): Risk {
  const now = Date.parse(asOf)
  const known = inOrder(history.events, now, parameters)
  const { openMarks, credits } = weigh(known, now, parameters)
  const score = scoreOf(openMarks)
  const level = levelOf(score, parameters)
  const paid = credits.reduce((sum, { amount }) => sum + amount, 0)
  const recovering = paid > 0 && (level === 'low' || (level === 'medium' && paid >= hazardSum(openMarks)))
  return {
    score,
    level,
    expected_loss:
      history.lifetime_value === null ? null : Math.round(score * history.lifetime_value * 100) / 100,
    currency: history.currency,
    trend: trendTo(score, known, now, parameters),
    contributions: contributionsOf(score, openMarks, credits, receivedTimes(known)),
    next_best_action: nextBestAction(openMarks, recovering),
    as_of: new Date(now).toISOString(),
  }
}

/** The next moment after `now` at which the score rises by itself: the end of a contract comes near. Null: none is known. */
export function nextChangeAt(
  { events }: RiskHistory,
  now: string,
  parameters: RiskParameters = DEFAULT_RISK_PARAMETERS,
): string | null {
  const times = events
    .flatMap((event) => (event.kind === 'account_change' ? weighsFrom(event, parameters) : []))
    .filter((at) => at > Date.parse(now))
  return times.length === 0 ? null : new Date(Math.min(...times)).toISOString()
}

export function levelOf(score: number, parameters: RiskParameters = DEFAULT_RISK_PARAMETERS): RiskLevel {
  if (score >= parameters.level_critical) return 'critical'
  if (score >= parameters.level_high) return 'high'
  return score >= parameters.level_medium ? 'medium' : 'low'
}

type GivenCredit = { reason: LoweringReason; recovery: Recovery; amount: number }
type Weighed = { openMarks: (OpenMark & { decayed: number })[]; credits: GivenCredit[] }

function weigh(known: readonly KnownEvent[], now: number, parameters: RiskParameters): Weighed {
  const past = known.filter(({ at }) => at <= now)
  const events = past.map(({ event }) => event)
  const readings = past.flatMap(({ reading }) => reading ?? [])
  const surveys = events.filter((event) => event.kind === 'survey')
  const account_changes = events.filter((event) => event.kind === 'account_change')
  const recoveries = findRecoveries(
    readings,
    {
      replies: events.filter((event) => event.kind === 'reply'),
      resolutions: events.filter((event) => event.kind === 'resolution'),
      surveys,
      account_changes,
    },
    parameters,
  )
  const leaving = [
    ...readings.flatMap((reading) => leavingMarks(reading, parameters)),
    ...account_changes.flatMap((change) => accountMarks(change, now, parameters)),
  ]
  const marks: Mark[] = [
    ...marksOfMessages(readings, recoveries, now, parameters),
    ...heaviestPerReason(leaving, recoveries, now, parameters),
    ...events
      .filter((event) => event.kind === 'sla_miss')
      .flatMap((miss) => slaMark(miss, readings, now, parameters) ?? []),
    ...surveys
      .filter((survey) => surveyStanding(survey) < 0)
      .map((s) => lowSurveyMark(s, surveyStanding(s), surveyQuote(s), readings, parameters)),
  ]
  return settle(marks, recoveries, now, parameters)
}

/** Takes each mark's credits off it one after the other and keeps account of who paid what. */
function settle(
  marks: readonly Mark[],
  recoveries: readonly Recovery[],
  now: number,
  parameters: RiskParameters,
): Weighed {
  const paid = new Map<string, GivenCredit>()
  const openMarks = marks.map((mark) => {
    const decayed = decayedHazard(mark, now, parameters)
    let open = decayed
    for (const { reason, recovery, share } of creditsOn(mark, recoveries, parameters)) {
      const key = `${reason} ${recovery.source.kind} ${recovery.source.id}`
      const credit = paid.get(key) ?? { reason, recovery, amount: 0 }
      paid.set(key, { ...credit, amount: credit.amount + open * share })
      open *= 1 - share
    }
    return { mark, decayed, open }
  })
  return { openMarks, credits: [...paid.values()] }
}

/** `reading`: of a triaged message; reading is the dear part, so it happens once. */
type KnownEvent = { event: RiskEvent; at: number; reading: Reading | null }

/** Known at `now`, by time, each event once; what is not about a customer of ours is left out. */
function inOrder(events: readonly RiskEvent[], now: number, parameters: RiskParameters): KnownEvent[] {
  const unique = new Map(events.map((event) => [`${event.kind} ${event.id}`, event]))
  const ours = withoutOutsiders([...unique.values()])
  const known = [...unique]
    .filter(([, event]) => ours.has(event))
    .map(([key, event]) => ({ key, event, at: timeOf(event) }))
    .filter(({ at }) => at <= now)
    .sort((one, other) => one.at - other.at || (one.key < other.key ? -1 : 1))
  const readings = readInContext(
    known.flatMap(({ event }) =>
      event.kind === 'message' && event.triage ? readMessage(event, event.triage) : [],
    ),
    parameters,
  )
  const readingOf = new Map(readings.map((reading) => [reading.message as RiskEvent, reading]))
  return known.map(({ event, at }) => ({ event, at, reading: readingOf.get(event) ?? null }))
}

const isOutsider = (event: RiskEvent) =>
  event.kind === 'message' && (event.author_role === 'prospect' || event.author_role === 'public')

/** Prospects and passers-by are not ours to lose, nor is an answer late that only they waited for. */
function withoutOutsiders(events: readonly RiskEvent[]): Set<RiskEvent> {
  const written = events.filter((event) => event.kind === 'message')
  const theirs = new Set(written.filter(isOutsider).map(({ conversation_id }) => conversation_id))
  for (const message of written) if (!isOutsider(message)) theirs.delete(message.conversation_id)
  return new Set(
    events.filter(
      (event) => !isOutsider(event) && !(event.kind === 'sla_miss' && theirs.has(event.conversation_id)),
    ),
  )
}

function timeOf(event: RiskEvent): number {
  switch (event.kind) {
    case 'message':
      return Date.parse(event.sent_at)
    case 'sla_miss':
      return Date.parse(event.due_at)
    case 'reply':
    case 'resolution':
    case 'survey':
    case 'account_change':
      return Date.parse(event.at)
  }
}

const receivedTimes = (known: readonly KnownEvent[]) =>
  new Map(
    known.flatMap(({ event }) =>
      (event.kind === 'message' || event.kind === 'account_change') && event.received_at
        ? [[`${event.kind} ${event.id}`, event.received_at] as const]
        : [],
    ),
  )

const hazardSum = (openMarks: Weighed['openMarks']) => openMarks.reduce((sum, { open }) => sum + open, 0)

function scoreOf(openMarks: Weighed['openMarks']): number {
  return Math.round(-Math.expm1(-hazardSum(openMarks)) * STEPS) / STEPS
}

function trendTo(
  score: number,
  known: readonly KnownEvent[],
  now: number,
  parameters: RiskParameters,
): RiskTrend {
  const since = now - daysMs(TREND_DAYS)
  const change = Math.round((score - scoreOf(weigh(known, since, parameters).openMarks)) * STEPS) / STEPS
  const direction = Math.abs(change) < parameters.steady_change ? 'steady' : change > 0 ? 'rising' : 'falling'
  return { direction, change, since: new Date(since).toISOString() }
}

/**
 * Each hazard's share of the score: points = hazard × score ÷ Σ hazards, credits negative. What is
 * lost in rounding goes to the largest remainders, so that the sum is exact.
 */
function contributionsOf(
  score: number,
  openMarks: Weighed['openMarks'],
  credits: GivenCredit[],
  received: ReadonlyMap<string, string>,
) {
  const sum = hazardSum(openMarks)
  const pointsPerHazard = sum > 0 ? -Math.expm1(-sum) / sum : 1
  const items: (Omit<RiskContribution, 'points' | 'known_at'> & { exact: number })[] = [
    ...openMarks.map(({ mark, decayed }) => ({
      reason: mark.reason,
      exact: decayed * pointsPerHazard * STEPS,
      message_id: mark.message_id,
      at: new Date(mark.at).toISOString(),
      quote: mark.quote,
      source: mark.source,
      facts: mark.facts,
    })),
    ...credits.map(({ reason, recovery, amount }) => ({
      reason,
      exact: -amount * pointsPerHazard * STEPS,
      message_id: recovery.message_id,
      at: new Date(recovery.at).toISOString(),
      quote: recovery.quote,
      source: recovery.source,
      facts: recovery.facts,
    })),
  ]
  const missing = Math.round(score * STEPS) - items.reduce((total, { exact }) => total + Math.floor(exact), 0)
  const byRemainder = items.toSorted((one, other) => remainder(other.exact) - remainder(one.exact))
  const raised = new Set(byRemainder.slice(0, Math.max(0, missing)))
  return items
    .map((item): RiskContribution => {
      const { exact, ...shown } = item
      const told = received.get(`${shown.source.kind} ${shown.source.id}`)
      // The end of a contract, told long before, is news when it comes near.
      const known_at = shown.source.kind === 'account_change' && told && told < shown.at ? undefined : told
      return {
        ...shown,
        ...(known_at ? { known_at } : {}),
        points: (Math.floor(exact) + (raised.has(item) ? 1 : 0)) / STEPS,
      }
    })
    .filter(({ points }) => points !== 0)
    .sort((one, other) => Math.abs(other.points) - Math.abs(one.points) || (one.at < other.at ? -1 : 1))
}

const remainder = (exact: number) => exact - Math.floor(exact)
