import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Channel, LANGUAGES, type Language } from '../../../src/domain/labels.ts'
import { checkReply } from '../../../src/domain/reply/check-reply.ts'
import { readReplyContext } from '../../../src/domain/reply/context.ts'
import { CHECKS } from '../../../src/domain/reply/draft.ts'
import { BAD, GOOD, MESSAGES } from './bad-replies.ts'
import { library, messageOf } from './desk.ts'

const contextOf = (language: Language, channel: Channel = 'chat') =>
  readReplyContext(
    library,
    messageOf(
      language,
      MESSAGES[language].text,
      { topics: ['delivery'] },
      { channel, customer_name: MESSAGES[language].name },
    ),
  )

describe.each(LANGUAGES)('%s', (language) => {
  it('promises what the replies below say', () => {
    expect(contextOf(language).promise.text).toBe(MESSAGES[language].promise)
  })

  it.each(GOOD[language])('good: %s', (text) => {
    expect(checkReply(text, contextOf(language)).filter(({ passed }) => !passed)).toEqual([])
  })
})

describe('bad replies fail the one check they should', () => {
  it('are many, in every language, for every check', () => {
    expect(BAD.length).toBeGreaterThanOrEqual(60)
    expect(new Set(BAD.map(({ fails }) => fails))).toEqual(new Set(CHECKS))
    for (const language of LANGUAGES)
      expect(BAD.filter((each) => each.language === language).length).toBeGreaterThanOrEqual(20)
  })

  it.each(BAD)('$language $fails: $text', ({ language, fails, text, channel }) => {
    const failed = checkReply(text, contextOf(language, channel)).filter(({ passed }) => !passed)
    expect(failed).toMatchObject([{ check: fails }])
  })

  it('shows the place', () => {
    const places = BAD.flatMap(({ language, text, channel }) =>
      checkReply(text, contextOf(language, channel)).flatMap(({ passed, start, end }) =>
        passed || start === undefined || end === undefined ? [] : [text.slice(start, end)],
      ),
    )
    expect(places).toEqual(
      expect.arrayContaining([
        'delay',
        'اگر دست من بود',
        'تخفیف',
        '۹۹۱۲',
        'محمودی',
        'قصارى جهدنا',
        'هيفاء',
        '9912',
        'Henderson',
        'Friday',
        'Rest assured',
      ]),
    )
    for (const place of places) expect(place.length).toBeGreaterThan(0)
  })
})

it('judges any text, and tells only places that are in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...LANGUAGES), (text, language) => {
      const checks = checkReply(text, contextOf(language))
      expect(checks.map(({ check }) => check)).toEqual(CHECKS)
      for (const { start = 0, end = 0 } of checks) {
        expect(start).toBeLessThanOrEqual(end)
        expect(end).toBeLessThanOrEqual(text.length)
      }
    }),
    { numRuns: 60 },
  )
})
