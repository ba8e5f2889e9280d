/** Risk in sentences: why points were given, what changed since when, what to do. In fa, ar and en. */
import { DAY_MS, toLocal } from '../desk/local-time.ts'
import type { Language } from '../labels.ts'
import { type PhraseFacts, WORDS, type Words } from './explain-words.ts'
import type { NextBestAction, Risk, RiskContribution, RiskReason } from './risk.ts'
import { SURVEY_SCALES } from './surveys.ts'

/** What a contribution is about, e.g. `Second billing complaint`, `پاسخ با ۹ ساعت تأخیر`. */
export function explainContribution(
  contribution: Pick<RiskContribution, 'reason'> & Partial<Pick<RiskContribution, 'facts'>>,
  language: Language,
): string {
  const phrase = phraseOf(contribution, WORDS[language])
  return phrase.charAt(0).toLocaleUpperCase(WORDS[language].locale) + phrase.slice(1)
}

export const explainAction = (action: NextBestAction, language: Language): string =>
  WORDS[language].actions[action]

/** A difference between two assessments; `parts` are the contributions that explain it, heaviest first. */
export type RiskChange = { change: number; since: string; parts: RiskContribution[] }

/** Points of the parts are differences. Only those that go the same way as the score explain it. */
export function riskChange(before: Risk, after: Risk): RiskChange {
  const change = Math.round((after.score - before.score) * 1000) / 1000
  const earlier = new Map(before.contributions.map((each) => [keyOf(each), each.points]))
  const parts = after.contributions
    .filter((each) => Math.sign(each.points) === Math.sign(change))
    // What was there before is no news, though it may weigh more because others lost weight; a late answer gets later.
    .filter((each) => !earlier.has(keyOf(each)) || each.reason === 'sla_missed' || SAID_ONCE.has(each.reason))
    .map((each) => ({ ...each, points: each.points - (earlier.get(keyOf(each)) ?? 0) }))
    .filter(({ points }) => points * Math.sign(change) >= 0.01)
    .sort((one, other) => Math.abs(other.points) - Math.abs(one.points))
  return { change, since: before.as_of, parts }
}

/** Of these the score keeps one each: said again they are the same leaving. */
const SAID_ONCE: ReadonlySet<RiskReason> = new Set<RiskReason>([
  'churn_explicit',
  'churn_implicit',
  'leaving_life_event',
  'legal_step',
  'notice_period_asked',
  'data_export_asked',
  'seats_reduced',
  'auto_renewal_off',
])

const keyOf = ({ reason, source }: RiskContribution) =>
  SAID_ONCE.has(reason) ? reason : `${reason} ${source.kind} ${source.id}`

/**
 * The difference as one line: `+0.18 since Tuesday: second billing complaint, answer 9 hours late`.
 * At most three causes, one per message. `labelsCorrected`: where nothing else explains it, a person has read a
 * message otherwise since.
 */
export function explainChange(
  before: Risk,
  after: Risk,
  options: { language: Language; timeZone: string; labelsCorrected?: boolean },
): string {
  const words = WORDS[options.language]
  const { change, since, parts } = riskChange(before, after)
  const when = sinceWhen(since, after.as_of, words, options.timeZone)
  if (Math.abs(change) < 0.005) return words.noChange(when)
  const number = new Intl.NumberFormat(words.locale, {
    signDisplay: 'exceptZero',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(change)
  const otherwise = options.labelsCorrected ? words.labelsCorrected : words.timePassed
  const causes = onePerMessage(parts)
    .slice(0, 3)
    .map((part) => phraseOf(part, words))
  return words.change(number, when, [...new Set(causes)].join(words.separator) || otherwise)
}

/** "Second billing complaint" says already that they asked again, and the tone adds nothing to it. */
function onePerMessage<Part extends { reason: RiskReason; source: { id: string } }>(
  parts: readonly Part[],
): Part[] {
  const told = new Set(
    parts.filter(({ reason }) => reason === 'bad_experience').map(({ source }) => source.id),
  )
  return parts.filter(
    ({ reason, source }) => !told.has(source.id) || (reason !== 'repeat_contact' && reason !== 'loud'),
  )
}

function phraseOf(
  { reason, facts }: Pick<RiskContribution, 'reason'> & Partial<Pick<RiskContribution, 'facts'>>,
  words: Words,
): string {
  const number = new Intl.NumberFormat(words.locale)
  const survey = facts?.survey ?? null
  return words.reasons[reason]({
    topic: facts?.topic ?? null,
    nth: Math.max(1, facts?.nth ?? 1),
    duration: facts?.late_ms ? durationIn(words.locale, facts.late_ms) : null,
    score:
      survey && facts?.survey_score != null
        ? words.scoreOf(number.format(facts.survey_score), number.format(SURVEY_SCALES[survey].most))
        : null,
    ...accountPhrase(facts, words),
  })
}

function accountPhrase(
  facts: RiskContribution['facts'] | undefined,
  { locale }: Words,
): Pick<PhraseFacts, 'change' | 'counts' | 'share' | 'date'> {
  const { change = null, before = null, after = null, ends_on = null } = facts ?? {}
  const number = new Intl.NumberFormat(locale)
  const isCounted = before !== null && after !== null
  const lost = isCounted && before > 0 ? (before - after) / before : 0
  return {
    change,
    counts: isCounted ? { before: number.format(before), after: number.format(after) } : null,
    share: lost > 0 ? new Intl.NumberFormat(locale, { style: 'percent' }).format(lost) : null,
    // A day of the calendar has no time zone.
    date: ends_on && dayAndMonth(locale, 'UTC').format(Date.parse(ends_on)),
  }
}

const dayAndMonth = (locale: string, timeZone: string) =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone })

const HOUR_MS = 3_600_000

function durationIn(locale: string, ms: number): string {
  const [unit, length] =
    ms < HOUR_MS
      ? (['minute', 60_000] as const)
      : ms < 48 * HOUR_MS
        ? (['hour', HOUR_MS] as const)
        : (['day', DAY_MS] as const)
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 0,
  }).format(Math.max(1, Math.floor(ms / length)))
}

/** The weekday within a week, else the date in the language's calendar; null: today. */
function sinceWhen(since: string, now: string, words: Words, timeZone: string): string | null {
  const localDay = (iso: string) => Math.floor(toLocal(Date.parse(iso), timeZone) / DAY_MS)
  const days = localDay(now) - localDay(since)
  if (days === 0) return null
  const style =
    days < 7
      ? new Intl.DateTimeFormat(words.locale, { weekday: 'long', timeZone })
      : dayAndMonth(words.locale, timeZone)
  return style.format(Date.parse(since))
}

/** The heaviest causes as one line, one per message: `third refund complaint, answer 9 hours late`. */
export function explainReasons(
  reasons: readonly (Pick<RiskContribution, 'reason' | 'message_id' | 'at'> &
    Partial<Pick<RiskContribution, 'facts'>>)[],
  language: Language,
  most = 3,
): string {
  const words = WORDS[language]
  const told = reasons.map((each) => ({ ...each, source: { id: each.message_id ?? each.at } }))
  const phrases = onePerMessage(told).map((each) => phraseOf(each, words))
  return [...new Set(phrases)].slice(0, most).join(words.separator)
}
