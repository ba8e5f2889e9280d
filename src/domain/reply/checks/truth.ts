/** Is it true and allowed: nothing invented, nothing promised beyond policy, nothing leaked. */
import type { Language } from '../../labels.ts'
import { findNames } from '../../text/names.ts'
import { normalise } from '../../text/normalise.ts'
import { findPersonalData } from '../../text/personal-data.ts'
import type { ReplyContext } from '../context.ts'
import { findFacts, foldForFacts } from '../facts.ts'
import { addressesOf, wordsOfArticle } from '../known-articles.ts'
import { claimedNames, DAY_NAMES } from './claimed-names.ts'
import { placesOf, type Reply, type Rule } from './finding.ts'
import { numbersIn } from './numbers.ts'

export const withinPolicy: Rule = {
  check: 'within_policy',
  right: 'Promises nothing that policy does not allow here.',
  fault: (reply, context) => {
    const { library, language } = context
    const allowed = new Set(allowedPromises(context))
    for (const { kind, words } of library.promises) {
      const pattern = words[language]
      const place = pattern && !allowed.has(kind) ? placesOf(reply, pattern)[0] : undefined
      if (place)
        return {
          detail: `“${place.words}” promises what the policy does not allow here (${kind}).`,
          start: place.start,
          end: place.end,
        }
    }
    return null
  },
}

/** Kinds of promise that policy lets this answer make. */
export const allowedPromises = ({ situation, offers, further }: ReplyContext): string[] => [
  ...[situation, ...further.map((matter) => matter.situation)].flatMap(({ remedies }) => remedies),
  ...offers.flatMap(({ promises }) => promises),
]

export const noInventedFact: Rule = {
  check: 'no_invented_fact',
  right: 'Every number, day, name and address comes from the thread, the playbook or a cited article.',
  fault: (reply, context) =>
    openSlot(reply) ??
    inventedNumber(reply, context) ??
    inventedDay(reply, context) ??
    inventedName(reply, context) ??
    inventedAddress(reply, context),
}

function openSlot({ text }: Reply) {
  const match = /\{[^}]*\}|\[[^\]]*\]|<[A-Za-z_]+>|_{3,}/.exec(text)
  return match
    ? {
        detail: `“${match[0]}” is still to be filled in.`,
        start: match.index,
        end: match.index + match[0].length,
      }
    : null
}

function inventedNumber({ text }: Reply, context: ReplyContext) {
  const { language, thread } = context
  const known = new Set(
    [...thread, ...promisedTimes(context), context.deskName]
      .flatMap((each) => numbersIn(each, language))
      .map(({ digits }) => digits),
  )
  const ours = playbookWords(context)
  // A discount in per cent is for the policy to judge, a telephone number for the rule on personal data.
  const personal = findPersonalData(text)
  const found = numbersIn(text, language).find(
    ({ digits, start, end }) =>
      !personal.some((span) => span.start < end && start < span.end) &&
      !known.has(digits) &&
      !ours.some(({ numbers }) => numbers.has(digits)) &&
      !/^\s?(?:[%٪]|درصد|per ?cent|بالمئة|في المئة)/.test(text.slice(end)),
  )
  if (!found) return null
  const { start, end } = found
  return { detail: `“${text.slice(start, end)}” is neither in the thread nor in the playbook.`, start, end }
}

const promisedTimes = ({ promise, further }: ReplyContext) =>
  [promise, ...further.map((matter) => matter.promise)].map(({ text }) => text)

function inventedDay(reply: Reply, context: ReplyContext) {
  const { language, thread } = context
  const known = normalise([...thread, ...promisedTimes(context)].join('\n')).text
  const place = placesOf(reply, DAY_NAMES[language]).find(
    ({ words }) => !known.includes(normalise(words).text),
  )
  return place
    ? {
        detail: `“${place.words}” is neither in the thread nor the promised time.`,
        start: place.start,
        end: place.end,
      }
    : null
}

function inventedName({ text }: Reply, context: ReplyContext) {
  const { language, thread, names, deskName } = context
  const known = [
    normalise([...thread, ...names, deskName].join('\n')).text,
    ...playbookWords(context).map(({ text: words }) => words),
  ]
  const claim = claimedNames(text, language).find(({ start, end }) =>
    normalise(text.slice(start, end))
      .text.split(/[ .]+/)
      .some((part) => !known.some((words) => words.includes(part))),
  )
  return claim
    ? { detail: `The name “${text.slice(claim.start, claim.end)}” is not in the thread.`, ...claim }
    : null
}

const ADDRESS =
  /(?:https?:\/\/|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|ir|sa|ae|eg|co|io|app)\b(?:\/\S*)?/giu

/** A full stop after an address is the sentence's. */
export const withoutSentenceEnd = (address: string) => address.replace(/[.,;:!?؟،؛)\]»”"'’]+$/u, '')

function inventedAddress({ text }: Reply, { thread, library, grounds }: ReplyContext) {
  const known = [...thread, ...library.brand.contacts, ...addressesOf(grounds)].join('\n').toLowerCase()
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = withoutSentenceEnd(found)
    if (text[index - 1] !== '@' && !known.includes(address.toLowerCase()))
      return { detail: `“${address}” is an address nobody gave.`, start: index, end: index + address.length }
  }
  return null
}

export const noPersonalData: Rule = {
  check: 'no_personal_data',
  right: 'Shows no personal data.',
  fault: ({ text }, { library, public: isPublic, names, thread, language }) => {
    const open = [...library.brand.contacts, library.brand.emergency[language]].map(foldForFacts)
    const leak = findPersonalData(text).find(
      ({ start, end }) => !open.some((contact) => contact.includes(foldForFacts(text.slice(start, end)))),
    )
    if (leak) return { detail: `Shows personal data (${leak.kind}).`, start: leak.start, end: leak.end }
    if (!isPublic) return null
    const own = thread.flatMap((each) => {
      const { names: told, references } = findFacts(each)
      return [...told, ...references].map(({ value }) => value)
    })
    const name = findNames(text, [...names, ...own.filter((value) => !/\d/.test(foldForFacts(value)))])[0]
    if (name) return { detail: 'Names the customer in public.', start: name.start, end: name.end }
    const folded = foldForFacts(text)
    for (const value of own.map(foldForFacts).filter((each) => /\d/.test(each))) {
      const start = folded.indexOf(value)
      if (start >= 0)
        return { detail: 'Tells a number of the customer in public.', start, end: start + value.length }
    }
    return null
  },
}

type PlaybookWords = { text: string; numbers: ReadonlySet<string> }
const kept = new WeakMap<object, Partial<Record<Language, PlaybookWords>>>()

/** The words of a piece of the playbooks, normalised; kept, because they are the same for every answer. */
function wordsOf(owner: object, language: Language, texts: () => unknown): PlaybookWords {
  const byLanguage = kept.get(owner) ?? {}
  kept.set(owner, byLanguage)
  const known = byLanguage[language]
  if (known) return known
  const text = normalise(JSON.stringify(texts()).replaceAll('\\n', ' ')).text
  const words = { text, numbers: new Set(numbersIn(text, language).map(({ digits }) => digits)) }
  byLanguage[language] = words
  return words
}

/** What the frame says; the cue words in it are the customer's. */
const saidIn = ({ further, ...frame }: ReplyContext['library']['frame'][Language]) => {
  const { joins: _joins, buts: _buts, asks: _asks, requests: _requests, ...said } = further
  return { ...frame, further: said }
}

/** Every word of ours that may stand in this answer. */
function playbookWords({
  library,
  situation,
  language,
  offers,
  further,
  grounds,
}: ReplyContext): PlaybookWords[] {
  const { frame, additions, brand } = library
  return [
    wordsOf(library, language, () => [
      saidIn(frame[language]),
      Object.values(frame.owners).map((each) => each[language]),
      additions.map((each) => each[language]),
      brand.emergency[language],
      brand.contacts,
    ]),
    ...[situation, ...further.map((matter) => matter.situation)].map((each) =>
      wordsOf(each, language, () => each[language]),
    ),
    ...offers.map((offer) => wordsOf(offer, language, () => offer[language])),
    ...grounds.map((article) => wordsOf(article, language, () => wordsOfArticle(article))),
  ]
}
