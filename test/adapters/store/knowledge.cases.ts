import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ArticleWritten } from '../../../src/actions/knowledge-port.ts'
import type { Store } from '../../../src/actions/store-port.ts'
import { type ArticleIntake, articleIntake } from '../../../src/domain/knowledge/article.ts'
import type { PastAnswer } from '../../../src/domain/knowledge/past-answer.ts'
import { searchWords } from '../../../src/domain/knowledge/words.ts'
import type { Language } from '../../../src/domain/labels.ts'
import { answering } from './answering.ts'
import { ADMIN, accept, after, DAY, HOUR, NOON, read, SUPERVISOR } from './store-under-test.ts'

const LATE: ArticleIntake = articleIntake.parse({
  lang: 'fa',
  title: 'سفارش دیر رسیده است',
  body: 'از روز چهارم واحد ارسال با پست پیگیری می‌کند.',
  topics: ['delivery'],
})
const RETURNS = articleIntake.parse({
  lang: 'fa',
  title: 'مرجوع کردن کالا',
  body: 'تا هفت روز؛ اگر سفارش سالم باشد.',
  topics: ['refund_return'],
})

export function knowledgeCases(store: () => Store): void {
  const written = (outcome: ArticleWritten) => {
    if (!('article' in outcome)) throw new Error(`The article was not written: ${outcome.kind}`)
    return outcome.article
  }
  const create = async (article: Partial<ArticleIntake> = {}, now = NOON) =>
    written(await store().createArticle({ article: { ...LATE, ...article }, actor: SUPERVISOR, now }))
  const list = (more: Partial<Parameters<Store['listArticles']>[0]> = {}) =>
    store().listArticles({ words: null, limit: 50, ...more })
  const search = async (text: string, lang?: Language) =>
    (await list({ words: searchWords(text, lang ?? null), ...(lang && { lang }) })).items.map(({ id }) => id)
  const audited = async () => (await store().readAudit({ after: 0, limit: 100 })).map(({ action }) => action)

  describe('an article', () => {
    it('is written, read, replaced and deleted, each noted in the audit log', async () => {
      const made = await create({ external_id: 'fa/late.md' })
      expect(made).toEqual({
        ...LATE,
        external_id: 'fa/late.md',
        id: expect.stringMatching(/^art_/),
        version: 1,
        created_at: NOON,
        updated_at: NOON,
      })
      expect(await store().readArticle(made.id)).toEqual(made)
      const record = { article_id: made.id, version: null, actor: SUPERVISOR, now: after(HOUR) }
      const replaced = await store().replaceArticle({ ...record, article: RETURNS })
      expect(replaced).toEqual({
        kind: 'replaced',
        article: { ...RETURNS, id: made.id, version: 2, created_at: NOON, updated_at: after(HOUR) },
      })
      expect(await store().replaceArticle({ ...record, article: RETURNS })).toMatchObject({
        kind: 'unchanged',
        article: { version: 2 },
      })
      expect(await store().deleteArticle({ article_id: made.id, actor: ADMIN, now: NOON })).toBe(true)
      expect(await store().deleteArticle({ article_id: made.id, actor: ADMIN, now: NOON })).toBe(false)
      expect(await store().readArticle(made.id)).toBeNull()
      expect(await audited()).toEqual(['article-created', 'article-replaced', 'article-deleted'])
    })

    it('has its name alone, and is not written over a newer version', async () => {
      const [one, other] = [await create({ external_id: 'a' }), await create({ external_id: 'b' })]
      const article = { ...LATE, external_id: 'a' }
      expect(await store().createArticle({ article, actor: ADMIN, now: NOON })).toEqual({ kind: 'taken' })
      const record = { article, version: null, actor: ADMIN, now: NOON }
      expect(await store().replaceArticle({ ...record, article_id: other.id })).toEqual({ kind: 'taken' })
      expect(await store().replaceArticle({ ...record, article_id: 'art_none' })).toEqual({
        kind: 'not_found',
      })
      const change = { ...record, article_id: one.id, article: { ...article, title: 'دیگر' } }
      expect(await store().replaceArticle({ ...change, version: 1 })).toMatchObject({ kind: 'replaced' })
      expect(await store().replaceArticle({ ...change, version: 1 })).toEqual({
        kind: 'changed_meanwhile',
        version: 2,
      })
      expect((await list()).items).toHaveLength(2)
    })

    it('is imported under its name: created, left alone, changed', async () => {
      const bring = (title: string) =>
        store().importArticle({
          article: { ...LATE, external_id: 'fa/late.md', title },
          actor: ADMIN,
          now: NOON,
        })
      expect(await bring('یک')).toMatchObject({ kind: 'created', article: { version: 1 } })
      expect(await bring('یک')).toMatchObject({ kind: 'unchanged', article: { version: 1 } })
      expect(await bring('دو')).toMatchObject({ kind: 'replaced', article: { version: 2 } })
      expect((await list()).items).toHaveLength(1)
    })
  })

  describe('articles', () => {
    it('are listed by their latest change, by language and topic, a page at a time', async () => {
      const made = []
      for (let hour = 0; hour < 5; hour++) made.push(await create({ title: `${hour}` }, after(hour * HOUR)))
      await create({ lang: 'en', topics: ['billing'] }, after(9 * HOUR))
      const all: string[] = []
      let cursor: string | null = null
      do {
        const page = await list({ lang: 'fa', limit: 2, ...(cursor !== null && { cursor }) })
        all.push(...page.items.map(({ id }) => id))
        cursor = page.next_cursor
      } while (cursor !== null)
      expect(all).toEqual(made.map(({ id }) => id).reverse())
      expect((await list({ topic: 'billing' })).items).toMatchObject([{ lang: 'en' }])
      await expect(list({ cursor: 'abc' })).rejects.toMatchObject({ code: 'invalid_input' })
      expect(await store().readArticles(['art_none', all[3] as string, all[0] as string])).toMatchObject([
        { id: all[3] },
        { id: all[0] },
      ])
    })

    it('are found by words however they are typed, the title first', async () => {
      const [late, returns] = [await create(), await create(RETURNS)]
      expect(await search('سفارش')).toEqual([late.id, returns.id])
      expect(await search('کالا مرجوعي', 'fa')).toEqual([returns.id])
      expect(await search('سفارشهای', 'fa')).toEqual([late.id, returns.id])
      expect(await search('سفارش', 'en')).toEqual([])
      expect(await search('؟!')).toEqual([])
    })

    it('that were found come in pages', async () => {
      for (let index = 0; index < 5; index++) await create({ body: `سفارش ${'پست '.repeat(index + 1)}` })
      const words = searchWords('پست', 'fa')
      const whole = (await list({ words })).items.map(({ id }) => id)
      const first = await list({ words, limit: 3 })
      const second = await list({ words, limit: 3, cursor: first.next_cursor as string })
      expect(second.next_cursor).toBeNull()
      expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(whole)
      await expect(list({ cursor: first.next_cursor as string })).rejects.toMatchObject({
        code: 'invalid_input',
      })
    })

    it('are found as they are now', async () => {
      const { id } = await create()
      await store().replaceArticle({
        article_id: id,
        article: RETURNS,
        version: null,
        actor: ADMIN,
        now: NOON,
      })
      expect([await search('دیر'), await search('مرجوع')]).toEqual([[], [id]])
      await store().deleteArticle({ article_id: id, actor: ADMIN, now: NOON })
      expect(await search('مرجوع')).toEqual([])
    })

    it('no text of a customer breaks the search', async () => {
      await create()
      const wild = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.stringMatching(/^["'*:^(){}+\-,.\\ سفارشANDORNOTNEAR\d]{0,40}$/),
        fc.constantFrom(
          '"',
          '""',
          'AND',
          'NOT سفارش',
          'title_words:سفارش',
          'NEAR(a b)',
          '*',
          '^سفارش',
          "'; --",
          '\0',
        ),
      )
      await fc.assert(
        fc.asyncProperty(wild, async (text) => {
          const page = await list({ words: searchWords(text, null) })
          expect(page.items.length).toBeLessThanOrEqual(1)
          // Words that did not come through our own text stage do no harm either.
          await list({ words: [[text]] })
        }),
        { numRuns: 300 },
      )
    })
  })

  describe('a past answer', () => {
    const { take, send } = answering(store)
    const ANSWER: PastAnswer = {
      language: 'fa',
      topic: 'delivery',
      situation: 'delivery/late',
      outcome: 'edited',
      question_words: 'سفارش نرسیده پست',
      text: 'واحد ارسال با پست پیگیری می‌کند.',
    }
    type Taken = Awaited<ReturnType<typeof take>>
    const answer = (taken: Taken, more: Partial<PastAnswer> = {}, once_key: string | null = null) =>
      send(taken, {}, { past_answer: { ...ANSWER, ...more }, once_key, now: after(HOUR) })
    const find = (text = 'سفارش من نرسیده', conversation_id = 'cnv_other', language: Language = 'fa') =>
      store().searchPastAnswers({ words: searchWords(text, language), language, conversation_id, limit: 10 })
    const survey = (conversation_id: string, kind: 'csat' | 'nps' | 'ces', score: number) =>
      store().recordSurvey({
        intake: { kind, score, conversation_id },
        once_key: null,
        actor: ADMIN,
        now: after(DAY),
      })

    it('is found by the words of the question, in its language, once, and not for its own conversation', async () => {
      const taken = await take()
      const { question_words: _, ...kept } = ANSWER
      await answer(taken, {}, 'k')
      expect(await answer(taken, {}, 'k')).toMatchObject({ kind: 'seen_before' })
      await send(await take('b'))
      expect(await find()).toEqual([
        {
          ...kept,
          reply_id: expect.stringMatching(/^rpl_/),
          conversation_id: taken.conversation_id,
          sent_at: after(HOUR),
          score: expect.any(Number),
          rated_well: false,
        },
      ])
      expect(await find('سفارش', taken.conversation_id)).toEqual([])
      expect(await find('سفارش', 'cnv_other', 'en')).toEqual([])
      expect(await find('گارانتی')).toEqual([])
      expect(await find('؟')).toEqual([])
    })

    it.each([
      ['csat', 2, 5],
      ['nps', 6, 9],
      ['ces', 4, 6],
    ] as const)('goes by the survey: %s %i is bad, %i is good', async (kind, bad, good) => {
      const [one, other] = [await take('a'), await take('b')]
      await answer(one)
      await answer(other, { text: 'دیگر' })
      await survey(one.conversation_id, kind, bad)
      await survey(other.conversation_id, kind, good)
      expect(await find()).toMatchObject([{ text: 'دیگر', rated_well: true }])
    })

    it('goes with its customer', async () => {
      const [gone, stays] = [await take('a'), await take('b')]
      await answer(gone, { question_words: 'سفارش فلامینگو' })
      await answer(stays, { text: 'می‌ماند' })
      await store().eraseCustomer({ customer_id: gone.customer_id, actor: ADMIN, now: NOON })
      expect(await find()).toMatchObject([{ text: 'می‌ماند' }])
      expect(await find('فلامینگو')).toEqual([])
    })

    it('stays with a conversation that is joined with another', async () => {
      const email = 'sara@example.com'
      const older = await accept(store(), { conversation: 'k', customer: { email } })
      const younger = await accept(store(), { conversation: 'k', customer: { external_id: 'c-9' } })
      const { conversation, customer } = await read(store(), younger)
      await answer({ message_id: younger, conversation_id: conversation.id, customer_id: customer.id })
      await accept(store(), { customer: { email, external_id: 'c-9' } })
      const kept = (await read(store(), older)).conversation.id
      expect(await find()).toMatchObject([{ conversation_id: kept }])
    })
  })
}
