/** Whether customers are answered in time, whether the drafts help, and who carries the work. */
import type { Share } from '../../domain/insights/figures.ts'
import { ChartFigure, Figure } from '../charts/figure.tsx'
import { Bars, ShareRows } from '../charts/rows.tsx'
import { LineChart } from '../charts/time-chart.tsx'
import { personName } from '../components/flag.tsx'
import { type Column, Table } from '../components/table.tsx'
import { Words } from '../components/words.tsx'
import { csvOf } from '../insights-query.ts'
import type { View } from '../view.ts'
import type { InsightsProps } from './insights.tsx'
import { fewNote } from './insights-customers.tsx'

export function DeskCharts(props: InsightsProps) {
  return (
    <div class="charts">
      <InTimeByUrgency {...props} />
      <InTimeOverTime {...props} />
      <Drafts {...props} />
      <Load {...props} />
    </div>
  )
}

/** "84% of 37". */
export const shareWords = ({ t, format }: View, { share, of }: Pick<Share, 'share' | 'of'>): string =>
  share === null
    ? t('insights.none_yet')
    : t('insights.share_of', { share: format.percent(share), of: format.number(of) })

/** The columns of a share: its value, its sample, where the true one lies. */
export function shareColumns<Row>(view: View, shareOf: (row: Row) => Share): Column<Row>[] {
  const { t, format } = view
  return [
    {
      key: 'share',
      heading: t('insights.share'),
      numeric: true,
      cell: (row) => {
        const { share } = shareOf(row)
        return <Figure value={share}>{format.percent(share ?? 0, 1)}</Figure>
      },
    },
    {
      key: 'of',
      heading: t('insights.sample'),
      numeric: true,
      cell: (row) => <Figure value={shareOf(row).of}>{format.number(shareOf(row).of)}</Figure>,
    },
    {
      key: 'interval',
      heading: t('insights.interval'),
      numeric: true,
      cell: (row) => {
        const { interval } = shareOf(row)
        return interval === null
          ? '–'
          : t('insights.between', { low: format.percent(interval.low), high: format.percent(interval.high) })
      },
    },
  ]
}

function InTimeByUrgency({ view, range, shown: { sla } }: InsightsProps) {
  const { t, format } = view
  const critical = sla.by_urgency.find(({ urgency }) => urgency === 'critical')
  const late = sla.total.overdue_now.conversations
  const answer =
    sla.total.in_time.of === 0 && late === 0
      ? null
      : t('insights.in_time_answer', {
          share: critical ? shareWords(view, critical.in_time) : '–',
          late: format.number(late),
        })
  const wait = (ms: number | null) =>
    ms === null ? <Figure value={null}>–</Figure> : <Figure value={ms}>{format.duration(ms)}</Figure>
  return (
    <ChartFigure
      view={view}
      id="in-time"
      question={t('insights.q_in_time')}
      answer={answer}
      note={fewNote(view, sla.total.in_time.of)}
      csv={csvOf('sla', { ...range, table: 'by_urgency' })}
      table={
        <Table
          caption={t('insights.q_in_time')}
          rows={sla.by_urgency}
          rowKey={({ urgency }) => urgency}
          columns={[
            {
              key: 'urgency',
              heading: t('insights.urgency'),
              cell: ({ urgency }) => t(`labels.urgency_${urgency}`),
            },
            ...shareColumns<(typeof sla.by_urgency)[number]>(view, ({ in_time }) => in_time),
            {
              key: 'p50',
              heading: t('insights.half_within'),
              numeric: true,
              cell: ({ first_answer }) => wait(first_answer.p50_ms),
            },
            {
              key: 'p90',
              heading: t('insights.nine_tenths_within'),
              numeric: true,
              cell: ({ first_answer }) => wait(first_answer.p90_ms),
            },
            {
              key: 'late',
              heading: t('insights.late_now'),
              numeric: true,
              cell: ({ overdue_now }) => (
                <Figure value={overdue_now.conversations}>{format.number(overdue_now.conversations)}</Figure>
              ),
            },
          ]}
        />
      }
    >
      <ShareRows
        rows={sla.by_urgency.map(({ urgency, in_time }) => ({
          key: urgency,
          label: t(`labels.urgency_${urgency}`),
          share: in_time.share,
          interval: in_time.interval,
          weak: in_time.too_few,
          said: shareWords(view, in_time),
        }))}
      />
    </ChartFigure>
  )
}

function InTimeOverTime({ view, range, shown: { sla } }: InsightsProps) {
  const { t, format } = view
  const { in_time } = sla.total
  const answer = in_time.of === 0 ? null : t('insights.trend_answer', { share: shareWords(view, in_time) })
  return (
    <ChartFigure
      view={view}
      id="in-time-trend"
      question={t('insights.q_in_time_trend')}
      answer={answer}
      note={fewNote(view, in_time.of)}
      csv={csvOf('sla', { ...range, table: 'periods' })}
      table={
        <Table
          caption={t('insights.q_in_time_trend')}
          rows={sla.periods}
          rowKey={({ date }) => date}
          columns={[
            { key: 'date', heading: t('insights.from_day'), cell: ({ start }) => format.date(start) },
            ...shareColumns<(typeof sla.periods)[number]>(view, (each) => each.in_time),
          ]}
        />
      }
    >
      <LineChart
        view={view}
        heard={{ id: 'plot-in-time', title: t('insights.q_in_time_trend'), description: answer ?? '' }}
        points={sla.periods.map(({ start, in_time: each }) => ({ start, value: each.share }))}
        most={1}
        weak={in_time.too_few}
        write={(value) => format.percent(value)}
      />
    </ChartFigure>
  )
}

function Drafts({ view, range, shown: { replies } }: InsightsProps) {
  const { t, format } = view
  const { total } = replies
  const decided = total.accepted + total.edited + total.discarded
  const part = (count: number) => (decided === 0 ? 0 : count / decided)
  return (
    <ChartFigure
      view={view}
      id="drafts"
      question={t('insights.q_drafts')}
      answer={
        decided === 0
          ? null
          : t('insights.drafts_answer', {
              share: format.percent(total.acceptance ?? 0),
              decided: format.number(decided),
              without: format.number(replies.replies.without_draft),
            })
      }
      note={fewNote(view, decided)}
      csv={csvOf('replies', range)}
      table={
        <Table
          caption={t('insights.q_drafts')}
          rows={replies.by_topic_and_language}
          rowKey={({ topic, language }) => `${topic} ${language}`}
          columns={[
            { key: 'topic', heading: t('insights.topic'), cell: ({ topic }) => t(`labels.topic_${topic}`) },
            {
              key: 'language',
              heading: t('insights.language'),
              cell: ({ language }) => t(`labels.language_${language}`),
            },
            ...(['drafts', 'accepted', 'edited', 'discarded'] as const).map((key) => ({
              key,
              heading: t(`insights.${key}`),
              numeric: true,
              cell: (row: (typeof replies.by_topic_and_language)[number]) => (
                <Figure value={row[key]}>{format.number(row[key])}</Figure>
              ),
            })),
          ]}
        />
      }
    >
      <Bars
        rows={(['accepted', 'edited', 'discarded'] as const).map((key) => ({
          key,
          label: t(`insights.${key}`),
          value: part(total[key]),
          said: <Figure value={total[key]}>{format.number(total[key])}</Figure>,
        }))}
      />
    </ChartFigure>
  )
}

function Load({ view, range, shown: { team, colleagues } }: InsightsProps) {
  const { t, format } = view
  const people = team.agents
  const most = Math.max(1, ...people.map(({ open }) => open))
  const nameOf = ({ agent, name }: (typeof people)[number]) =>
    agent === null ? t('insights.unassigned') : personName(view, agent, colleagues, name ?? agent)
  return (
    <ChartFigure
      view={view}
      id="load"
      question={t('insights.q_load')}
      answer={
        people.length === 0
          ? null
          : t('insights.load_answer', {
              open: format.number(team.total.open),
              late: format.number(team.total.overdue),
              abusive: format.number(team.total.abusive),
            })
      }
      csv={csvOf('team-load', { ...range, table: 'agents' })}
      table={
        <Table
          caption={t('insights.q_load')}
          rows={people}
          rowKey={({ agent }) => agent ?? ''}
          columns={[
            { key: 'name', heading: t('insights.person'), cell: (row) => <Words>{nameOf(row)}</Words> },
            ...(['open', 'overdue', 'answered'] as const).map((key) => ({
              key,
              heading: t(`insights.load_${key}`),
              numeric: true,
              cell: (row: (typeof people)[number]) => (
                <Figure value={row[key]}>{format.number(row[key])}</Figure>
              ),
            })),
            {
              key: 'abusive',
              heading: t('insights.abusive'),
              numeric: true,
              cell: ({ abusive }) => (
                <Figure value={abusive.messages}>{format.number(abusive.messages)}</Figure>
              ),
            },
          ]}
        />
      }
    >
      <Bars
        rows={people.slice(0, 10).map((person) => ({
          key: person.agent ?? '',
          label: <Words>{nameOf(person)}</Words>,
          value: person.open / most,
          said: format.number(person.open),
        }))}
      />
      <p>
        <a href="/at-risk?view=team">{t('insights.team_more')}</a>
      </p>
    </ChartFigure>
  )
}
