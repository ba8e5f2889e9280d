/** Who carries what at the desk: open work, what was answered, and how much abuse it cost. */
import { ABUSE_DAYS, REPEATED_FROM } from '../desk/abuse.ts'
import { DAY_MS } from '../desk/local-time.ts'
import type { CustomerBrief } from '../flag.ts'
import { countByPeriod, type Exposure } from './exposure.ts'
import { type Share, shareOf } from './figures.ts'
import { type LoadSuggestion, suggestionOf } from './load-words.ts'
import { type Period, type Range, rangeQuery } from './range.ts'

/** Query of `GET /v1/insights/team-load`; weeks where no period is named. */
export const teamLoadQuery = rangeQuery
export const DEFAULT_LOAD_PERIOD = 'week'

/**
 * From how many abusive messages on what is suggested. No study gives a number: three in a week is more than one
 * bad day, six is one on every working day. Change them here.
 */
export const LOAD_LIMITS = {
  rotateFromPerWeek: 3,
  limitFromPerWeek: 6,
  /** One of several people bears more than this share of at least so many in thirty days. */
  shareOutAbove: 0.5,
  shareOutFrom: 6,
} as const

export type OpenWork = { open: number; waiting: number; overdue: number }
export type HandledWork = {
  replies: number
  conversations: number
  resolved: number
  ended: number
  in_time: number
}

/** As the store finds it. `agent` null: assigned to nobody. */
export type TeamWork = {
  open: (OpenWork & { agent: string | null })[]
  handled: (HandledWork & { agent: string })[]
  /** From thirty days before the range ends, or from its beginning, whichever is earlier. */
  abuse: Exposure[]
  customers: CustomerBrief[]
  keys: { id: string; name: string }[]
}

export type AgentLoad = OpenWork & {
  /** Id of a key, or the name a conversation was assigned by; null: nobody. */
  agent: string | null
  name: string | null
  replies: number
  /** Conversations answered, and resolved. */
  answered: number
  resolved: number
  in_time: Share
  abusive: { messages: number; last_7_days: number; last_30_days: number; by_period: number[] }
  suggestion: LoadSuggestion | null
}
export type DepartmentLoad = { department: string | null; abusive: number; by_period: number[] }
export type RepeatedAbuse = {
  customer: CustomerBrief
  messages: number
  occasions: number
  last_at: string
  agents: string[]
}
export type TeamLoad = Omit<Range, 'periods'> & {
  as_of: string
  periods: (Omit<Period, 'end'> & { abusive: number })[]
  total: OpenWork & { abusive: number }
  /** Most exposed first, then most open work; nobody's work last. */
  agents: AgentLoad[]
  departments: DepartmentLoad[]
  /** Customers with repeated abuse in the thirty days before the range ends. */
  repeated_abuse: RepeatedAbuse[]
}

const NO_OPEN: OpenWork = { open: 0, waiting: 0, overdue: 0 }
const NO_HANDLED: HandledWork = { replies: 0, conversations: 0, resolved: 0, ended: 0, in_time: 0 }

/** @param now the moment the open work was read at */
export function teamLoad({ periods, ...range }: Range, work: TeamWork, now: string): TeamLoad {
  const personOf = personNaming(work.keys)
  const before = (days: number) => new Date(Date.parse(range.until) - days * DAY_MS).toISOString()
  const abuse = work.abuse.map((each) => ({ ...each, agents: [...new Set(each.agents.map(personOf))] }))
  const within = abuse.filter(({ sent_at }) => sent_at >= range.since)
  const lately = abuse.filter(({ sent_at }) => sent_at >= before(ABUSE_DAYS))
  const people = new Set([
    ...work.open.map(({ agent }) => (agent === null ? null : personOf(agent))),
    ...work.handled.map(({ agent }) => personOf(agent)),
    ...within.flatMap(({ agents }) => agents),
  ])
  const names = new Map(work.keys.map(({ id, name }) => [id, name]))
  const agents = [...people].map((agent): AgentLoad => {
    const isTheirs = (each: { agent: string | null }) =>
      agent === null ? each.agent === null : each.agent !== null && personOf(each.agent) === agent
    const open = sumOf(NO_OPEN, work.open.filter(isTheirs))
    const handled = sumOf(NO_HANDLED, work.handled.filter(isTheirs))
    const reached = (some: readonly Exposure[]) =>
      some.filter(({ agents: all }) => (agent === null ? all.length === 0 : all.includes(agent)))
    const theirs = reached(within)
    const abusive = {
      messages: theirs.length,
      last_7_days: reached(abuse).filter(({ sent_at }) => sent_at >= before(7)).length,
      last_30_days: reached(lately).length,
      by_period: countByPeriod(
        periods,
        theirs.map(({ sent_at }) => sent_at),
      ),
    }
    return {
      agent,
      name: agent === null ? null : (names.get(agent) ?? agent),
      ...open,
      replies: handled.replies,
      answered: handled.conversations,
      resolved: handled.resolved,
      in_time: shareOf(handled.in_time, handled.ended),
      abusive,
      suggestion: agent === null ? null : suggest(abusive, lately.length, people.size > 1),
    }
  })
  const inPeriods = (some: readonly Exposure[]) =>
    countByPeriod(
      periods,
      some.map(({ sent_at }) => sent_at),
    )
  const counts = inPeriods(within)
  return {
    ...range,
    as_of: now,
    periods: periods.map(({ start, date, whole }, at) => ({ start, date, whole, abusive: counts[at] ?? 0 })),
    total: { ...sumOf(NO_OPEN, work.open), abusive: within.length },
    agents: agents.toSorted(
      (one, other) =>
        Number(one.agent === null) - Number(other.agent === null) ||
        other.abusive.messages - one.abusive.messages ||
        other.open - one.open ||
        `${one.name}`.localeCompare(`${other.name}`),
    ),
    departments: [...Map.groupBy(within, ({ department }) => department)]
      .map(([department, some]) => ({ department, abusive: some.length, by_period: inPeriods(some) }))
      .toSorted((one, other) => other.abusive - one.abusive),
    repeated_abuse: repeatedAbuse(lately, work.customers),
  }
}

/** Conversations are assigned by id or by name; a name that only one key has is that key's. */
function personNaming(keys: TeamWork['keys']): (agent: string) => string {
  const byName = Map.groupBy(keys, ({ name }) => name)
  return (agent) => {
    const named = byName.get(agent) ?? []
    return named.length === 1 && !keys.some(({ id }) => id === agent) ? (named[0]?.id ?? agent) : agent
  }
}

function suggest(
  { last_7_days, last_30_days }: AgentLoad['abusive'],
  all: number,
  hasColleagues: boolean,
): LoadSuggestion | null {
  const { limitFromPerWeek, rotateFromPerWeek, shareOutAbove, shareOutFrom } = LOAD_LIMITS
  if (last_7_days >= limitFromPerWeek) return suggestionOf('limit', { count: last_7_days, of: all })
  if (last_7_days >= rotateFromPerWeek) return suggestionOf('rotate', { count: last_7_days, of: all })
  if (hasColleagues && all >= shareOutFrom && last_30_days > all * shareOutAbove)
    return suggestionOf('share_out', { count: last_30_days, of: all })
  return null
}

function repeatedAbuse(lately: readonly Exposure[], customers: readonly CustomerBrief[]): RepeatedAbuse[] {
  const known = new Map(customers.map((each) => [each.id, each]))
  return [...Map.groupBy(lately, ({ customer_id }) => customer_id)]
    .flatMap(([customer_id, some]) => {
      const customer = known.get(customer_id)
      const occasions = new Set(some.map(({ turn_id }) => turn_id)).size
      if (customer === undefined || occasions < REPEATED_FROM) return []
      const last_at =
        some
          .map(({ sent_at }) => sent_at)
          .sort()
          .at(-1) ?? ''
      const agents = [...new Set(some.flatMap((each) => each.agents))]
      return [{ customer, messages: some.length, occasions, last_at, agents }]
    })
    .toSorted((one, other) => other.occasions - one.occasions || (one.last_at < other.last_at ? 1 : -1))
}

function sumOf<Work extends Record<string, number>>(none: Work, rows: readonly Work[]): Work {
  return Object.fromEntries(
    Object.keys(none).map((key) => [key, rows.reduce((sum, row) => sum + (row[key] ?? 0), 0)]),
  ) as Work
}

/** What an agent may see of it: their own work and no customer. */
export function ownLoad(load: TeamLoad, agent: string): TeamLoad {
  const own = load.agents.filter((each) => each.agent === agent)
  const by_period = own[0]?.abusive.by_period ?? load.periods.map(() => 0)
  const { open, waiting, overdue } = own[0] ?? NO_OPEN
  return {
    ...load,
    periods: load.periods.map((period, at) => ({ ...period, abusive: by_period[at] ?? 0 })),
    total: { open, waiting, overdue, abusive: own[0]?.abusive.messages ?? 0 },
    agents: own.map((each) => ({ ...each, suggestion: null })),
    departments: [],
    repeated_abuse: [],
  }
}
