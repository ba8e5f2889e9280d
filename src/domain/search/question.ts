/** What somebody looks for in the texts of conversations, word by word, each in all the ways people type it. */
import { formsOf } from '../knowledge/word-forms.ts'
import { isStopWord, MOST_SEARCH_WORDS, plainWords, type SearchWord } from '../knowledge/words.ts'
import { LANGUAGES } from '../labels.ts'

/** A text answers when it has each of the words in one of its ways. Letters, digits and single spaces only. */
export type Question = {
  /** As typed and normalised, stop words among them. */
  plain: string[]
  /** The telling ones of them, or all where none is. */
  telling: string[]
  /** For each telling word its ways: forms of one word, or two words with a space between. */
  words: SearchWord[]
}

/** Shorter pieces are hardly ever a word of their own. */
const LEAST_PIECE = 2
/** Longer words are not taken apart: they are codes and numbers. */
const LONGEST_SPLIT = 20

/** Null: there is no letter and no digit in it. */
export function questionOf(text: string): Question | null {
  const plain = plainWords(text).slice(0, MOST_SEARCH_WORDS)
  if (plain.length === 0) return null
  const places = plain.map((_, place) => place)
  const tellingPlaces = places.filter((place) => !isStopWord(plain[place] as string, null))
  const chosen = tellingPlaces.length > 0 ? tellingPlaces : places
  return {
    plain,
    telling: [...new Set(chosen.map((place) => plain[place] as string))],
    words: chosen.map((place) => waysOf(plain, place)),
  }
}

/**
 * A half-space is typed, left out or typed as a space, so one word of the question may stand as two in the text
 * («پیشفاکتور», «پیش‌فاکتور») and two as one.
 */
function waysOf(plain: readonly string[], place: number): SearchWord {
  const word = plain[place] as string
  const joined = [
    ...(place > 0 ? [`${plain[place - 1]}${word}`] : []),
    ...(place < plain.length - 1 ? [`${word}${plain[place + 1]}`] : []),
  ]
  return [...new Set([...[word, ...joined].flatMap(formsIn), ...splits(word)])]
}

const formsIn = (word: string) => LANGUAGES.flatMap((language) => formsOf(word, language))

function splits(word: string): string[] {
  const letters = [...word]
  if (letters.length > LONGEST_SPLIT) return []
  return letters
    .map((_, at) => at)
    .filter((at) => at >= LEAST_PIECE && at <= letters.length - LEAST_PIECE)
    .map((at) => `${letters.slice(0, at).join('')} ${letters.slice(at).join('')}`)
}
