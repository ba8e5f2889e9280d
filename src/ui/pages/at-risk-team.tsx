/** Who carries what, and how much abuse reaches whom. An agent sees their own. */
import type { TeamLoad } from '../../domain/insights/team-load.ts'
import { type Colleague, personName } from '../components/flag.tsx'
import { Section } from '../components/section.tsx'
import { EmptyState } from '../components/states.tsx'
import { Table } from '../components/table.tsx'
import { Ago, Words } from '../components/words.tsx'
import type { View } from '../view.ts'

type TeamProps = { view: View; load: TeamLoad; colleagues: readonly Colleague[] }

export function TeamPart({ view, load, colleagues }: TeamProps) {
  const { t, format } = view
  if (load.agents.length === 0)
    return <EmptyState icon="person" title={t('at-risk.no_team_title')} text={t('at-risk.no_team_text')} />
  const { open, waiting, overdue, abusive } = load.total
  return (
    <>
      <p class="team-sum">
        {t('at-risk.team_sum', {
          open: format.number(open),
          waiting: format.number(waiting),
          overdue: format.number(overdue),
          abusive: format.number(abusive),
        })}
      </p>
      <LoadTable view={view} load={load} colleagues={colleagues} />
      {load.departments.length > 0 ? (
        <Section id="departments" title={t('at-risk.departments')}>
          <Table
            caption={t('at-risk.departments')}
            rows={load.departments}
            rowKey={({ department }) => department ?? ''}
            columns={[
              {
                key: 'department',
                heading: t('at-risk.department'),
                cell: ({ department }) =>
                  department === null ? t('at-risk.no_department') : <Words>{department}</Words>,
              },
              {
                key: 'abusive',
                heading: t('at-risk.abusive'),
                numeric: true,
                cell: (row) => format.number(row.abusive),
              },
            ]}
          />
        </Section>
      ) : null}
      {load.repeated_abuse.length > 0 ? (
        <RepeatedAbuse view={view} load={load} colleagues={colleagues} />
      ) : null}
    </>
  )
}

function LoadTable({ view, load, colleagues }: TeamProps) {
  const { t, format, language } = view
  const number = (key: string, heading: string, value: (row: TeamLoad['agents'][number]) => number) => ({
    key,
    heading,
    numeric: true,
    cell: (row: TeamLoad['agents'][number]) => format.number(value(row)),
  })
  return (
    <Table
      caption={t('at-risk.view_team')}
      rows={load.agents}
      rowKey={({ agent }) => agent ?? ''}
      columns={[
        {
          key: 'agent',
          heading: t('at-risk.person'),
          cell: ({ agent, name, suggestion }) => (
            <div>
              {agent === null ? (
                <span class="quiet">{t('at-risk.unassigned')}</span>
              ) : (
                <Words>{personName(view, agent, colleagues, name ?? agent)}</Words>
              )}
              {suggestion ? <p class="suggestion">{suggestion.text[language]}</p> : null}
            </div>
          ),
        },
        number('open', t('at-risk.open_work'), ({ open }) => open),
        number('waiting', t('at-risk.waiting'), ({ waiting }) => waiting),
        number('late', t('at-risk.late'), ({ overdue }) => overdue),
        number('answered', t('at-risk.answered'), ({ answered }) => answered),
        {
          key: 'in_time',
          heading: t('at-risk.in_time'),
          numeric: true,
          cell: ({ in_time }) =>
            in_time.share === null
              ? '–'
              : t('at-risk.share_of', {
                  share: format.percent(in_time.share),
                  of: format.number(in_time.of),
                }),
        },
        number('abusive', t('at-risk.abusive'), ({ abusive }) => abusive.messages),
        number('week', t('at-risk.abusive_week'), ({ abusive }) => abusive.last_7_days),
      ]}
    />
  )
}

function RepeatedAbuse({ view, load, colleagues }: TeamProps) {
  const { t, format } = view
  const nameOf = (agent: string) => personName(view, agent, colleagues)
  return (
    <Section id="repeated" title={t('at-risk.repeated')} text={t('at-risk.repeated_text')}>
      <Table
        caption={t('at-risk.repeated')}
        rows={load.repeated_abuse}
        rowKey={({ customer }) => customer.id}
        columns={[
          {
            key: 'customer',
            heading: t('at-risk.customer'),
            cell: ({ customer }) => (
              <Words>{customer.name ?? customer.external_id ?? t('at-risk.nameless')}</Words>
            ),
          },
          {
            key: 'messages',
            heading: t('at-risk.abusive'),
            numeric: true,
            cell: ({ messages }) => format.number(messages),
          },
          {
            key: 'agents',
            heading: t('at-risk.reached'),
            cell: ({ agents }) => <Words>{format.list(agents.map(nameOf))}</Words>,
          },
          {
            key: 'last',
            heading: t('at-risk.last'),
            cell: ({ last_at }) => <Ago view={view} at={last_at} />,
          },
        ]}
      />
    </Section>
  )
}
