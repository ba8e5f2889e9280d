/**
 * Bursts: people send one thought in several short messages. Messages of one customer in one
 * conversation, each within N seconds of the one before and with no answer between, are one turn.
 */
export const DEFAULT_BURST_SECONDS = 120

export type TurnEntry = { id: string; conversation_id: string; from: 'customer' | 'agent'; at: string }

/** `id` is that of the turn's first message; `message_ids` in order of time. */
export type Turn = {
  id: string
  conversation_id: string
  message_ids: string[]
  started_at: string
  ended_at: string
}

/** Whether a message sent at `at` belongs to the turn whose last message was sent at `previous.at`. */
export function continuesTurn(
  previous: { at: string; answered: boolean } | null,
  at: string,
  burstSeconds = DEFAULT_BURST_SECONDS,
): boolean {
  if (previous === null || previous.answered) return false
  return Math.abs(Date.parse(at) - Date.parse(previous.at)) <= burstSeconds * 1000
}

/** Groups entries, in any order, into the customer's turns, in order of time. */
export function groupTurns(entries: readonly TurnEntry[], burstSeconds = DEFAULT_BURST_SECONDS): Turn[] {
  const turns: Turn[] = []
  const running = new Map<string, Turn>()
  for (const entry of entries.toSorted(byTimeThenId)) {
    const turn = running.get(entry.conversation_id)
    if (entry.from === 'agent') {
      running.delete(entry.conversation_id)
    } else if (turn && continuesTurn({ at: turn.ended_at, answered: false }, entry.at, burstSeconds)) {
      turn.message_ids.push(entry.id)
      turn.ended_at = entry.at
    } else {
      const begun = {
        id: entry.id,
        conversation_id: entry.conversation_id,
        message_ids: [entry.id],
        started_at: entry.at,
        ended_at: entry.at,
      }
      turns.push(begun)
      running.set(entry.conversation_id, begun)
    }
  }
  return turns
}

function byTimeThenId(one: TurnEntry, other: TurnEntry): number {
  return Date.parse(one.at) - Date.parse(other.at) || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)
}
