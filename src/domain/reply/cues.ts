/**
 * Cue phrases as an operator writes them: whole words of the customer, `*` for the rest of a word, `…` for
 * up to {@link GAP} characters between words of one sentence. Compared on normalised text, so spelling by
 * keyboard, half-space or digits does not matter.
 */
import type { Language } from '../labels.ts'
import { normalise } from '../text/normalise.ts'

const GAP = 60
/** Letters and digits of normalised text in our languages; a property class would make the patterns ten times as dear. */
const LETTER = 'a-z0-9\\u00df-\\u024f\\u0620-\\u06ff'
const BEFORE = `(?<![${LETTER}])`
const AFTER = `(?![${LETTER}])`
/** Particles that Arabic writes together with the next word. */
const ARABIC_PARTICLES = '(?:[وف]?(?:[بک]?ال|لل|[بلک])|[وف])?'

/** One expression for many phrases; null for none. */
export function compileCues(phrases: readonly string[], language: Language): RegExp | null {
  if (phrases.length === 0) return null
  const patterns = phrases.map((phrase) =>
    phrase
      .split('…')
      .map((part) => wordsPattern(part, language))
      .join(`${AFTER}[^.!?؟]{0,${GAP}}?${BEFORE}`),
  )
  return new RegExp(`${BEFORE}(?:${patterns.join('|')})${AFTER}`, 'g')
}

function wordsPattern(words: string, language: Language): string {
  const plain = normalise(words).text
  const isArabicScript = /^[\u0600-\u06ff]/.test(plain)
  const pattern = plain
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', `[${LETTER}]*`)
    // A half-space is a space by now, and people leave both out.
    .replaceAll(' ', isArabicScript ? ' ?' : ' ')
  return (language === 'ar' && isArabicScript ? ARABIC_PARTICLES : '') + pattern
}

/** How many different places of the normalised text a cue was found at. */
export function countCues(cues: RegExp | null, normalisedText: string): number {
  return cues === null ? 0 : (normalisedText.match(cues)?.length ?? 0)
}
