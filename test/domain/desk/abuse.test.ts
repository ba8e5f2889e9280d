import { describe, expect, it } from 'vitest'
import {
  type AbuseStep,
  type AbusiveMessage,
  abuseSummary,
  type ReplyAfterAbuse,
} from '../../../src/domain/desk/abuse.ts'
import { LANGUAGES } from '../../../src/domain/labels.ts'
import { composeDraft } from '../../../src/domain/reply/compose.ts'
import { readReplyContext } from '../../../src/domain/reply/context.ts'
import { library, messageOf } from '../reply/desk.ts'

const NOW = '2026-08-02T12:00:00.000Z'
const day = (ago: number) => new Date(Date.parse(NOW) - ago * 86_400_000).toISOString()
const abuse = (ago: number, turn_id = `${ago}`): AbusiveMessage => ({
  id: `${ago}`,
  turn_id,
  sent_at: day(ago),
})
const told = (ago: number, step: AbuseStep | null, more: Partial<ReplyAfterAbuse> = {}): ReplyAfterAbuse => ({
  sent_at: day(ago),
  text: 'x',
  edited: false,
  step,
  ...more,
})

describe('the step that is due', () => {
  it.each<[string, AbusiveMessage[], ReplyAfterAbuse[], AbuseStep | null, AbuseStep | null, AbuseStep]>([
    ['nothing happened', [], [], null, null, 'boundary'],
    ['a first insult', [abuse(1)], [], null, 'boundary', 'consequence'],
    ['a second one before we answered', [abuse(2), abuse(1)], [], null, 'boundary', 'consequence'],
    ['the boundary is set', [abuse(2)], [told(1, 'boundary')], 'boundary', null, 'consequence'],
    ['a second insult', [abuse(3), abuse(1)], [told(2, 'boundary')], 'boundary', 'consequence', 'supervisor'],
    [
      'a third one',
      [abuse(5), abuse(3), abuse(1)],
      [told(4, 'boundary'), told(2, 'consequence')],
      'consequence',
      'supervisor',
      'supervisor',
    ],
    [
      'after the last step',
      [abuse(7), abuse(5), abuse(3), abuse(1)],
      [told(6, 'boundary'), told(4, 'consequence'), told(2, 'supervisor')],
      'supervisor',
      'supervisor',
      'supervisor',
    ],
    ['answered without a boundary', [abuse(3), abuse(1)], [told(2, null)], null, 'boundary', 'consequence'],
    [
      'forgotten after thirty days',
      [abuse(40), abuse(1)],
      [told(39, 'boundary')],
      null,
      'boundary',
      'consequence',
    ],
    [
      'an edited draft that kept it',
      [abuse(3), abuse(1)],
      [told(2, 'boundary', { edited: true, text: 'سلام، خواهش می‌کنم بدون توهین بنویسید.' })],
      'boundary',
      'consequence',
      'supervisor',
    ],
    [
      'an edited draft that lost it',
      [abuse(3), abuse(1)],
      [told(2, 'boundary', { edited: true, text: 'سلام، پیگیری می‌کنم.' })],
      null,
      'boundary',
      'consequence',
    ],
    [
      'an agent’s own words',
      [abuse(3), abuse(1)],
      [told(2, null, { edited: true, text: 'أرجو أن نكمل الحديث دون إساءة.' })],
      'boundary',
      'consequence',
      'supervisor',
    ],
    [
      'our own rudeness is no boundary',
      [abuse(3), abuse(1)],
      [told(2, null, { edited: true, text: 'از رفتار توهین‌آمیز همکارمان عذر می‌خواهیم.' })],
      null,
      'boundary',
      'consequence',
    ],
  ])('%s', (_, messages, replies, firmest, due_step, next_step) => {
    expect(abuseSummary({ messages, replies }, NOW)).toMatchObject({ told: firmest, due_step, next_step })
  })

  it('a burst is one occasion, two occasions are repeated', () => {
    const burst = [abuse(1, 't'), abuse(0.9, 't'), abuse(0.8, 't')]
    expect(abuseSummary({ messages: burst, replies: [] }, NOW)).toMatchObject({
      messages: 3,
      occasions: 1,
      repeated: false,
      last_at: day(0.8),
    })
    expect(abuseSummary({ messages: [...burst, abuse(5)], replies: [] }, NOW)).toMatchObject({
      occasions: 2,
      repeated: true,
    })
  })
})

describe.each(LANGUAGES)('the drafts in %s', (language) => {
  const TEXT = {
    fa: 'احمقا، سفارشم نرسیده',
    ar: 'يا أغبياء طلبي ما وصل',
    en: 'You idiots, my order has not arrived',
  }
  const BARE = { fa: 'کثافتا', ar: 'يا حثالة', en: 'You scum' }

  it.each(['formal', 'warm'] as const)('get firmer each time and pass their checks, %s', (register) => {
    const seen = new Set<string>()
    for (const [text, topics] of [
      [TEXT[language], ['delivery']],
      [BARE[language], ['other']],
    ] as const)
      for (const step of ['boundary', 'consequence', 'supervisor'] as const)
        for (const channel of ['chat', 'email', 'review'] as const) {
          const input = messageOf(
            language,
            text,
            { topics: [...topics], signals: ['abusive'] },
            { abuse: step, register, channel },
          )
          const context = readReplyContext(library, input)
          for (const turn of [0, 1]) {
            const { text: reply, checks } = composeDraft(context, 'seed', turn)
            expect(
              checks.filter(({ passed }) => !passed),
              reply,
            ).toEqual([])
            // Whoever edits such a draft and keeps the sentence has told it.
            const edited = told(1, step, { edited: true, text: reply })
            expect(abuseSummary({ messages: [abuse(2)], replies: [edited] }, NOW).told, reply).toBe(step)
          }
          if (channel === 'chat') seen.add(composeDraft(context, 'seed', 0).text)
        }
    expect(seen.size).toBe(6)
  })

  it('are calm on the channel of few letters too', () => {
    for (const abuse of ['consequence', 'supervisor'] as const) {
      const labels = { topics: ['other' as const], signals: ['abusive' as const] }
      const context = readReplyContext(
        library,
        messageOf(language, BARE[language], labels, { abuse, channel: 'sms' }),
      )
      expect(context.situation.id).toBe(abuse === 'consequence' ? 'any/abusive_again' : 'any/abusive_still')
      expect(composeDraft(context, 'seed', 0).checks.filter(({ passed }) => !passed)).toEqual([])
    }
  })

  it('of someone in danger set no boundary', () => {
    const text = { fa: 'می‌خوام خودمو بکشم کثافتا', ar: 'أفكر أنتحر يا حثالة', en: 'I want to die, you scum' }
    const labels = { urgency: 'critical' as const, topics: ['other' as const], signals: ['abusive' as const] }
    const context = readReplyContext(
      library,
      messageOf(language, text[language], labels, { abuse: 'supervisor' }),
    )
    expect(context.situation.id).toBe('any/self_harm')
    expect(context.additions.map(({ id }) => id)).toEqual([])
  })
})
