/** Work that outlives the request that caused it. */
/**
 * `review-risk` is an `assess-risk` without a cause but time: risk fades, flags close. `index-texts` takes texts from
 * before there was a search into it, a portion at a time.
 */
export const JOB_KINDS = ['triage-message', 'assess-risk', 'check-sla', 'review-risk', 'index-texts'] as const
export type JobKind = (typeof JOB_KINDS)[number]

/**
 * In this order: what somebody waits for, what an import leaves behind, and what should see the labels
 * of that import first (its clocks, and looks without a cause).
 */
export const LANES = ['interactive', 'bulk', 'background'] as const
export type Lane = (typeof LANES)[number]

/**
 * A job held by one worker until `lease_until`. Asking for the same work again while it is held
 * raises `generation`, so that finishing it does not swallow the newer request.
 */
export type LeasedJob = {
  id: string
  kind: JobKind
  /** Message for `triage-message`, customer for `assess-risk` and `review-risk`, conversation for `check-sla`, `all` for `index-texts`. */
  subject_id: string
  lane: Lane
  lease_owner: string
  lease_until: string
  generation: number
  /** This attempt included; 1 at the first. */
  attempts: number
}

/** A job given up. */
export type DeadJob = {
  id: string
  kind: JobKind
  subject_id: string
  attempts: number
  last_error: string | null
  updated_at: string
}

export const MAX_ATTEMPTS = 8

/** Waiting time before the next attempt: 1 s, 2 s, 4 s … at most five minutes; null after the last one. */
export function retryDelayMs(attempts: number): number | null {
  return attempts >= MAX_ATTEMPTS ? null : Math.min(2 ** (attempts - 1) * 1_000, 300_000)
}
