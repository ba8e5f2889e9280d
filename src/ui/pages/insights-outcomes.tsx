/** How right the flags were, and what customers say when they are asked. */
import type { FlagPrecision } from '../../domain/risk/flag-precision.ts'
import { ChartFigure, Figure } from '../charts/figure.tsx'
import { Bars, ShareRows } from '../charts/rows.tsx'
import { apart } from '../components/flag.tsx'
import { Table } from '../components/table.tsx'
import type { View } from '../view.ts'
import type { InsightsProps } from './insights.tsx'
import { fewNote } from './insights-customers.tsx'

export function OutcomeCharts(props: InsightsProps) {
  return (
    <div class="charts">
      <Flags {...props} />
      <Surveys {...props} />
    </div>
  )
}

type Part = Pick<FlagPrecision, 'judged' | 'right' | 'false_alarms' | 'precision' | 'interval' | 'enough'>

function Flags({ view, shown: { flags } }: InsightsProps) {
  const { t, format } = view
  const { precision } = flags
  const rows: { key: string; name: string; part: Part }[] = [
    { key: 'all', name: t('insights.all_flags'), part: precision },
    ...precision.by_level.map(({ level, precision: part }) => ({
      key: level,
      name: t(`labels.risk_${level}`),
      part,
    })),
    ...precision.by_language.map(({ language, precision: part }) => ({
      key: language,
      name: t(`labels.language_${language}`),
      part,
    })),
  ]
  const answer =
    flags.opened === 0
      ? null
      : precision.precision === null
        ? t('insights.flags_unjudged', { count: flags.opened })
        : t('insights.flags_answer', {
            share: format.percent(precision.precision),
            judged: format.number(precision.judged),
            opened: format.number(flags.opened),
          })
  return (
    <ChartFigure
      view={view}
      id="flags"
      question={t('insights.q_flags')}
      answer={answer}
      note={
        flags.verdict === 'too_few_outcomes'
          ? t('insights.too_few', { count: precision.judged, enough: flags.enough_from })
          : wonBack(view, flags.recovered_value)
      }
      table={
        <Table
          caption={t('insights.q_flags')}
          rows={rows}
          rowKey={({ key }) => key}
          columns={[
            { key: 'name', heading: t('insights.flags_of'), cell: ({ name }) => name },
            {
              key: 'precision',
              heading: t('insights.share'),
              numeric: true,
              cell: ({ part }) => (
                <Figure value={part.precision}>{format.percent(part.precision ?? 0, 1)}</Figure>
              ),
            },
            ...(['judged', 'right', 'false_alarms'] as const).map((key) => ({
              key,
              heading: t(`insights.${key}`),
              numeric: true,
              cell: ({ part }: (typeof rows)[number]) => (
                <Figure value={part[key]}>{format.number(part[key])}</Figure>
              ),
            })),
          ]}
        />
      }
    >
      <ShareRows
        rows={rows.map(({ key, name, part }) => ({
          key,
          label: name,
          share: part.precision,
          interval: part.interval,
          weak: !part.enough,
          said:
            part.precision === null
              ? t('insights.none_yet')
              : t('insights.share_of', {
                  share: format.percent(part.precision),
                  of: format.number(part.judged),
                }),
        }))}
      />
    </ChartFigure>
  )
}

function wonBack(
  { t, format }: View,
  values: InsightsProps['shown']['flags']['recovered_value'],
): string | null {
  const [first] = values
  if (!first) return null
  return t('insights.won_back', {
    money: format.list(values.map(({ value, currency }) => apart(format.money(value, currency)))),
  })
}

function Surveys({ view, shown: { surveys } }: InsightsProps) {
  const { t, format } = view
  const kinds = surveys.kinds.filter(({ responses }) => responses > 0)
  const responses = kinds.reduce((sum, kind) => sum + kind.responses, 0)
  const scoreOf = ({ kind, score }: (typeof kinds)[number]) =>
    score === null ? '–' : kind === 'nps' ? format.signed(score, 0) : format.percent(score / 100)
  return (
    <ChartFigure
      view={view}
      id="surveys"
      question={t('insights.q_surveys')}
      answer={responses === 0 ? null : t('insights.surveys_answer', { count: responses })}
      note={fewNote(view, responses)}
      table={
        <Table
          caption={t('insights.q_surveys')}
          rows={kinds}
          rowKey={({ kind }) => kind}
          columns={[
            { key: 'kind', heading: t('insights.survey'), cell: ({ kind }) => t(`insights.survey_${kind}`) },
            {
              key: 'score',
              heading: t('insights.score'),
              numeric: true,
              cell: (row) => <Figure value={row.score}>{scoreOf(row)}</Figure>,
            },
            ...(['responses', 'good', 'bad'] as const).map((key) => ({
              key,
              heading: t(`insights.${key}`),
              numeric: true,
              cell: (row: (typeof kinds)[number]) => (
                <Figure value={row[key]}>{format.number(row[key])}</Figure>
              ),
            })),
          ]}
        />
      }
    >
      <Bars
        rows={kinds.map((row) => ({
          key: row.kind,
          label: t(`insights.survey_${row.kind}`),
          value: row.good / row.responses,
          said: <Figure value={row.score}>{scoreOf(row)}</Figure>,
        }))}
      />
    </ChartFigure>
  )
}
