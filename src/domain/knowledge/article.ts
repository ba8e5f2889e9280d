/** A knowledge article: what the desk knows of one matter, in one language. */
import { z } from 'zod'
import { language, topic } from '../labels.ts'

const line = (most: number) => z.string().trim().min(1).max(most)

const fields = z.strictObject({
  /** The sender's own name of it, such as the path of its file; a second article cannot have the same. */
  external_id: line(300).nullable(),
  lang: language,
  title: line(200),
  /** Other ways in which customers ask for it. */
  asked_as: z.array(line(200)).max(20),
  /** Plain text or Markdown, for agents and for the LLM. */
  body: line(20_000),
  /** The whole answer in the customer's words, ready to stand in a reply; null: the body is not written for customers. */
  answer: line(600).nullable(),
  topics: z.array(topic).max(5),
  /** Whether customers may see it; only then a public reply may use it and a reply may name its address. */
  public: z.boolean(),
  /** Where customers read it. */
  url: z.httpUrl().max(500).nullable(),
})

/** Body of `POST /v1/articles`; what is left out is empty. */
export const articleIntake = fields.extend({
  external_id: fields.shape.external_id.default(null),
  asked_as: fields.shape.asked_as.default([]),
  answer: fields.shape.answer.default(null),
  topics: fields.shape.topics.default([]),
  public: fields.shape.public.default(false),
  url: fields.shape.url.default(null),
})
export type ArticleIntake = z.infer<typeof articleIntake>

/** Body of `PUT /v1/articles/{id}`. */
export const articleReplacement = articleIntake.extend({
  /** The version that was read: refused when there is a newer one. */
  version: z.int().positive().optional(),
})
export type ArticleReplacement = z.infer<typeof articleReplacement>

export const article = fields.extend({
  id: z.string(),
  version: z.int(),
  created_at: z.string(),
  updated_at: z.string(),
})
export type Article = z.infer<typeof article>

/** Query of `GET /v1/articles`: with `q` the best first, else the latest change first. */
export const articleQuery = z.strictObject({
  q: line(500).optional(),
  lang: language.optional(),
  topic: topic.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
})
export type ArticleQuery = z.infer<typeof articleQuery>

/** What a draft shows of an article that fits, for the agent to read or insert. */
export const articleSuggestion = article
  .pick({ lang: true, title: true, answer: true, url: true, version: true })
  .extend({ article_id: z.string() })
export type ArticleSuggestion = z.infer<typeof articleSuggestion>

export const suggestionOf = ({ id, lang, title, answer, url, version }: Article): ArticleSuggestion => ({
  article_id: id,
  lang,
  title,
  answer,
  url,
  version,
})
