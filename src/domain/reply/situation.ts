/** Which situation a message is, and which additions its answer needs. */
import type { AbuseStep } from '../desk/abuse.ts'
import { type Channel, type Language, TOPICS, type Topic } from '../labels.ts'
import { customerWords } from '../text/customer-words.ts'
import { normalise } from '../text/normalise.ts'
import type { Labels } from '../triage/triage.ts'
import { countCues } from './cues.ts'
import type { Draft } from './draft.ts'
import type { KnownAddition, KnownOffer, KnownSituation, Library } from './library.ts'
import type { AdditionClause } from './playbook.ts'

export type Reading = {
  labels: Labels
  channel: Channel
  language: Language
  /** The message that is answered, as sent. */
  text: string
  /** What is due with a customer who insults people; missing: the calm boundary. */
  abuse?: AbuseStep
}

/** More than two extra sentences bury the answer. */
const MOST_ADDITIONS = 2

/** From this priority on nothing is weighed: danger, fraud, grief, thanks go before every trouble. */
export const ABOVE_WEIGHING = 60
/** What the triage names first weighs most; times its confidence. */
const TOPIC_WEIGHTS = [10, 6, 4]
const CUE_WEIGHT = 3
const MOST_CUES = 3
/** A situation that has cue words, recognised by its topic alone. */
const WITHOUT_WORDS = -12
const MOST_EVIDENCE = 10 + CUE_WEIGHT * (MOST_CUES - 1)

/**
 * Of the situations that fit, the one with the highest score: its priority, and what speaks for it, namely its topic in
 * the triage and further cue words in the customer's own text. Of equals the first in the order of the files.
 * @throws {Error} when the playbooks have no situation that always fits
 */
export function findSituation(library: Library, reading: Reading): KnownSituation {
  const text = ownText(reading.text)
  const topics = byConfidence(reading)
  let best: { situation: KnownSituation; score: number } | null = null
  for (const situation of library.situations) {
    const { priority } = situation
    if (best && priority + MOST_EVIDENCE <= best.score) break
    const fit = fitOf(situation, reading, text)
    if (fit === null || isTroubleOfTheHappy(situation, reading)) continue
    const at = topics.findIndex(({ label }) => situation.id.startsWith(`${label}/`))
    const topic = (TOPIC_WEIGHTS[at] ?? 0) * (topics[at]?.confidence ?? 0)
    const words =
      fit.hits > 0 ? CUE_WEIGHT * (Math.min(fit.hits, MOST_CUES) - 1) : wordless(situation, reading)
    const score = fit.priority >= ABOVE_WEIGHING ? fit.priority + MOST_EVIDENCE : fit.priority + topic + words
    if (best === null || score > best.score) best = { situation, score }
  }
  if (best === null) throw new Error('This is a bug: no situation in the playbooks fits every message')
  return best.situation
}

/** Up to this priority a situation only says what kind of message it is. */
const GENERAL = 22
/** Kinds whose answer may as well be that of a situation the words tell; a question or a request stays one. */
const UNTOLD = /^any\/(?!question$|request$)/

/**
 * As {@link findSituation}, but where that only says what kind of message it is, the words alone are asked, whatever the
 * topics of the triage: first those of the message ("broke"), then those of the customer's earlier ones, because "any
 * news?" or a bare order number is about the matter named before. `earlier` begins with the oldest.
 */
export function findSituationInThread(
  library: Library,
  reading: Reading,
  earlier: readonly string[],
): KnownSituation {
  const found = findSituation(library, reading)
  if (found.priority > GENERAL || reading.labels.sentiment.label === 'positive') return found
  const topics = TOPICS.map((label) => ({ label, confidence: 0 }))
  const byWords = (text: string) => {
    const told = findSituation(library, { ...reading, labels: { ...reading.labels, topics }, text })
    return !told.id.startsWith('any/') && told.priority < ABOVE_WEIGHING ? told : null
  }
  const own = UNTOLD.test(found.id) && reading.text.length <= SHORT ? byWords(reading.text) : null
  // A trouble only: what asks is known by its intent.
  if (own !== null && own.own !== 'none') return own
  for (const text of earlier.toReversed()) {
    const before = byWords(text)
    if (before !== null) return before
  }
  return found
}

/** UTF-16 units; in longer texts a word may be about anything. */
const SHORT = 40

/** Thanks and happy questions may name what was once wrong; nobody apologises for it again. */
const isTroubleOfTheHappy = ({ own, priority }: KnownSituation, { labels }: Reading) =>
  labels.sentiment.label === 'positive' &&
  (labels.intent.label === 'question' || labels.intent.label === 'praise') &&
  priority < ABOVE_WEIGHING &&
  (own === 'ours' || own === 'unknown')

const wordless = (situation: KnownSituation, { language }: Reading) =>
  situation.cues[language].words === null ? 0 : WITHOUT_WORDS

type Fit = { hits: number; priority: number }

/**
 * Places of its cue words in the text, and the highest priority of the lines that hold; null where the situation does not
 * fit, by its words or by its topic alone. The topic alone must be the message's first one, unless the situation goes
 * before everything.
 */
export function fitOf(situation: KnownSituation, reading: Reading, text: string): Fit | null {
  // Labels are cheaper to compare than words.
  const clauses = situation.recognise.filter((clause) => holds(clause, reading))
  if (clauses.length === 0) return null
  const { words, unless } = situation.cues[reading.language]
  const hits = cueHits(situation, reading.language, text)
  const topics = byConfidence(reading)
  const telling = situation.priority >= ABOVE_WEIGHING ? topics : topics.slice(0, 1)
  const told = clauses.filter(
    (clause) => hits > 0 || ((clause.words === 'any' || words === null) && hasSureTopic(clause, telling)),
  )
  if (told.length === 0 || countCues(unless, text) > 0) return null
  return { hits, priority: Math.max(...told.map(({ priority }) => priority ?? situation.priority)) }
}

/** None where it asks for two kinds of cue words and one is missing. */
export function cueHits({ cues }: KnownSituation, language: Language, text: string): number {
  const { words, with: others } = cues[language]
  return others === null || countCues(others, text) > 0 ? countCues(words, text) : 0
}

const byConfidence = ({ labels }: Reading) =>
  labels.topics.toSorted((one, other) => other.confidence - one.confidence)

/** By falling priority, at most two. */
export function findAdditions(
  library: Library,
  situation: KnownSituation,
  reading: Omit<Reading, 'text'>,
): KnownAddition[] {
  return library.additions
    .filter(({ id, recognise, instead_of = id }) => {
      const suits = !situation.without.includes(id) && !situation.without.includes(instead_of)
      return suits && anyHolds(recognise, reading)
    })
    .slice(0, MOST_ADDITIONS)
}

/** Whether drafts of this situation with these steps tell an abusive customer where the boundary is. */
export function setsBoundary(
  library: Library,
  { playbook, steps }: Pick<Draft, 'playbook' | 'steps'>,
): boolean {
  const situation = library.situations.find(({ id }) => id === playbook)
  const isAboutAbuse = situation?.recognise.some(({ abuse }) => abuse !== undefined) ?? false
  return isAboutAbuse || steps.some(({ step }) => step === 'boundary')
}

/** Offers that policy lets be made here; `approvedBy` leaves out what needs someone else's word. */
export function findOffers(
  library: Library,
  situation: KnownSituation,
  reading: Omit<Reading, 'text'>,
): KnownOffer[] {
  return library.offers.filter(
    ({ id, when, approved_by }) =>
      situation.offers.includes(id) &&
      approved_by === 'agent' &&
      (when === undefined || anyHolds(when, reading)),
  )
}

/** Without a word of the customer's to show for it a topic has to be a likely one. */
export const SURE_TOPIC = 0.5
const hasSureTopic = ({ topics }: AdditionClause, given: readonly { label: Topic; confidence: number }[]) =>
  topics === undefined ||
  given.some(({ label, confidence }) => confidence >= SURE_TOPIC && topics.includes(label))

const anyHolds = (clauses: readonly AdditionClause[], reading: Omit<Reading, 'text'>) =>
  clauses.some((clause) => holds(clause, reading))

/** Words are looked at elsewhere. */
function holds(
  clause: AdditionClause,
  { labels, channel, abuse = 'boundary' }: Omit<Reading, 'text'>,
): boolean {
  const isIn = <Label>(wanted: readonly Label[] | undefined, given: readonly Label[]) =>
    wanted === undefined || given.some((label) => wanted.includes(label))
  return (
    isIn(
      clause.topics,
      labels.topics.map(({ label }) => label),
    ) &&
    isIn(
      clause.signals,
      labels.signals.map(({ label }) => label),
    ) &&
    isIn(clause.intents, [labels.intent.label]) &&
    isIn(clause.sentiments, [labels.sentiment.label]) &&
    isIn(clause.emotions, [labels.emotion.label]) &&
    isIn(clause.urgencies, [labels.urgency.label]) &&
    isIn(clause.channels, [channel]) &&
    isIn(clause.abuse, [abuse])
  )
}

/** What the customer wrote now, without quoted mails, normalised. */
function ownText(text: string): string {
  return normalise(
    customerWords(text)
      .map(({ start, end }) => text.slice(start, end))
      .join('\n'),
  ).text
}
