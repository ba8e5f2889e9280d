/** A reply while an LLM writes it: as much of the final text as is certain already. */
import { type MaskEntry, unmask } from '../text/mask.ts'
import type { ReplyContext } from './context.ts'
import type { Step } from './draft.ts'
import { layOut } from './layout.ts'

/** What may yet become a placeholder, or is half of a character. */
const UNSURE_END = /(?:\[[A-Z_\d]*|[\uD800-\uDBFF])$/

/**
 * The beginning of what {@link layOut} will make of the finished parts, personal data put back. A text that stops in
 * the middle of a placeholder is shown up to it.
 */
export function shownSoFar(
  parts: readonly { step: Step; text: string; finished: boolean }[],
  context: ReplyContext,
  entries: readonly MaskEntry[],
): string {
  const pieces = parts.map(({ step, text, finished }) => {
    const sure = finished ? text : text.replace(UNSURE_END, '')
    return { step, text: unmask(sure.trim(), entries), from: '' }
  })
  // The space after a greeting depends on how the greeting ends.
  return layOut(
    pieces.filter(({ text }) => text !== ''),
    context,
  ).trimEnd()
}
