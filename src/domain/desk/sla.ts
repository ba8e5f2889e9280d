/** The clock of a waiting customer. */
import type { Urgency } from '../labels.ts'

export type SlaTargetName = 'first_response' | 'resolution'

/** What a client sees of one clock. */
export type Sla = {
  target: SlaTargetName
  urgency: Urgency
  /** `running`, `paused` while we wait for the customer, `stopped` when nobody waits. */
  state: 'running' | 'paused' | 'stopped'
  /** `always`: round the clock; `business`: only opening hours count. */
  clock: 'always' | 'business'
  target_ms: number
  waiting_since: string | null
  /** Null unless running. */
  due_at: string | null
  breached: boolean
  /** On the target's own clock; negative when late; null when stopped. */
  remaining_ms: number | null
}
