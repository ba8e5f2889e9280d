/** A short piece of a text around what was looked for, with the places to mark. Cut between words. */
import { MOST_WORD_LENGTH } from '../knowledge/words.ts'
import type { Span } from '../text/mapped-text.ts'
import { normalise } from '../text/normalise.ts'
import { languagesOf, otherForms } from './indexed-words.ts'
import type { Question } from './question.ts'

/** All offsets are UTF-16 units and half-open. */
export type Excerpt = {
  /** As it stands in the text, white space and all. */
  excerpt: string
  /** Into `excerpt`: ordered, not overlapping. */
  highlights: Span[]
  /** Whether the text goes on before and after it. */
  cut_start: boolean
  cut_end: boolean
}

const EXCERPT_LENGTH = 160
/** Of these, before the first place to mark. */
const LEAD = 40

/** Where the words of the question stand in the text, in any of their ways. Ordered, not overlapping. */
export function placesIn(text: string, question: Question): Span[] {
  return found(wordsWithPlaces(text), languagesOf(text), question)
}

/** The piece with the most places to mark; the beginning of the text where there is none. At most 160 UTF-16 units. */
export function excerptFor(text: string, question: Question): Excerpt {
  const words = wordsWithPlaces(text)
  const places = found(words, languagesOf(text), question)
  const first = places.reduce<Span | undefined>(
    (best, place) => (best && within(places, best) >= within(places, place) ? best : place),
    undefined,
  )
  const from = first === undefined ? 0 : startBefore(words, first)
  const to = endAfter(text, words, from)
  return {
    excerpt: text.slice(from, to),
    highlights: places
      .map(({ start, end }) => ({ start: start - from, end: Math.min(end, to) - from }))
      .filter(({ start, end }) => start >= 0 && start < end),
    cut_start: text.slice(0, from).trim() !== '',
    cut_end: text.slice(to).trim() !== '',
  }
}

type PlacedWord = { word: string; place: Span }

function wordsWithPlaces(text: string): PlacedWord[] {
  const normalised = normalise(text)
  return [...normalised.text.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: whole, index }) => ({
    word: whole.slice(0, MOST_WORD_LENGTH),
    place: normalised.toOriginal(index, index + whole.length),
  }))
}

function found(
  words: readonly PlacedWord[],
  languages: ReturnType<typeof languagesOf>,
  question: Question,
): Span[] {
  const ways = new Set(question.words.flat())
  const answers = (word: string) =>
    ways.has(word) || otherForms(word, languages).some((form) => ways.has(form))
  const places: Span[] = []
  words.forEach(({ word, place }, index) => {
    const next = words[index + 1]
    if (next && ways.has(`${word} ${next.word}`)) add(places, { start: place.start, end: next.place.end })
    else if (answers(word)) add(places, place)
  })
  return places
}

/** Two words may have come from one character, and a pair may begin inside the last one. */
function add(places: Span[], place: Span): void {
  const last = places.at(-1)
  if (last && place.start < last.end) last.end = Math.max(last.end, place.end)
  else if (place.end > place.start) places.push({ ...place })
}

const within = (places: readonly Span[], { start }: Span) =>
  places.filter((place) => place.start >= start && place.end <= start + EXCERPT_LENGTH - LEAD).length

function startBefore(words: readonly PlacedWord[], { start }: Span): number {
  if (start <= LEAD) return 0
  return words.find(({ place }) => place.start >= start - LEAD)?.place.start ?? start
}

function endAfter(text: string, words: readonly PlacedWord[], from: number): number {
  const most = from + EXCERPT_LENGTH
  if (text.length <= most) return text.length
  const last = words.findLast(({ place }) => place.end <= most)?.place.end ?? 0
  if (last > from) return last
  // One word fills it all.
  return /[\udc00-\udfff]/.test(text[most] ?? '') ? most - 1 : most
}
