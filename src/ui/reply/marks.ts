/** The places of failed checks in the text that is being edited. */
import type { ReplyCheck } from '../../domain/reply/draft.ts'

/** Words in a row; `check` null: nothing is wrong with them. */
export type MarkedPart = { text: string; check: ReplyCheck['check'] | null }

/** Of places that overlap the first one is marked. Joined, the parts are the text. */
export function markedParts(text: string, checks: readonly ReplyCheck[]): MarkedPart[] {
  const places = checks
    .flatMap(({ check, passed, start, end }) =>
      passed || start === undefined || end === undefined || start >= end || end > text.length
        ? []
        : [{ check, start, end }],
    )
    .toSorted((one, other) => one.start - other.start)
  const parts: MarkedPart[] = []
  let done = 0
  for (const { check, start, end } of places) {
    if (start < done) continue
    if (start > done) parts.push({ text: text.slice(done, start), check: null })
    parts.push({ text: text.slice(start, end), check })
    done = end
  }
  if (done < text.length) parts.push({ text: text.slice(done), check: null })
  return parts
}

/** Where a check points now: its place, moved along with the text around it; null: none, or it was edited away. */
export function placeNow(
  { start, end }: Pick<ReplyCheck, 'start' | 'end'>,
  judged: string,
  text: string,
): { start: number; end: number } | null {
  if (start === undefined || end === undefined) return null
  const words = judged.slice(start, end)
  if (text.slice(start, end) === words) return { start, end }
  const at = words === '' ? -1 : text.indexOf(words)
  return at < 0 ? null : { start: at, end: at + words.length }
}

/** Puts words into a text at a place, with the space that is missing around them. */
export function withInserted(
  text: string,
  { start, end }: { start: number; end: number },
  words: string,
): { text: string; caret: number } {
  const [before, after] = [text.slice(0, start), text.slice(end)]
  const lead = before === '' || /\s$/.test(before) ? '' : ' '
  const trail = after === '' || /^[\s.,،؛:!?؟]/.test(after) ? '' : ' '
  const put = `${lead}${words}${trail}`
  return { text: before + put + after, caret: before.length + put.length }
}
