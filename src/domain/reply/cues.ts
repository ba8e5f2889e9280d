/**
 * Cue phrases as an operator writes them: whole words of the customer, `*` for the rest of a word, `…` for
 * up to {@link GAP} characters between words of one sentence. Compared on normalised text, so spelling by
 * keyboard, half-space or digits does not matter.
 */
import type { Language } from '../labels.ts'
import { normalise } from '../text/normalise.ts'

const GAP = 40
const BEFORE = '(?<![\\p{L}\\p{N}])'
const AFTER = '(?![\\p{L}\\p{N}])'
/** Particles that Arabic writes together with the next word. */
const ARABIC_PARTICLES = '(?:[وف]?(?:[بک]?ال|لل|[بلک])|[وف])?'

/** One expression for many phrases; null for none. */
export function compileCues(phrases: readonly string[], language: Language): RegExp | null {
  if (phrases.length === 0) return null
  return new RegExp(phrases.map((phrase) => cuePattern(phrase, language)).join('|'), 'gu')
}

function cuePattern(phrase: string, language: Language): string {
  const parts = phrase.split('…').map((part) => {
    const plain = normalise(part).text
    const escaped = plain.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    const words = escaped
      .replaceAll('*', '[\\p{L}\\p{N}]*')
      // A half-space is a space by now, and people leave both out.
      .replaceAll(' ', /[\u0600-\u06ff]/.test(plain) ? ' ?' : ' ')
    const particles = language === 'ar' && /^[\u0600-\u06ff]/.test(plain) ? ARABIC_PARTICLES : ''
    return `${BEFORE}${particles}${words}${AFTER}`
  })
  return parts.join(`[^.!?؟]{0,${GAP}}?`)
}

/** How many different places of the normalised text a cue was found at. */
export function countCues(cues: RegExp | null, normalisedText: string): number {
  return cues === null ? 0 : (normalisedText.match(cues)?.length ?? 0)
}
