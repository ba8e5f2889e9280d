/** The filter of the queue in the address of the page, in the query of the API, and in kept views. */
import { FILTERS, type QueueFilter, type SavedView } from './shapes.ts'

type Values = { get: (name: string) => string | null }

/** What the address asks for; empty values and names of other things are left out. */
export function filterFrom(values: Values): QueueFilter {
  const given = FILTERS.flatMap((name) => {
    const value = values.get(name)?.trim()
    return value ? [[name, value] as const] : []
  })
  return Object.fromEntries(given)
}

/** For `GET /v1/conversations` and its counts: who waits is open; `all` is no filter. */
export function apiFilter({ status, sort: _, ...rest }: QueueFilter): Record<string, string> {
  return { ...(status === 'all' ? {} : { status: status ?? 'open' }), ...rest }
}

export const apiQuery = (filter: QueueFilter): Record<string, string> => ({
  ...apiFilter(filter),
  ...(filter.sort ? { sort: filter.sort } : {}),
})

/** `/inbox`, or a conversation in it, with the filter that led there. */
export function inboxAddress(filter: QueueFilter, conversation_id?: string | null): string {
  const query = new URLSearchParams(
    FILTERS.flatMap((name) => (filter[name] ? [[name, filter[name]]] : [])),
  ).toString()
  const path = conversation_id ? `/inbox/${encodeURIComponent(conversation_id)}` : '/inbox'
  return query ? `${path}?${query}` : path
}

/** The filter of a kept view. */
export function filterOfView({ filter, sort }: Pick<SavedView, 'filter' | 'sort'>): QueueFilter {
  const { status, ...rest } = filter
  const given = Object.entries({ status: status ?? 'all', ...rest }).map(([name, value]) => [
    name,
    String(value),
  ])
  const { status: kept, ...others } = Object.fromEntries(given) as QueueFilter
  return {
    ...others,
    ...(kept === 'open' ? {} : { status: kept as string }),
    ...(sort === 'priority' ? {} : { sort }),
  }
}

/** Views everybody has. */
export const COMMON_VIEWS = [
  { name: 'waiting', filter: {} },
  { name: 'mine', filter: { assignee: 'me' } },
  { name: 'nobodys', filter: { assignee: 'none' } },
  { name: 'late', filter: { sla: 'breached' } },
  { name: 'check', filter: { needs_review: 'true' } },
  { name: 'everything', filter: { status: 'all', sort: 'newest' } },
] as const satisfies readonly { name: string; filter: QueueFilter }[]

export const sameFilter = (one: QueueFilter, other: QueueFilter) =>
  FILTERS.every((name) => (one[name] ?? '') === (other[name] ?? ''))

/** How many filters are set, the words searched for left out. */
export const filterCount = (filter: QueueFilter) =>
  FILTERS.filter((name) => name !== 'q' && name !== 'sort' && filter[name]).length
