/** The reply composer without a browser: its page, and the pure rules of its island. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReplyCheck } from '../../src/domain/reply/draft.ts'
import type { DraftEvent } from '../../src/domain/reply/draft-event.ts'
import { DRAFT, REPLY_GUIDE } from '../../src/http/schemas/reply-examples.ts'
import { sentencesOf } from '../../src/ui/locales/index.ts'
import { createEventParser } from '../../src/ui/reply/event-parser.ts'
import { fromKept, toKept } from '../../src/ui/reply/kept.ts'
import { markedParts, placeNow, withInserted } from '../../src/ui/reply/marks.ts'
import type { KeptReply } from '../../src/ui/reply/shapes.ts'
import { momentWords, remedyWords } from '../../src/ui/reply/words.ts'
import { afterEvent, BEGUN } from '../../src/ui/reply/writing.ts'
import { createView } from '../../src/ui/view.ts'
import { COMPLAINT } from '../http/complaint.ts'
import { createScreenHarness } from './screen-harness.ts'

const EVENTS = [
  { event: 'started', data: { source: 'llm' } },
  { event: 'writing', data: { text: 'سلام،\n\nسفارش ۸۸۱۲ «در راه» است' } },
  { event: 'done', data: { drafts: 1 } },
]
const STREAM = `: still writing\n\n${EVENTS.map(({ event, data }) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join('')}`

describe('events out of pieces', () => {
  it('are the same wherever the body is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(STREAM.length), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.toSorted((one, other) => one - other), STREAM.length]
        const parse = createEventParser()
        const events = at.slice(1).flatMap((end, index) => parse(STREAM.slice(at[index], end)))
        expect(events).toEqual(EVENTS)
      }),
    )
  })

  it('wait for their end, and may end their lines as Windows does', () => {
    const parse = createEventParser()
    expect(parse('event: done\r\ndata: {"drafts":1}\r\n')).toEqual([])
    expect(parse('\r\n')).toEqual([{ event: 'done', data: { drafts: 1 } }])
  })
})

describe('a draft while it is written', () => {
  const started: DraftEvent = {
    event: 'started',
    data: { source: 'llm', playbook: 'delivery/late', language: 'en', channel: 'chat' },
  }
  const words = (text: string): DraftEvent => ({ event: 'writing', data: { text } })
  const check: DraftEvent = {
    event: 'checking',
    data: { check: 'time', passed: true, detail: 'Says by when.' },
  }
  it.each<[string, DraftEvent[], object]>([
    ['starts', [started], { phase: 'writing', text: '' }],
    ['grows', [started, words('Hello '), words('Sara')], { phase: 'writing', text: 'Hello Sara' }],
    [
      'is checked',
      [started, words('Hello'), check],
      { phase: 'checking', text: 'Hello', checks: [check.data] },
    ],
    [
      'is void when it is repaired',
      [started, words('Hollow'), check, { event: 'repairing', data: { problems: ['no_hollow_phrase: …'] } }],
      { phase: 'repairing', text: '', checks: [] },
    ],
    [
      'comes again in order',
      [started, words('b a'), { event: 'rearranging', data: {} }, words('a b')],
      { phase: 'writing', text: 'a b' },
    ],
    [
      'gives way to the playbook’s',
      [started, words('Half'), { event: 'fallback', data: { because: 'timeout' } }, words('Whole')],
      { phase: 'writing', text: 'Whole', fallback: 'timeout' },
    ],
    ['is there', [started, words('x'), { event: 'draft', data: DRAFT }], { drafts: [DRAFT] }],
  ])('%s', (_, events, expected) => {
    expect(events.reduce(afterEvent, BEGUN)).toMatchObject(expected)
  })
})

const fault = (start: number, end: number, check: ReplyCheck['check'] = 'no_blame'): ReplyCheck => ({
  check,
  passed: false,
  detail: '',
  start,
  end,
})

describe('the places of failed checks', () => {
  it.each<[string, string, ReplyCheck[], [string, string | null][]]>([
    ['none', 'سلام', [], [['سلام', null]]],
    [
      'one in the middle',
      'a bad word',
      [fault(2, 5)],
      [
        ['a ', null],
        ['bad', 'no_blame'],
        [' word', null],
      ],
    ],
    [
      'the first of two that overlap',
      'abcdef',
      [fault(1, 4), fault(3, 6, 'time')],
      [
        ['a', null],
        ['bcd', 'no_blame'],
        ['ef', null],
      ],
    ],
    ['not one that passed', 'abc', [{ ...fault(0, 1), passed: true }], [['abc', null]]],
    ['not one beyond the end', 'abc', [fault(1, 9)], [['abc', null]]],
    ['nothing in nothing', '', [fault(0, 0)], []],
  ])('%s', (_, text, checks, expected) => {
    expect(markedParts(text, checks).map((part) => [part.text, part.check])).toEqual(expected)
  })

  it('cut the text and lose nothing of it', () => {
    const place = fc.tuple(fc.nat(40), fc.nat(40))
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.array(place), (text, places) => {
        const parts = markedParts(
          text,
          places.map(([start, end]) => fault(start, end)),
        )
        expect(parts.map((part) => part.text).join('')).toBe(text)
      }),
    )
  })

  it.each<[string, string, { start: number; end: number } | null]>([
    ['stay', 'to soon be', { start: 3, end: 7 }],
    ['move with the text before them', 'we hope to soon be', { start: 11, end: 15 }],
    ['are gone when the words are', 'to be', null],
  ])('%s', (_, text, expected) => {
    expect(placeNow({ start: 3, end: 7 }, 'to soon be', text)).toEqual(expected)
  })

  it('a check without a place has none', () => {
    expect(placeNow({}, 'abc', 'abc')).toBeNull()
  })
})

describe('words put into a text', () => {
  it.each<[string, [number, number], string, string]>([
    ['', [0, 0], 'پاسخ.', 'پاسخ.'],
    ['سلام.', [5, 5], 'پاسخ.', 'سلام. پاسخ.'],
    ['سلام. ', [6, 6], 'پاسخ.', 'سلام. پاسخ.'],
    ['before after', [7, 7], 'mid', 'before mid after'],
    ['one two', [4, 7], 'three', 'one three'],
    ['end', [3, 3], 'more', 'end more'],
    ['a، b', [1, 1], 'x', 'a x، b'],
  ])('%j at %j takes %j', (text, [start, end], words, expected) => {
    const put = withInserted(text, { start, end }, words)
    expect(put.text).toBe(expected)
    expect(put.text.slice(0, put.caret).trimEnd()).toMatch(new RegExp(`${words.replace('.', '\\.')}$`))
  })
})

describe('what is kept of an unsent reply', () => {
  const kept: KeptReply = {
    versions: [
      { draft: DRAFT, text: 'ویرایش‌شده' },
      { draft: null, text: 'own' },
    ],
    at: 1,
    channel: 'sms',
    register: 'warm',
    once: { of: '{}', key: 'k' },
  }
  it('comes back as it was', () => {
    expect(fromKept(toKept(kept))).toEqual(kept)
  })

  it('is nothing where nothing was written', () => {
    expect(toKept({ ...kept, versions: [{ draft: null, text: ' \n' }] })).toBeNull()
    expect(toKept({ ...kept, versions: [] })).toBeNull()
  })

  it('is not without end, and never without the one in hand', () => {
    const versions = Array.from({ length: 20 }, (_, index) => ({ draft: null, text: `text ${index}` }))
    for (const at of [0, 7, 13, 14, 19]) {
      const back = fromKept(toKept({ ...kept, versions, at }))
      expect(back?.versions).toHaveLength(6)
      expect(back?.versions[back.at]?.text).toBe(`text ${at}`)
    }
  })

  it.each([
    null,
    '',
    '{',
    '{}',
    '[]',
    'null',
    '{"versions":[]}',
    '{"versions":[{"text":1}],"at":0}',
    '{"versions":[{"text":"a","draft":null}],"at":3,"channel":"chat"}',
  ])('is nothing where it cannot be read: %s', (text) => {
    expect(fromKept(text)).toBeNull()
  })
})

describe('words', () => {
  const now = new Date('2026-08-02T05:44:00.000Z')
  const viewIn = (language: 'fa' | 'ar' | 'en') =>
    createView(
      {
        language,
        calendar: language === 'fa' ? 'persian' : 'gregory',
        time_zone: 'Asia/Tehran',
        reader: null,
      },
      () => now,
      sentencesOf(language),
    )
  it.each([
    ['fa', 'امروز ساعت ۱۴:۰۰'],
    ['ar', '١٤:٠٠ اليوم'],
    ['en', 'today at 14:00'],
  ] as const)('%s: of today only the hour', (language, expected) => {
    expect(momentWords(viewIn(language), '2026-08-02T10:30:00.000Z')).toBe(expected)
    expect(momentWords(viewIn(language), '2026-08-03T10:30:00.000Z')).not.toContain(expected)
  })

  it('a remedy of an operator’s own is shown as they call it', () => {
    const { t } = viewIn('en')
    expect([remedyWords(t, 'refund'), remedyWords(t, 'free_month')]).toEqual(['refund', 'free month'])
    expect(REPLY_GUIDE.remedies.map((kind) => remedyWords(viewIn('fa').t, kind))).toEqual(['بازگشت وجه'])
  })
})

describe('the page of a conversation', () => {
  async function withMessage(text: string, name: string) {
    const harness = await createScreenHarness()
    const { json } = await harness.send('POST', '/v1/messages', {
      body: { ...COMPLAINT, text, customer: { external_id: 'c-1', name } },
    })
    return { ...harness, path: `/inbox/${json.conversation.id}` }
  }

  it.each([
    ['fa', 'نوشتن پاسخ'],
    ['ar', 'كتابة رد'],
    ['en', 'Write a reply'],
  ])('in %s offers to write, before any script', async (language, words) => {
    const { signIn, get, path } = await withMessage('سفارشم نرسیده', 'مریم احمدی')
    const { status, text } = await get(path, { cookie: await signIn('agent'), language })
    expect(status).toBe(200)
    expect(text).toContain(words)
    expect(text).toContain('id="composer"')
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=/)
  })

  it('writes words of others as words', async () => {
    const bad = '"><img src=x onerror=alert(1)>\'</script>'
    const { signIn, get, send, path } = await withMessage(`${bad} سفارش`, bad)
    const api = `${path.replace('/inbox', '/v1/conversations')}/replies`
    await send('POST', api, { body: { text: bad } })
    const { text } = await get(path, { cookie: await signIn('agent', { name: bad }) })
    expect(text).not.toContain('<img')
    expect(text).not.toContain(bad)
  })

  it('is for people who are signed in, and for a conversation that is there', async () => {
    const { signIn, get, path } = await withMessage('سفارشم نرسیده', 'مریم')
    expect((await get(path)).status).toBe(303)
    const cookie = await signIn('agent')
    expect((await get('/inbox/cnv_0', { cookie })).status).toBe(404)
  })
})
