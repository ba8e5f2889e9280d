/** Everything an answer is grounded on, read once: the same for the composer, for an LLM and for the checks. */
import type { AbuseStep } from '../desk/abuse.ts'
import type { BusinessHours } from '../desk/opening-hours.ts'
import type { Article } from '../knowledge/article.ts'
import { type Channel, LANGUAGES, type Language, type Topic } from '../labels.ts'
import type { Triage } from '../triage/triage.ts'
import { type UsableFacts, usableFacts } from './facts.ts'
import { type FurtherMatter, findFurther, sentencesAbout } from './further.ts'
import type { KnownArticle } from './known-articles.ts'
import type { KnownAddition, KnownOffer, KnownSituation, Library } from './library.ts'
import { OWNER_OF_TOPIC } from './playbook.ts'
import { promiseTime, type TimePromise } from './promise.ts'
import { findAdditions, findOffers, findSituationInThread, SURE_TOPIC } from './situation.ts'
import { type Filling, plainProblem, type Register } from './wording.ts'

export type ThreadMessage = { author: 'customer' | 'agent'; text: string }

export type ReplyInput = {
  /** Of the message that is answered. */
  triage: Pick<
    Triage,
    keyof Triage & ('language' | 'sentiment' | 'urgency' | 'intent' | 'topics' | 'emotion' | 'signals')
  >
  /** The conversation so far, oldest first; the last message of the customer is the one that is answered. */
  thread: readonly ThreadMessage[]
  /** On record, not from the text. */
  customer_name: string | null
  channel: Channel
  /** Seen by everybody. Missing: reviews and social posts are. */
  public?: boolean
  register?: Register
  /** Missing: the customer's, or English where that is not one of ours. */
  language?: Language
  desk: { hours: BusinessHours /** Missing: as in the brand file. */; name?: string }
  /** What is due with a customer who insults people; missing: the calm boundary. */
  abuse?: AbuseStep
  /** ISO 8601 */
  now: string
  /** Articles that fit, the best first. */
  articles?: readonly KnownArticle[]
  /** Articles whose words the answer may have in it. */
  grounds?: readonly Article[]
}

export type ReplyContext = {
  library: Library
  language: Language
  register: Register
  channel: Channel
  public: boolean
  situation: KnownSituation
  /** The likeliest topic, where it is likely enough to be named. */
  topic: Topic | null
  additions: KnownAddition[]
  /** What policy lets a draft offer. */
  offers: KnownOffer[]
  facts: UsableFacts
  promise: TimePromise
  /** What else the letter asks; none where the channel has no room for it. */
  further: (FurtherMatter & { promise: TimePromise })[]
  deskName: string
  /** Those in the language of the answer; in public only public ones. */
  articles: readonly KnownArticle[]
  /** Articles whose words may stand in the answer, because it says that it rests on them. */
  grounds: readonly Article[]
  /** The customer's words and ours: what a reply may repeat. */
  thread: readonly string[]
  names: readonly string[]
}

/** Chooses situation, facts and promise. Pure: same input, same answer. */
export function readReplyContext(library: Library, input: ReplyInput): ReplyContext {
  const { triage, channel, thread } = input
  const language = languageOfAnswer(input)
  const own = thread.filter(({ author }) => author === 'customer').map(({ text }) => text)
  const text = own.at(-1) ?? ''
  const isPublic = input.public ?? (channel === 'review' || channel === 'social')
  const reading = {
    labels: triage,
    channel: isPublic ? 'review' : channel,
    language,
    text,
    ...(input.abuse && { abuse: input.abuse }),
  } as const
  const situation = findSituationInThread(library, reading, own.slice(0, -1))
  const hasRoom = channel !== 'sms' && !isPublic
  const further = hasRoom ? findFurther(library, reading, situation) : []
  const knownName = input.customer_name
  const told = usableFacts(own.toReversed(), { language, knownName })
  // Where a letter tells of two troubles, a number belongs to the one in whose sentences it stands.
  const facts = further.some(({ called }) => called === null)
    ? { ...usableFacts([sentencesAbout(situation, reading)], { language, knownName }), name: told.name }
    : told
  const promised = (each: KnownSituation) =>
    promiseTime({
      promise: each.promise,
      urgency: triage.urgency.label,
      now: input.now,
      hours: input.desk.hours,
      language,
    })
  return {
    library,
    language,
    register: input.register ?? library.brand.default_register[language],
    channel,
    public: isPublic,
    situation,
    topic: sureTopic(triage.topics),
    additions: findAdditions(library, situation, reading),
    offers: findOffers(library, situation, reading),
    facts,
    promise: promised(situation),
    further: further.map((matter) => ({ ...matter, promise: promised(matter.situation) })),
    articles: (input.articles ?? []).filter(
      (article) => article.lang === language && (article.public || !isPublic),
    ),
    grounds: input.grounds ?? [],
    deskName: input.desk.name ?? library.brand.desk_name[language],
    thread: thread.map((message) => message.text),
    names: [input.customer_name, facts.name].filter((name) => name !== null),
  }
}

/** The language asked for, else the customer's, or English where that is not one of ours. */
export const languageOfAnswer = ({ language, triage }: Pick<ReplyInput, 'language' | 'triage'>): Language =>
  language ?? LANGUAGES.find((known) => known === triage.language.label) ?? 'en'

export function likeliestTopic(topics: Triage['topics']): Topic {
  const [first] = topics.toSorted((one, other) => other.confidence - one.confidence)
  return first?.label ?? 'other'
}

function sureTopic(topics: Triage['topics']): Topic | null {
  const [first] = topics.toSorted((one, other) => other.confidence - one.confidence)
  // "Your question about information" would say nothing.
  const tells = first && first.label !== 'other' && first.label !== 'information'
  return tells && first.confidence >= SURE_TOPIC ? first.label : null
}

/** The slots of a text; none of the customer's facts in public, and none but the number where room is short. */
export function fillingOf(context: ReplyContext): Filling {
  const { library, language, situation, promise, facts, topic } = context
  const own = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null)) as Filling
  // Among friends English goes by the first name; Persian and Arabic courtesy keeps the whole.
  if (language === 'en' && context.register === 'warm' && own.name)
    own.name = own.name.split(' ')[0] ?? own.name
  return {
    ...(context.public ? {} : own),
    time_promise: promise.text,
    problem: plainProblem(situation[language].problem),
    owner: ownerOf(context),
    ...(topic && { topic: library.frame.topics[topic][language] }),
    contact: library.frame[language].contact[context.channel],
    desk: context.deskName,
    emergency: library.brand.emergency[language],
  }
}

/** What a further matter adds or changes; no facts, because they may belong to the first one. */
export function fillingOfFurther(context: ReplyContext, matter: ReplyContext['further'][number]): Filling {
  const { library, language } = context
  const { situation, called, promise } = matter
  return {
    problem: called ? library.frame[language].further[called] : plainProblem(situation[language].problem),
    // What a question is about is not known, only that it is not about the first topic.
    owner: ownerOf({ ...context, situation, topic: called ? null : context.topic }),
    time_promise: promise.text,
    contact: library.frame[language].contact[context.channel],
  }
}

/** Who looks after the matter, in the language of the context. */
export function ownerOf({
  library,
  language,
  situation,
  topic,
}: Pick<ReplyContext, 'library' | 'language' | 'situation' | 'topic'>): string {
  const { owners, topics } = library.frame
  const owner = situation.owner === OWNER_OF_TOPIC ? topics[topic ?? 'other'].owner : situation.owner
  return owners[owner]?.[language] ?? ''
}
