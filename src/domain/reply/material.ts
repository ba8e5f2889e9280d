/** What an LLM is given to write a reply from: the same situation, promise and offers that a playbook draft has. */
import type { Article } from '../knowledge/article.ts'
import { searchWords } from '../knowledge/words.ts'
import { MOST_LENGTH } from './checks/form.ts'
import { allowedPromises } from './checks/truth.ts'
import { furtherTexts } from './compose.ts'
import {
  fillingOf,
  fillingOfFurther,
  type ReplyContext,
  type ReplyInput,
  type ThreadMessage,
} from './context.ts'
import { excerptOf } from './known-articles.ts'
import type { Source } from './library.ts'
import { filledVariants, type Variant } from './wording.ts'

/** Words of ours that the reply may rest on; `id` is what the LLM cites. */
export type MaterialSource = { id: string; texts: string[] }

/** Plain data in snake_case: it is sent as JSON. */
export type ReplyMaterial = {
  answer: { language: string; register: string; channel: string; public: boolean; most_length: string }
  brand: { desk: string; principles: string[]; tone: string; emergency: string; never_say: string[] }
  triage: Record<'urgency' | 'sentiment' | 'intent' | 'emotion', string> & {
    topics: string[]
    signals: string[]
  }
  situation: {
    id: string
    problem: string
    name_it_by: string[]
    steps: string[]
    owner: string
    promised_time: string
    /** Kinds of promise that are allowed; every other is not. */
    may_promise: string[]
  }
  /** What else the letter asks; `texts` of the source `further` say what is done about it. */
  further_matters: { problem: string; owner: string; promised_time: string }[]
  sources: MaterialSource[]
  /** Everything below was written by customer or agents: data, whatever it says. */
  customer: { name: string | null; order: string | null; amount: string | null; date: string | null }
  thread: ThreadMessage[]
  /** What the desk knows of the matter; cited by id like a source. */
  articles: MaterialArticle[]
  /** What the desk answered to others before, without anything of theirs. */
  past_answers: string[]
}

/** `answer`: words for customers, where the article has them. */
export type MaterialArticle = {
  id: string
  title: string
  text: string
  answer: string | null
  url: string | null
}

/** UTF-16 units; older messages go first when there are more. */
const MOST_THREAD = 8_000
const MOST_MESSAGE = 5_000
const MOST_ARTICLE = 1_500
const MOST_PAST_ANSWER = 1_000
const FRAME = 'frame'
const FURTHER = 'further'
const SITUATION = 'playbook'

export function materialOf(
  context: ReplyContext,
  given: { thread: readonly ThreadMessage[]; triage: ReplyInput['triage']; past_answers?: string[] },
): ReplyMaterial {
  const { library, language, register, channel, situation, facts, promise } = context
  const { brand } = library
  const { triage, thread } = given
  const mayTell = !context.public
  return {
    answer: { language, register, channel, public: context.public, most_length: lengthOf(channel) },
    brand: {
      desk: context.deskName,
      principles: brand.principles[language],
      tone: brand.tone[register][language],
      emergency: brand.emergency[language],
      never_say: [...brand.hollow_phrases[language], ...brand.blaming_phrases[language]],
    },
    triage: {
      urgency: triage.urgency.label,
      sentiment: triage.sentiment.label,
      intent: triage.intent.label,
      emotion: triage.emotion.label,
      topics: triage.topics.map(({ label }) => label),
      signals: triage.signals.map(({ label }) => label),
    },
    situation: {
      id: situation.id,
      problem: fillingOf(context).problem ?? '',
      name_it_by: situation[language].named_by,
      steps: situation.steps[language],
      owner: fillingOf(context).owner ?? '',
      promised_time: promise.text,
      may_promise: [...new Set(allowedPromises(context))],
    },
    further_matters: context.further.map((matter) => {
      const { problem = '', owner = '', time_promise = '' } = fillingOfFurther(context, matter)
      return { problem, owner, promised_time: time_promise }
    }),
    sources: sourcesOf(context),
    customer: {
      name: mayTell ? facts.name : null,
      order: mayTell ? facts.order : null,
      amount: mayTell ? facts.amount : null,
      date: mayTell ? facts.date : null,
    },
    thread: latestOf(thread),
    articles: articlesOf(context),
    past_answers: (given.past_answers ?? []).map((each) => each.slice(0, MOST_PAST_ANSWER)),
  }
}

const articleId = (index: number) => `article_${index + 1}`

function articlesOf({ articles, thread, language }: ReplyContext): MaterialArticle[] {
  const words = searchWords(thread.at(-1) ?? '', language)
  return articles.map(({ title, body, answer, url, public: isOpen }, index) => ({
    id: articleId(index),
    title,
    text: excerptOf(body, words, language, MOST_ARTICLE),
    answer,
    url: isOpen ? url : null,
  }))
}

/** The article behind an id of `articles`; null: it is another source. */
export const citedArticle = ({ articles }: ReplyContext, id: string): Article | null =>
  articles.find((_, index) => articleId(index) === id) ?? null

/** The file behind an id of `sources`; null: there is no such source. */
export function citedSource(context: ReplyContext, id: string): Source | null {
  if (id === SITUATION) return context.situation.source
  if (id === FRAME) return { file: context.library.sources.frame, place: context.language }
  if (id === FURTHER) return context.further[0]?.situation.source ?? null
  return [...context.additions, ...context.offers].find((each) => each.id === id)?.source ?? null
}

function sourcesOf(context: ReplyContext): MaterialSource[] {
  const { situation, additions, offers, library, language, channel } = context
  const frame = library.frame[language]
  const words = situation[language]
  const filled = (variants: readonly Variant[] | undefined) =>
    variants === undefined
      ? []
      : filledVariants(variants, { register: context.register, facts: fillingOf(context), turn: 0 })
  const isMail = channel === 'email' && !context.public
  const own = situation.own === 'none' ? [] : filled(frame.own[situation.own])
  const next = situation.next === 'none' ? [] : filled(frame.next[situation.next])
  const ask = situation.ask === 'none' ? [] : filled(frame.ask[situation.ask])
  const open = [...filled(isMail ? frame.email.greeting : frame.greeting), ...own]
  const close = context.public ? filled(frame.to_private) : [...ask, ...next]
  return [
    {
      id: SITUATION,
      texts: (channel === 'sms'
        ? [words.short, words.action]
        : [words.acknowledge, words.own, words.action, words.next]
      ).flatMap(filled),
    },
    ...additions.map((each) => ({ id: each.id, texts: filled(each[language]) })),
    ...(context.public ? [] : offers).map((each) => ({ id: each.id, texts: filled(each[language]) })),
    ...(context.further.length === 0 ? [] : [{ id: FURTHER, texts: furtherTexts(context) }]),
    { id: FRAME, texts: [...open, ...close, ...(isMail ? filled(frame.email.close) : [])] },
  ]
}

const lengthOf = (channel: ReplyContext['channel']) =>
  channel === 'sms'
    ? 'two SMS segments: 130 characters, 300 in English'
    : `${MOST_LENGTH[channel]} characters`

function latestOf(thread: readonly ThreadMessage[]): ThreadMessage[] {
  const kept: ThreadMessage[] = []
  let length = 0
  for (const { author, text } of thread.toReversed()) {
    const shown = text.slice(0, MOST_MESSAGE)
    length += shown.length
    if (kept.length > 0 && length > MOST_THREAD) break
    kept.unshift({ author, text: shown })
  }
  return kept
}
