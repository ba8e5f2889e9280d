/** Knowledge articles around one answer: which fit, which may stand in it, and what of them an LLM is shown. */
import type { Article } from '../knowledge/article.ts'
import { FITS, fitOf } from '../knowledge/fit.ts'
import { allForms, type SearchWord } from '../knowledge/words.ts'
import type { Language } from '../labels.ts'
import type { Citation } from './draft.ts'

/** `answers`: so much about the question that its `answer` may stand in a draft. */
export type KnownArticle = Article & { answers: boolean }

/** An agent looks at a few. */
export const MOST_ARTICLES = 3

/** Of those that search found, the best first, the ones that are worth showing. */
export function fittingArticles(words: readonly SearchWord[], found: readonly Article[]): KnownArticle[] {
  return found
    .map((article) => ({ article, ...fitOf(words, article) }))
    .filter(({ fit }) => fit >= FITS)
    .slice(0, MOST_ARTICLES)
    .map(({ article, answers }, place) => ({ ...article, answers: answers && place === 0 }))
}

export const articleCitation = ({ id, title, version, url }: Article): Citation => ({
  article_id: id,
  title,
  version,
  url,
})

/** What a reply may take from an article. */
export const wordsOfArticle = ({ title, body, answer }: Article) => [title, answer ?? '', body].join('\n')

/** Where a reply may send the customer. */
export const addressesOf = (articles: readonly Article[]): string[] =>
  articles.flatMap((article) => (article.public && article.url !== null ? [article.url] : []))

/** The paragraphs with most of the words, in their own order, within so many UTF-16 units. */
export function excerptOf(
  body: string,
  words: readonly SearchWord[],
  language: Language,
  most: number,
): string {
  if (body.length <= most) return body
  const asked = new Set(words.flat())
  const paragraphs = body
    .split(/\n\s*\n/)
    .flatMap((each) => cut(each, most))
    .map((text, place) => {
      const found = [...allForms(text, language)].filter((form) => asked.has(form)).length
      return { text, place, found }
    })
  let room = most
  const kept = paragraphs
    .toSorted((one, other) => other.found - one.found || one.place - other.place)
    .filter(({ text }) => {
      if (text.length + 2 > room) return false
      room -= text.length + 2
      return true
    })
  return kept
    .toSorted((one, other) => one.place - other.place)
    .map(({ text }) => text)
    .join('\n\n')
}

function cut(paragraph: string, most: number): string[] {
  const size = Math.max(1, most - 2)
  return Array.from({ length: Math.ceil(paragraph.length / size) }, (_, index) =>
    paragraph.slice(index * size, (index + 1) * size),
  )
}
