/**
 * Words of a text, exactly as models/train/language_profile.py makes them: the weights of the language profile
 * are only right for the features of these words.
 */

const LINKS = /https?:\/\/\S+|www\.\S+|\S+@\S+|@[\p{L}\p{N}_]+/giu
// Marks people seldom type, tatweel and invisible characters; the half-space stays, it speaks for Persian.
const MARKS =
  /[\u0610-\u061a\u0640\u064b-\u065f\u0670]|\u200b|\u200d|[\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
const ARABIC_WORD = /[\u0621-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u200c]+/g
const LATIN_WORD = /(?=[0-9']*[a-z\u00c0-\u024f])[a-z0-9'\u00c0-\u024f]+/g

/** The text without links, addresses, handles, marks and stretched letters, in lower case. */
export function plainLetters(text: string): string {
  return text
    .normalize('NFKC')
    .replace(LINKS, ' ')
    .replace(MARKS, '')
    .toLowerCase()
    .replaceAll('\u2019', "'")
    .replace(/(.)\1{2,}/gu, '$1$1')
}

/** Words in Arabic script of a text made by {@link plainLetters}; a half-space inside is written `-`. */
export function arabicWords(plain: string): string[] {
  return tidy(plain.match(ARABIC_WORD))
}

/** Words in Latin letters; digits and apostrophes belong to them, as in Arabizi `3ndi`, `ma2fool`, `9'`. */
export function latinWords(plain: string): string[] {
  return tidy(plain.match(LATIN_WORD))
}

function tidy(found: string[] | null): string[] {
  return (found ?? [])
    .map((word) =>
      word
        .replace(/^['\u200c]+|['\u200c]+$/g, '')
        .replaceAll('\u200c', '-')
        .slice(0, 30),
    )
    .filter((word) => word !== '')
}
