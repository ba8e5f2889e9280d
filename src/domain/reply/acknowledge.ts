/** The acknowledgement for a customer who has to wait: whether there is one, and its words. */
import { type Acknowledgement, mayAcknowledge, type SentAcknowledgement } from '../acknowledgement.ts'
import { isOpen } from '../desk/business-hours.ts'
import { DAY_MS } from '../desk/local-time.ts'
import { promiseIn } from '../reply-record.ts'
import { normalise } from '../text/normalise.ts'
import { checkReply } from './check-reply.ts'
import { fillingOf, type ReplyContext, type ReplyInput, readReplyContext } from './context.ts'
import { layOut, type Piece } from './layout.ts'
import { alwaysHolds, type Library } from './library.ts'
import { answerTime, durationMs } from './promise.ts'
import { smsSize } from './sms.ts'
import { filledVariants, turnOf, type Variant } from './wording.ts'

export type AcknowledgementRequest = ReplyInput & {
  turn_id: string
  /** When the first answer is due; null: nobody waits. */
  due_at: string | null
  /** Of this conversation, so far. */
  sent: readonly Pick<SentAcknowledgement, 'turn_id' | 'sent_at'>[]
}

/**
 * Null: none is offered. That is where nobody waits; the desk is open and answers today; the message needs no answer
 * (praise, an automatic reply); its language is not ours; one was sent for the turn or a short time ago; or the text
 * would fail a check, and a person must write.
 */
export function acknowledge(library: Library, request: AcknowledgementRequest): Acknowledgement | null {
  const { turn_id, due_at, now, triage, channel, sent, desk } = request
  const { offer } = library.acknowledgement
  if (due_at === null || !offer.channels.includes(channel) || !triage.language.supported) return null
  if (!mayAcknowledge(turn_id, sent, { now, quietMs: quietMsOf(library) })) return null
  const context = readReplyContext(library, request)
  if (!wantsAnswer(context)) return null
  const isClosed = !isOpen(Date.parse(now), desk.hours)
  if (triage.urgency.label === 'critical') return isClosed ? inEmergency(context, request) : null
  const promise = answerTime({ due_at, now, hours: desk.hours, language: context.language })
  const isLater = Date.parse(due_at) - Date.parse(now) >= durationMs(offer.due_later_than, DAY_MS)
  if (promise === null || !(isClosed || isLater)) return null
  const reason = isClosed ? 'closed' : 'later'
  const promised = { ...context, promise }
  const made = finish(promised, request, reason, waitingPieces(promised, turn_id, reason))
  return made && { ...made, promise: promiseIn(made.text, promised) as Acknowledgement['promise'] }
}

/** How long after one no other is offered in the same conversation. */
export const quietMsOf = ({ acknowledgement }: Library) =>
  durationMs(acknowledgement.offer.again_after, DAY_MS)

/** What nothing follows on needs no promise of an answer; of what nobody understood somebody will ask. */
const wantsAnswer = ({ situation }: ReplyContext) =>
  situation.next !== 'none' || situation.recognise.some(alwaysHolds)

function finish(
  context: ReplyContext,
  { turn_id }: AcknowledgementRequest,
  reason: Acknowledgement['reason'],
  pieces: readonly Piece[],
): Acknowledgement | null {
  const { channel, language, register, library } = context
  const text = layOut(pieces, context)
  const checks = checkReply(text, context)
  if (checks.some(({ passed }) => !passed)) return null
  const [subject = null] =
    channel === 'email' ? filled(context, turn_id)(library.acknowledgement[language].subject) : []
  return { turn_id, reason, text, subject, language, register, channel, promise: null, checks }
}

type Fill = (variants: readonly Variant[]) => string[]

/** The variants that can be filled, the one whose turn it is first: the same for the same turn. */
function filled(context: ReplyContext, turn_id: string): Fill {
  const { topic, ...facts } = fillingOf(context)
  return (variants) =>
    filledVariants(variants, {
      register: context.register,
      // The topic says more only where the situation belongs to none.
      facts: { ...facts, ...(topic && context.situation.id.startsWith('any/') && { topic }) },
      turn: turnOf(`${turn_id}|acknowledgement`),
    })
}

function waitingPieces(context: ReplyContext, turn_id: string, reason: 'closed' | 'later'): Piece[] {
  const { library, language, situation } = context
  const words = library.acknowledgement[language]
  const fill = filled(context, turn_id)
  const cue = library.said[language]
  const problem = fillingOf(context).problem ?? situation[language].problem
  const saying = cue !== null && normalise(problem).text.search(cue) === 0 ? 'said' : 'matter'
  if (context.channel === 'sms') return smsPieces(fill(words.short[saying]), context)
  const isMail = context.channel === 'email' && !context.public
  const frame = library.frame[language]
  const greeting = [['greeting', fill(isMail ? frame.email.greeting : frame.greeting)]] as const
  if (context.public)
    return framed([...greeting, ['next_contact', fill(words.public[saying])]], context, fill)
  return framed(
    [
      ...greeting,
      ['acknowledge', fill(words.received[saying])],
      ['next_contact', fill(words[reason])],
      ['next_contact', fill(words.more)],
    ],
    context,
    fill,
  )
}

/** What cannot wait: the way to help now, no time, and nothing else to be named. */
function inEmergency(context: ReplyContext, request: AcknowledgementRequest): Acknowledgement | null {
  const { library, language, situation } = context
  const signals = request.triage.signals.map(({ label }) => label)
  const isFraud = situation.id.startsWith('security_fraud/') || signals.includes('fraud')
  const kind = isFraud && !signals.includes('safety') ? 'fraud' : 'danger'
  const eased: ReplyContext = {
    ...context,
    situation: {
      ...situation,
      next: 'none',
      may_lack: ['action', 'time'],
      cues: { ...situation.cues, [language]: { ...situation.cues[language], named_by: null } },
    },
  }
  const { emergency } = library.acknowledgement[language]
  const fill = filled(context, request.turn_id)
  const pieces =
    context.channel === 'sms'
      ? smsPieces(fill(emergency.short[kind]), context)
      : framed([['action', fill(emergency[kind])]], context, fill)
  return finish(eased, request, 'emergency', pieces)
}

/** In order, with a close in an e-mail. Nobody in danger reads a greeting first. */
function framed(
  said: readonly (readonly [Piece['step'], readonly string[]])[],
  { library, language, channel, public: isPublic }: ReplyContext,
  fill: Fill,
): Piece[] {
  const isMail = channel === 'email' && !isPublic
  const parts = [...said, ['close', isMail ? fill(library.frame[language].email.close) : []]] as const
  return parts.flatMap(([step, [text]]) =>
    text === undefined ? [] : [{ step, text, from: 'acknowledgement' }],
  )
}

/** With our name where two segments have room for it. */
function smsPieces(texts: readonly string[], { deskName }: ReplyContext): Piece[] {
  const fits = (text: string) => smsSize(text).segments <= 2
  const text = texts.find(fits) ?? texts[0] ?? ''
  const close = fits(`${text}\n${deskName}`) ? [{ step: 'close' as const, text: deskName, from: 'desk' }] : []
  return [{ step: 'next_contact', text, from: 'acknowledgement' }, ...close]
}
