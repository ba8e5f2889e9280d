/** Gold rows in the guide's labels against triages of the same texts: figures per language and head. */
import { z } from 'zod'
import {
  emotion,
  HEADS,
  intent,
  type Language,
  language,
  SINGLE_HEADS,
  type SingleHead,
  sentiment,
  signal,
  topic,
  URGENCIES,
  urgency,
} from '../labels.ts'
import type { Triage } from '../triage/triage.ts'
import {
  accuracyOfSurest,
  type Confusion,
  confusionOf,
  expectedCalibrationError,
  f1PerLabel,
  macroF1,
  type ReliabilityBin,
  reliabilityBins,
  setF1,
} from './metrics.ts'

/** One line of an evaluation file; heads left out are not scored for that row. Other fields are ignored. */
export const goldRow = z.object({
  text: z.string().min(1),
  lang: language.optional(),
  sentiment: sentiment.optional(),
  urgency: urgency.optional(),
  intent: intent.optional(),
  emotion: emotion.optional(),
  topics: z.array(topic).optional(),
  signals: z.array(signal).optional(),
})
export type GoldRow = z.infer<typeof goldRow>

export type SingleHeadReport = {
  rows: number
  macro_f1: number
  accuracy: number
  ece: number
  /** Accuracy on the 70 % of rows the model is surest of. */
  accuracy_surest_70: number
  per_label: Record<string, { f1: number; support: number }>
  confusion: Confusion
  reliability: ReliabilityBin[]
}

export type UrgencyCosts = {
  /** Share of high and critical messages called high or critical. */
  hot_recall: number
  critical_recall: number
  /** Share of all messages judged two or more steps too low. */
  under_by_2: number
}

export type EvaluationReport = {
  rows: number
  needs_review: number
  sentiment?: SingleHeadReport
  urgency?: SingleHeadReport & UrgencyCosts
  intent?: SingleHeadReport
  emotion?: SingleHeadReport
  topics?: { rows: number; micro_f1: number }
  signals?: { rows: number; micro_f1: number }
}

/**
 * Scores triages against gold rows, line by line, for all rows and for each language of the gold.
 * The figures are those of the public scorer the project is measured with.
 */
export function evaluate(
  gold: readonly GoldRow[],
  triages: readonly Triage[],
): { all: EvaluationReport; languages: Partial<Record<Language, EvaluationReport>> } {
  const pairs = gold.map((row, i) => ({ row, triage: triages[i] as Triage }))
  const languages: Partial<Record<Language, EvaluationReport>> = {}
  for (const lang of ['fa', 'ar', 'en'] as const) {
    const own = pairs.filter(({ row }) => row.lang === lang)
    if (own.length > 0) languages[lang] = report(own)
  }
  return { all: report(pairs), languages }
}

type Pair = { row: GoldRow; triage: Triage }

function report(pairs: readonly Pair[]): EvaluationReport {
  const result: EvaluationReport = {
    rows: pairs.length,
    needs_review: pairs.filter(({ triage }) => triage.needs_review).length / pairs.length,
  }
  for (const head of SINGLE_HEADS) {
    const own = pairs.filter(({ row }) => row[head] !== undefined)
    if (own.length === 0) continue
    if (head === 'urgency') result.urgency = { ...singleHead(own, head), ...urgencyCosts(own) }
    else result[head] = singleHead(own, head)
  }
  for (const head of ['topics', 'signals'] as const) {
    const own = pairs.filter(({ row }) => row[head] !== undefined)
    if (own.length === 0) continue
    result[head] = {
      rows: own.length,
      micro_f1: setF1(
        own.map(({ row }) => row[head] ?? []),
        own.map(({ triage }) => triage[head].map(({ label }) => label)),
      ),
    }
  }
  return result
}

function singleHead(pairs: readonly Pair[], head: SingleHead): SingleHeadReport {
  const gold = pairs.map(({ row }) => row[head] as string)
  const predicted = pairs.map(({ triage }) => triage[head].label as string)
  const confidences = pairs.map(({ triage }) => triage[head].confidence)
  const correct = gold.map((label, i) => label === predicted[i])
  return {
    rows: pairs.length,
    macro_f1: macroF1(gold, predicted, HEADS[head]),
    accuracy: correct.filter(Boolean).length / correct.length,
    ece: expectedCalibrationError(confidences, correct),
    accuracy_surest_70: accuracyOfSurest(confidences, correct, 0.7),
    per_label: f1PerLabel(gold, predicted, HEADS[head]),
    confusion: confusionOf(gold, predicted, HEADS[head]),
    reliability: reliabilityBins(confidences, correct),
  }
}

function urgencyCosts(pairs: readonly Pair[]): UrgencyCosts {
  const levels = pairs.map(({ row, triage }) => ({
    gold: URGENCIES.indexOf(row.urgency as (typeof URGENCIES)[number]),
    predicted: URGENCIES.indexOf(triage.urgency.label),
  }))
  const share = (of: typeof levels, holds: (level: (typeof levels)[number]) => boolean) =>
    of.filter(holds).length / Math.max(1, of.length)
  return {
    hot_recall: share(
      levels.filter(({ gold }) => gold >= 2),
      ({ predicted }) => predicted >= 2,
    ),
    critical_recall: share(
      levels.filter(({ gold }) => gold === 3),
      ({ predicted }) => predicted === 3,
    ),
    under_by_2: share(levels, ({ gold, predicted }) => gold - predicted >= 2),
  }
}
