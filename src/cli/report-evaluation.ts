/** The evaluation report as a person reads it in a terminal. */
import type { EvaluationReport, SingleHeadReport } from '../domain/evaluation/evaluate.ts'
import type { Confusion } from '../domain/evaluation/metrics.ts'
import { SINGLE_HEADS } from '../domain/labels.ts'

const figure = (value: number | undefined) => (value === undefined ? '–' : value.toFixed(3)).padStart(9)

/** Tables per language and head, confusion and calibration of all rows. */
export function evaluationText(all: EvaluationReport, languages: Record<string, EvaluationReport>): string {
  const columns = { all, ...languages }
  const names = Object.keys(columns)
  const rows: [string, (report: EvaluationReport) => number | undefined][] = [
    ...SINGLE_HEADS.flatMap((head): [string, (report: EvaluationReport) => number | undefined][] => [
      [`${head} macro-F1`, (report) => report[head]?.macro_f1],
      [`${head} accuracy`, (report) => report[head]?.accuracy],
      [`${head} accuracy, surest 70 %`, (report) => report[head]?.accuracy_surest_70],
      [`${head} calibration error`, (report) => report[head]?.ece],
    ]),
    ['recall of high and critical', (report) => report.urgency?.hot_recall],
    ['recall of critical', (report) => report.urgency?.critical_recall],
    ['judged 2+ steps too low', (report) => report.urgency?.under_by_2],
    ['topics micro-F1', (report) => report.topics?.micro_f1],
    ['signals micro-F1', (report) => report.signals?.micro_f1],
    ['needs review', (report) => report.needs_review],
  ]
  const lines = [
    `${''.padEnd(34)}${names.map((name) => name.padStart(9)).join('')}`,
    `${'rows'.padEnd(34)}${names.map((name) => String(columns[name as 'all'].rows).padStart(9)).join('')}`,
    ...rows.map(
      ([title, read]) =>
        `${title.padEnd(34)}${names.map((name) => figure(read(columns[name as 'all']))).join('')}`,
    ),
  ]
  for (const head of SINGLE_HEADS) {
    const report = all[head]
    if (report)
      lines.push('', ...confusionLines(head, report.confusion), '', ...reliabilityLines(head, report))
  }
  return lines.join('\n')
}

function confusionLines(head: string, { labels, counts }: Confusion): string[] {
  const width = Math.max(...labels.map((label) => label.length)) + 2
  return [
    `${head}: gold in rows, answer in columns`,
    `${''.padEnd(width)}${labels.map((label) => label.padStart(width)).join('')}`,
    ...labels.map(
      (label, i) =>
        `${label.padEnd(width)}${(counts[i] ?? []).map((count) => String(count).padStart(width)).join('')}`,
    ),
  ]
}

function reliabilityLines(head: string, report: SingleHeadReport): string[] {
  return [
    `${head}: confidence against accuracy`,
    ...report.reliability.map(
      ({ confidence, accuracy, count }) =>
        `  said ${confidence.toFixed(2)}  was right ${accuracy.toFixed(2)}  ${String(count).padStart(6)} rows`,
    ),
  ]
}
