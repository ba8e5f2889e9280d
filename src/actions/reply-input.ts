/** A thread as composer and checks read it. */
import type { Message } from '../domain/message.ts'
import type { ReplyInput, ThreadMessage } from '../domain/reply/context.ts'
import { topMessageOf } from '../domain/top-message.ts'
import type { Triage } from '../domain/triage/triage.ts'
import type { Dependencies } from './dependencies.ts'
import type { ConversationThread } from './store-port.ts'

type Thread = Pick<ConversationThread, 'conversation' | 'customer' | 'messages' | 'replies'>
export type AnsweredMessage = Message & { triage: Triage }

/** Further back nothing is looked for. */
const MOST_ENTRIES = 30

/**
 * Whose labels the answer goes by: the message with this id, else of those that wait the most urgent one, a complaint
 * before anything as urgent, else the latest. Null: none is triaged.
 */
export function answeredMessage(thread: Thread, message_id?: string): AnsweredMessage | null {
  const isTriaged = (message: Message): message is AnsweredMessage => message.triage !== null
  const triaged = thread.messages.filter(isTriaged)
  const waiting = messagesToAnswer(thread).filter(isTriaged)
  const top = topMessageOf(waiting)
  const complaint = waiting.findLast(
    ({ triage }) => triage.urgency.label === top?.triage.urgency.label && triage.intent.label === 'complaint',
  )
  return triaged.find(({ id }) => id === message_id) ?? complaint ?? top ?? triaged.at(-1) ?? null
}

/** What waits, or the last turn where nothing does. */
function messagesToAnswer({ conversation: { waiting_since }, messages }: Thread): Message[] {
  const waiting = messages.filter(({ sent_at }) => waiting_since !== null && sent_at >= waiting_since)
  // Somebody may have reopened it without a new message.
  return waiting.length > 0 ? waiting : messages.filter(({ turn_id }) => turn_id === messages.at(-1)?.turn_id)
}

/** `how` as asked for; what is missing is left to the composer. */
export function replyInputOf(
  thread: Thread,
  message: AnsweredMessage,
  how: Pick<ReplyInput, 'public' | 'register' | 'language' | 'abuse'> & {
    channel: ReplyInput['channel']
    now: string
  },
  rules: Dependencies['rules'],
): ReplyInput {
  return {
    ...how,
    triage: message.triage,
    thread: threadOf(thread),
    customer_name: thread.customer.name,
    desk: { hours: rules.hours },
  }
}

/**
 * Oldest first. What waits for the answer is one entry: a greeting, the matter and "is anybody there?" sent one
 * after the other are answered together.
 */
function threadOf(thread: Thread): ThreadMessage[] {
  const { messages, replies } = thread
  const now = messagesToAnswer(thread)
  const earlier = messages.filter((message) => !now.includes(message))
  const asked = now.map(({ text }) => text).join('\n')
  const entries = [
    ...earlier.map(({ sent_at, text }) => ({ at: sent_at, author: 'customer' as const, text })),
    ...replies.map(({ sent_at, text }) => ({ at: sent_at, author: 'agent' as const, text })),
    ...now.slice(0, 1).map(({ sent_at }) => ({ at: sent_at, author: 'customer' as const, text: asked })),
  ]
  return entries
    .toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
    .slice(-MOST_ENTRIES)
    .map(({ author, text }) => ({ author, text }))
}
