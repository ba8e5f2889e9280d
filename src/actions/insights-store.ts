/** What insights read from the database: sums and narrow rows, never a customer's words. Times as in the store's own port. */
import type { AbusiveMessage, ReplyAfterAbuse } from '../domain/desk/abuse.ts'
import type { PeriodDecisions } from '../domain/insights/decisions.ts'
import type { JudgedMessages, ModelQualityQuery } from '../domain/insights/model-quality.ts'
import type { DecidedMessage } from '../domain/insights/policy-preview.ts'
import type { Period } from '../domain/insights/range.ts'
import type { OverdueRow, SlaQuery, WaitRow } from '../domain/insights/sla.ts'
import type { TeamWork } from '../domain/insights/team-load.ts'
import type { Dimension, MessageFilter, PeriodCounts } from '../domain/insights/trends.ts'

type Between = { since: string; until: string }

export interface InsightsStore {
  /** One for each period, each read at once; between two of them other work gets its turn. */
  readTrendCounts(request: {
    periods: readonly Period[]
    dimensions: readonly Dimension[]
    filter: MessageFilter
  }): Promise<PeriodCounts[]>
  /** As `readTrendCounts`, of who decided. */
  readDecisions(periods: readonly Period[]): Promise<PeriodDecisions[]>
  /** Waits that ended, and what is late at `now`. */
  readSla(
    request: Between & Pick<SlaQuery, 'agent' | 'urgency'> & { now: string },
  ): Promise<{ waits: WaitRow[]; overdue: OverdueRow[] }>
  /** Newest first, up to `limit`. */
  readJudged(
    request: Between & Pick<ModelQualityQuery, 'language' | 'source' | 'model'> & { limit: number },
  ): Promise<JudgedMessages>
  /** Messages a machine decided, newest first, up to `limit`. */
  readDecided(limit: number): Promise<DecidedMessage[]>
  /** `abuseSince`: from when on abusive messages are wanted. */
  readTeamWork(request: Between & { abuseSince: string; now: string }): Promise<TeamWork>
  /** The customer's abusive messages since then, and the replies to the customer. */
  readAbuse(
    customer_id: string,
    since: string,
  ): Promise<{ messages: AbusiveMessage[]; replies: ReplyAfterAbuse[] }>
}
