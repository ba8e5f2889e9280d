/** Drafts without an LLM: a checklist turned into prose with the words of the playbooks. */
import { type Article, suggestionOf } from '../knowledge/article.ts'
import { checkReply } from './check-reply.ts'
import { MOST_LENGTH } from './checks/form.ts'
import {
  fillingOf,
  fillingOfFurther,
  type ReplyContext,
  type ReplyInput,
  readReplyContext,
} from './context.ts'
import type { Draft, Step } from './draft.ts'
import { articleCitation } from './known-articles.ts'
import { layOut, type Piece } from './layout.ts'
import type { Library } from './library.ts'
import type { Addition } from './playbook.ts'
import { smsSize } from './sms.ts'
import { type Filling, fill, filledVariants, textIn, turnOf, type Variant } from './wording.ts'

/** The same seed gives the same drafts; each further one takes other words where there are some. */
export type ComposeOptions = { seed: string; count?: number }

export function composeDrafts(library: Library, input: ReplyInput, options: ComposeOptions): Draft[] {
  const context = readReplyContext(library, input)
  return Array.from({ length: options.count ?? 1 }, (_, index) => composeDraft(context, options.seed, index))
}

/**
 * One draft on a context already read; `turn` moves every step to its next variant. Where an article answers the
 * question in words for customers these are its answer, if the whole passes the checks.
 */
export function composeDraft(context: ReplyContext, seed: string, turn: number): Draft {
  const whole = composeWhole(context, seed, turn)
  const isTooLong = context.channel !== 'sms' && whole.text.length > MOST_LENGTH[context.channel]
  // What does not fit is left to the agent, who sees it in the hand-over.
  return isTooLong && context.further.length > 0
    ? composeDraft({ ...context, further: context.further.slice(0, -1) }, seed, turn)
    : whole
}

function composeWhole(context: ReplyContext, seed: string, turn: number): Draft {
  const article = answeringArticle(context)
  if (article === null) return composed(context, seed, turn)
  const answered = composed({ ...context, grounds: [article] }, seed, turn, article)
  return answered.checks.every(({ passed }) => passed) ? answered : composed(context, seed, turn)
}

/** Only for a plain question: who names an order, or has a complaint, wants to hear of his own matter. */
function answeringArticle({ articles, situation, facts, channel }: ReplyContext): Article | null {
  const isPlain = situation.own === 'none' && situation.next === 'answer' && facts.reference === null
  if (!isPlain || channel === 'sms') return null
  return articles.find(({ answers, answer }) => answers && answer !== null) ?? null
}

function composed(context: ReplyContext, seed: string, turn: number, article: Article | null = null): Draft {
  const pick: Pick = (step, variants, facts, shift = 0) =>
    filledVariants(variants, {
      register: context.register,
      facts: facts ?? fillingOf(context),
      turn: turnOf(`${seed}|${context.situation.id}|${step}`) + turn + shift,
    })[0] ?? ''
  const pieces =
    context.channel === 'sms'
      ? smsPieces(context, turn + turnOf(seed))
      : proseOf(context, pick, article?.answer ?? null)
  const text = layOut(pieces, context)
  const { library, situation, language } = context
  const frame = library.frame[language]
  return {
    text,
    subject: context.channel === 'email' && !context.public ? pick('subject', frame.email.subject) : null,
    language,
    source: 'playbook',
    playbook: situation.id,
    steps: pieces.map(({ step, text: words }) => ({ step, text: words })),
    citations: [...citationsOf(context, pieces), ...(article ? [articleCitation(article)] : [])],
    suggestions: context.articles.map(suggestionOf),
    due_at: context.promise.due_at,
    checks: checkReply(text, context),
  }
}

/** `shift`: so that two pieces of the same kind do not sound alike. */
type Pick = (step: string, variants: readonly Variant[], facts?: Filling, shift?: number) => string

/** `answer`: what an article says, in the place of what is to be done. */
function proseOf(context: ReplyContext, pick: Pick, answer: string | null): Piece[] {
  const { situation, additions, channel, language, library } = context
  const frame = library.frame[language]
  const words = situation[language]
  const pieces: Piece[] = []
  const add = (step: Step, variants: readonly Variant[] | undefined, id: string = step) => {
    const text = variants && pick(id, variants)
    if (text) pieces.push({ step, text, from: id })
  }
  const extra = (place: Addition['place'], step: Step) => {
    for (const each of additions) if (each.place === place) add(step, each[language], each.id)
  }
  const isMail = channel === 'email' && !context.public
  add('greeting', isMail ? frame.email.greeting : frame.greeting)
  // Thanks for the survey and thanks for the praise would be one thanks too many.
  if ((channel === 'survey' || channel === 'call_note') && situation.next !== 'none')
    add('acknowledge', frame.lead[channel], 'lead')
  extra('first', 'boundary')
  add('acknowledge', words.acknowledge)
  extra('after_acknowledge', 'care')
  const ownKind = (situation.own !== 'none' && additions.find(({ own }) => own)?.own) || situation.own
  if (words.own || ownKind !== 'none')
    add('own', words.own ?? (ownKind === 'none' ? undefined : frame.own[ownKind]))
  if (answer !== null) {
    pieces.push({ step: 'action', text: answer, from: 'article' })
    add('next_contact', frame.answered, 'answered')
    if (isMail) add('close', frame.email.close)
    return pieces
  }
  const goesPrivate = context.public && situation.next !== 'none'
  // What cannot wait for a private word is said in public too.
  if (!goesPrivate || situation.promise.clock === 'always') add('action', words.action)
  extra('after_action', 'action')
  if (goesPrivate) {
    add('next_contact', frame.to_private, 'to_private')
    return pieces
  }
  for (const offer of context.public ? [] : context.offers) add('compensation', offer[language], offer.id)
  const knowsReference = context.facts.reference !== null
  if (situation.ask !== 'none' && !(situation.ask === 'reference' && knowsReference))
    add('ask', frame.ask[situation.ask])
  if (words.next || situation.next !== 'none')
    add('next_contact', words.next ?? (situation.next === 'none' ? undefined : frame.next[situation.next]))
  for (const [index, matter] of context.further.entries())
    pieces.push(furtherPiece(context, matter, (step, variants, facts) => pick(step, variants, facts, index)))
  if (isMail) add('close', frame.email.close)
  return pieces
}

/** What may be said of the further matters, as the material of an LLM. */
export function furtherTexts(context: ReplyContext): string[] {
  const { register } = context
  return [0, 1].flatMap((turn) =>
    context.further.map(
      (matter) =>
        furtherPiece(
          context,
          matter,
          (_, variants, facts = {}) => filledVariants(variants, { register, facts, turn })[0] ?? '',
        ).text,
    ),
  )
}

/** Another matter of the letter: its name, what is done about it and by when. */
function furtherPiece(context: ReplyContext, matter: ReplyContext['further'][number], pick: Pick): Piece {
  const { language, library, promise } = context
  const { further } = library.frame[language]
  const { situation } = matter
  const own = fillingOfFurther(context, matter)
  const action = pick(`${situation.id}/action`, situation[language].action, own)
  const time = matter.promise.text === promise.text ? further.same_time : further.own_time
  const text = [
    pick('further', further.matter, { ...own, action: language === 'en' ? uncapitalised(action) : action }),
    pick('further_time', time, own),
  ].join(' ')
  return { step: 'further', text, from: situation.id }
}

/** A sentence that goes on after "as for your refund,". */
const uncapitalised = (text: string) =>
  text.replace(/^(?:A|An|One|Tell|We)(?= )/, (word) => word.toLowerCase())

/** The fullest text that fits two segments, beginning with the variant whose turn it is. */
function smsPieces(context: ReplyContext, turn: number): Piece[] {
  const all = fillingOf(context)
  const { name: _name, ...withoutName } = all
  const { order: _order, reference: _reference, amount: _amount, date: _date, ...bare } = withoutName
  const written = [all, withoutName, bare].flatMap((facts) => {
    const texts = context.situation[context.language].short.flatMap((each) => {
      const text = textIn(each, context.register)
      const filled = text === null ? null : fill(text, facts)
      return filled === null ? [] : [filled]
    })
    const start = texts.length === 0 ? 0 : turn % texts.length
    return [...texts.slice(start), ...texts.slice(0, start)]
  })
  const signed = written.flatMap((text) => [
    [text, context.deskName],
    [text, ''],
  ])
  const [text, desk] = signed.find((parts) => smsSize(parts.join('\n').trim()).segments <= 2) ?? [
    written.at(-1) ?? '',
    '',
  ]
  const pieces: Piece[] = [{ step: 'action', text: text ?? '', from: 'short' }]
  if (desk) pieces.push({ step: 'close', text: desk, from: 'desk' })
  return pieces
}

function citationsOf(context: ReplyContext, pieces: readonly Piece[]): Draft['citations'] {
  const { situation, additions, offers, further, library } = context
  const used = new Set(pieces.map(({ from }) => from))
  const others = further.map((matter) => matter.situation)
  const sources = [...additions, ...offers, ...others]
    .filter(({ id }) => used.has(id))
    .map(({ source }) => source)
  return [situation.source, ...sources, { file: library.sources.frame, place: context.language }]
}
