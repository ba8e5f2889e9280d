/**
 * The states of a conversation: one table says what each event does to each status, one function
 * also keeps the clock (who waits since when, and the times in which we waited for the customer).
 */
export const CONVERSATION_STATUSES = ['open', 'pending', 'resolved', 'closed'] as const
export type ConversationStatus = (typeof CONVERSATION_STATUSES)[number]

/**
 * `wait_for_customer`, `resolve`, `close`, `reopen` are a person's; `thanks_recognised` puts back to
 * rest what a mere "thank you" had reopened.
 */
export const CONVERSATION_EVENTS = [
  'customer_message',
  'agent_reply',
  'wait_for_customer',
  'resolve',
  'close',
  'reopen',
  'thanks_recognised',
] as const
export type ConversationEvent = (typeof CONVERSATION_EVENTS)[number]

/** A time in which the SLA clock stood still. `to` null: it still does. */
export type Pause = { from: string; to: string | null }

/** What the clock and the queue need to know of a conversation. */
export type ConversationState = {
  status: ConversationStatus
  /** When the present piece of work began: first message, or the one that reopened it. */
  opened_at: string
  /** The first customer message that nobody has answered; null: nobody waits. */
  waiting_since: string | null
  pauses: Pause[]
}

/** Where each event leads; an event that is missing is refused. */
export const CONVERSATION_TRANSITIONS: Record<
  ConversationStatus,
  Partial<Record<ConversationEvent, ConversationStatus>>
> = {
  open: {
    customer_message: 'open',
    agent_reply: 'pending',
    wait_for_customer: 'pending',
    resolve: 'resolved',
    close: 'closed',
    thanks_recognised: 'resolved',
  },
  pending: {
    customer_message: 'open',
    agent_reply: 'pending',
    resolve: 'resolved',
    close: 'closed',
    reopen: 'open',
  },
  resolved: {
    customer_message: 'open',
    agent_reply: 'resolved',
    close: 'closed',
    reopen: 'open',
  },
  closed: {
    customer_message: 'open',
    agent_reply: 'closed',
    reopen: 'open',
  },
}

/** The event by which a person brings a conversation to a status (`PATCH` names the status). */
export const EVENT_TO_STATUS: Record<ConversationStatus, ConversationEvent> = {
  open: 'reopen',
  pending: 'wait_for_customer',
  resolved: 'resolve',
  closed: 'close',
}

export type ConversationMove =
  | { ok: true; state: ConversationState }
  | { ok: false; refusal: 'not_allowed'; from: ConversationStatus; allowed: ConversationEvent[] }

/** The state of a conversation that begins with a customer's message at `at`. */
export const newConversation = (at: string): ConversationState => ({
  status: 'open',
  opened_at: at,
  waiting_since: at,
  pauses: [],
})

/** Applies one event at a time; a refusal names the events that would do. */
export function moveConversation(
  state: ConversationState,
  event: ConversationEvent,
  at: string,
): ConversationMove {
  const transitions = CONVERSATION_TRANSITIONS[state.status]
  const status = transitions[event]
  if (status === undefined) {
    const allowed = CONVERSATION_EVENTS.filter((each) => transitions[each] !== undefined)
    return { ok: false, refusal: 'not_allowed', from: state.status, allowed }
  }
  return { ok: true, state: { ...afterEvent(state, event, at), status } }
}

function afterEvent(state: ConversationState, event: ConversationEvent, at: string): ConversationState {
  switch (event) {
    case 'customer_message':
      return afterCustomerMessage(state, at)
    case 'agent_reply':
      return {
        ...state,
        waiting_since: null,
        pauses: state.status === 'open' ? paused(state, at) : state.pauses,
      }
    case 'wait_for_customer':
      return { ...state, pauses: paused(state, at) }
    case 'reopen':
      return isAtRest(state)
        ? { ...state, opened_at: at, waiting_since: at, pauses: [] }
        : { ...state, waiting_since: state.waiting_since ?? at, pauses: resumed(state, at) }
    case 'resolve':
    case 'close':
    case 'thanks_recognised':
      return { ...state, waiting_since: null, pauses: resumed(state, at) }
  }
}

function afterCustomerMessage(state: ConversationState, at: string): ConversationState {
  if (isAtRest(state)) return { ...state, opened_at: at, waiting_since: at, pauses: [] }
  // An imported message may be older than the one that already waits.
  const earliest = state.waiting_since !== null && state.waiting_since < at ? state.waiting_since : at
  if (state.status === 'pending') return { ...state, waiting_since: at, pauses: resumed(state, at) }
  return { ...state, waiting_since: earliest }
}

const isAtRest = ({ status }: ConversationState) => status === 'resolved' || status === 'closed'

const paused = ({ pauses }: ConversationState, at: string): Pause[] =>
  pauses.some(({ to }) => to === null) ? pauses : [...pauses, { from: at, to: null }]

const resumed = ({ pauses }: ConversationState, at: string): Pause[] =>
  pauses.map((pause) => (pause.to === null ? { ...pause, to: at > pause.from ? at : pause.from } : pause))
