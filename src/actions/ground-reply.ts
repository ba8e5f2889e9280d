/** What the desk knows of a customer's matter: articles that fit, and what it answered to others before. */
import { rankPastAnswers } from '../domain/knowledge/past-answer.ts'
import { searchWords } from '../domain/knowledge/words.ts'
import {
  languageOfAnswer,
  likeliestTopic,
  type ReplyInput,
  readReplyContext,
} from '../domain/reply/context.ts'
import { fittingArticles } from '../domain/reply/known-articles.ts'
import type { Library } from '../domain/reply/library.ts'
import { customerWords } from '../domain/text/customer-words.ts'
import type { Dependencies } from './dependencies.ts'

/** Of so many found the few that fit are chosen. */
const LOOKED_AT = { articles: 8, past_answers: 20 } as const
const MOST_PAST_ANSWERS = 3

/** The same input with articles that fit the message that is answered. */
export async function withArticles(
  { store }: Pick<Dependencies, 'store'>,
  input: ReplyInput,
): Promise<ReplyInput> {
  const { language, words } = askedIn(input)
  if (words.length === 0) return input
  const { items } = await store.listArticles({ words, lang: language, limit: LOOKED_AT.articles })
  return { ...input, articles: fittingArticles(words, items) }
}

/** Texts for an LLM, the best first; without anything of the customers they were written to. */
export async function findPastAnswers(
  { store }: Pick<Dependencies, 'store'>,
  library: Library,
  input: ReplyInput,
  conversation_id: string,
): Promise<string[]> {
  const { language, words } = askedIn(input)
  const limit = LOOKED_AT.past_answers
  const hits = await store.searchPastAnswers({ words, language, conversation_id, limit })
  if (hits.length === 0) return []
  const situation = readReplyContext(library, input).situation.id
  const topic = likeliestTopic(input.triage.topics)
  return rankPastAnswers(hits, { situation, topic, now: input.now })
    .slice(0, MOST_PAST_ANSWERS)
    .map(({ text }) => text)
}

/** The words of the message that is answered, without quoted mail and signature. */
function askedIn(input: ReplyInput) {
  const language = languageOfAnswer(input)
  const text = input.thread.findLast(({ author }) => author === 'customer')?.text ?? ''
  const own = customerWords(text).map(({ start, end }) => text.slice(start, end))
  return { language, words: searchWords(own.join('\n'), language) }
}
