/** What a colleague must know who takes a conversation over: facts of the thread, each with its source. */
import type { SentAcknowledgement } from './acknowledgement.ts'
import { SIGNALS, type Signal, TOPICS, type Topic, URGENCIES, type Urgency } from './labels.ts'
import type { Message } from './message.ts'
import type { SentReply } from './reply-record.ts'

export type HandOver = {
  started_at: string | null
  waiting_since: string | null
  message_count: number
  /** Most urgent of all messages so far, and where it was said. */
  most_urgent: { urgency: Urgency; message_id: string } | null
  /** Every topic and signal so far, in the guide's order. */
  topics: Topic[]
  signals: Signal[]
  /** Messages since the customer waits. */
  unanswered_message_ids: string[]
  /** What those messages ask, most pressing first within each: the playbook, and its name in the customer's language. */
  open_matters: OpenMatter[]
  /** Whoever had it, in order. */
  assignees: string[]
  last_reply: { reply_id: string; author: string; sent_at: string } | null
  /** The latest promise made to the customer: its sentence, and when it is due where the desk reckoned that. */
  promised: { reply_id: string; author: string; sent_at: string; words: string; due_at: string | null } | null
  /** The promise of the latest acknowledgement, while nobody has answered since; null: none, or it named no time. */
  acknowledged: {
    acknowledgement_id: string
    author: string
    sent_at: string
    words: string
    due_at: string
  } | null
  last_note: { author: string; text: string; created_at: string } | null
  times_late: number
}

type ThreadMessage = Pick<Message, 'id' | 'sent_at' | 'triage'>
export type OpenMatter = { message_id: string; playbook: string; problem: string }

type Thread<Each extends ThreadMessage> = {
  messages: readonly Each[]
  replies: readonly Pick<SentReply, 'id' | 'author' | 'sent_at' | 'promise'>[]
  acknowledgements: readonly Pick<SentAcknowledgement, 'id' | 'author' | 'sent_at' | 'promise'>[]
  notes: readonly { author: string; text: string; created_at: string }[]
  moves: readonly { field: string; to: string | null }[]
  sla_misses: readonly unknown[]
}

/** `mattersOf` reads one message with the playbooks; without them no open matter is named. */
export function handOver<Each extends ThreadMessage>(
  conversation: { waiting_since: string | null },
  thread: Thread<Each>,
  mattersOf: (message: Each) => Omit<OpenMatter, 'message_id'>[] = () => [],
): HandOver {
  const { messages, replies, acknowledgements, notes, moves, sla_misses } = thread
  const { waiting_since } = conversation
  const triaged = messages.flatMap(({ id, triage }) => (triage ? [{ id, triage }] : []))
  const topics = new Set(triaged.flatMap(({ triage }) => triage.topics.map(({ label }) => label)))
  const signals = new Set(triaged.flatMap(({ triage }) => triage.signals.map(({ label }) => label)))
  const unanswered = waiting_since === null ? [] : messages.filter(({ sent_at }) => sent_at >= waiting_since)
  const last = notes.at(-1)
  const reply = replies.at(-1)
  return {
    started_at: messages[0]?.sent_at ?? null,
    waiting_since,
    message_count: messages.length,
    most_urgent: mostUrgent(triaged),
    topics: TOPICS.filter((topic) => topics.has(topic)),
    signals: SIGNALS.filter((signal) => signals.has(signal)),
    unanswered_message_ids: unanswered.map(({ id }) => id),
    open_matters: unanswered
      .flatMap((message) => mattersOf(message).map((matter) => ({ message_id: message.id, ...matter })))
      .filter(({ playbook }, index, all) => all.findIndex((each) => each.playbook === playbook) === index),
    assignees: [...new Set(moves.flatMap(({ field, to }) => (field === 'assignee' && to ? [to] : [])))],
    last_reply: reply ? { reply_id: reply.id, author: reply.author, sent_at: reply.sent_at } : null,
    promised: lastPromise(replies),
    acknowledged: openAcknowledgement(acknowledgements, reply?.sent_at ?? null),
    last_note: last ? { author: last.author, text: last.text, created_at: last.created_at } : null,
    times_late: sla_misses.length,
  }
}

function lastPromise(replies: Thread<ThreadMessage>['replies']): HandOver['promised'] {
  const reply = replies.findLast(({ promise }) => promise !== null)
  if (!reply?.promise) return null
  return { reply_id: reply.id, author: reply.author, sent_at: reply.sent_at, ...reply.promise }
}

function openAcknowledgement(
  acknowledgements: Thread<ThreadMessage>['acknowledgements'],
  answered_at: string | null,
): HandOver['acknowledged'] {
  const last = acknowledgements.at(-1)
  if (!last?.promise || (answered_at !== null && answered_at >= last.sent_at)) return null
  const { id: acknowledgement_id, author, sent_at, promise } = last
  return { acknowledgement_id, author, sent_at, ...promise }
}

function mostUrgent(triaged: readonly { id: string; triage: NonNullable<Message['triage']> }[]) {
  const byUrgency = triaged.toSorted(
    (one, other) =>
      URGENCIES.indexOf(other.triage.urgency.label) - URGENCIES.indexOf(one.triage.urgency.label),
  )
  const first = byUrgency[0]
  return first ? { urgency: first.triage.urgency.label, message_id: first.id } : null
}
