/** The words a second opinion points at, as reasons in the text as sent. */
import { SINGLE_HEADS } from '../labels.ts'
import type { Labels, Reason } from './triage.ts'

/** Words of the message, personal data restored, that show why `label` of `head` was given. */
export type Quote = { head: Reason['head']; label: string; text: string }

/**
 * Reasons from quotes. A quote that is not in the text as sent, or is more than a third of it, is left out:
 * it would explain nothing. Quotes for the same label share the weight equally, since an LLM does not measure it.
 *
 * @param original the message as sent
 */
export function reasonsFromQuotes(original: string, labels: Labels, quotes: readonly Quote[]): Reason[] {
  const found = quotes
    .filter((quote) => isDecided(labels, quote) && quote.text.trim().length > 0)
    .filter((quote) => quote.text.length <= original.length / 3)
    .map((quote) => ({ ...quote, start: original.indexOf(quote.text) }))
    .filter((quote) => quote.start >= 0)
  return found.map(({ head, label, start, text }) => {
    const sharing = found.filter((other) => other.head === head && other.label === label).length
    return { head, label, start, end: start + text.length, text, weight: 1 / sharing }
  })
}

function isDecided(labels: Labels, { head, label }: Quote): boolean {
  const single = SINGLE_HEADS.find((candidate) => candidate === head)
  if (single) return labels[single].label === label
  return labels[head as 'topics' | 'signals'].some((given) => given.label === label)
}
