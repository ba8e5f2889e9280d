/**
 * From messages to experiences: reports of one matter within a few hours are one experience with
 * the severity of its worst message. Earlier unresolved experiences make the next one weigh more.
 */
import type { Topic } from '../labels.ts'
import { daysMs, decayedHazard, hazardOf, hoursMs, type Mark, NO_FACTS } from './marks.ts'
import type { RiskParameters } from './parameters.ts'
import { quoteAround, quoteStart, reasonSpan } from './quote.ts'
import { matterOf, type Reading, sameMatter, severityOf } from './reading.ts'
import {
  allCreditsOn,
  type Credit,
  creditsOn,
  creditsUntil,
  type Recovery,
  remainingShare,
} from './recovery.ts'
import type { RaisingReason } from './risk.ts'

type Experience = { readings: Reading[]; startedAt: number }
type CreditsOf = (reading: Reading, until: number) => Credit[]

/** The marks of all messages. `readings` in order of time. */
export function marksOfMessages(
  readings: readonly Reading[],
  recoveries: readonly Recovery[],
  now: number,
  parameters: RiskParameters,
): Mark[] {
  const creditsOf = creditBook(recoveries, parameters)
  const experiences = groupExperiences(readings, parameters)
  return experiences.flatMap((experience, index) => {
    const earlier = experiences.slice(0, index)
    const burden = burdenBefore(experience, earlier, creditsOf, parameters)
    const { nth, about } = nthReport(experience, earlier, creditsOf, parameters)
    const marks = experience.readings.flatMap((reading) => marksOf(reading, nth, about, burden, parameters))
    return heaviestPerReason(marks, recoveries, now, parameters)
  })
}

/** What was paid back on a reported experience by a given time; found once per message. */
function creditBook(recoveries: readonly Recovery[], parameters: RiskParameters): CreditsOf {
  const book = new Map<Reading, Credit[]>()
  return (reading, until) => {
    const mark = { at: reading.at, matter: matterOf(reading), family: 'experience' as const }
    const credits = book.get(reading) ?? allCreditsOn(mark, recoveries, parameters)
    book.set(reading, credits)
    return creditsUntil(credits, until)
  }
}

function groupExperiences(readings: readonly Reading[], parameters: RiskParameters): Experience[] {
  const windowMs = hoursMs(parameters.experience_window)
  const experiences: Experience[] = []
  const covering = (reading: Reading) =>
    experiences.find(
      ({ startedAt, readings }) =>
        reading.at >= startedAt &&
        reading.at - startedAt <= windowMs &&
        readings.some((member) => sameMatter(matterOf(member), matterOf(reading))),
    )
  for (const reading of readings) {
    if (!reading.isReport || reading.isReportByRecords) continue
    const joined = covering(reading)
    if (joined) joined.readings.push(reading)
    else experiences.push({ readings: [reading], startedAt: reading.at })
  }
  // A report that only our records make one never draws two others together: it joins one of them, or those of its
  // own kind in one stretch of the conversation. So more knowledge of the past cannot lower the score.
  const chased = readings.filter((reading) => reading.isReportByRecords)
  const joining = chased.map((reading) => ({ reading, joined: covering(reading) }))
  const stretches = new Map<string, Experience>()
  for (const { reading, joined } of joining) {
    const startedAt = stretchStart(reading, readings, windowMs)
    const key = `${startedAt} ${reading.message.conversation_id}`
    const home = joined ?? stretches.get(key)
    if (home) home.readings.push(reading)
    else stretches.set(key, { readings: [reading], startedAt })
  }
  return [...experiences, ...stretches.values()].sort((one, other) => one.startedAt - other.startedAt)
}

/** When the stretch of a conversation began in which this was written: no pause longer than the window. */
function stretchStart(reading: Reading, readings: readonly Reading[], windowMs: number): number {
  let startedAt = reading.at
  for (const { message, at } of readings.toReversed()) {
    if (message.conversation_id !== reading.message.conversation_id || at > startedAt) continue
    if (startedAt - at > windowMs) break
    startedAt = at
  }
  return startedAt
}

const MOST_BURDEN = 2

/** Unresolved earlier experiences within memory, each at most 1, together at most 2: the third is the worst. */
function burdenBefore(
  experience: Experience,
  earlier: readonly Experience[],
  creditsOf: CreditsOf,
  parameters: RiskParameters,
): number {
  let burden = toldTimes(experience) - 1
  let observed = 0
  for (const { readings, startedAt } of earlier.toReversed()) {
    if (observed >= MOST_BURDEN || experience.startedAt - startedAt > daysMs(parameters.memory)) break
    observed += Math.max(
      ...readings.map((reading) => {
        const open = remainingShare(creditsOf(reading, experience.startedAt))
        return Math.min(1, severityOf(reading, false, parameters)) * open
      }),
    )
    burden = Math.max(burden, observed)
  }
  return Math.min(MOST_BURDEN, burden)
}

/**
 * The how-manieth report of the same unresolved matter this is, by our records or by the customer's words, and the
 * topics of the report before it: "fourth technical complaint" must count four technical ones.
 */
function nthReport(
  experience: Experience,
  earlier: readonly Experience[],
  creditsOf: CreditsOf,
  parameters: RiskParameters,
): { nth: number; about: ReadonlySet<Topic> | null } {
  const isOpen = (reading: Reading) =>
    creditsOf(reading, experience.startedAt).every(
      ({ reason }) => reason !== 'solved' && reason !== 'thanked',
    )
  // Each report reaches back to the one before it, so that a trouble of months is counted whole.
  let reachesBackTo = experience.startedAt - daysMs(parameters.same_matter)
  let before = 0
  let about: ReadonlySet<Topic> | null = null
  for (const { readings, startedAt } of earlier.toReversed()) {
    if (startedAt < reachesBackTo) break
    const onMatter = readings.find(
      (reading) =>
        experience.readings.some((own) => sameMatter(matterOf(own), matterOf(reading))) && isOpen(reading),
    )
    if (!onMatter) continue
    before += 1
    about ??= onMatter.topics
    reachesBackTo = startedAt - daysMs(parameters.same_matter)
  }
  // The same problem told on two channels within the hour has been told twice.
  const channels = new Set(experience.readings.map(({ message }) => message.channel)).size
  return { nth: Math.max(before + channels, toldTimes(experience)), about }
}

const toldTimes = ({ readings }: Experience) => Math.max(...readings.map((reading) => reading.toldTimes))

/** The step that makes the third unresolved experience reach the prior for several. */
function escalationStep(parameters: RiskParameters): number {
  const first = hazardOf(parameters.first_bad_experience)
  return Math.max(0, hazardOf(parameters.several_bad_experiences) / (3 * first) - 1)
}

function marksOf(
  reading: Reading,
  nth: number,
  about: ReadonlySet<Topic> | null,
  burden: number,
  parameters: RiskParameters,
): Mark[] {
  const severity = severityOf(reading, nth > 1, parameters)
  const own = [...reading.topics]
  const topic = own.find((each) => about?.has(each)) ?? [...(about ?? [])][0] ?? own[0] ?? null
  const { message, signals } = reading
  const { start, end } = reasonSpan(message, 'urgency') ??
    reasonSpan(message, 'sentiment') ?? { start: 0, end: 0 }
  const marks: Mark[] = []
  const add = (reason: RaisingReason, hazard: number, quote: string | null, counted: boolean) =>
    marks.push({
      reason,
      family: 'experience',
      hazard,
      at: reading.at,
      matter: matterOf(reading),
      message_id: message.id,
      quote,
      source: { kind: 'message', id: message.id },
      facts: counted ? { ...NO_FACTS, topic, nth } : NO_FACTS,
    })
  const signalQuote = (label: string) => {
    const span = reasonSpan(message, 'signals', label)
    return span ? quoteAround(message.text, span) : quoteStart(message.text)
  }

  const first = hazardOf(parameters.first_bad_experience)
  const escalation = 1 + escalationStep(parameters) * burden
  add('bad_experience', first * severity * escalation, quoteAround(message.text, { start, end }), true)
  if (nth > 1) {
    const again = hazardOf(nth > 2 ? parameters.repeat_third : parameters.repeat_second)
    add('repeat_contact', again * Math.min(1, severity), signalQuote('repeat_contact'), true)
  }
  for (const signal of ['public_threat', 'fraud', 'safety', 'compensation_request'] as const)
    if (signals.has(signal)) add(signal, hazardOf(parameters[signal]), signalQuote(signal), false)
  if (signals.has('abusive') || message.triage?.emotion.label === 'anger')
    add('loud', hazardOf(parameters.loud), signalQuote('abusive'), false)
  return marks
}

/** Of several marks with one reason the one that weighs most now, recovery counted; the latest among equals. */
export function heaviestPerReason(
  marks: readonly Mark[],
  recoveries: readonly Recovery[],
  now: number,
  parameters: RiskParameters,
): Mark[] {
  const heaviest = new Map<RaisingReason, { mark: Mark; weight: number }>()
  for (const mark of marks) {
    const weight =
      decayedHazard(mark, now, parameters) * remainingShare(creditsOn(mark, recoveries, parameters))
    const present = heaviest.get(mark.reason)
    if (!present || weight >= present.weight) heaviest.set(mark.reason, { mark, weight })
  }
  return [...heaviest.values()].map(({ mark }) => mark)
}
