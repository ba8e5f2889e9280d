/** Which words of a message are marked as the reason for its labels: urgency below the line, feeling behind it. */
import type { Reason } from '../../domain/triage/triage.ts'

/** A message that is marked all over shows nothing. */
const MOST_SHARE = 1 / 3
/** A reason that hardly weighs explains nothing. */
const LEAST_WEIGHT = 0.05

export type ReasonKind = 'urgency' | 'feeling'
/** Words in a row with the reasons they are; none: plain text. */
export type Part = { text: string; urgency: Reason | null; feeling: Reason | null }

const KINDS: Partial<Record<Reason['head'], ReasonKind>> = {
  urgency: 'urgency',
  signals: 'urgency',
  sentiment: 'feeling',
  emotion: 'feeling',
}

/** @param reasons with UTF-16 offsets in `text`; the heaviest are taken first, as long as a third is not exceeded */
export function markedParts(text: string, reasons: readonly Reason[] = []): Part[] {
  const taken: Record<ReasonKind, Reason[]> = { urgency: [], feeling: [] }
  const covered = new Set<number>()
  const usable = reasons
    .filter(({ start, end, weight }) => weight >= LEAST_WEIGHT && start < end && end <= text.length)
    .toSorted((one, other) => other.weight - one.weight)
  for (const reason of usable) {
    const kind = KINDS[reason.head]
    if (!kind || taken[kind].some(({ start, end }) => start < reason.end && reason.start < end)) continue
    const more = [...Array(reason.end - reason.start).keys()]
      .map((offset) => reason.start + offset)
      .filter((at) => !covered.has(at))
    if (covered.size + more.length > text.length * MOST_SHARE) continue
    for (const at of more) covered.add(at)
    taken[kind].push(reason)
  }
  const all = [...taken.urgency, ...taken.feeling]
  const cuts = [...new Set([0, ...all.flatMap(({ start, end }) => [start, end]), text.length])].sort(
    (one, other) => one - other,
  )
  const at = (kind: ReasonKind, from: number) =>
    taken[kind].find(({ start, end }) => start <= from && from < end) ?? null
  return cuts.slice(0, -1).map((from, index) => ({
    text: text.slice(from, cuts[index + 1]),
    urgency: at('urgency', from),
    feeling: at('feeling', from),
  }))
}
