/** What a letter asks besides its most pressing matter. */
import { TOPICS } from '../labels.ts'
import { customerWords } from '../text/customer-words.ts'
import { normalise } from '../text/normalise.ts'
import { sentencesOf } from '../text/sentences.ts'
import { countCues } from './cues.ts'
import type { KnownSituation, Library } from './library.ts'
import { ABOVE_WEIGHING, cueHits, fitOf, type Reading } from './situation.ts'

/** What it is called where only its form is known: “your other question”. */
export type FurtherMatter = { situation: KnownSituation; called: Called | null }
type Called = 'question' | 'request' | 'complaint'

/** More would bury the answer, and an agent reads the letter anyway. */
const MOST_FURTHER = 2
/** Answers that have nothing beside them. */
const ALONE = ['any/other', 'any/abusive', 'any/auto_reply']
/** Beside these stands only what “but” or “also” begins. */
const KIND = ['any/praise', 'any/thanks_solved', 'any/suggestion']
/** Of a part that a word such as “also” begins, itself included. */
const LEAST_WORDS = 4

type Part = { text: string; joined: boolean }

/**
 * In the order of the letter. A matter counts as another one when its cue words stand in a part of their own and another
 * team looks after it, or when words such as “also” begin it. Nothing stands beside danger, fraud or grief.
 */
export function findFurther(library: Library, reading: Reading, primary: KnownSituation): FurtherMatter[] {
  const isKind = KIND.includes(primary.id)
  if ((primary.priority >= ABOVE_WEIGHING && !isKind) || ALONE.includes(primary.id)) return []
  const found: FurtherMatter[] = []
  for (const part of partsBeside(library, reading, primary, isKind)) {
    const matter = matterOf(library, part, reading, primary)
    if (matter && !found.some(({ situation }) => isSame(situation, matter.situation))) found.push(matter)
    if (found.length === MOST_FURTHER) break
  }
  return found
}

function matterOf(
  library: Library,
  part: Part,
  reading: Reading,
  primary: KnownSituation,
): FurtherMatter | null {
  const { joined, text } = part
  const { asks, requests } = library.further[reading.language]
  const isQuestion = /[?؟]/.test(text) || countCues(asks, text) > 0
  const isRequest = countCues(requests, text) > 0
  let best: { situation: KnownSituation; score: number } | null = null
  for (const situation of library.situations) {
    if (situation.priority >= ABOVE_WEIGHING || isSame(situation, primary) || isVague(situation)) continue
    if (!joined && situation.owner === primary.owner) continue
    const hits =
      fitOf(situation, readingOf(part, reading, situation, isQuestion || isRequest), text)?.hits ?? 0
    if (hits === 0) continue
    const score = situation.priority + hits
    if (best === null || score > best.score) best = { situation, score }
  }
  if (best !== null) return { situation: best.situation, called: null }
  if (!joined) return null
  return isQuestion
    ? general(library, primary, 'question')
    : isRequest
      ? general(library, primary, 'request')
      : null
}

/**
 * The triage is of the whole letter. A part of its own that neither asks nor requests is told as a trouble; and where an
 * answer claims nothing (a change, a document), its words suffice without a topic.
 */
function readingOf({ joined }: Part, reading: Reading, { own }: KnownSituation, asks: boolean): Reading {
  if (!joined) return reading
  const { labels } = reading
  return {
    ...reading,
    labels: {
      ...labels,
      ...(asks ? {} : { intent: { ...labels.intent, label: own === 'none' ? 'request' : 'complaint' } }),
      ...(own === 'none' ? { topics: TOPICS.map((label) => ({ label, confidence: 0 })) } : {}),
    },
  }
}

function general(library: Library, primary: KnownSituation, called: Called): FurtherMatter | null {
  const situation = library.situations.find(({ id }) => id === `any/${called}`)
  return situation && situation.id !== primary.id ? { situation, called } : null
}

/** Told along with nearly every matter: waiting, trouble with the app, what somebody said; damages have an addition of their own. */
const VAGUE =
  /^(?:waiting\/|staff_conduct\/|technical\/app$|information\/(?:wrong_information|unclear)$|refund_return\/claim$|any\/)/
const isVague = ({ id }: KnownSituation) => VAGUE.test(id) && id !== 'any/lost_property'

/** Bill, price and refund are one matter: a sum of money. */
const MONEY = ['billing', 'policy_price', 'refund_return']
const familyOf = (topic = '') => (MONEY.includes(topic) ? 'money' : topic)
const isSame = (one: KnownSituation, other: KnownSituation) => {
  const [first, second] = [one, other].map(({ id }) => familyOf(id.split('/')[0]))
  return one.id === other.id || (first === second && first !== 'any')
}

/** The customer's own sentences, as sent, in which the situation's cue words stand. */
export function sentencesAbout(situation: KnownSituation, { text, language }: Reading): string {
  return customerWords(text)
    .flatMap((span) => sentencesOf(text, span))
    .map(({ start, end }) => text.slice(start, end))
    .filter((sentence) => cueHits(situation, language, normalise(sentence).text) > 0)
    .join('\n')
}

/** The parts of the letter that may be about something else than the primary matter. */
function partsBeside(library: Library, reading: Reading, primary: KnownSituation, isKind: boolean): Part[] {
  const parts = partsOf(library, reading, isKind)
  const isPrimary = ({ text }: Part) => cueHits(primary, reading.language, text) > 0
  const first = parts.findIndex(isPrimary)
  if (first > 0 && parts[first]?.joined) {
    // "Firstly …, secondly …", and the second is the pressing one: what stands before it is the other.
    const before = parts.slice(0, first).map(({ text }) => text)
    return [{ text: before.join(' '), joined: true }, ...parts.slice(first + 1)]
  }
  const told = primary.cues[reading.language].words !== null && !isKind
  return parts.filter((part) => part.joined || (told && !isPrimary(part)))
}

/** Sentences of the customer's own, cut again where a word such as “also” begins another matter. */
function partsOf({ further }: Library, { text, language }: Reading, isKind: boolean): Part[] {
  const { joins, buts } = further[language]
  return customerWords(text)
    .flatMap((span) => sentencesOf(text, span))
    .flatMap(({ start, end }, index) => {
      const plain = normalise(text.slice(start, end)).text
      const starts = [joins, ...(isKind ? [buts] : [])]
        .map((cues) => (cues === null ? -1 : plain.search(cues)))
        .filter((at) => at >= 0)
      if (starts.length === 0) return [{ text: plain, joined: false }]
      const at = Math.min(...starts)
      const before = plain.slice(0, at).trim()
      const part = plain.slice(at)
      // "Also" in the very first words of a letter joins nothing, at the end of a sentence neither.
      const joined = (index > 0 || before !== '') && part.split(' ').length >= LEAST_WORDS
      return [...(before === '' ? [] : [{ text: before, joined: false }]), { text: part, joined }]
    })
}
