/** Whom an abusive message reached: the people at the desk who had it, answered it or worked on it while it waited. */
import { type Period, periodAt } from './range.ts'

export type DeskMove = {
  at: string
  field: 'assignee' | 'department'
  from: string | null
  to: string | null
}

/** An abusive message with what happened to its conversation. Moves, replies and notes in order of time. */
export type AbuseCase = {
  id: string
  turn_id: string
  customer_id: string
  conversation_id: string
  sent_at: string
  /** As they stand now. */
  assignee: string | null
  department: string | null
  moves: readonly DeskMove[]
  replies: readonly { author: string; sent_at: string }[]
  notes: readonly { author: string; created_at: string }[]
}

/** `agents`: each person once. `department`: that had it when it came. */
export type Exposure = Pick<AbuseCase, 'id' | 'turn_id' | 'customer_id' | 'sent_at' | 'department'> & {
  agents: string[]
}

/** Assigned when it came or until it was answered; wrote the answer; or noted something before it was answered. */
export function exposureOf(abuse: AbuseCase): Exposure {
  const { id, turn_id, customer_id, sent_at, moves, replies, notes } = abuse
  const reply = replies.find((each) => each.sent_at >= sent_at)
  const waited = (at: string) => at >= sent_at && (reply === undefined || at <= reply.sent_at)
  const assigned = moves.flatMap(({ field, at, to }) =>
    field === 'assignee' && to !== null && waited(at) ? [to] : [],
  )
  const noted = notes.flatMap(({ author, created_at }) => (waited(created_at) ? [author] : []))
  const agents = [holderAt(abuse, 'assignee'), ...assigned, reply?.author ?? null, ...noted]
  return {
    id,
    turn_id,
    customer_id,
    sent_at,
    department: holderAt(abuse, 'department'),
    agents: [...new Set(agents.filter((each) => each !== null))],
  }
}

/** Who held it when the message came: what the next move took away, or what stands now. */
function holderAt(abuse: AbuseCase, field: DeskMove['field']): string | null {
  const next = abuse.moves.find((move) => move.field === field && move.at > abuse.sent_at)
  return next ? next.from : abuse[field]
}

/** How many of the moments fall into each period. */
export function countByPeriod(periods: readonly Period[], moments: readonly string[]): number[] {
  const counts = periods.map(() => 0)
  for (const at of moments) {
    const index = periodAt(periods, at)
    if (index >= 0) counts[index] = (counts[index] ?? 0) + 1
  }
  return counts
}
