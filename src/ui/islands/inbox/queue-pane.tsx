/** The queue with its views, its search and its filters. Works as a form and links before there is a script. */
import { useRef, useState } from 'hono/jsx'
import { request, sayFailure } from '../../client/request.ts'
import { useStore } from '../../client/store.ts'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../components/states.tsx'
import {
  COMMON_VIEWS,
  filterCount,
  filterFrom,
  filterOfView,
  inboxAddress,
  sameFilter,
} from '../../inbox/queue-filter.ts'
import type { QueueFilter, SavedView } from '../../inbox/shapes.ts'
import type { Desk } from './desk.ts'
import { QueueFilters } from './queue-filters.tsx'
import { QueueList } from './queue-list.tsx'

const MANY = 500

export function QueuePane({ desk }: { desk: Desk }) {
  const { view } = desk
  const { t } = view
  const { filter } = useStore(desk.queue)
  const form = useRef<HTMLFormElement>(null)
  const apply = () => {
    if (!form.current) return
    const values = new FormData(form.current)
    void desk.filter(filterFrom({ get: (name) => String(values.get(name) ?? '') }))
  }
  const set = filterCount(filter)
  // The page is about the open conversation, if there is one.
  const Title = useStore(desk.conversation).thread ? 'h2' : 'h1'
  return (
    <section class="queue" aria-labelledby="queue-title">
      <header class="queue-head">
        <Title id="queue-title">{t('inbox.title')}</Title>
        <Views desk={desk} filter={filter} />
        <search>
          <form
            ref={form}
            class="queue-form"
            method="get"
            action="/inbox"
            onSubmit={(event: Event) => {
              event.preventDefault()
              apply()
            }}
          >
            <div class="queue-search">
              <Icon name="search" />
              <input
                id="queue-search"
                name="q"
                type="search"
                dir="auto"
                autocomplete="off"
                aria-label={t('inbox.search')}
                placeholder={t('inbox.search')}
                value={filter.q ?? ''}
                onKeyDown={(event: KeyboardEvent) => {
                  if (event.key === 'Escape') (event.target as HTMLElement).blur()
                }}
              />
            </div>
            <details class="queue-filters" open={false}>
              <summary class="button" data-kind="quiet">
                {set > 0 ? t('inbox.filters_set', { count: set }) : t('inbox.filters')}
              </summary>
              <QueueFilters desk={desk} filter={filter} onChange={apply} />
              <KeepView desk={desk} filter={filter} />
            </details>
          </form>
        </search>
      </header>
      <Many desk={desk} filter={filter} />
      <Rows desk={desk} filter={filter} />
    </section>
  )
}

/** More than anybody can look through: says so, and what helps. */
function Many({ desk, filter }: { desk: Desk; filter: QueueFilter }) {
  const { counts } = useStore(desk.queue)
  const isWhole = Object.keys(filter).length === 0
  if (!isWhole || !counts || counts.total < MANY) return null
  return <p class="queue-many">{desk.view.t('inbox.many_wait', { count: counts.total })}</p>
}

function Rows({ desk, filter }: { desk: Desk; filter: QueueFilter }) {
  const { view } = desk
  const { t } = view
  const { queue, state } = useStore(desk.queue)
  if (state === 'loading' && queue.rows.length === 0) return <Skeleton view={view} lines={8} />
  if (state === 'failed')
    return (
      <ErrorState title={t('inbox.queue_failed')} text={t('inbox.queue_failed_text')}>
        <Button type="button" onClick={() => void desk.queue.show(filter)}>
          {t('inbox.retry')}
        </Button>
      </ErrorState>
    )
  if (queue.rows.length > 0 || queue.held) return <QueueList desk={desk} />
  if (Object.keys(filter).length === 0)
    return <EmptyState icon="inbox" title={t('inbox.empty_title')} text={t('inbox.empty_text')} />
  return (
    <EmptyState icon="search" title={t('inbox.none_title')} text={t('inbox.none_text')}>
      <Button href="/inbox">{t('inbox.show_waiting')}</Button>
    </EmptyState>
  )
}

function Views({ desk, filter }: { desk: Desk; filter: QueueFilter }) {
  const { t, format } = desk.view
  const { counts } = useStore(desk.queue)
  const { views } = useStore(desk.state)
  const numbers: Partial<Record<string, number>> = counts
    ? {
        waiting: counts.total,
        mine: counts.mine,
        nobodys: counts.by_assignee.none ?? 0,
        late: counts.by_sla.breached ?? 0,
        check: counts.needs_review,
      }
    : {}
  const link = (key: string, label: string, target: QueueFilter, count?: number) => (
    <a
      key={key}
      href={inboxAddress(target)}
      aria-current={sameFilter(target, filter) ? 'true' : undefined}
      onClick={(event: MouseEvent) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        void desk.filter(target)
      }}
    >
      <bdi>{label}</bdi>
      {count === undefined ? null : <span class="tabs-count">{format.number(count)}</span>}
    </a>
  )
  return (
    <nav class="queue-views" aria-label={t('inbox.views')}>
      {COMMON_VIEWS.map(({ name, filter: target }) =>
        link(name, t(`inbox.view_${name}`), target, numbers[name]),
      )}
      {views.map((saved) => link(saved.id, saved.name, filterOfView(saved)))}
    </nav>
  )
}

/** Keeps the filter under a name, or drops the view that is shown. */
function KeepView({ desk, filter }: { desk: Desk; filter: QueueFilter }) {
  const { t } = desk.view
  const { views } = useStore(desk.state)
  const [name, setName] = useState('')
  const kept = views.find((saved) => sameFilter(filterOfView(saved), filter))
  const keep = async () => {
    const { sort, status, ...rest } = filter
    const body = {
      name,
      filter: { ...rest, ...(status === 'all' ? {} : { status: status ?? 'open' }) },
      ...(sort ? { sort } : {}),
    }
    const answer = await request<SavedView>('POST', '/v1/views', { body })
    if (!answer.ok) return sayFailure(answer)
    setName('')
    desk.set({ views: [...views, answer.body], said: t('inbox.view_kept', { name }) })
  }
  const drop = async (view: SavedView) => {
    const answer = await request('DELETE', `/v1/views/${view.id}`)
    if (!answer.ok) return sayFailure(answer)
    desk.set({ views: views.filter(({ id }) => id !== view.id) })
  }
  if (kept)
    return (
      <p class="queue-keep" data-script="">
        <Button type="button" kind="quiet" onClick={() => void drop(kept)}>
          {t('inbox.drop_view', { name: kept.name })}
        </Button>
      </p>
    )
  return (
    <p class="queue-keep" data-script="">
      <input
        type="text"
        dir="auto"
        maxlength={100}
        aria-label={t('inbox.view_name')}
        placeholder={t('inbox.view_name')}
        value={name}
        onInput={(event: InputEvent) => setName((event.target as HTMLInputElement).value)}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          if (name.trim()) void keep()
        }}
      />
      <Button type="button" disabled={name.trim() === ''} onClick={() => void keep()}>
        {t('inbox.keep_view')}
      </Button>
    </p>
  )
}
