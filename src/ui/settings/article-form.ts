/** An article as a form has it, there and back; and the address of the list. */
import { z } from 'zod'
import type { Article } from '../../domain/knowledge/article.ts'
import { language, topic } from '../../domain/labels.ts'

const FIELDS = [
  'version',
  'external_id',
  'title',
  'lang',
  'topic',
  'public',
  'body',
  'answer',
  'asked_as',
  'url',
] as const
/** `asked_as`: a line each. */
export type ArticleForm = Record<(typeof FIELDS)[number], string>

export const emptyForm = (lang: string): ArticleForm => ({
  ...(Object.fromEntries(FIELDS.map((name) => [name, ''])) as ArticleForm),
  lang,
})

export const readForm = (form: (name: string) => string): ArticleForm =>
  Object.fromEntries(FIELDS.map((name) => [name, form(name)])) as ArticleForm

export const formOf = (article: Article): ArticleForm => ({
  version: String(article.version),
  external_id: article.external_id ?? '',
  title: article.title,
  lang: article.lang,
  topic: article.topics[0] ?? '',
  public: article.public ? 'yes' : '',
  body: article.body,
  answer: article.answer ?? '',
  asked_as: article.asked_as.join('\n'),
  url: article.url ?? '',
})

/**
 * What the verbs take; still to be validated.
 * @param before topics beside the first stay as they were
 */
export const intakeOf = (form: ArticleForm, before: Article | null) => ({
  external_id: form.external_id.trim() || null,
  title: form.title,
  lang: form.lang,
  topics:
    form.topic === ''
      ? []
      : [form.topic, ...(before?.topics.slice(1) ?? []).filter((each) => each !== form.topic)],
  public: form.public === 'yes',
  body: form.body.replace(/\r\n?/g, '\n'),
  answer: form.answer.trim() || null,
  asked_as: form.asked_as
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean),
  url: form.url.trim() || null,
})

const optional = <Value extends z.ZodType>(value: Value) => value.optional().catch(undefined)
const listAddress = z.object({
  q: optional(z.string().trim().min(1).max(500)),
  lang: optional(language),
  topic: optional(topic),
  cursor: optional(z.string().min(1).max(500)),
})
export type ArticleListAddress = z.output<typeof listAddress>

/** What cannot be read is left out. */
export const readArticleAddress = (given: Record<string, string>): ArticleListAddress =>
  listAddress.parse(given)

export function articleAddress(address: ArticleListAddress): string {
  const pairs = Object.entries(address).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))
  return `/settings/articles${pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''}`
}
