/** What machines decided, and what people corrected or confirmed of it. */
import { and, desc, eq, gte, isNotNull, lt, sql } from 'drizzle-orm'
import type { InsightsStore } from '../../../actions/insights-store.ts'
import type { StoreContext } from '../context.ts'
import { machineAnswerOf } from '../rows.ts'
import { messages } from '../schema.ts'

export function judgedMessages({
  connection,
}: StoreContext): Pick<InsightsStore, 'readJudged' | 'readDecided'> {
  return {
    async readDecided(limit) {
      return connection
        .select({
          triage: messages.triage,
          machine_triage: messages.machine_triage,
          decided_by: messages.decided_by,
          human: messages.human_labels,
        })
        .from(messages)
        .where(isNotNull(messages.triage))
        .orderBy(desc(messages.sent_at), desc(messages.id))
        .limit(limit)
        .all()
        .flatMap(({ human, ...row }) => {
          const machine = machineAnswerOf(row)
          return machine ? [{ machine, human }] : []
        })
    },

    async readJudged({ since, until, language, source, model, limit }) {
      const machine = (path: string) => sql<string>`json_extract(${messages.machine_triage}, ${path})`
      const rows = connection
        .select({ machine: messages.machine_triage, human: messages.human_labels })
        .from(messages)
        .where(
          and(
            isNotNull(messages.human_labels),
            isNotNull(messages.machine_triage),
            gte(messages.sent_at, since),
            lt(messages.sent_at, until),
            language === undefined ? undefined : eq(machine('$.language.label'), language),
            source === undefined ? undefined : eq(machine('$.decided_by.source'), source),
            model === undefined ? undefined : eq(machine('$.decided_by.model'), model),
          ),
        )
        .orderBy(desc(messages.sent_at), desc(messages.id))
        .limit(limit + 1)
        .all()
      return {
        messages: rows
          .slice(0, limit)
          .flatMap((row) => (row.machine && row.human ? [{ machine: row.machine, human: row.human }] : [])),
        truncated: rows.length > limit,
      }
    },
  }
}
