/**
 * Texts as full-text search knows them: normalised words, each with its forms. Index and question go through the same
 * code, so half-spaces, diacritics, digits and the letters of either keyboard make no difference.
 */
import { LANGUAGES, type Language } from '../labels.ts'
import { normalise } from '../text/normalise.ts'
import { STOP_WORDS } from './stop-words.ts'
import { formsOf } from './word-forms.ts'

/** A word of a question by all its forms, the plain one first; only letters and digits, so no query syntax can be in it. */
export type SearchWord = string[]

/** A letter is enough about a matter; what follows is mostly the same again. */
export const MOST_SEARCH_WORDS = 24
const MOST_READ = 8_000
/** What is longer is known by its beginning. */
export const MOST_WORD_LENGTH = 40

/** Normalised words in order, stop words among them. */
export function plainWords(text: string): string[] {
  return (normalise(text).text.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, MOST_WORD_LENGTH))
}

/** Words that tell of the matter, each once. */
export function tellingWords(text: string, language: Language | null): string[] {
  const words = [...new Set(plainWords(text))]
  return words.filter((word) => !isStopWord(word, language) && !isLongNumber(word))
}

/** What the index keeps of a text: its telling words with all their forms, repeated as often as they stand there. */
export function indexWords(text: string, language: Language): string {
  return plainWords(text)
    .filter((word) => !isStopWord(word, language))
    .flatMap((word) => formsOf(word, language))
    .join(' ')
}

/** Every form of every telling word. */
export const allForms = (text: string, language: Language): ReadonlySet<string> =>
  new Set(indexWords(text, language).split(' '))

/**
 * The words to look for. A question of stop words alone («چطور؟») is looked for by these; one without any letter or
 * digit has none. `language` null: not known, so the forms of all three are taken.
 */
export function searchWords(text: string, language: Language | null): SearchWord[] {
  const read = text.slice(0, MOST_READ)
  const telling = tellingWords(read, language)
  const words = telling.length > 0 ? telling : [...new Set(plainWords(read))]
  return words.slice(0, MOST_SEARCH_WORDS).map((word) => formsIn(word, language))
}

const formsIn = (word: string, language: Language | null): SearchWord => [
  ...new Set((language === null ? LANGUAGES : [language]).flatMap((each) => formsOf(word, each))),
]

/** `language` null: of any of the three. */
export const isStopWord = (word: string, language: Language | null) =>
  (language === null ? LANGUAGES : [language]).some((each) => STOP_WORDS[each].has(word))

/** An order number finds nothing but itself. */
const isLongNumber = (word: string) => /^\d{5,}$/.test(word)
