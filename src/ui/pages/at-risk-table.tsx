/** All flags under each other, sorted by any column. */
import type { FlagListItem } from '../../domain/flag.ts'
import { explainAction, explainReasons } from '../../domain/risk/explain.ts'
import { type AtRiskQuery, addressOf, type FlagSort, sortFlags } from '../at-risk-query.ts'
import { type Colleague, DueWords, FlagName, LevelChip, MoveMenu, OwnerWords } from '../components/flag.tsx'
import { type Column, Table } from '../components/table.tsx'
import { Ago } from '../components/words.tsx'
import type { View } from '../view.ts'
import { type FlagsProps, MoreNote, NoFlags } from './at-risk-list.tsx'

export function FlagTable({
  view,
  flags,
  more,
  colleagues,
  filtered,
  query,
}: FlagsProps & { query: AtRiskQuery }) {
  if (flags.length === 0) return <NoFlags view={view} filtered={filtered} />
  const owner = (id: string | null) => colleagues.find((each) => each.id === id)?.name ?? id
  return (
    <>
      <Table
        caption={view.t('at-risk.title')}
        rows={sortFlags(flags, query, { owner, format: view.format })}
        rowKey={({ id }) => id}
        columns={columnsOf(view, colleagues, query)}
      />
      <MoreNote view={view} more={more} count={flags.length} />
    </>
  )
}

function columnsOf(view: View, colleagues: readonly Colleague[], query: AtRiskQuery): Column<FlagListItem>[] {
  const { t, format, language } = view
  const sorted = (sort: FlagSort) => {
    const current = query.sort === sort
    const reversed = current && !query.reversed
    return {
      sort: {
        href: addressOf({ ...query, sort, reversed }),
        current: current ? (query.reversed ? ('ascending' as const) : ('descending' as const)) : null,
      },
    }
  }
  return [
    {
      key: 'name',
      heading: t('at-risk.customer'),
      ...sorted('name'),
      cell: (flag) => <FlagName view={view} flag={flag} />,
    },
    {
      key: 'score',
      heading: t('at-risk.risk'),
      ...sorted('score'),
      cell: (flag) => (
        <span class="actions">
          <bdi>{format.fixed(flag.score, 2)}</bdi>
          <LevelChip view={view} level={flag.level} />
        </span>
      ),
    },
    {
      key: 'value',
      heading: t('at-risk.value'),
      ...sorted('value'),
      numeric: true,
      cell: ({ expected_loss, currency }) =>
        expected_loss === null ? t('at-risk.unknown') : <bdi>{format.money(expected_loss, currency)}</bdi>,
    },
    {
      key: 'why',
      heading: t('at-risk.why'),
      cell: ({ reasons }) => explainReasons(reasons, language, 2),
    },
    {
      key: 'stage',
      heading: t('at-risk.stage'),
      ...sorted('stage'),
      cell: ({ stage, outcome_reason }) =>
        outcome_reason === null
          ? t(`labels.stage_${stage}`)
          : t('at-risk.ended_because', {
              stage: t(`labels.stage_${stage}`),
              reason: t(`at-risk.outcome_${outcome_reason}`),
            }),
    },
    {
      key: 'next',
      heading: t('at-risk.next'),
      cell: ({ next_best_action }) => explainAction(next_best_action, language),
    },
    {
      key: 'owner',
      heading: t('at-risk.owner'),
      ...sorted('owner'),
      cell: ({ owner }) => <OwnerWords view={view} owner={owner} colleagues={colleagues} />,
    },
    {
      key: 'due',
      heading: t('at-risk.due'),
      ...sorted('due'),
      cell: (flag) => <DueWords view={view} flag={flag} />,
    },
    {
      key: 'opened',
      heading: t('at-risk.opened'),
      ...sorted('opened'),
      cell: ({ opened_at }) => <Ago view={view} at={opened_at} />,
    },
    {
      key: 'move',
      heading: t('at-risk.move'),
      headingHidden: true,
      cell: (flag) => <MoveMenu view={view} flag={flag} />,
    },
  ]
}
