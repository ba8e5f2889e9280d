import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reason } from '../../src/domain/triage/triage.ts'
import { compareTriages } from '../../src/ui/playground/compare.ts'
import { type Asked, bodyOf, curlCommand, problemOf } from '../../src/ui/playground/request.ts'
import { SAMPLES } from '../../src/ui/playground/samples.ts'
import { segmentsOf } from '../../src/ui/playground/segments.ts'
import { triageOf } from '../fakes/triage-of.ts'
import { readCard } from './model-card.ts'
import { createScreenHarness } from './screen-harness.ts'

const reason = (start: number, end: number, head: Reason['head'] = 'urgency', label = 'high'): Reason => ({
  head,
  label,
  start,
  end,
  text: '',
  weight: 0.5,
})

describe('a text with its reasons', () => {
  const text = 'دفعهٔ سومه! لغوش می‌کنم.'
  it.each([
    ['no reason', [], [[text, 0]]],
    [
      'one in the middle',
      [reason(0, 11)],
      [
        ['دفعهٔ سومه!', 1],
        [' لغوش می‌کنم.', 0],
      ],
    ],
    [
      'two over each other',
      [reason(0, 11), reason(6, 16, 'signals', 'churn_explicit')],
      [
        ['دفعهٔ ', 1],
        ['سومه!', 2],
        [' لغوش', 1],
        [' می‌کنم.', 0],
      ],
    ],
    ['one beyond the end', [reason(4, 400)], [[text, 0]]],
    ['an empty one', [reason(4, 4)], [[text, 0]]],
  ])('with %s', (_, reasons, expected) => {
    expect(segmentsOf(text, reasons).map((segment) => [segment.text, segment.reasons.length])).toEqual(
      expected,
    )
  })

  it('loses no letter, whatever the reasons', () => {
    const spans = fc.array(fc.tuple(fc.nat(30), fc.nat(30)).map(([start, end]) => reason(start, end)))
    fc.assert(
      fc.property(fc.string({ maxLength: 30, unit: 'grapheme' }), spans, (given, reasons) => {
        expect(
          segmentsOf(given, reasons)
            .map((segment) => segment.text)
            .join(''),
        ).toBe(given)
      }),
    )
  })
})

describe('what is asked', () => {
  const asked: Asked = { text: "it's late", lang: '', channel: '', fallback: 'auto' }

  it.each([
    ['nothing said', {}, { text: "it's late", explain: true }],
    [
      'everything said',
      { lang: 'fa', channel: 'sms', fallback: 'never' },
      { text: "it's late", lang: 'fa', channel: 'sms', fallback: 'never', explain: true },
    ],
  ])('with %s', (_, more, body) => {
    expect(bodyOf({ ...asked, ...(more as Partial<Asked>) })).toEqual(body)
  })

  it.each([
    ['', 'empty'],
    [' \n\t ', 'empty'],
    ['سلام', null],
    ['x'.repeat(10), null],
    ['x'.repeat(11), 'too_long'],
  ])('%j has the problem %s', (text, problem) => {
    expect(problemOf(text, 10)).toBe(problem)
  })

  it('becomes a command in which a quote ends nothing', () => {
    expect(curlCommand('https://desk.example.com', asked)).toBe(
      [
        "curl 'https://desk.example.com/v1/classify' \\",
        "  -H 'authorization: Bearer YOUR_KEY' \\",
        "  -H 'content-type: application/json' \\",
        `  --data-raw '{"text":"it'\\''s late","explain":true}'`,
      ].join('\n'),
    )
  })
})

describe('two answers', () => {
  it('are the same where the labels are, whatever their order and confidence', () => {
    const one = triageOf({ urgency: 'high', topics: ['billing', 'waiting'] })
    const other = triageOf({ urgency: 'critical', topics: ['waiting', 'billing'] })
    const differing = compareTriages(one, other).filter(({ same }) => !same)
    expect(differing.map(({ head }) => head)).toEqual(['urgency'])
  })
})

describe('the page', () => {
  it.each(['agent', 'supervisor', 'admin'] as const)('opens for %s', async (role) => {
    const { signIn, get } = await createScreenHarness()
    const { status, text } = await get('/playground', { cookie: await signIn(role) })
    expect(status).toBe(200)
    expect(text).toContain('data-island="playground"')
  })

  it('knows the thresholds of the model as the operator has set them, and the LLM', async () => {
    const card = await readCard()
    const { signIn, get } = await createScreenHarness({
      deps: { modelCard: () => card },
      policy: { urgencyConfidence: 0.77, sentimentConfidence: null },
      llmModel: 'gpt-5-mini',
    })
    const { text } = await get('/playground', { cookie: await signIn('agent') })
    const [, attribute = ''] = /data-island="playground" data-props="([^"]*)"/.exec(text) ?? []
    const props = JSON.parse(attribute.replaceAll('&quot;', '"'))
    expect(props).toMatchObject({ llmModel: 'gpt-5-mini', maxLength: 8_000, thresholds: { urgency: 0.77 } })
    expect(props.thresholds.signals).toEqual(card.label_thresholds.signals)
    expect(props.thresholds.sentiment).toBe(card.policy.sentiment.confidence)
  })

  it('has examples in all three languages', () => {
    expect(new Set(SAMPLES.map(({ lang }) => lang))).toEqual(new Set(['fa', 'ar', 'en']))
  })
})
