/** Which situation a message is, and which additions its answer needs. */
import type { AbuseStep } from '../desk/abuse.ts'
import type { Channel, Language } from '../labels.ts'
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

/**
 * The situation of highest priority that fits. Of equals the one whose topic the triage names earlier wins,
 * then the one with more cue words in the text, then the order of the files.
 * @throws {Error} when the playbooks have no situation that always fits
 */
export function findSituation(library: Library, reading: Reading): KnownSituation {
  const text = ownText(reading.text)
  const topics = reading.labels.topics.map(({ label }) => label as string)
  const rank = (situation: KnownSituation) => {
    const at = topics.indexOf(situation.id.split('/')[0] ?? '')
    return at < 0 ? topics.length : at
  }
  let best: { situation: KnownSituation; rank: number; hits: number } | null = null
  for (const situation of library.situations) {
    if (best && situation.priority < best.situation.priority) break
    const { words, with: others, unless } = situation.cues[reading.language]
    const hits = others === null || countCues(others, text) > 0 ? countCues(words, text) : 0
    const fits = situation.recognise.some(
      (clause) =>
        (clause.words === 'any' || words === null ? hasSureTopic(clause, reading) : hits > 0) &&
        holds(clause, reading),
    )
    if (!fits || countCues(unless, text) > 0) continue
    const candidate = { situation, rank: rank(situation), hits }
    if (!best || candidate.rank < best.rank || (candidate.rank === best.rank && hits > best.hits))
      best = candidate
  }
  if (best === null) throw new Error('This is a bug: no situation in the playbooks fits every message')
  return best.situation
}

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
const hasSureTopic = ({ topics }: AdditionClause, { labels }: Reading) =>
  topics === undefined ||
  labels.topics.some(({ label, confidence }) => confidence >= SURE_TOPIC && topics.includes(label))

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
