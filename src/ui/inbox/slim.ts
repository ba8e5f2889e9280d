/** Takes from answers of the API what the inbox shows: what is not shown need not travel with the page. */
import type { Triage } from '../../domain/triage/triage.ts'
import type {
  CustomerStory,
  QueueItem,
  QueueRow,
  ShownMessage,
  ShownTriage,
  Thread,
  TimelineMessage,
} from './shapes.ts'

/** Characters of the row's two lines, and a few to spare. */
const FIRST_WORDS = 180
const TIMELINE_WORDS = 90
const TIMELINE_LENGTH = 40
/** Below this a label is shown as uncertain, also where the policy let it pass. */
export const SURE_FROM = 0.6

export const isUnsure = (judged: { confidence: number } | undefined) =>
  judged !== undefined && judged.confidence < SURE_FROM

/** One line, cut at a word. */
export function firstWords(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= length) return line
  const cut = line.slice(0, length)
  const end = cut.lastIndexOf(' ')
  // Never within a pair of surrogates.
  return `${(end > length / 2 ? cut.slice(0, end) : cut).replace(/[\uD800-\uDBFF]$/, '')}…`
}

export function toRow(item: QueueItem): QueueRow {
  const { id, key, customer_id, status, channel, assignee, priority, sentiment, urgency, topics, signals } =
    item
  const { needs_review, message_count, waiting_since, last_message_at, updated_at } = item
  const triage = item.top_message?.triage ?? undefined
  return {
    id,
    key,
    customer_id,
    status,
    channel,
    assignee,
    priority,
    sentiment,
    urgency,
    topics,
    signals,
    needs_review,
    message_count,
    waiting_since,
    last_message_at,
    updated_at,
    name: item.customer.name ?? item.customer.external_id,
    words: firstWords(item.top_message?.text ?? '', FIRST_WORDS),
    due_at: item.sla.due_at,
    unsure: {
      urgency: triage?.decided_by.source !== 'human' && isUnsure(triage?.urgency),
      sentiment: triage?.decided_by.source !== 'human' && isUnsure(triage?.sentiment),
    },
    flagged: item.flag !== null,
  }
}

function shownTriage(triage: ShownTriage | Triage): ShownTriage {
  const head = <Label>({ label, confidence }: { label: Label; confidence: number }) => ({ label, confidence })
  const { topics, signals, needs_review, decided_by, reasons } = triage
  return {
    sentiment: head(triage.sentiment),
    urgency: head(triage.urgency),
    intent: head(triage.intent),
    emotion: head(triage.emotion),
    topics,
    signals,
    needs_review,
    decided_by,
    language: { label: triage.language.label },
    ...(reasons ? { reasons } : {}),
  }
}

export const toShownMessage = (message: ShownMessage): ShownMessage => ({
  ...message,
  triage: message.triage && shownTriage(message.triage),
  machine_triage: message.machine_triage && shownTriage(message.machine_triage),
})

export const toThread = (thread: Thread): Thread => ({
  ...thread,
  messages: thread.messages.map(toShownMessage),
})

export function toStory(customer: CustomerStory): CustomerStory {
  const {
    sentiment_by_touchpoint: _,
    account_events: __,
    ...shown
  } = customer as CustomerStory & Record<string, unknown>
  return {
    ...(shown as CustomerStory),
    conversations: customer.conversations.map(({ id, key, status, channel, last_message_at }) => ({
      id,
      key,
      status,
      channel,
      last_message_at,
    })),
    timeline: customer.timeline.slice(0, TIMELINE_LENGTH).map(toTimeline),
  }
}

function toTimeline({
  id,
  conversation_id,
  channel,
  sent_at,
  text,
  triage,
}: TimelineMessage): TimelineMessage {
  return {
    id,
    conversation_id,
    channel,
    sent_at,
    text: firstWords(text, TIMELINE_WORDS),
    triage: triage && {
      sentiment: { label: triage.sentiment.label, confidence: triage.sentiment.confidence },
      urgency: { label: triage.urgency.label, confidence: triage.urgency.confidence },
    },
  }
}
