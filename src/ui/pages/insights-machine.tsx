/** Who decided the labels and what it cost, how often people agree with them, and whether the confidence can be believed. */
import type { ReliabilityCurve } from '../../domain/insights/model-quality.ts'
import { LANGUAGES, type Language } from '../../domain/labels.ts'
import { ChartFigure, Figure } from '../charts/figure.tsx'
import { ReliabilityChart, type ReliabilityPoint } from '../charts/reliability-chart.tsx'
import { ShareRows } from '../charts/rows.tsx'
import { LineChart } from '../charts/time-chart.tsx'
import { apart } from '../components/flag.tsx'
import { Table } from '../components/table.tsx'
import { csvOf } from '../insights-query.ts'
import type { InsightsProps } from './insights.tsx'
import { fewNote } from './insights-customers.tsx'
import { shareColumns, shareWords } from './insights-desk.tsx'

/** Where a wrong answer costs most: shown as a curve; the other heads stand in the table. */
const HEAD = 'urgency'

export function MachineCharts(props: InsightsProps) {
  const { query } = props
  const languages = query.language === null ? LANGUAGES : [query.language]
  return (
    <div class="charts">
      <Decided {...props} />
      <Agreement {...props} />
      {languages.map((language) => (
        <Reliability key={language} {...props} language={language} />
      ))}
    </div>
  )
}

function Decided({ view, range, shown: { decisions } }: InsightsProps) {
  const { t, format } = view
  const { total } = decisions
  const usd = (value: number) => apart(`$${format.number(value, 2)}`)
  const answer =
    total.labelled === 0
      ? null
      : t('insights.decided_answer', {
          share: format.percent(total.llm.share ?? 0),
          labels: usd(total.cost_usd),
          drafts: usd(total.draft_cost_usd),
        })
  return (
    <ChartFigure
      view={view}
      id="decided"
      question={t('insights.q_decided')}
      answer={answer}
      note={fewNote(view, total.labelled)}
      csv={csvOf('decisions', range)}
      table={
        <Table
          caption={t('insights.q_decided')}
          rows={decisions.periods}
          rowKey={({ date }) => date}
          columns={[
            { key: 'date', heading: t('insights.from_day'), cell: ({ start }) => format.date(start) },
            ...(['local', 'llm', 'human'] as const).map((who) => ({
              key: who,
              heading: t(`insights.by_${who}`),
              numeric: true,
              cell: (row: (typeof decisions.periods)[number]) => (
                <Figure value={row[who].count}>{format.number(row[who].count)}</Figure>
              ),
            })),
            {
              key: 'cost',
              heading: t('insights.cost'),
              numeric: true,
              cell: ({ cost_usd, draft_cost_usd }) => (
                <Figure value={cost_usd + draft_cost_usd}>{usd(cost_usd + draft_cost_usd)}</Figure>
              ),
            },
          ]}
        />
      }
    >
      <LineChart
        view={view}
        heard={{ id: 'plot-decided', title: t('insights.q_decided'), description: answer ?? '' }}
        points={decisions.periods.map(({ start, llm }) => ({ start, value: llm.share }))}
        most={1}
        weak={total.llm.too_few}
        write={(value) => format.percent(value)}
      />
    </ChartFigure>
  )
}

function Agreement({ view, query, range, shown: { quality } }: InsightsProps) {
  const { t, format, language } = view
  const rows = quality.heads.filter((head) => head.language === query.language && head.agreement.of > 0)
  return (
    <ChartFigure
      view={view}
      id="agreement"
      question={t('insights.q_agreement')}
      answer={
        quality.judged === 0
          ? null
          : t('insights.agreement_answer', {
              confirmed: format.number(quality.confirmed),
              count: quality.judged,
            })
      }
      note={quality.judged === 0 ? null : quality.caveat.text[language]}
      csv={csvOf('model-quality', { ...range, table: 'heads' })}
      table={
        <Table
          caption={t('insights.q_agreement')}
          rows={quality.heads.filter(({ agreement }) => agreement.of > 0)}
          rowKey={(row) => `${row.head} ${row.language}`}
          columns={[
            { key: 'head', heading: t('insights.label'), cell: ({ head }) => t(`insights.head_${head}`) },
            {
              key: 'language',
              heading: t('insights.language'),
              cell: (row) =>
                row.language === null ? t('insights.all') : t(`labels.language_${row.language}`),
            },
            ...shareColumns<(typeof quality.heads)[number]>(view, ({ agreement }) => agreement),
          ]}
        />
      }
    >
      <ShareRows
        rows={rows.map(({ head, agreement }) => ({
          key: head,
          label: t(`insights.head_${head}`),
          share: agreement.share,
          interval: agreement.interval,
          weak: agreement.too_few,
          said: shareWords(view, agreement),
        }))}
      />
    </ChartFigure>
  )
}

const judgedPoints = (curve: ReliabilityCurve | undefined): ReliabilityPoint[] =>
  (curve?.bins ?? []).flatMap(({ confidence, agreement }) =>
    agreement.share === null ? [] : [{ confidence, right: agreement.share, count: agreement.of }],
  )

function Reliability({
  view,
  range,
  shown: { quality, measured },
  language,
}: InsightsProps & { language: Language }) {
  const { t, format } = view
  const card = measured[HEAD]?.[language]
  const tested = (card?.bins ?? []).map(({ confidence, accuracy, count }) => ({
    confidence,
    right: accuracy,
    count,
  }))
  const judged = judgedPoints(
    quality.reliability.find((curve) => curve.head === HEAD && curve.language === language),
  )
  const people = judged.reduce((sum, { count }) => sum + count, 0)
  const name = t(`labels.language_${language}`)
  const question = t('insights.q_reliability', { language: name })
  const answer =
    card === undefined && people === 0
      ? null
      : card === undefined
        ? t('insights.reliability_judged', { count: people })
        : t('insights.reliability_answer', {
            gap: format.percent(card.ece, 1),
            tested: format.number(card.count),
            judged: format.number(people),
          })
  return (
    <ChartFigure
      view={view}
      id={`reliability-${language}`}
      question={question}
      answer={answer}
      note={fewNote(view, people)}
      csv={csvOf('model-quality', { ...range, table: 'reliability', language })}
      table={
        <Table
          caption={question}
          rows={[
            ...tested.map((point) => ({ ...point, of: 'tested' as const })),
            ...judged.map((point) => ({ ...point, of: 'judged_here' as const })),
          ]}
          rowKey={({ of, confidence }) => `${of} ${confidence}`}
          columns={[
            { key: 'of', heading: t('insights.measured_on'), cell: ({ of }) => t(`insights.${of}`) },
            {
              key: 'confidence',
              heading: t('insights.confidence'),
              numeric: true,
              cell: ({ confidence }) => <Figure value={confidence}>{format.percent(confidence, 1)}</Figure>,
            },
            {
              key: 'right',
              heading: t('insights.right_share'),
              numeric: true,
              cell: ({ right }) => <Figure value={right}>{format.percent(right, 1)}</Figure>,
            },
            {
              key: 'count',
              heading: t('insights.sample'),
              numeric: true,
              cell: ({ count }) => <Figure value={count}>{format.number(count)}</Figure>,
            },
          ]}
        />
      }
    >
      <p class="chart-key">
        <span class="chart-swatch" data-line="" /> {t('insights.tested')}
        <span class="chart-swatch" data-dot="" /> {t('insights.judged_here')}
      </p>
      <ReliabilityChart
        view={view}
        heard={{ id: `plot-reliability-${language}`, title: question, description: answer ?? '' }}
        measured={tested}
        judged={judged}
      />
    </ChartFigure>
  )
}
