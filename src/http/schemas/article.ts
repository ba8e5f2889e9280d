/** Knowledge articles. */
import { article, articleIntake, articleQuery, articleReplacement } from '../../domain/knowledge/article.ts'
import { described } from './describe.ts'

const FIELDS = {
  external_id: 'Your own name of it, such as the path of its file; one article for each',
  lang: 'The language it is written in; it serves drafts in that language',
  title: 'What it is about, as a customer would say it, 1 to 200 UTF-16 units',
  asked_as: 'Other ways in which customers ask for it, up to 20; they find it as the title does',
  body: 'The article, plain text or Markdown, 1 to 20,000 UTF-16 units',
  answer:
    'The whole answer in words for customers, up to 600 UTF-16 units; only this is ever put into a draft as it is',
  topics: 'What it belongs to, up to 5',
  public:
    'Whether customers may see it; public replies use no other article and replies name the address of no other',
  url: 'Where customers read it',
}

export const articleIntakeSchema = described(articleIntake, FIELDS).meta({ id: 'ArticleIntake' })

export const articleReplacementSchema = described(articleReplacement, {
  ...FIELDS,
  version: 'The version you have read: refused when there is a newer one. Missing: replaces any',
}).meta({ id: 'ArticleReplacement' })

export const articleSchema = described(article, {
  ...FIELDS,
  id: 'Id of the article',
  version: 'Rises with every change',
  created_at: 'When it came in',
  updated_at: 'When it was last changed',
}).meta({ id: 'Article', description: 'What the desk knows of one matter, in one language' })

export const articleQuerySchema = described(articleQuery, {
  q: 'Words to look for, any of them; spelling by keyboard, half-spaces, diacritics and the commonest endings do not matter. The best match comes first',
  lang: 'Only articles in this language',
  topic: 'Only articles of this topic',
  limit: 'Articles per page',
  cursor: '`next_cursor` of the page before, with the same `q`, `lang` and `topic`',
})
