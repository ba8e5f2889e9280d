/** What insights into flags and surveys are counted from. */
import { and, asc, eq, gte, inArray, lt } from 'drizzle-orm'
import type { Store } from '../../actions/store-port.ts'
import { LANGUAGES } from '../../domain/labels.ts'
import { isFlagClosed } from '../../domain/risk/flag.ts'
import type { FlagOutcome } from '../../domain/risk/flag-insights.ts'
import { levelOf } from '../../domain/risk/score.ts'
import type { StoreContext } from './context.ts'
import { toFlag } from './rows.ts'
import { conversations, flag_history, flags, surveys } from './schema.ts'

export function riskOutcomeStore({
  connection,
}: StoreContext): Pick<Store, 'readFlagOutcomes' | 'readAnsweredSurveys'> {
  return {
    async readFlagOutcomes({ since, until }) {
      const opened = and(
        since === null ? undefined : gte(flags.opened_at, since),
        until === null ? undefined : lt(flags.opened_at, until),
      )
      // One snapshot for all the reads.
      return connection.transaction((tx) => {
        const rows = tx.select().from(flags).where(opened).all().map(toFlag)
        const ids = tx.select({ id: flags.id }).from(flags).where(opened)
        const moves = tx
          .select()
          .from(flag_history)
          .where(inArray(flag_history.flag_id, ids))
          .orderBy(asc(flag_history.at), asc(flag_history.id))
          .all()
        const movesOf = Map.groupBy(moves, ({ flag_id }) => flag_id)
        const written = tx
          .select({ customer_id: conversations.customer_id, language: conversations.language })
          .from(conversations)
          .where(
            inArray(
              conversations.customer_id,
              tx.select({ id: flags.customer_id }).from(flags).where(opened),
            ),
          )
          .orderBy(asc(conversations.last_message_at))
          .all()
        const languageOf = new Map(
          written.flatMap(({ customer_id, language }) =>
            language === null ? [] : [[customer_id, language] as const],
          ),
        )
        return rows.map((flag): FlagOutcome => {
          const its = movesOf.get(flag.id) ?? []
          const closing = its.findLast(
            ({ from_stage, to_stage }) => to_stage === flag.stage && from_stage !== to_stage,
          )
          const { stage, reasons, outcome_reason, opened_at, due_at, peak_expected_loss, currency } = flag
          return {
            stage,
            level: levelOf(flag.peak_score),
            reasons,
            language: LANGUAGES.find((each) => each === languageOf.get(flag.customer_id)) ?? null,
            closed_by: !isFlagClosed(stage) ? null : closing?.actor === 'system' ? 'service' : 'person',
            outcome_reason,
            opened_at,
            due_at,
            first_action_at: its.find(({ actor }) => actor !== 'system')?.at ?? null,
            peak_expected_loss,
            currency,
          }
        })
      })
    },

    async readAnsweredSurveys({ since, until }) {
      return connection
        .select({
          kind: surveys.kind,
          score: surveys.score,
          language: conversations.language,
          topics: conversations.topics,
        })
        .from(surveys)
        .leftJoin(conversations, eq(conversations.id, surveys.conversation_id))
        .where(
          and(
            since === null ? undefined : gte(surveys.answered_at, since),
            until === null ? undefined : lt(surveys.answered_at, until),
          ),
        )
        .all()
        .map((row) => ({ ...row, topics: row.topics ?? [] }))
    },
  }
}
