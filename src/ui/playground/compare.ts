/** Two answers to one text, label by label. */
import type { Head } from '../../domain/labels.ts'
import type { Triage } from '../../domain/triage/triage.ts'

/** In the order in which they matter to whoever answers. */
export const HEADS_SHOWN = [
  'urgency',
  'sentiment',
  'intent',
  'emotion',
  'topics',
  'signals',
] as const satisfies Head[]

export type Given = { label: string; confidence: number }
export type Comparison = { head: Head; one: Given[]; other: Given[]; same: boolean }

const givenOf = (triage: Triage, head: Head): Given[] =>
  head === 'topics' || head === 'signals' ? triage[head] : [triage[head]]

const labelsOf = (given: readonly Given[]) =>
  given
    .map(({ label }) => label)
    .sort()
    .join()

/** Same labels, whatever the order and the confidence, are the same answer. */
export const compareTriages = (one: Triage, other: Triage): Comparison[] =>
  HEADS_SHOWN.map((head) => {
    const [left, right] = [givenOf(one, head), givenOf(other, head)]
    return { head, one: left, other: right, same: labelsOf(left) === labelsOf(right) }
  })
