/** What the at-risk page shows, as its address says it; anything unknown in the address counts as not said. */
import type { FlagListItem } from '../domain/flag.ts'
import { FLAG_STAGES, type FlagStage } from '../domain/risk/flag.ts'
import { RISK_LEVELS, type RiskLevel } from '../domain/risk/risk.ts'
import type { Format } from './format.ts'

export const AT_RISK_VIEWS = ['list', 'board', 'table', 'moved', 'team'] as const
export type AtRiskView = (typeof AT_RISK_VIEWS)[number]
/** `overdue`: should have happened by now; `day`, `week`: within that time from now. */
export const DUE_FILTERS = ['overdue', 'day', 'week'] as const
export type DueFilter = (typeof DUE_FILTERS)[number]
export const FLAG_SORTS = ['value', 'score', 'due', 'opened', 'owner', 'name', 'stage'] as const
export type FlagSort = (typeof FLAG_SORTS)[number]

export type AtRiskQuery = {
  view: AtRiskView
  /** Id of a person, or `none`. */
  owner: string | null
  level: RiskLevel | null
  /** `all`: also those that ended; null: all that are being worked on. */
  stage: FlagStage | 'all' | null
  due: DueFilter | null
  sort: FlagSort
  reversed: boolean
}

const oneOf = <Word extends string>(words: readonly Word[], word: string | undefined): Word | null =>
  words.find((each) => each === word) ?? null

export function readAtRiskQuery(asked: Record<string, string>): AtRiskQuery {
  return {
    view: oneOf(AT_RISK_VIEWS, asked.view) ?? 'list',
    owner: asked.owner && asked.owner.length <= 200 ? asked.owner : null,
    level: oneOf(RISK_LEVELS, asked.level),
    stage: oneOf([...FLAG_STAGES, 'all'], asked.stage),
    due: oneOf(DUE_FILTERS, asked.due),
    sort: oneOf(FLAG_SORTS, asked.sort) ?? 'value',
    reversed: asked.reversed === '1',
  }
}

export function addressOf({ view, owner, level, stage, due, sort, reversed }: AtRiskQuery): string {
  const said = Object.entries({
    view: view === 'list' ? null : view,
    owner,
    level,
    stage,
    due,
    sort: sort === 'value' ? null : sort,
    reversed: reversed ? '1' : null,
  }).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))
  return said.length === 0 ? '/at-risk' : `/at-risk?${new URLSearchParams(said)}`
}

const DAY_MS = 86_400_000

/** The filters as `GET /v1/flags` takes them. */
export function flagsAsked({ owner, level, stage, due }: AtRiskQuery, now: Date) {
  const inDays = (days: number) => new Date(now.getTime() + days * DAY_MS).toISOString()
  return {
    ...(owner === null ? {} : { owner }),
    ...(level === null ? {} : { level }),
    ...(stage === null ? { at_work: true } : stage === 'all' ? {} : { stage }),
    ...(due === 'overdue' ? { overdue: true } : {}),
    ...(due === 'day' ? { due_before: inDays(1) } : due === 'week' ? { due_before: inDays(7) } : {}),
  }
}

/** Most urgent first by the asked figure; by value is the order they come in. What is not known goes last. */
export function sortFlags<Item extends FlagListItem>(
  flags: readonly Item[],
  { sort, reversed }: Pick<AtRiskQuery, 'sort' | 'reversed'>,
  nameOf: { owner: (owner: string | null) => string | null; format: Format },
): Item[] {
  const { compare } = nameOf.format
  const words = (one: string | null, other: string | null) =>
    one === null || other === null ? Number(one === null) - Number(other === null) : compare(one, other)
  const by: Record<Exclude<FlagSort, 'value'>, (one: Item, other: Item) => number> = {
    score: (one, other) => other.score - one.score,
    due: (one, other) => Date.parse(one.due_at ?? '9999-01-01') - Date.parse(other.due_at ?? '9999-01-01'),
    opened: (one, other) => Date.parse(other.opened_at) - Date.parse(one.opened_at),
    owner: (one, other) => words(nameOf.owner(one.owner), nameOf.owner(other.owner)),
    name: (one, other) => words(one.customer.name, other.customer.name),
    stage: (one, other) => FLAG_STAGES.indexOf(one.stage) - FLAG_STAGES.indexOf(other.stage),
  }
  const sorted = sort === 'value' ? [...flags] : flags.toSorted(by[sort])
  return reversed ? sorted.reverse() : sorted
}

const VISIT_MS = 30 * 60_000

/**
 * A new visit begins half an hour after the last look; "since" then means the visit before.
 * @param kept the cookie's value: the moment before this visit and the latest look, separated by a comma
 */
export function nextLook(kept: string | undefined, now: Date): { since: string | null; keep: string } {
  const [before, latest] = (kept ?? '').split(',').map((each) => {
    const time = Date.parse(each)
    return Number.isNaN(time) || time > now.getTime() ? null : new Date(time).toISOString()
  })
  const isNewVisit = !latest || now.getTime() - Date.parse(latest) > VISIT_MS
  const since = (isNewVisit ? latest : before) ?? null
  return { since, keep: `${since ?? ''},${now.toISOString()}` }
}
