import { describe, expect, it } from 'vitest'
import { searchWords } from '../../../src/domain/knowledge/words.ts'
import { type Channel, LANGUAGES, type Language } from '../../../src/domain/labels.ts'
import { checkReply } from '../../../src/domain/reply/check-reply.ts'
import { composeDrafts } from '../../../src/domain/reply/compose.ts'
import { type ReplyInput, readReplyContext } from '../../../src/domain/reply/context.ts'
import { excerptOf, type KnownArticle } from '../../../src/domain/reply/known-articles.ts'
import { materialOf } from '../../../src/domain/reply/material.ts'
import { REGISTERS } from '../../../src/domain/reply/wording.ts'
import type { LabelCorrection } from '../../../src/domain/triage/triage.ts'
import { KNOWLEDGE } from '../../fixtures/knowledge.ts'
import { library, messageOf } from './desk.ts'

const QUESTION: LabelCorrection = { sentiment: 'neutral', intent: 'question', topics: ['refund_return'] }
const ASKED: Record<Language, string> = {
  fa: 'زمان برگشت وجه سفارش مرجوعی چقدره؟',
  ar: 'ما كيفية إرجاع المنتج؟',
  en: 'When does a refund arrive?',
}
const URL = 'https://help.shop.example/refunds'

const NAMES: Record<Language, string> = { fa: 'refund-time', ar: 'return-how', en: 'refund-time' }

function fitting(lang: Language, more: Partial<KnownArticle> = {}): KnownArticle {
  const article = KNOWLEDGE.find(({ external_id }) => external_id === `${lang}/${NAMES[lang]}`)
  if (!article) throw new Error('There is no such article')
  const kept = { id: 'art_1', version: 3, created_at: '', updated_at: '' }
  return { ...article, ...kept, url: URL, answers: true, ...more }
}
const asked = (lang: Language, more: Partial<ReplyInput> = {}, article = fitting(lang)) =>
  messageOf(lang, ASKED[lang], QUESTION, { articles: [article], ...more })
const draftOf = (input: ReplyInput, seed = 'm-1') => {
  const [draft] = composeDrafts(library, input, { seed })
  if (!draft) throw new Error('There was no draft')
  return draft
}
const failedOf = ({ checks }: ReturnType<typeof draftOf>) => checks.filter(({ passed }) => !passed)
const CITED = { article_id: 'art_1', title: expect.any(String), version: 3, url: URL }

describe.each(LANGUAGES)('a plain question that an article answers, %s', (lang) => {
  const channels: Channel[] = ['chat', 'email', 'api', 'review']
  it.each(REGISTERS.flatMap((register) => channels.map((channel) => [register, channel] as const)))(
    '%s, %s: the draft says the answer, who helps further and by when',
    (register, channel) => {
      for (const seed of ['a', 'b', 'c', 'd']) {
        const draft = draftOf(asked(lang, { register, channel, customer_name: null }), seed)
        expect(failedOf(draft)).toEqual([])
        expect(draft.text).toContain(fitting(lang).answer)
        expect(draft.steps.map(({ step }) => step)).toEqual([
          'greeting',
          'acknowledge',
          'action',
          'next_contact',
          ...(channel === 'email' ? ['close'] : []),
        ])
        expect(draft.citations).toContainEqual(CITED)
        expect(draft.suggestions).toEqual([
          {
            article_id: 'art_1',
            lang,
            title: fitting(lang).title,
            answer: fitting(lang).answer,
            url: URL,
            version: 3,
          },
        ])
      }
    },
  )

  it.each<[string, Partial<ReplyInput>, Partial<KnownArticle>]>([
    ['it is not about the same', {}, { answers: false }],
    ['it has no words for customers', {}, { answer: null }],
    ['there is no room', { channel: 'sms' }, {}],
  ])('is only suggested where %s', (_, more, article) => {
    const draft = draftOf(asked(lang, more, fitting(lang, article)))
    expect(draft.text).not.toContain(fitting(lang).answer)
    expect(draft.citations).not.toContainEqual(CITED)
    expect(draft.suggestions).toMatchObject([{ article_id: 'art_1' }])
    expect(failedOf(draft)).toEqual([])
  })
})

describe('an article', () => {
  it('is not the answer to a matter of one’s own', () => {
    const order = asked('fa', { thread: [{ author: 'customer', text: `${ASKED.fa} سفارش ۸۸۱۲` }] })
    const complaint = messageOf('fa', ASKED.fa, { topics: ['refund_return'] }, { articles: [fitting('fa')] })
    for (const input of [order, complaint]) {
      const draft = draftOf(input)
      expect(draft.text).not.toContain('۷۲ ساعت کاری')
      expect(draft.suggestions).toHaveLength(1)
    }
  })

  it('of another language, or not public where everybody reads, is not even suggested', () => {
    expect(draftOf(asked('fa', {}, fitting('ar'))).suggestions).toEqual([])
    const hidden = draftOf(asked('en', { channel: 'review' }, fitting('en', { public: false })))
    expect(hidden.suggestions).toEqual([])
    expect(hidden.text).not.toContain('five working days')
    expect(draftOf(asked('en', {}, fitting('en', { public: false }))).text).toContain('five working days')
  })

  it.each<[Language, string]>([
    ['fa', 'از صبر و شکیبایی شما سپاسگزاریم؛ وجه به‌زودی برمی‌گردد.'],
    ['ar', 'نقدّر صبركم وسيصل المبلغ في أقرب وقت.'],
    ['en', 'We appreciate your patience; we give a full refund and a voucher to everybody.'],
  ])('whose answer fails a check is only suggested: %s', (lang, answer) => {
    const draft = draftOf(asked(lang, {}, fitting(lang, { answer })))
    expect(draft.text).not.toContain(answer)
    expect(failedOf(draft)).toEqual([])
    expect(draft.suggestions).toMatchObject([{ answer }])
  })

  it('lends its numbers only to a reply that rests on it', () => {
    const article = fitting('en', { body: 'Refunds take 19 days.' })
    const failed = (input: ReplyInput) => {
      const context = readReplyContext(library, input)
      const text = `Our billing team will answer ${context.promise.text}. Refunds take 19 days, see ${URL}.`
      return checkReply(text, context).flatMap(({ check, passed }) => (passed ? [] : [check]))
    }
    expect(failed(asked('en', {}, article))).toContain('no_invented_fact')
    expect(failed(asked('en', { grounds: [article] }, article))).not.toContain('no_invented_fact')
    expect(failed(asked('en', { grounds: [{ ...article, public: false }] }))).toContain('no_invented_fact')
  })
})

describe('what an LLM is shown of articles', () => {
  it('is bounded, under short ids, with the address only of public ones', () => {
    const long = `${'چیز دیگر. '.repeat(400)}\n\nبرگشت وجه تا ۷۲ ساعت.\n\n${'باز هم چیز دیگر. '.repeat(400)}`
    const articles = [fitting('fa', { body: long }), fitting('fa', { public: false })]
    const input = asked('fa', { articles })
    const { articles: shown } = materialOf(readReplyContext(library, input), input)
    expect(shown).toMatchObject([
      { id: 'article_1', url: URL },
      { id: 'article_2', url: null },
    ])
    expect(shown[0]?.text).toContain('۷۲ ساعت')
    expect(shown[0]?.text.length).toBeLessThanOrEqual(1_500)
  })

  it.each([0, 1, 2, 3, 10, 100])('an excerpt within %i is no longer', (most) => {
    const body = 'one two\n\nrefund three\n\nfour'
    expect(excerptOf(body, searchWords('refund', 'en'), 'en', most).length).toBeLessThanOrEqual(
      Math.max(most, 1),
    )
  })
})
