/** A text cut where its reasons begin and end. */
import type { Reason } from '../../domain/triage/triage.ts'

/** Words in a row and everything they are a reason for; none: plain text. */
export type Segment = { text: string; reasons: Reason[] }

/** @param reasons with UTF-16 offsets in `text`; those that do not fit it are left out. Joined, the segments are the text. */
export function segmentsOf(text: string, reasons: readonly Reason[]): Segment[] {
  const usable = reasons.filter(({ start, end }) => start < end && end <= text.length)
  const cuts = [...new Set([0, ...usable.flatMap(({ start, end }) => [start, end]), text.length])].sort(
    (one, other) => one - other,
  )
  return cuts.slice(0, -1).map((from, index) => ({
    text: text.slice(from, cuts[index + 1]),
    reasons: usable.filter(({ start, end }) => start <= from && from < end),
  }))
}
