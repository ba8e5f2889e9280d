/** Owner, level, stage and due time; they stand in the address, so that a view can be kept and shared. */
import { FLAG_STAGES } from '../../domain/risk/flag.ts'
import { RISK_LEVELS } from '../../domain/risk/risk.ts'
import { type AtRiskQuery, addressOf, DUE_FILTERS, FLAG_SORTS } from '../at-risk-query.ts'
import { Button } from '../components/button.tsx'
import { Select } from '../components/field.tsx'
import type { Colleague } from '../components/flag.tsx'
import type { View } from '../view.ts'

export const isFiltered = ({ owner, level, stage, due }: AtRiskQuery): boolean =>
  owner !== null || level !== null || stage !== null || due !== null

export function FlagFilters({
  view,
  query,
  colleagues,
}: {
  view: View
  query: AtRiskQuery
  colleagues: readonly Colleague[]
}) {
  const { t, reader } = view
  const any = { value: '', label: t('at-risk.any') }
  const others = colleagues.filter(({ id }) => id !== reader?.id)
  const unknown =
    query.owner !== null && query.owner !== 'none' && !colleagues.some(({ id }) => id === query.owner)
  return (
    <form class="filters" method="get" action="/at-risk" aria-label={t('at-risk.filters')}>
      {query.view === 'list' ? null : <input type="hidden" name="view" value={query.view} />}
      <Select
        prefix="filter"
        name="owner"
        label={t('at-risk.owner')}
        value={query.owner ?? ''}
        choices={[
          any,
          { value: 'none', label: t('at-risk.nobody') },
          ...(reader ? [{ value: reader.id, label: t('at-risk.you') }] : []),
          ...others.map(({ id, name }) => ({ value: id, label: name })),
          ...(unknown ? [{ value: query.owner ?? '', label: query.owner ?? '' }] : []),
        ]}
      />
      <Select
        prefix="filter"
        name="due"
        label={t('at-risk.due')}
        value={query.due ?? ''}
        choices={[any, ...DUE_FILTERS.map((value) => ({ value, label: t(`at-risk.due_${value}`) }))]}
      />
      <Select
        prefix="filter"
        name="level"
        label={t('at-risk.risk')}
        value={query.level ?? ''}
        choices={[any, ...RISK_LEVELS.map((value) => ({ value, label: t(`labels.risk_${value}`) }))]}
      />
      <Select
        prefix="filter"
        name="stage"
        label={t('at-risk.stage')}
        value={query.stage ?? ''}
        choices={[
          { value: '', label: t('at-risk.at_work') },
          ...FLAG_STAGES.map((value) => ({ value, label: t(`labels.stage_${value}`) })),
          { value: 'all', label: t('at-risk.all_stages') },
        ]}
      />
      {query.view === 'table' ? (
        <Select
          prefix="filter"
          name="sort"
          label={t('at-risk.sort')}
          value={query.sort}
          choices={FLAG_SORTS.map((value) => ({ value, label: t(`at-risk.sort_${value}`) }))}
        />
      ) : null}
      <Button>{t('at-risk.apply')}</Button>
      {isFiltered(query) ? (
        <Button kind="quiet" href={addressOf({ ...query, owner: null, level: null, stage: null, due: null })}>
          {t('at-risk.clear')}
        </Button>
      ) : null}
    </form>
  )
}
