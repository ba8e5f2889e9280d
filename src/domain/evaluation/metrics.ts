/**
 * The figures we publish: macro-F1, micro-F1 of sets, expected calibration error, confusion.
 * Definitions follow Sokolova & Lapalme 2009 (F1) and Guo et al. 2017 (ECE, ten equal bins).
 */

/** Rows are gold labels, columns predictions. */
export type Confusion = { labels: readonly string[]; counts: number[][] }

/** How confidence and correctness meet in one tenth of the scale. */
export type ReliabilityBin = { confidence: number; accuracy: number; count: number }

/** Counts of gold against predicted label, in the order of `labels`. */
export function confusionOf(
  gold: readonly string[],
  predicted: readonly string[],
  labels: readonly string[],
): Confusion {
  const index = new Map(labels.map((label, i) => [label, i]))
  const counts = labels.map(() => labels.map(() => 0))
  gold.forEach((label, i) => {
    const row = counts[index.get(label) ?? -1]
    const column = index.get(predicted[i] ?? '') ?? -1
    if (row && column >= 0) row[column] = (row[column] as number) + 1
  })
  return { labels, counts }
}

/** F1 per label that occurs in the gold; labels never seen there are left out of the mean, as in `macroF1`. */
export function f1PerLabel(gold: readonly string[], predicted: readonly string[], labels: readonly string[]) {
  const scores: Record<string, { f1: number; support: number }> = {}
  for (const label of labels) {
    let hits = 0
    let support = 0
    let claimed = 0
    gold.forEach((truth, i) => {
      if (truth === label) support++
      if (predicted[i] === label) claimed++
      if (truth === label && predicted[i] === label) hits++
    })
    if (support > 0) scores[label] = { f1: (2 * hits) / (support + claimed), support }
  }
  return scores
}

/** Mean F1 over the labels that occur in the gold; NaN for no rows. */
export function macroF1(
  gold: readonly string[],
  predicted: readonly string[],
  labels: readonly string[],
): number {
  const scores = Object.values(f1PerLabel(gold, predicted, labels))
  return scores.reduce((sum, { f1 }) => sum + f1, 0) / scores.length
}

/** Micro-F1 of label sets (topics, signals). */
export function setF1(
  gold: readonly (readonly string[])[],
  predicted: readonly (readonly string[])[],
): number {
  let hits = 0
  let total = 0
  gold.forEach((truth, i) => {
    const claim = new Set(predicted[i] ?? [])
    const real = new Set(truth)
    hits += [...real].filter((label) => claim.has(label)).length
    total += real.size + claim.size
  })
  return total === 0 ? Number.NaN : (2 * hits) / total
}

/** Ten bins of confidence `((i)/10, (i+1)/10]`; empty bins are left out. */
export function reliabilityBins(
  confidences: readonly number[],
  correct: readonly boolean[],
): ReliabilityBin[] {
  const bins = Array.from({ length: 10 }, () => ({ confidence: 0, hits: 0, count: 0 }))
  confidences.forEach((confidence, i) => {
    const bin = bins[Math.min(9, Math.max(0, Math.ceil(confidence * 10) - 1))]
    if (!bin) return
    bin.confidence += confidence
    bin.hits += correct[i] ? 1 : 0
    bin.count++
  })
  return bins
    .filter((bin) => bin.count > 0)
    .map(({ confidence, hits, count }) => ({ confidence: confidence / count, accuracy: hits / count, count }))
}

/** Expected calibration error: the mean gap between confidence and accuracy, weighted by bin. */
export function expectedCalibrationError(
  confidences: readonly number[],
  correct: readonly boolean[],
): number {
  return reliabilityBins(confidences, correct).reduce(
    (sum, bin) => sum + (bin.count / correct.length) * Math.abs(bin.confidence - bin.accuracy),
    0,
  )
}

/** Accuracy on the given share of rows with the highest confidence (selective classification). */
export function accuracyOfSurest(
  confidences: readonly number[],
  correct: readonly boolean[],
  share: number,
): number {
  const order = confidences
    .map((_, i) => i)
    .sort((a, b) => (confidences[b] as number) - (confidences[a] as number))
  const kept = order.slice(0, Math.max(1, Math.round(order.length * share)))
  return kept.filter((i) => correct[i]).length / kept.length
}
