/** What full-text search keeps of a text written at the desk: every word, and beside it the forms it is also found by. */
import { formsOf } from '../knowledge/word-forms.ts'
import { isStopWord, plainWords } from '../knowledge/words.ts'
import { LANGUAGES, type Language } from '../labels.ts'
import { detectLanguage } from '../text/language.ts'

/** `words`: as normalised, in their order, stop words among them; `forms`: what else the telling ones are found by. */
export type IndexedWords = { words: string; forms: string }

export function indexedWords(text: string): IndexedWords {
  const languages = languagesOf(text)
  const words = plainWords(text)
  return {
    words: words.join(' '),
    forms: words.flatMap((word) => otherForms(word, languages)).join(' '),
  }
}

/** Whose forms the words of a text take. Words in Latin letters take the English ones in any text, and only those. */
export function languagesOf(text: string): readonly Language[] {
  const { label } = detectLanguage(text)
  return label === 'fa' || label === 'ar' ? [label, 'en'] : LANGUAGES
}

/** The forms of a word beside itself. */
export function otherForms(word: string, languages: readonly Language[]): string[] {
  const forms = new Set(
    languages.flatMap((language) => (isStopWord(word, language) ? [] : formsOf(word, language))),
  )
  forms.delete(word)
  return [...forms]
}
