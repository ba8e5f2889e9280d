import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CHANNELS,
  EMOTIONS,
  INTENTS,
  SENTIMENTS,
  SIGNALS,
  TOPICS,
  URGENCIES,
} from '../../../src/domain/labels.ts'
import { ACCOUNT_CHANGES, type RiskEvent, UNDOING_CHANGES } from '../../../src/domain/risk/risk.ts'
import { assessRisk } from '../../../src/domain/risk/score.ts'
import { account, day, history, late, reply, resolved, says, survey, thanks } from './history.ts'

const DAYS = 120
const NOW = DAYS + 1
const time = fc.double({ min: 0, max: DAYS, noNaN: true }).map((days) => Math.round(days * 1_000) / 1_000)
const conversation = fc.constantFrom('a', 'b', 'c', 'd')
const texts = fc.constantFrom(
  'The invoice is wrong',
  'این سومین بار است که می‌نویسم 😡',
  'متى ينتهي عقدنا؟ وكيف أصدر كل البيانات؟',
  'please turn off auto-renewal',
  'Still no answer, I would like to cancel my subscription',
  'هنوز خبری نیست، پدرم فوت کرده',
  'مازلت أنتظر، أفكر أحول',
  '   ',
)
const topics = fc.subarray([...TOPICS], { minLength: 1, maxLength: 3 })

const message = fc
  .record({
    at: time,
    text: texts,
    sentiment: fc.constantFrom(...SENTIMENTS),
    urgency: fc.constantFrom(...URGENCIES),
    intent: fc.constantFrom(...INTENTS),
    emotion: fc.constantFrom(...EMOTIONS),
    topics,
    signals: fc.subarray([...SIGNALS], { maxLength: 3 }),
    channel: fc.constantFrom(...CHANNELS),
    conversation,
  })
  .map(({ at, text, ...said }): RiskEvent => says(at, text, said))

const seats = fc.integer({ min: 0, max: 50 })
const recovery = fc.oneof(
  fc.tuple(time, conversation).map(([at, id]): RiskEvent => resolved(at, id)),
  fc
    .record({ at: time, conversation, topics })
    .map(({ at, ...said }): RiskEvent => thanks(at, 'thanks', said)),
  fc.tuple(time, fc.option(conversation)).map(([at, id]): RiskEvent => survey(at, 'csat', 5, id)),
  fc
    .tuple(time, fc.constantFrom(...UNDOING_CHANGES), fc.option(fc.tuple(seats, seats)))
    .map(([at, change, counts]): RiskEvent => account(at, change, counts ?? undefined)),
)

const other = fc.oneof(
  fc
    .tuple(time, fc.option(fc.integer({ min: 0, max: 60 })), conversation)
    .map(([at, hours, id]): RiskEvent => late(at, hours, id)),
  fc
    .tuple(time, fc.integer({ min: 0, max: 10 }))
    .map(([at, score]): RiskEvent => survey(at, 'nps', score, null)),
  fc
    .tuple(time, fc.constantFrom(...ACCOUNT_CHANGES), fc.option(fc.tuple(seats, seats)))
    // The end of a contract rises by itself when it comes near; told as of today, it only fades.
    .map(([at, change, counts]): RiskEvent => account(at, change, counts ?? undefined)),
  fc.tuple(time, conversation).map(([at, id]): RiskEvent => reply(at, id)),
)
const events = fc
  .array(fc.oneof({ weight: 3, arbitrary: message }, recovery, other), { maxLength: 14 })
  .map((given) => given.map((event, index): RiskEvent => ({ ...event, id: `event_${index}` })))

const scoreOf = (given: RiskEvent[], at: number) => assessRisk(history(given), day(at)).score
/** Scores are rounded to thousandths. */
const STEP = 0.001 + 1e-9

describe('properties of the score', () => {
  it('lies between 0 and 1, and its contributions add up to it', () => {
    fc.assert(
      fc.property(events, fc.double({ min: 0, max: 200, noNaN: true }), (given, at) => {
        const risk = assessRisk(history(given), day(at))
        expect(risk.score).toBeGreaterThanOrEqual(0)
        expect(risk.score).toBeLessThanOrEqual(1)
        const thousandths = risk.contributions.reduce(
          (sum, { points }) => sum + Math.round(points * 1_000),
          0,
        )
        expect(thousandths).toBe(Math.round(risk.score * 1_000))
        for (const { points, at: when } of risk.contributions) {
          expect(points).not.toBe(0)
          expect(Date.parse(when)).toBeLessThanOrEqual(Date.parse(risk.as_of))
        }
      }),
      { numRuns: 400 },
    )
  })

  it('does not depend on the order of the history, nor on an event told twice', () => {
    fc.assert(
      fc.property(
        events.chain((given) =>
          fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
        ),
        ([given, shuffled]) => {
          expect(assessRisk(history([...shuffled, ...given]), day(NOW))).toEqual(
            assessRisk(history(given), day(NOW)),
          )
        },
      ),
    )
  })

  it('takes nothing from the future', () => {
    fc.assert(
      fc.property(events, time, (given, at) => {
        const past = given.filter((event) => {
          const when =
            event.kind === 'message' ? event.sent_at : event.kind === 'sla_miss' ? event.due_at : event.at
          return Date.parse(when) <= Date.parse(day(at))
        })
        expect(assessRisk(history(given), day(at))).toEqual(assessRisk(history(past), day(at)))
      }),
    )
  })

  it('is never lowered by one more bad experience', () => {
    // A new experience: later than the rest by more than the window in which messages are one.
    const bad = fc.record({
      topics,
      signals: fc.subarray([...SIGNALS], { maxLength: 2 }),
      urgency: fc.constantFrom(...URGENCIES),
      conversation,
    })
    fc.assert(
      fc.property(events, bad, (given, said) => {
        const worse = [...given, says(DAYS + 0.5, 'Wrong again', { ...said, id: 'new' })]
        expect(scoreOf(worse, NOW)).toBeGreaterThanOrEqual(scoreOf(given, NOW))
      }),
      { numRuns: 300 },
    )
  })

  it('is never lowered by a bad experience of long ago that comes to light', () => {
    fc.assert(
      fc.property(events, topics, conversation, (given, its, where) => {
        const worse = [...given, says(-1, 'Wrong before', { topics: its, conversation: where, id: 'old' })]
        expect(scoreOf(worse, NOW)).toBeGreaterThanOrEqual(scoreOf(given, NOW))
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['a late answer', late(60, 5, 'a')],
    ['a low survey', survey(60, 'csat', 1, 'a')],
    ['a deed at the contract', account(60, 'auto_renewal_off')],
  ])('is never lowered by %s', (_, event) => {
    fc.assert(
      fc.property(events, (given) => {
        expect(scoreOf([...given, event], NOW)).toBeGreaterThanOrEqual(scoreOf(given, NOW))
      }),
    )
  })

  it('is never raised by a recovery, whenever it happened', () => {
    fc.assert(
      fc.property(events, recovery, (given, good) => {
        expect(scoreOf([...given, good], NOW)).toBeLessThanOrEqual(scoreOf(given, NOW))
      }),
      { numRuns: 500 },
    )
  })

  it('decays while nothing happens', () => {
    // No clock may be running: an answer that is still missing gets later by the hour.
    const settled = events.map((given) =>
      given.filter((event) => event.kind !== 'sla_miss' || event.answered_at !== null),
    )
    fc.assert(
      fc.property(settled, fc.double({ min: 0, max: 400, noNaN: true }), (given, later) => {
        expect(scoreOf(given, NOW + 3 + later)).toBeLessThanOrEqual(scoreOf(given, NOW + 3))
        expect(scoreOf(given, NOW + 5_000)).toBeLessThanOrEqual(STEP)
      }),
    )
  })
})
