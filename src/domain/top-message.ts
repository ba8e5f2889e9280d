/** Which message speaks for a conversation in the queue. */
import { URGENCIES, type Urgency } from './labels.ts'

type Candidate = { id: string; sent_at: string; triage: { urgency: { label: Urgency } } | null }

/**
 * The most urgent of the messages given, the latest among equals; one that is not triaged yet only
 * where nothing else is. Undefined for none.
 */
export function topMessageOf<Message extends Candidate>(messages: readonly Message[]): Message | undefined {
  const rank = ({ triage }: Candidate) => (triage ? URGENCIES.indexOf(triage.urgency.label) : -1)
  return messages.toSorted(
    (one, other) =>
      rank(other) - rank(one) ||
      (one.sent_at < other.sent_at || (one.sent_at === other.sent_at && one.id < other.id) ? 1 : -1),
  )[0]
}
