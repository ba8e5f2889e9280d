/** Stop 7: the second opinion, which never sees personal data. */
import type { Channel, Language } from '../domain/labels.ts'
import { mask, unmask } from '../domain/text/mask.ts'
import type { PreparedText } from '../domain/text/prepare.ts'
import { reasonsFromQuotes } from '../domain/triage/quote-reasons.ts'
import type { Labels, Reason } from '../domain/triage/triage.ts'
import type { SecondOpinion, SecondOpinionOutcome } from './ports.ts'

export type MaskedAnswer =
  | { ok: true; labels: Labels; reasons: Reason[]; model: string; costUsd: number }
  | Extract<SecondOpinionOutcome, { ok: false }>

export type AskOptions = {
  /** What the answer's language is held against; null when we are not sure ourselves. */
  language: Language | null
  channel: Channel | null
  /** Names of the customer, where known. */
  names: readonly string[]
  signal: AbortSignal | undefined
}

/** Asks about the customer's own words, masked, and finds what the answer quotes in the text as sent. */
export async function askMasked(
  secondOpinion: SecondOpinion,
  { original, ownWords }: PreparedText,
  { language, channel, names, signal }: AskOptions,
): Promise<MaskedAnswer> {
  const words = ownWords.map(({ start, end }) => original.slice(start, end)).join('\n')
  const masked = mask(words, { names })
  const outcome = await secondOpinion.ask({
    maskedText: masked.text,
    language,
    channel,
    ...(signal && { signal }),
  })
  if (!outcome.ok) return outcome
  const { labels, evidence, model, costUsd } = outcome
  const quotes = evidence.map((quote) => ({ ...quote, text: unmask(quote.text, masked.entries) }))
  return { ok: true, labels, reasons: reasonsFromQuotes(original, labels, quotes), model, costUsd }
}
