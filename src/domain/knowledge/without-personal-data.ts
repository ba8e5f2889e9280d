/**
 * What is left of a text when everything that belongs to one customer is taken out, for answers that later serve other
 * people. It is not meant to be read back: too much taken out costs a word, too little a secret.
 */
import type { Language } from '../labels.ts'
import { claimedNames, DAY_NAMES } from '../reply/checks/claimed-names.ts'
import { findFacts } from '../reply/facts.ts'
import type { Span } from '../text/mapped-text.ts'
import { findNames } from '../text/names.ts'
import { normalise } from '../text/normalise.ts'
import { findPersonalData, withoutOverlap } from '../text/personal-data.ts'
import { GIVEN_NAMES } from './given-names.ts'
import { STOP_WORDS } from './stop-words.ts'
import { formsOf } from './word-forms.ts'
import { plainWords } from './words.ts'

type Kind = 'name' | 'number' | 'amount' | 'date' | 'address' | 'detail'
type Found = Span & { kind: Kind }

export type WhoseWords = {
  language: Language
  /** Names that are known to be somebody's. */
  names: readonly string[]
  /** What the customer wrote: of that, only words that the desk uses itself stay. Missing: the text is the customer's. */
  customer?: { texts: readonly string[]; ours: ReadonlySet<string> }
}

/** `[name]`, `[number]`, `[amount]`, `[date]`, `[address]` and `[detail]` in the place of what was taken out. */
export function withoutPersonalData(text: string, whose: WhoseWords): string {
  const { names, language } = whose
  const facts = findFacts(text)
  const as = (kind: Kind, spans: readonly Span[]): Found[] =>
    spans.map(({ start, end }) => ({ kind, start, end }))
  const personal = findPersonalData(text)
  const found = withoutOverlap<Found>([
    ...as('address', matches(text, ADDRESSES)),
    ...as('number', personal),
    ...as('name', findNames(text, [...names, ...facts.names.map(({ value }) => value)])),
    ...as('name', claimedNames(text, language)),
    ...as('amount', [...facts.amounts, ...matches(text, SPELLED_AMOUNT)]),
    ...as('date', [...facts.dates.filter(({ fixed }) => fixed), ...dayNames(text, language)]),
    ...as('address', matches(text, STREETS)),
    ...as('number', matches(text, WITH_DIGIT)),
    ...wordsThatTell(text, whose),
  ])
  let kept = ''
  let copied = 0
  for (const { kind, start, end } of found) {
    kept += `${text.slice(copied, start)}[${kind}]`
    copied = end
  }
  return (kept + text.slice(copied)).replace(/(\[\w+\])(?:[\s\u200c]+\1)+/g, '$1')
}

const matches = (text: string, pattern: RegExp): Span[] =>
  [...text.matchAll(pattern)].map(({ 0: found, index }) => ({ start: index, end: index + found.length }))

const ADDRESSES =
  /(?:https?:\/\/|www\.)\S+|\S+@\S+|@[\p{L}\p{N}_.]+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b(?:\/\S*)?/giu

/** Order numbers, times, codes with letters: whatever has a digit in it. */
const WITH_DIGIT = /[#+]?[\p{L}\p{N}-]*\p{N}(?:[\p{L}\p{N}.,:/٬٫-]*[\p{L}\p{N}])?/gu

const CURRENCY =
  'تومان|تومن|ریال|ريال|دلار|یورو|درهم|دراهم|دينارا?|دينار|جنيها?|ليرة|دولارا?|dollars?|euros?|pounds?|quid|dirhams?|riyals?|rials?|tomans?'
/** «دویست هزار تومان», “forty-five pounds”: up to three words before a currency. */
const SPELLED_AMOUNT = new RegExp(`(?:[\\p{L}-]+[\\s\\u200c]+){1,3}(?:${CURRENCY})(?![\\p{L}])`, 'giu')

const STREET = 'خیابان|خيابان|کوچه|كوچه|کوچهٔ|بلوار|میدان|ميدان|محله|محلهٔ|شهرک|شارع|حي|حارة|جادة|برج|عمارة'
/** What follows such a word is where somebody lives. */
const STREETS = new RegExp(
  `(?<![\\p{L}])(?:${STREET})[\\s\\u200c]+[\\p{L}\\u200c]+(?:[\\s]+[\\p{L}\\u200c]+)?`,
  'gu',
)

function dayNames(text: string, language: Language): Span[] {
  const plain = normalise(text)
  return [...plain.text.matchAll(DAY_NAMES[language])].map(({ 0: found, index }) =>
    plain.toOriginal(index, index + found.length),
  )
}

/** Single words: given names, English words with a capital within a sentence, and the customer's own where the desk has no such word. */
function wordsThatTell(text: string, { language, customer }: WhoseWords): Found[] {
  const theirs = customer && new Set(customer.texts.flatMap(plainWords))
  const isTheirs = (word: string) =>
    theirs?.has(word) === true &&
    !STOP_WORDS[language].has(word) &&
    !formsOf(word, language).some((form) => customer?.ours.has(form))
  return [...wordsIn(text)].flatMap(([span, word]): Found[] => {
    if (GIVEN_NAMES.has(word)) return [{ kind: 'name', ...span }]
    if (
      language === 'en' &&
      isCapitalInside(text, span) &&
      !formsOf(word, 'en').some((form) => customer?.ours.has(form))
    )
      return [{ kind: 'name', ...span }]
    return isTheirs(word) ? [{ kind: 'detail', ...span }] : []
  })
}

function* wordsIn(text: string): Iterable<[Span, string]> {
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}\u0640]+/gu))
    yield [{ start: index, end: index + word.length }, normalise(word).text]
}

/** Not at the beginning of a sentence or a line, and not the word “I”. */
function isCapitalInside(text: string, { start, end }: Span): boolean {
  const word = text.slice(start, end)
  return (
    /^\p{Lu}/u.test(word) &&
    word !== 'I' &&
    !/(?:^|[.!?:“"(\n–-])\s*$/u.test(text.slice(Math.max(0, start - 6), start))
  )
}
