/** What a customer's text tells that a reply may repeat: exactly as it was written, with its place. */
import type { Language } from '../labels.ts'
import type { Span } from '../text/mapped-text.ts'
import { findPersonalData, withoutOverlap } from '../text/personal-data.ts'
import { findOwnNames } from './fact-names.ts'
import {
  AMOUNTS,
  FIXED_DATES,
  MOVING_DATES,
  REFERENCE_CODE,
  REFERENCE_CUES,
  REFERENCE_NOUNS,
  type ReferenceKind,
} from './fact-patterns.ts'

/** `start` and `end` are UTF-16 offsets into the text; `value` is what stands there. */
export type Fact = Span & { value: string }
export type Facts = {
  names: Fact[]
  references: (Fact & { kind: ReferenceKind })[]
  amounts: Fact[]
  /** `fixed`: means the same day whenever it is read. */
  dates: (Fact & { fixed: boolean })[]
}

/** A number that says it is one, right before the digits; or letters before them. */
const NUMBERED = /(?:شماره|کد|رقم|\bnumber|\bno\.?|\bnum|\bnr\.?|#)[\s\u200cیهٔ:.#]*(?:[A-Za-z]{1,5}-?)?$/iu

/** How far before a number the word may stand that tells what it is. */
const CUE_REACH = 32

/** Facts in order of appearance. A number that is personal data (phone, card, identity) is none. */
export function findFacts(text: string): Facts {
  const folded = foldForFacts(text)
  const spansOf = (patterns: readonly RegExp[]) =>
    withoutOverlap(
      patterns
        .flatMap((pattern) => [...folded.matchAll(pattern)])
        .map((match) => ({ start: match.index, end: match.index + match[0].length }))
        .sort((one, other) => one.start - other.start || other.end - one.end),
    )
  const quote = <Found extends Span>(span: Found) => ({ ...span, value: text.slice(span.start, span.end) })
  const personal = findPersonalData(text)
  const free = (taken: readonly Span[]) => (span: Span) =>
    !taken.some(({ start, end }) => start < span.end && span.start < end)

  const amounts = spansOf(AMOUNTS).filter(free(personal))
  const fixed = spansOf(FIXED_DATES).filter(free([...personal, ...amounts]))
  const moving = spansOf([MOVING_DATES]).filter(free(fixed))
  const references = [...folded.matchAll(REFERENCE_CODE)].flatMap((match) => {
    const value = match[1] ?? ''
    const start = match.index + match[0].length - value.length
    const span = { start, end: start + value.length }
    const before = folded.slice(Math.max(0, start - CUE_REACH), start)
    // Three digits are as often a count: then only a word such as "number" makes them one.
    const kind = value.replace(/\D/g, '').length > 3 || NUMBERED.test(before) ? kindBefore(before) : null
    return kind && free([...personal, ...amounts, ...fixed])(span) ? [{ ...span, kind }] : []
  })
  return {
    names: findOwnNames(folded).map(quote),
    references: references.map(quote),
    amounts: amounts.map(quote),
    dates: [
      ...fixed.map((span) => ({ ...quote(span), fixed: true })),
      ...moving.map((span) => ({ ...quote(span), fixed: false })),
    ].sort((one, other) => one.start - other.start),
  }
}

/** Digits in ASCII, Persian letters for their Arabic forms; one character for one, so offsets stay. */
export function foldForFacts(text: string): string {
  return text
    .replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(/[يى]/g, 'ی')
    .replace(/ك/g, 'ک')
}

/** The nearest word before a number that tells what it numbers; not over the end of a sentence. */
function kindBefore(before: string): ReferenceKind | null {
  // The full stop of "no. 40021" ends nothing.
  const told = before.replace(/\b(no|nr)\./gi, '$1 ')
  const clause = told.slice(told.search(/[^.!?؟\n]*$/u))
  let kind: ReferenceKind | null = null
  let at = -1
  for (const [name, pattern] of REFERENCE_CUES) {
    for (const match of clause.matchAll(pattern)) {
      if (match.index > at) {
        at = match.index
        kind = name
      }
    }
  }
  // Another number between them: "order of 3 items, 1200 g" numbers nothing.
  return kind && !/\d/.test(clause.slice(at)) ? kind : null
}

/** Facts as a reply may use them: only what is beyond doubt, in letters that suit its language. */
export type UsableFacts = {
  name: string | null
  order: string | null
  reference: string | null
  amount: string | null
  date: string | null
}

/**
 * From the texts of one customer, the latest first. A text that names two order numbers (or amounts, or dates)
 * does not say which is meant: then none is used. `knownName` is the customer's name on record and goes first.
 */
export function usableFacts(
  texts: readonly string[],
  { language, knownName }: { language: Language; knownName: string | null },
): UsableFacts {
  const found = texts.map(findFacts)
  const suits = (value: string) =>
    language === 'en' ? !/\p{Script=Arabic}/u.test(value) : !/\p{Script=Latin}{2}/u.test(value)
  const only = <Kind extends Fact>(facts: readonly Kind[]): Kind | null => {
    const [first, ...others] = facts
    return first && others.every(({ value }) => foldForFacts(value) === foldForFacts(first.value))
      ? first
      : null
  }
  const latest = <Kind extends Fact>(choose: (facts: Facts) => Kind[]) =>
    only(found.map(choose).find((facts) => facts.length > 0) ?? [])
  const reference = latest(({ references }) => references)
  const amount = latest(({ amounts }) => amounts)?.value ?? null
  const date = latest(({ dates }) => dates.filter(({ fixed }) => fixed))?.value ?? null
  const name = knownName ?? latest(({ names }) => names)?.value ?? null
  return {
    name: name !== null && isName(name, language) ? spellName(name, language) : null,
    order: reference?.kind === 'order' ? reference.value : null,
    reference: reference ? `${REFERENCE_NOUNS[language][reference.kind]} ${reference.value}` : null,
    amount: amount !== null && suits(amount) ? amount : null,
    date: date !== null && suits(date) ? date : null,
  }
}

/** Letters of the language's own script, nothing that looks like a handle, a number or a company. */
function isName(name: string, language: Language): boolean {
  if (name.length > 40 || /[\d@_/]/.test(name)) return false
  return language === 'en'
    ? /^[\p{Script=Latin}\s.'’-]+$/u.test(name)
    : /^[\p{Script=Arabic}\s\u200c.]+$/u.test(name)
}

/** A name typed on the other keyboard, in the letters of the reply. */
function spellName(name: string, language: Language): string {
  const plain = name.trim().replace(/\s+/g, ' ')
  if (language === 'fa') return plain.replace(/[يى]/g, 'ی').replace(/ك/g, 'ک')
  return language === 'ar' ? plain.replace(/ی/g, 'ي').replace(/ک/g, 'ك') : plain
}
