/** A customer in the round: who they are, where they wrote, what happened, and how it felt where. */
import type { AccountEvent } from '../domain/account-event.ts'
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import type { Conversation } from '../domain/conversation.ts'
import type { Customer } from '../domain/customer.ts'
import { DeljooError } from '../domain/errors.ts'
import type { Channel, Sentiment } from '../domain/labels.ts'
import type { Message } from '../domain/message.ts'
import type { Flag } from '../domain/risk/flag.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import { presentConversation } from './present-conversation.ts'

const TIMELINE_LENGTH = 100
const CONVERSATIONS_SHOWN = 20

/** Messages at one place of the customer's way, and how they felt. */
export type TouchpointSentiment = {
  touchpoint: string | null
  channel: Channel
  messages: number
  /** Mean polarity from -1 to 1; null while nothing there is triaged. */
  polarity: number | null
  sentiments: Partial<Record<Sentiment, number>>
}

/** The answer of `GET /v1/customers/{id}`. */
export type CustomerDetail = Customer & {
  channels: { channel: Channel; messages: number; last_at: string }[]
  flag: Flag | null
  conversations: Conversation[]
  /** Newest first, the last hundred. */
  timeline: Message[]
  /** What happened at the contract, newest first, the last hundred. */
  account_events: AccountEvent[]
  sentiment_by_touchpoint: TouchpointSentiment[]
}

/** @throws {DeljooError} `forbidden`, `not_found` */
export async function readCustomer(
  dependencies: Pick<Dependencies, 'store' | 'clock' | 'rules'>,
  actor: Actor,
  customer_id: string,
): Promise<CustomerDetail> {
  ensureAllowed(actor, 'read_customers')
  const { store, clock, rules } = dependencies
  const customer = await store.readCustomer(customer_id)
  if (!customer) throw new DeljooError('not_found', 'There is no customer with this id')
  const [timeline, account_events, conversations, flag] = await Promise.all([
    store.listCustomerMessages(customer.id, TIMELINE_LENGTH),
    store.listAccountEvents(customer.id, TIMELINE_LENGTH),
    store.listCustomerConversations(customer.id, CONVERSATIONS_SHOWN),
    store.readOpenFlag(customer.id),
  ])
  const now = isoNow(clock)
  return {
    ...customer,
    channels: channelsOf(timeline),
    flag,
    conversations: conversations.map((record) => presentConversation(record, rules, now)),
    timeline,
    account_events,
    sentiment_by_touchpoint: sentimentByTouchpoint(timeline),
  }
}

function channelsOf(timeline: readonly Message[]) {
  return [...Map.groupBy(timeline, ({ channel }) => channel)].map(([channel, messages]) => ({
    channel,
    messages: messages.length,
    last_at: (messages[0] as Message).sent_at,
  }))
}

function sentimentByTouchpoint(timeline: readonly Message[]): TouchpointSentiment[] {
  const groups = Map.groupBy(timeline, ({ channel, touchpoint }) => JSON.stringify([channel, touchpoint]))
  return [...groups.values()].map((messages) => {
    const { channel, touchpoint } = messages[0] as Message
    const felt = messages.flatMap(({ triage }) => (triage ? [triage.sentiment] : []))
    const sentiments: Partial<Record<Sentiment, number>> = {}
    for (const { label } of felt) sentiments[label] = (sentiments[label] ?? 0) + 1
    const sum = felt.reduce((total, { polarity }) => total + polarity, 0)
    const polarity = felt.length === 0 ? null : Math.round((sum / felt.length) * 1_000) / 1_000
    return { touchpoint, channel, messages: messages.length, polarity, sentiments }
  })
}
