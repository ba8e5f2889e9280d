/** What the verbs around the store work with. Each verb names the parts it uses: `Pick<Dependencies, 'store'>`. */

import type { DeskRules } from '../domain/desk-rules.ts'
import type { Library } from '../domain/reply/library.ts'
import type { ClassifyText } from './classify-text.ts'
import type { Clock } from './ports.ts'
import type { ReplyWriter } from './reply-writer-port.ts'
import type { Store } from './store-port.ts'

export type Dependencies = {
  store: Store
  clock: Clock
  classify: ClassifyText
  rules: DeskRules
  /** What drafts are made of and replies are checked against; null: this deployment has none. */
  playbooks: Library | null
  /** Writes drafts with an LLM; null: none is configured, the playbooks write all of them. */
  replyWriter: ReplyWriter | null
  /** Who holds the jobs of this process; another value in every process. */
  leaseOwner: string
  /** Tells the job loop of this process that there is new work. */
  wakeJobs: () => void
}

/** How long a job may take before another worker may take it over. Longer than the slowest second opinion. */
export const LEASE_MS = 60_000

/** The moment as the database keeps it. */
export const isoNow = (clock: Clock): string => clock().toISOString()

export function leaseFrom(dependencies: Pick<Dependencies, 'clock' | 'leaseOwner'>, leaseMs = LEASE_MS) {
  const now = dependencies.clock()
  return { owner: dependencies.leaseOwner, until: new Date(now.getTime() + leaseMs).toISOString() }
}
