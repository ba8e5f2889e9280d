/** Each answer of the insights as flat tables, for CSV: one line a row, one figure a column. */
import { URGENCIES } from '../labels.ts'
import type { ReplyInsights } from '../reply-record.ts'
import type { Cell, Table } from './csv.ts'
import type { DecisionFigures, DecisionInsights } from './decisions.ts'
import type { Share, Times } from './figures.ts'
import type { ModelQuality } from './model-quality.ts'
import type { SlaFigures, SlaInsights } from './sla.ts'
import type { TeamLoad } from './team-load.ts'
import type { Trends } from './trends.ts'

/** The first of each is given where none is asked for. */
export const TABLES = {
  trends: ['trends'],
  sla: ['periods', 'by_urgency'],
  decisions: ['periods', 'asked_because', 'failed_because'],
  model_quality: ['heads', 'reliability', 'confusion', 'sets'],
  team_load: ['agents', 'periods', 'departments', 'repeated_abuse'],
  replies: ['by_topic_and_language', 'discard_reasons'],
} as const
type TableOf<Insight extends keyof typeof TABLES> = (typeof TABLES)[Insight][number]

const sharesOf = (name: string) => ['', '_of', '_share', '_low', '_high'].map((end) => `${name}${end}`)
const shareCells = ({ count, of, share, interval }: Share): Cell[] => [
  count,
  of,
  share,
  interval?.low ?? null,
  interval?.high ?? null,
]
const timesOf = (name: string) => ['count', 'p50_ms', 'p90_ms'].map((end) => `${name}_${end}`)
const timeCells = ({ count, p50_ms, p90_ms }: Times): Cell[] => [count, p50_ms, p90_ms]

export function trendsTable({ periods, trends }: Trends): Table {
  return {
    columns: ['period', 'dimension', 'label', 'messages', 'share'],
    rows: periods.flatMap(({ date }, at) =>
      trends.flatMap(({ dimension, lines }) =>
        lines.map(({ label, counts, shares }): Cell[] => [
          date,
          dimension,
          label,
          counts[at] ?? 0,
          shares[at] ?? null,
        ]),
      ),
    ),
  }
}

export function slaTable(insights: SlaInsights, table: TableOf<'sla'>): Table {
  const figures = ({ in_time, first_answer, any_answer, counted }: SlaFigures): Cell[] => [
    ...shareCells(in_time),
    ...timeCells(first_answer),
    ...timeCells(any_answer),
    ...timeCells(counted),
  ]
  const columns = [
    ...sharesOf('in_time'),
    ...timesOf('first_answer'),
    ...timesOf('any_answer'),
    ...timesOf('counted'),
  ]
  if (table === 'by_urgency')
    return {
      columns: ['urgency', ...columns, 'overdue_now', 'oldest_due_at'],
      rows: insights.by_urgency.map(({ urgency, overdue_now, ...each }) => [
        urgency,
        ...figures(each),
        overdue_now.conversations,
        overdue_now.oldest_due_at,
      ]),
    }
  const urgencies = URGENCIES.toReversed()
  return {
    columns: ['period', ...columns, ...urgencies.flatMap((each) => sharesOf(`${each}_in_time`))],
    rows: insights.periods.map((period) => [
      period.date,
      ...figures(period),
      ...period.by_urgency.flatMap(({ in_time }) => shareCells(in_time)),
    ]),
  }
}

export function decisionsTable(insights: DecisionInsights, table: TableOf<'decisions'>): Table {
  if (table === 'asked_because')
    return {
      columns: ['reason', 'messages', 'decided'],
      rows: insights.asked_because.map(({ reason, messages, decided }) => [reason, messages, decided]),
    }
  if (table === 'failed_because')
    return {
      columns: ['reason', 'messages'],
      rows: insights.failed_because.map(({ reason, messages }) => [reason, messages]),
    }
  const figures = (each: DecisionFigures): Cell[] => [
    each.labelled,
    ...SHARES.flatMap((name) => shareCells(each[name])),
    each.cost_usd,
    each.draft_cost_usd,
    ...timeCells(each.latency.local),
    ...timeCells(each.latency.llm),
  ]
  return {
    columns: [
      ...['period', 'labelled'],
      ...SHARES.flatMap(sharesOf),
      ...['cost_usd', 'draft_cost_usd'],
      ...timesOf('local_latency'),
      ...timesOf('llm_latency'),
    ],
    rows: insights.periods.map((period) => [period.date, ...figures(period)]),
  }
}
const SHARES = ['local', 'llm', 'human', 'needs_review', 'asked_llm'] as const

export function modelQualityTable(quality: ModelQuality, table: TableOf<'model_quality'>): Table {
  switch (table) {
    case 'heads':
      return {
        columns: ['head', 'language', ...sharesOf('agreement'), 'too_few', 'calibration_error'],
        rows: quality.heads.map(({ head, language, agreement, calibration_error }) => [
          head,
          language,
          ...shareCells(agreement),
          agreement.too_few,
          calibration_error,
        ]),
      }
    case 'reliability':
      return {
        columns: ['head', 'language', 'confidence', ...sharesOf('agreement'), 'too_few'],
        rows: quality.reliability.flatMap(({ head, language, bins }) =>
          bins.map(({ confidence, agreement }): Cell[] => [
            head,
            language,
            confidence,
            ...shareCells(agreement),
            agreement.too_few,
          ]),
        ),
      }
    case 'confusion':
      return {
        columns: ['head', 'person', 'machine', 'messages'],
        rows: quality.confusion.flatMap(({ head, labels, counts }) =>
          labels.flatMap((person, row) =>
            labels.map((machine, column): Cell[] => [head, person, machine, counts[row]?.[column] ?? 0]),
          ),
        ),
      }
    case 'sets':
      return {
        columns: [
          ...['head', 'label', 'kept', 'taken_away', 'added'],
          ...sharesOf('precision'),
          ...sharesOf('recall'),
        ],
        rows: quality.sets.map(({ head, label, kept, taken_away, added, precision, recall }) => [
          ...[head, label, kept, taken_away, added],
          ...shareCells(precision),
          ...shareCells(recall),
        ]),
      }
  }
}

export function teamLoadTable(load: TeamLoad, table: TableOf<'team_load'>): Table {
  switch (table) {
    case 'agents':
      return {
        columns: [
          ...['agent', 'name', 'open', 'waiting', 'overdue', 'replies', 'answered', 'resolved'],
          ...sharesOf('in_time'),
          ...['abusive', 'abusive_last_7_days', 'abusive_last_30_days', 'suggestion'],
        ],
        rows: load.agents.map((each) => [
          ...[each.agent, each.name, each.open, each.waiting, each.overdue],
          ...[each.replies, each.answered, each.resolved],
          ...shareCells(each.in_time),
          ...[each.abusive.messages, each.abusive.last_7_days, each.abusive.last_30_days],
          each.suggestion?.code ?? null,
        ]),
      }
    case 'periods':
      return {
        columns: ['period', 'agent', 'name', 'abusive'],
        rows: load.periods.flatMap(({ date }, at) =>
          load.agents.map(({ agent, name, abusive }): Cell[] => [
            ...[date, agent, name],
            abusive.by_period[at] ?? 0,
          ]),
        ),
      }
    case 'departments':
      return {
        columns: ['period', 'department', 'abusive'],
        rows: load.periods.flatMap(({ date }, at) =>
          load.departments.map(({ department, by_period }): Cell[] => [
            ...[date, department],
            by_period[at] ?? 0,
          ]),
        ),
      }
    case 'repeated_abuse':
      return {
        columns: ['customer_id', 'external_id', 'name', 'messages', 'occasions', 'last_at', 'agents'],
        rows: load.repeated_abuse.map(({ customer, messages, occasions, last_at, agents }) => [
          ...[customer.id, customer.external_id, customer.name],
          ...[messages, occasions, last_at, agents.join(' ')],
        ]),
      }
  }
}

export function repliesTable(insights: ReplyInsights, table: TableOf<'replies'>): Table {
  if (table === 'discard_reasons')
    return {
      columns: ['reason', 'drafts'],
      rows: insights.discard_reasons.map(({ reason, drafts }) => [reason, drafts]),
    }
  return {
    columns: [
      ...['topic', 'language', 'drafts', 'accepted', 'edited', 'discarded'],
      ...['acceptance', 'mean_edit_distance'],
    ],
    rows: insights.by_topic_and_language.map((each) => [
      ...[each.topic, each.language, each.drafts, each.accepted, each.edited, each.discarded],
      ...[each.acceptance, each.mean_edit_distance],
    ]),
  }
}
