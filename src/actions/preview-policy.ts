/** What other thresholds would have changed on the messages that were decided last. Changes nothing. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { type PolicyPreview, previewPolicy } from '../domain/insights/policy-preview.ts'
import type { PolicyThresholds } from '../domain/triage/manifest.ts'
import type { PolicySettings } from '../domain/triage/policy.ts'
import type { Dependencies } from './dependencies.ts'

export const MOST_PREVIEWED = 2_000

/**
 * @param thresholds the model's own
 * @throws {DeljooError} `forbidden`
 */
export async function readPolicyPreview(
  { store }: Pick<Dependencies, 'store'>,
  actor: Actor,
  {
    thresholds,
    now,
    proposed,
    limit,
  }: { thresholds: PolicyThresholds; now: PolicySettings; proposed: PolicySettings; limit: number },
): Promise<PolicyPreview> {
  ensureAllowed(actor, 'read_insights')
  const decided = await store.readDecided(Math.min(limit, MOST_PREVIEWED))
  return previewPolicy(decided, thresholds, { now, proposed })
}
