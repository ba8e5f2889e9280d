import { describe, expect, it } from 'vitest'
import {
  CONVERSATION_EVENTS,
  CONVERSATION_STATUSES,
  type ConversationEvent,
  type ConversationState,
  EVENT_TO_STATUS,
  moveConversation,
  newConversation,
} from '../../../src/domain/desk/conversation-state.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute)).toISOString()

/** Applies events one minute apart, beginning at minute 1; fails on a refusal. */
function after(...events: ConversationEvent[]): ConversationState {
  return events.reduce(
    (state, event, index) => {
      const moved = moveConversation(state, event, at(index + 1))
      if (!moved.ok) throw new Error(`${event} refused from ${moved.from}`)
      return moved.state
    },
    newConversation(at(0)),
  )
}

describe('moveConversation', () => {
  it.each<[ConversationEvent[], string, string | null, number]>([
    [[], 'open', at(0), 0],
    [['customer_message'], 'open', at(0), 0],
    [['agent_reply'], 'pending', null, 1],
    [['agent_reply', 'customer_message'], 'open', at(2), 1],
    [['agent_reply', 'agent_reply'], 'pending', null, 1],
    [['wait_for_customer'], 'pending', at(0), 1],
    [['wait_for_customer', 'reopen'], 'open', at(0), 1],
    [['agent_reply', 'reopen'], 'open', at(2), 1],
    [['resolve'], 'resolved', null, 0],
    [['resolve', 'customer_message'], 'open', at(2), 0],
    [['resolve', 'customer_message', 'thanks_recognised'], 'resolved', null, 0],
    [['close', 'customer_message'], 'open', at(2), 0],
    [['close', 'agent_reply'], 'closed', null, 0],
    [['resolve', 'reopen'], 'open', at(2), 0],
  ])('after %j: %s, waiting since %s', (events, status, waiting_since, pauses) => {
    const state = after(...events)
    expect(state).toMatchObject({ status, waiting_since })
    expect(state.pauses).toHaveLength(pauses)
  })

  it('keeps the clock standing from the answer to the next message', () => {
    expect(after('agent_reply').pauses).toEqual([{ from: at(1), to: null }])
    expect(after('agent_reply', 'customer_message').pauses).toEqual([{ from: at(1), to: at(2) }])
  })

  it('begins new work when a finished conversation is written to again', () => {
    expect(after('agent_reply', 'customer_message', 'resolve', 'customer_message')).toEqual({
      status: 'open',
      opened_at: at(4),
      waiting_since: at(4),
      pauses: [],
    })
  })

  it('waits since the earliest message, also when an older one comes in later', () => {
    const moved = moveConversation(newConversation(at(5)), 'customer_message', at(3))
    expect(moved.ok && moved.state.waiting_since).toBe(at(3))
  })

  it.each([
    ['open', 'reopen'],
    ['pending', 'wait_for_customer'],
    ['pending', 'thanks_recognised'],
    ['resolved', 'resolve'],
    ['resolved', 'wait_for_customer'],
    ['closed', 'close'],
    ['closed', 'resolve'],
  ] as const)('%s refuses %s and tells what would do', (status, event) => {
    const moved = moveConversation({ ...newConversation(at(0)), status }, event, at(1))
    expect(moved).toMatchObject({ ok: false, refusal: 'not_allowed', from: status })
    expect(moved.ok ? [] : moved.allowed).toContain('customer_message')
  })

  it('a customer is never refused', () => {
    for (const status of CONVERSATION_STATUSES) {
      const moved = moveConversation({ ...newConversation(at(0)), status }, 'customer_message', at(1))
      expect(moved.ok && moved.state.status).toBe('open')
    }
  })

  it('every status can be asked for by its own event', () => {
    for (const status of CONVERSATION_STATUSES) expect(CONVERSATION_EVENTS).toContain(EVENT_TO_STATUS[status])
  })
})
