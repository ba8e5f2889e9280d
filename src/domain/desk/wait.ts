/** A customer's wait and how it ended: reckoned once, when it ends, from the same clock the queue shows. */
import type { Urgency } from '../labels.ts'
import type { ConversationState } from './conversation-state.ts'
import type { BusinessHours } from './opening-hours.ts'
import { slaFor } from './sla.ts'

/** `reply`: somebody answered. `status`: somebody set the conversation to pending, resolved or closed. */
export const WAIT_ENDS = ['reply', 'status'] as const
export type WaitEnd = (typeof WAIT_ENDS)[number]

export type EndedWait = {
  waiting_since: string
  ended_at: string
  /** Of the most urgent message that waited. */
  urgency: Urgency
  due_at: string
  in_time: boolean
  /** The wait began the piece of work: its end is the first answer. */
  is_first: boolean
  /** On the wall clock. */
  waited_ms: number
  /** On the target's own clock: opening hours where only they count. */
  counted_ms: number
}

/** Null: nobody waited, or the clock already stood because somebody had set the conversation to pending. */
export function endOfWait(
  conversation: ConversationState & { urgency: Urgency | null },
  { now, hours }: { now: string; hours: BusinessHours },
): EndedWait | null {
  const { waiting_since, pauses, opened_at } = conversation
  const urgency = conversation.urgency ?? 'normal'
  const { due_at, target_ms, remaining_ms } = slaFor({ urgency, waiting_since, pauses, now, hours })
  if (waiting_since === null || due_at === null || remaining_ms === null) return null
  return {
    waiting_since,
    ended_at: now,
    urgency,
    due_at,
    in_time: now <= due_at,
    is_first: waiting_since === opened_at,
    // An imported message may be dated later than the answer.
    waited_ms: Math.max(0, Date.parse(now) - Date.parse(waiting_since)),
    counted_ms: Math.max(0, target_ms - remaining_ms),
  }
}
