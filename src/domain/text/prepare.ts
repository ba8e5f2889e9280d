import type { Language } from '../labels.ts'
import type { LanguageAnswer } from '../triage/triage.ts'
import { customerWords } from './customer-words.ts'
import { detectLanguage } from './language.ts'
import { type MappedText, mapText, originalSpan, type Span, sliceMapped } from './mapped-text.ts'
import { type NormalisedText, normaliseMapped } from './normalise.ts'
import { cutLong, MAX_PART_LENGTH, splitForModel } from './split-for-model.ts'

export type PreparedText = {
  /** The text as sent; every offset below is a UTF-16 offset into it. */
  original: string
  /** What the customer wrote now: ordered, not overlapping. */
  ownWords: Span[]
  language: LanguageAnswer
  /** What the model reads, in order; none when nothing readable is there. `toOriginal` leads to the text as sent. */
  parts: NormalisedText[]
}

/** Everything the triage needs to know of a text before a model reads it. Pure; about 3 ms for 8,000 characters. */
export function prepareText(text: string, hint?: Language): PreparedText {
  const ownWords = customerWords(text)
  const language = detectLanguage(ownWords.map(({ start, end }) => text.slice(start, end)).join('\n'), hint)
  const mapped = mapText(text)
  const parts = ownWords
    .flatMap((span) => splitForModel(text, span))
    .flatMap(({ start, end }) => cutMapped(normaliseMapped(sliceMapped(mapped, start, end))))
    .map((part) => ({
      text: part.text,
      toOriginal: (start: number, end: number) => originalSpan(part, start, end),
    }))
  return { original: text, ownWords, language, parts }
}

/** Normalising may lengthen a part (one letter can stand for a phrase, as in ﷺ): then it is cut once more. */
function cutMapped(part: MappedText): MappedText[] {
  return cutLong(part.text, { start: 0, end: part.text.length }, MAX_PART_LENGTH).map(({ start, end }) =>
    sliceMapped(part, start, end),
  )
}
