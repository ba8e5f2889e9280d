/** What moved the risk since when, in a sentence: of one customer, and of the whole desk. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import type { Page } from '../domain/page.ts'
import { explainChange, explainContribution, riskChange } from '../domain/risk/explain.ts'
import type { RiskHistory } from '../domain/risk/risk.ts'
import { assessRisk as scoreHistory } from '../domain/risk/score.ts'
import type {
  CustomerRiskChange,
  RiskChangeItem,
  RiskChangeQuery,
  RiskChangeReport,
  RiskChangesQuery,
} from '../domain/risk-change.ts'
import { assessmentTime } from './assess-risk.ts'
import { type Dependencies, isoNow } from './dependencies.ts'

type Needs = Pick<Dependencies, 'store' | 'clock' | 'rules'>

const WEEK_MS = 7 * 86_400_000
const SCORES_SHOWN = 100
/** A movement that rounds to 0.00 is none. */
const LEAST_CHANGE = 0.005

/** @throws {DeljooError} `forbidden`, `not_found`; `invalid_input` for a `since` that is yet to come */
export async function readRiskChange(
  dependencies: Needs,
  actor: Actor,
  customer_id: string,
  query: RiskChangeQuery,
): Promise<CustomerRiskChange> {
  ensureAllowed(actor, 'read_risk')
  const since = sinceOf(query, dependencies)
  const report = await reportOn(dependencies, customer_id, since, query)
  if (!report) throw new DeljooError('not_found', 'There is no customer with this id')
  const scores = await dependencies.store.listRiskScores({
    customer_id: report.customer_id,
    since,
    limit: SCORES_SHOWN,
  })
  return { ...report, scores }
}

/**
 * Largest movement of value first, by the scores as written; each line is computed afresh.
 * @throws {DeljooError} `forbidden`, `invalid_input` for a foreign cursor or a `since` that is yet to come
 */
export async function listRiskChanges(
  dependencies: Needs,
  actor: Actor,
  query: RiskChangesQuery,
): Promise<Page<RiskChangeItem>> {
  ensureAllowed(actor, 'read_insights')
  const since = sinceOf(query, dependencies)
  const { direction = null, limit, cursor = null } = query
  const page = await dependencies.store.listRiskMovements({ since, direction, limit, cursor })
  const items: RiskChangeItem[] = []
  for (const { customer } of page.items) {
    const report = await reportOn(dependencies, customer.id, since, query)
    // What came in since may be of long ago: then there is no movement to tell of.
    if (!report || Math.abs(report.change) < LEAST_CHANGE) continue
    const { customer_id: _, ...rest } = report
    const value = customer.lifetime_value
    const value_change = value === null ? null : Math.round(report.change * value * 100) / 100
    items.push({ customer, value_change, ...rest })
  }
  return { items, next_cursor: page.next_cursor }
}

function sinceOf({ since }: RiskChangeQuery, { clock }: Pick<Needs, 'clock'>): string {
  const now = clock().getTime()
  const then = since === undefined ? now - WEEK_MS : Date.parse(since)
  if (then > now)
    throw new DeljooError('invalid_input', 'Not valid: since', {
      issues: [{ path: 'since', message: 'must not be in the future' }],
    })
  return new Date(then).toISOString()
}

async function reportOn(
  { store, clock, rules }: Needs,
  id: string,
  since: string,
  { lang: language }: Pick<RiskChangeQuery, 'lang'>,
): Promise<(RiskChangeReport & { customer_id: string }) | null> {
  const [then, now] = await Promise.all([store.readRiskSubject(id, since), store.readRiskSubject(id)])
  if (!then || !now) return null
  const before = scoreHistory(then.history, since)
  const after = scoreHistory(now.history, assessmentTime(now.history, isoNow(clock)))
  const labels_corrected = isReadOtherwise(then.history, now.history)
  const { change, parts } = riskChange(before, after)
  return {
    customer_id: now.customer.id,
    since,
    as_of: after.as_of,
    before: { score: before.score, level: before.level },
    after: { score: after.score, level: after.level },
    change,
    sentence: explainChange(before, after, {
      language,
      timeZone: rules.hours.time_zone,
      labelsCorrected: labels_corrected,
    }),
    causes: parts.map((part) => {
      const { reason, message_id, at, quote, source } = part
      const points = Math.round(part.points * 1_000) / 1_000
      return { reason, points, text: explainContribution(part, language), message_id, at, quote, source }
    }),
    labels_corrected,
  }
}

/** Labels corrected since then: the same message reads otherwise today. */
function isReadOtherwise(then: RiskHistory, now: RiskHistory): boolean {
  const read = new Map(
    now.events.flatMap((event) =>
      event.kind === 'message' ? [[event.id, JSON.stringify(event.triage)]] : [],
    ),
  )
  return then.events.some(
    (event) => event.kind === 'message' && read.get(event.id) !== JSON.stringify(event.triage),
  )
}
