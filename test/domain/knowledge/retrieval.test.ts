/** What search finds in a small knowledge base, and what the forms of words bring. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createNewId } from '../../../src/adapters/store/new-id.ts'
import { openStore } from '../../../src/adapters/store/store.ts'
import { fitOf } from '../../../src/domain/knowledge/fit.ts'
import { type SearchWord, searchWords } from '../../../src/domain/knowledge/words.ts'
import type { Language } from '../../../src/domain/labels.ts'
import { fittingArticles } from '../../../src/domain/reply/known-articles.ts'
import { ADMIN, NOON, testRules } from '../../adapters/store/store-under-test.ts'
import { KNOWLEDGE, QUESTIONS } from '../../fixtures/knowledge.ts'

const folder = mkdtempSync(join(tmpdir(), 'deljoo-knowledge-'))
const store = openStore(join(folder, 'deljoo.db'), { newId: createNewId(), rules: testRules() })
beforeAll(async () => {
  for (const article of KNOWLEDGE) await store.createArticle({ article, actor: ADMIN, now: NOON })
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const search = async (words: readonly SearchWord[], lang: Language) =>
  (await store.listArticles({ words, lang, limit: 5 })).items
const answered = QUESTIONS.filter(([, , article]) => article !== null)

describe('the article that answers comes first', () => {
  it.each(answered)('%s: %s', async (language, question, article) => {
    const words = searchWords(question, language)
    const found = await search(words, language)
    expect(found.map(({ external_id }) => external_id)[0]).toBe(`${language}/${article}`)
    // What may stand in a reply by itself is the right article, or none.
    const [answering] = fittingArticles(words, found).filter(({ answers }) => answers)
    if (answering) expect(answering.external_id).toBe(`${language}/${article}`)
  })

  it('in Persian and Arabic for at least ten questions each', () => {
    for (const language of ['fa', 'ar'])
      expect(answered.filter(([each]) => each === language).length).toBeGreaterThanOrEqual(10)
  })
})

it.each(QUESTIONS.filter(([, , article]) => article === null))(
  '%s: nothing fits %s',
  async (language, question) => {
    const words = searchWords(question, language)
    expect(fittingArticles(words, await search(words, language))).toEqual([])
  },
)

it('some questions are plain enough to be answered by the article itself', async () => {
  let plain = 0
  for (const [language, question] of answered) {
    const words = searchWords(question, language)
    const [best] = fittingArticles(words, await search(words, language))
    if (best?.answers) plain++
  }
  expect(plain).toBeGreaterThanOrEqual(10)
})

it('the forms of words find what the words alone do not', async () => {
  const right = async (shorten: (forms: SearchWord) => SearchWord) => {
    let first = 0
    for (const [language, question, article] of answered) {
      const [best] = await search(searchWords(question, language).map(shorten), language)
      if (best?.external_id === `${language}/${article}`) first++
    }
    return first
  }
  const [withForms, without] = [await right((forms) => forms), await right(([word]) => [word as string])]
  expect(withForms).toBe(answered.length)
  expect(without).toBeLessThan(withForms)
})

it('a letter of many words is no plain question', () => {
  const [article] = KNOWLEDGE
  if (!article) throw new Error('There is no article')
  const letter = searchWords(`${article.title} ${'یخچال تلویزیون فرش کفش کیف کتاب مداد دفتر'}`, 'fa')
  expect(fitOf(searchWords(article.title, 'fa'), article)).toEqual({ fit: expect.any(Number), answers: true })
  expect(fitOf(letter, article).answers).toBe(false)
  expect(fitOf([], article)).toEqual({ fit: 0, answers: false })
})
