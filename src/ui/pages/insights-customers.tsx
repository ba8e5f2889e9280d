/** What customers write about and how they feel. */
import { FEWEST } from '../../domain/insights/figures.ts'
import type { Trend, Trends } from '../../domain/insights/trends.ts'
import type { Topic } from '../../domain/labels.ts'
import { ChartFigure, Figure } from '../charts/figure.tsx'
import { Bars } from '../charts/rows.tsx'
import { ColumnChart, LineChart, type Point } from '../charts/time-chart.tsx'
import { Table } from '../components/table.tsx'
import { Words } from '../components/words.tsx'
import { csvOf, filterAsked } from '../insights-query.ts'
import type { View } from '../view.ts'
import type { InsightsProps } from './insights.tsx'

const SHOWN = 8

export function CustomerCharts(props: InsightsProps) {
  const { shown } = props
  return (
    <div class="charts">
      {shown.byLanguage.map((each) => (
        <Feeling key={each.language} {...props} {...each} />
      ))}
      <Urgency {...props} />
      <Topics {...props} />
      <Touchpoints {...props} />
    </div>
  )
}

const lineOf = (trends: Trends, dimension: Trend['dimension'], label: string) =>
  trends.trends.find((trend) => trend.dimension === dimension)?.lines.find((line) => line.label === label)

/** Said below every chart that rests on fewer than say anything. */
export const fewNote = ({ t }: View, count: number): string | null =>
  count > 0 && count < FEWEST ? t('insights.too_few', { count, enough: FEWEST }) : null

function Feeling({
  view,
  query,
  range,
  language,
  trends,
}: InsightsProps & InsightsProps['shown']['byLanguage'][number]) {
  const { t, format } = view
  const line = lineOf(trends, 'sentiment', 'negative')
  const name = t(`labels.language_${language}`)
  const points: Point[] = trends.periods.map(({ start }, at) => ({ start, value: line?.shares[at] ?? null }))
  const answer =
    line === undefined || line.share === null
      ? null
      : t('insights.feeling_answer', { share: format.percent(line.share), count: trends.labelled })
  return (
    <ChartFigure
      view={view}
      id={`feeling-${language}`}
      question={t('insights.q_feeling', { language: name })}
      answer={answer}
      note={fewNote(view, trends.labelled)}
      csv={csvOf('trends', { ...range, ...filterAsked(query), language, dimensions: 'sentiment' })}
      table={
        <TrendTable
          view={view}
          trends={trends}
          columns={[
            { key: 'negative', heading: t('labels.sentiment_negative'), counts: line?.counts ?? [] },
            {
              key: 'labelled',
              heading: t('insights.messages'),
              counts: trends.periods.map((each) => each.labelled),
            },
          ]}
        />
      }
    >
      <LineChart
        view={view}
        heard={{
          id: `plot-${language}`,
          title: t('insights.q_feeling', { language: name }),
          description: answer ?? '',
        }}
        points={points}
        most={1}
        weak={trends.labelled < FEWEST}
        write={(value) => format.percent(value)}
      />
    </ChartFigure>
  )
}

function Urgency({ view, query, range, shown: { topics } }: InsightsProps) {
  const { t, format } = view
  const high = lineOf(topics, 'urgency', 'high')
  const critical = lineOf(topics, 'urgency', 'critical')
  const urgentIn = (at: number) => (high?.counts[at] ?? 0) + (critical?.counts[at] ?? 0)
  const urgent = (high?.messages ?? 0) + (critical?.messages ?? 0)
  const answer =
    topics.labelled === 0
      ? null
      : t('insights.urgent_answer', { urgent: format.number(urgent), count: topics.labelled })
  return (
    <ChartFigure
      view={view}
      id="urgent"
      question={t('insights.q_urgent')}
      answer={answer}
      csv={csvOf('trends', { ...range, ...filterAsked(query), dimensions: 'urgency' })}
      table={
        <TrendTable
          view={view}
          trends={topics}
          columns={[
            { key: 'critical', heading: t('labels.urgency_critical'), counts: critical?.counts ?? [] },
            { key: 'high', heading: t('labels.urgency_high'), counts: high?.counts ?? [] },
            {
              key: 'labelled',
              heading: t('insights.messages'),
              counts: topics.periods.map((each) => each.labelled),
            },
          ]}
        />
      }
    >
      <ColumnChart
        view={view}
        heard={{ id: 'plot-urgent', title: t('insights.q_urgent'), description: answer ?? '' }}
        points={topics.periods.map(({ start, labelled }, at) => ({
          start,
          value: labelled,
          part: urgentIn(at),
        }))}
        write={(value) => format.number(value)}
        labels={{ all: t('insights.messages'), part: t('insights.urgent') }}
      />
    </ChartFigure>
  )
}

function Topics(props: InsightsProps) {
  const { view, query, range, shown } = props
  const { t } = view
  return (
    <LabelBars
      view={view}
      id="topics"
      question={t('insights.q_topics')}
      trend={shown.topics.trends.find(({ dimension }) => dimension === 'topic')}
      total={shown.topics.labelled}
      nameOf={(label) => t(`labels.topic_${label as Topic}`)}
      csv={csvOf('trends', { ...range, ...filterAsked(query), dimensions: 'topic' })}
    />
  )
}

function Touchpoints({ view, query, range, shown }: InsightsProps) {
  const { t } = view
  return (
    <LabelBars
      view={view}
      id="touchpoints"
      question={t('insights.q_touchpoints')}
      trend={shown.topics.trends.find(({ dimension }) => dimension === 'touchpoint')}
      total={shown.topics.messages}
      nameOf={(label) => label}
      csv={csvOf('trends', { ...range, ...filterAsked(query), dimensions: 'touchpoint' })}
    />
  )
}

function LabelBars({
  view,
  id,
  question,
  trend,
  total,
  nameOf,
  csv,
}: {
  view: View
  id: string
  question: string
  trend: Trend | undefined
  /** Messages the shares are of. */
  total: number
  nameOf: (label: string) => string
  csv: string
}) {
  const { t, format } = view
  const lines = (trend?.lines ?? [])
    .flatMap(({ label, messages, share }) =>
      label === null || messages === 0 ? [] : [{ label, messages, share }],
    )
    .toSorted((one, other) => other.messages - one.messages)
  const most = lines[0]?.messages ?? 1
  const first = lines[0]
  return (
    <ChartFigure
      view={view}
      id={id}
      question={question}
      answer={
        first === undefined
          ? null
          : t('insights.most_answer', { name: nameOf(first.label), share: format.percent(first.share ?? 0) })
      }
      note={fewNote(view, total)}
      csv={csv}
      table={
        <Table
          caption={question}
          rows={lines}
          rowKey={({ label }) => label}
          columns={[
            {
              key: 'label',
              heading: t('insights.label'),
              cell: ({ label }) => <Words>{nameOf(label)}</Words>,
            },
            {
              key: 'messages',
              heading: t('insights.messages'),
              numeric: true,
              cell: ({ messages }) => <Figure value={messages}>{format.number(messages)}</Figure>,
            },
            {
              key: 'share',
              heading: t('insights.share'),
              numeric: true,
              cell: ({ share }) => <Figure value={share}>{format.percent(share ?? 0, 1)}</Figure>,
            },
          ]}
        />
      }
    >
      <Bars
        rows={lines.slice(0, SHOWN).map(({ label, messages, share }) => ({
          key: label,
          label: <Words>{nameOf(label)}</Words>,
          value: messages / most,
          said: format.percent(share ?? 0),
        }))}
      />
    </ChartFigure>
  )
}

function TrendTable({
  view,
  trends,
  columns,
}: {
  view: View
  trends: Trends
  columns: { key: string; heading: string; counts: readonly number[] }[]
}) {
  const { t, format } = view
  return (
    <Table
      caption={t('insights.as_table')}
      rows={trends.periods.map(({ start, date }, at) => ({ start, date, at }))}
      rowKey={({ date }) => date}
      columns={[
        { key: 'date', heading: t('insights.from_day'), cell: ({ start }) => format.date(start) },
        ...columns.map(({ key, heading, counts }) => ({
          key,
          heading,
          numeric: true,
          cell: ({ at }: { at: number }) => (
            <Figure value={counts[at] ?? 0}>{format.number(counts[at] ?? 0)}</Figure>
          ),
        })),
      ]}
    />
  )
}
