import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/actions/store-port.ts'
import { conversationFilter, conversationQuery } from '../../../src/domain/conversation.ts'
import { answering } from './answering.ts'
import { ADMIN, AGENT, accept, after, HOUR, NOON, read, SECOND } from './store-under-test.ts'

export function searchCases(store: () => Store): void {
  const { take, send } = answering(store)
  const find = (q: string, more: object = {}) =>
    store().listConversations(conversationQuery.parse({ q, ...more }), NOON)
  const found = async (q: string, more: object = {}) =>
    (await find(q, more)).items.map(({ conversation }) => conversation.id)
  const write = async (name: string, text: string, sent_at = NOON) => {
    const id = await accept(store(), { text, sent_at, conversation: name, customer: { external_id: name } })
    return { message_id: id, ...(await read(store(), id)) }
  }

  describe('a search of the queue', () => {
    it('finds what the customer, the agent and colleagues wrote, and shows where', async () => {
      const taken = await take('a', { text: 'کالای مرجوعی هنوز تسویه نشده' })
      await take('b', { text: 'کالا کجاست' })
      const { conversation_id } = taken
      const sent = await send(taken, { text: 'مبلغ به کیف پول شما برگشت.' })
      const note = await store().addNote({
        conversation_id,
        text: 'با انبار تهران صحبت شد',
        actor: AGENT,
        now: after(HOUR),
      })
      const place = (text: string, word: string) => ({
        excerpt: text,
        highlights: [{ start: text.indexOf(word), end: text.indexOf(word) + word.length }],
        cut_start: false,
        cut_end: false,
      })
      expect((await find('تسويه')).items).toMatchObject([
        {
          conversation: { id: conversation_id },
          match: {
            kind: 'message',
            id: taken.message_id,
            at: NOON,
            ...place('کالای مرجوعی هنوز تسویه نشده', 'تسویه'),
          },
        },
      ])
      const reply_id = sent.kind === 'sent' ? sent.reply.id : ''
      expect((await find('كيف')).items[0]?.match).toEqual({
        kind: 'reply',
        id: reply_id,
        at: after(SECOND),
        ...place('مبلغ به کیف پول شما برگشت.', 'کیف'),
      })
      expect((await find('تهران')).items[0]?.match).toEqual({
        kind: 'note',
        id: note?.id,
        at: after(HOUR),
        ...place('با انبار تهران صحبت شد', 'تهران'),
      })
      expect(await found('گارانتی')).toEqual([])
    })

    it.each([
      ['پیش‌فاکتور رو نفرستادید', ['پیشفاکتور', 'پيش فاكتور', 'پیش‌فاکتور']],
      ['پیش فاکتور رو نفرستادید', ['پیشفاکتور', 'پیش‌فاکتور']],
      ['پیشفاکتورها رو نفرستادید', ['پیش‌فاکتور', 'پیش فاکتور', 'پیشفاکتور']],
      ['نمی‌خوامش دیگه', ['نمیخوامش', 'نمی خوامش']],
      ['تَأخَّرَ توصيل الطلب رقم ٨٨١٢٠٤', ['تاخر', 'توصیل', 'طلب', '۸۸۱۲۰۴', '881204']],
      ['سفارش ۸۸۱۲۰۴۵۵۱۲', ['8812045512', '٨٨١٢٠٤٥٥١٢', 'سفارش 8812045512']],
      ['sefaresham hanuz nareside!', ['sefaresham', 'HANUZ nareside']],
      ['I was charged twice', ['charge', 'Charging', '"charged" twice?']],
      ['please log in again', ['login', 'LOG IN']],
      ['گفتن refunded شده', ['refund', 'refund شده']],
      ['چرا جواب نمی‌دید', ['چرا', 'جواب چرا']],
      ['mail me at sara@example.com', ['sara@example.com']],
    ])('%s: however typed', async (text, questions) => {
      const { conversation } = await write('a', text)
      await write('b', 'یک متن دیگر, another text, نص آخر')
      for (const question of questions)
        expect([question, await found(question)]).toEqual([question, [conversation.id]])
    })

    it('wants all words in one text', async () => {
      await write('a', 'فاکتور اشتباه است')
      await write('a', 'تخفیف ثبت نشد', after(HOUR))
      const { conversation } = await write('b', 'تخفیف در فاکتور نیست')
      expect(await found('فاکتور تخفیف')).toEqual([conversation.id])
    })

    it('still finds names and ids, and shows no text for them', async () => {
      const id = await accept(store(), {
        text: 'سلام',
        conversation: 'order-77',
        customer: { external_id: 'c-77', name: 'مینا كريمي' },
      })
      const { conversation } = await read(store(), id)
      for (const q of ['کریمی', 'ینا کر', 'c-77', 'order-77', conversation.id, conversation.customer_id])
        expect((await find(q)).items).toMatchObject([{ conversation: { id: conversation.id }, match: null }])
      expect((await find('سلام')).items[0]?.match?.id).toBe(id)
      expect((await store().listConversations(conversationQuery.parse({}), NOON)).items[0]?.match).toBeNull()
    })

    it('keeps the order of the queue, with the other filters, in pages and in the counts', async () => {
      for (let index = 0; index < 7; index++)
        await write(`c-${index}`, index % 2 ? `سفارش ${'ها '.repeat(index)}` : 'سفارش', after(index * HOUR))
      await write('other', 'پرداخت')
      for (const sort of ['priority', 'newest', 'oldest', 'relevance'] as const) {
        const whole = await found('سفارش', { sort })
        const all = (
          await store().listConversations(
            conversationQuery.parse({ sort: sort === 'relevance' ? 'newest' : sort }),
            NOON,
          )
        ).items
          .filter(
            ({ top_message, conversation }) => top_message?.text !== 'پرداخت' && conversation.key !== 'other',
          )
          .map(({ conversation }) => conversation.id)
        expect(whole).toEqual(all)
        const paged: string[] = []
        let cursor: string | null = null
        do {
          const page = await find('سفارش', { sort, limit: 2, ...(cursor !== null && { cursor }) })
          paged.push(...page.items.map(({ conversation }) => conversation.id))
          cursor = page.next_cursor
        } while (cursor !== null)
        expect(paged).toEqual(whole)
      }
      const filter = conversationFilter.parse({ q: 'سفارش', channel: 'chat' })
      expect(await store().countConversations({ filter, me: 'x', now: NOON })).toMatchObject({ total: 7 })
      expect(await found('سفارش', { channel: 'email' })).toEqual([])
    })

    it('by relevance: names, then as typed, then the same words, then other forms; the latest among equals', async () => {
      const of = async (text: string, hours: number) =>
        (await write(`t-${hours}`, text, after(hours * HOUR))).conversation.id
      const forms = await of('I was charged, then refunds came', 5)
      const typedEarly = await of('the refund charge was wrong', 1)
      const words = await of('charge me, no refund', 4)
      const typedLate = await of('a refund charge again', 2)
      const named = (
        await read(
          store(),
          await accept(store(), { text: 'hello', customer: { external_id: 'n', name: 'Refund Charge Ltd' } }),
        )
      ).conversation.id
      expect(await found('refund charge', { sort: 'relevance' })).toEqual([
        named,
        typedLate,
        typedEarly,
        words,
        forms,
      ])
    })

    it('pages by relevance do not move when more is written elsewhere', async () => {
      for (let index = 0; index < 5; index++)
        await write(`c-${index}`, `refund ${index}`, after(index * HOUR))
      const whole = await found('refund', { sort: 'relevance' })
      const first = await find('refund', { sort: 'relevance', limit: 2 })
      for (let index = 0; index < 20; index++) await write(`x-${index}`, 'refund refund', after(9 * HOUR))
      const rest = await find('refund', { sort: 'relevance', limit: 50, cursor: first.next_cursor })
      expect(rest.items.map(({ conversation }) => conversation.id)).toEqual(whole.slice(2))
      await expect(find('refund', { cursor: first.next_cursor })).rejects.toMatchObject({
        code: 'invalid_input',
      })
    })

    it('shows the nearest text of a conversation, and the latest of these', async () => {
      await write('a', 'refund my money', NOON)
      await write('a', 'refunded money came', after(HOUR))
      expect((await find('refund')).items[0]?.match?.at).toBe(NOON)
      await write('a', 'no refund yet', after(2 * HOUR))
      expect((await find('refund')).items[0]?.match?.at).toBe(after(2 * HOUR))
    })

    it('forgets an erased customer and no other', async () => {
      const gone = await take('gone', { text: 'کلمه فلامینگو' })
      const kept = await take('kept', { text: 'فلامینگو هم' })
      await send(gone, { text: 'فلامینگو پاسخ' })
      await store().addNote({
        conversation_id: gone.conversation_id,
        text: 'فلامینگو یادداشت',
        actor: AGENT,
        now: NOON,
      })
      expect(await found('فلامینگو')).toHaveLength(2)
      await store().eraseCustomer({ customer_id: gone.customer_id, actor: ADMIN, now: NOON })
      expect(await found('فلامینگو')).toEqual([kept.conversation_id])
    })

    it('follows conversations that are joined', async () => {
      const email = 'sara@example.com'
      const older = await accept(store(), { conversation: 'k', text: 'یک', customer: { email } })
      const younger = await accept(store(), {
        conversation: 'k',
        text: 'فلامینگو',
        customer: { external_id: 'c-9' },
      })
      const { conversation } = await read(store(), younger)
      await store().addNote({
        conversation_id: conversation.id,
        text: 'یادداشت پلیکان',
        actor: AGENT,
        now: NOON,
      })
      await accept(store(), { text: 'سه', customer: { email, external_id: 'c-9' } })
      const kept = (await read(store(), older)).conversation.id
      expect([await found('فلامینگو'), await found('پلیکان')]).toEqual([[kept], [kept]])
    })

    it('nothing that is typed breaks it', async () => {
      await write('a', 'سفارش refund 12')
      const typed = fc.oneof(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
        fc.stringMatching(/^["'*:^(){}+\-,.\\ سفارشANDORNOTNEARwordsforms\d]{1,40}$/),
        fc.constantFrom(
          '"',
          '""',
          'AND',
          'a AND',
          'NOT سفارش',
          'words:سفارش',
          'words : "a',
          'NEAR(a b)',
          '*',
          'سفار*',
          '^سفارش',
          "'; --",
          '\0',
          '- words : x',
          '𞤀𞤣',
          '😀',
          'a\u0301',
          '\ud800',
          '%',
          '_',
          'ﷺ',
        ),
      )
      await fc.assert(
        fc.asyncProperty(typed, fc.constantFrom('priority', 'relevance'), async (q, sort) => {
          const query = conversationQuery.safeParse({ q, sort })
          if (!query.success) return
          const page = await store().listConversations(query.data, NOON)
          expect(page.items.length).toBeLessThanOrEqual(1)
          await store().countConversations({ filter: { q: query.data.q }, me: 'x', now: NOON })
        }),
        { numRuns: 200 },
      )
    })
  })
}
