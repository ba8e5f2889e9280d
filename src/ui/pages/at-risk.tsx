/** The at-risk page: who may leave, what is at stake and why; as a list, a board and a table, with what moved and the team. */

import type { FlagListItem } from '../../domain/flag.ts'
import type { TeamLoad } from '../../domain/insights/team-load.ts'
import type { FlagStage } from '../../domain/risk/flag.ts'
import type { RiskChangeItem } from '../../domain/risk-change.ts'
import type { AtRiskQuery, AtRiskView } from '../at-risk-query.ts'
import { AT_RISK_VIEWS, addressOf } from '../at-risk-query.ts'
import type { Colleague } from '../components/flag.tsx'
import { Island } from '../components/island.tsx'
import { PageHead } from '../components/section.tsx'
import { Tabs } from '../components/tabs.tsx'
import type { View } from '../view.ts'
import { FlagBoard } from './at-risk-board.tsx'
import { FlagFilters, isFiltered } from './at-risk-filters.tsx'
import { FlagList } from './at-risk-list.tsx'
import { MovedList } from './at-risk-moved.tsx'
import { FlagTable } from './at-risk-table.tsx'
import { TeamPart } from './at-risk-team.tsx'

export type Shown =
  | { kind: 'flags'; flags: FlagListItem[]; more: boolean; moved: RiskChangeItem[] }
  | { kind: 'board'; columns: Record<FlagStage, { flags: FlagListItem[]; more: boolean }> }
  /** `flagOf`: id of a customer's flag, where there is one. */
  | { kind: 'moved'; moved: RiskChangeItem[]; flagOf: Record<string, string>; more: boolean }
  | { kind: 'team'; load: TeamLoad }

export type AtRiskProps = {
  view: View
  query: AtRiskQuery
  /** Which parts this reader may open. */
  views: readonly AtRiskView[]
  shown: Shown
  colleagues: Colleague[]
  /** When the reader last looked, for "since then"; ISO 8601. */
  since: string
}

/** What the server writes anew when something happens; the island reads it again by this id. */
export const LIVE_PART = 'at-risk-now'

export function AtRiskPage(props: AtRiskProps) {
  const { view, query, views, colleagues } = props
  const { t } = view
  return (
    <>
      <PageHead title={t('at-risk.title')}>
        <p class="quiet">{t('at-risk.lead')}</p>
      </PageHead>
      <Tabs
        label={t('at-risk.views')}
        tabs={AT_RISK_VIEWS.filter((name) => views.includes(name)).map((name) => ({
          href: addressOf({ ...query, view: name }),
          label: t(`at-risk.view_${name}`),
          current: name === query.view,
        }))}
      />
      {query.view === 'list' || query.view === 'table' ? <FlagFilters {...props} /> : null}
      <div id={LIVE_PART} class="at-risk" data-view={query.view}>
        <Part {...props} />
      </div>
      <Island name="flag-desk" props={{ part: LIVE_PART, colleagues }} />
    </>
  )
}

function Part({ view, query, shown, colleagues, since }: AtRiskProps) {
  switch (shown.kind) {
    case 'board':
      return <FlagBoard view={view} columns={shown.columns} colleagues={colleagues} />
    case 'moved':
      return <MovedList {...shown} view={view} since={since} />
    case 'team':
      return <TeamPart view={view} load={shown.load} colleagues={colleagues} />
    case 'flags': {
      const { flags, more, moved } = shown
      const parts = { view, flags, more, colleagues, filtered: isFiltered(query) }
      return query.view === 'table' ? (
        <FlagTable {...parts} query={query} />
      ) : (
        <FlagList {...parts} moved={moved} />
      )
    }
  }
}
