/** Answers that served well: entered with the reply, found by the words of the question. */
import { type SQL, sql } from 'drizzle-orm'
import type { KnowledgeStore } from '../../actions/knowledge-port.ts'
import type { PastAnswer, PastAnswerHit } from '../../domain/knowledge/past-answer.ts'
import type { SentReply } from '../../domain/reply-record.ts'
import { SURVEY_KINDS } from '../../domain/risk/risk.ts'
import { SURVEY_SCALES } from '../../domain/risk/surveys.ts'
import type { StoreContext } from './context.ts'
import type { Transaction } from './database.ts'
import { matchAny } from './full-text.ts'
import { past_answers, surveys } from './schema.ts'

/** So many of the best matches are looked at before those of unhappy conversations fall away. */
const LOOKED_AT = 60

export function pastAnswerStore({ connection }: StoreContext): Pick<KnowledgeStore, 'searchPastAnswers'> {
  return {
    async searchPastAnswers({ words, language, conversation_id, limit }) {
      const match = matchAny(words)
      if (match === null) return []
      const rows = connection.all<Omit<PastAnswerHit, 'rated_well'> & { rated_well: 0 | 1 }>(sql`
        select reply_id, ${past_answers.conversation_id}, ${past_answers.language}, topic, situation, outcome,
          text, sent_at, found.score, exists (${surveysThat('>')}) as rated_well
        from (
          select rowid as seq, -bm25(past_answers_index, 0.0, 1.0) as score
          from past_answers_index
          where past_answers_index match ${`language:"${language}" AND question_words:(${match})`}
          order by score desc limit ${LOOKED_AT}
        ) found
        join ${past_answers} on ${past_answers.seq} = found.seq
        where ${past_answers.conversation_id} <> ${conversation_id} and not exists (${surveysThat('<')})
        order by found.score desc, sent_at desc limit ${limit}
      `)
      return rows.map((row) => ({ ...row, rated_well: row.rated_well === 1 }))
    },
  }
}

/** Surveys about the answer's conversation that are above or below what its scale calls neutral. */
function surveysThat(side: '<' | '>'): SQL {
  const kinds = SURVEY_KINDS.map(
    (kind) =>
      sql`(${surveys.kind} = ${kind} and ${surveys.score} ${sql.raw(side)} ${SURVEY_SCALES[kind].neutral})`,
  )
  return sql`select 1 from ${surveys} where ${surveys.conversation_id} = ${past_answers.conversation_id}
    and (${sql.join(kinds, sql` or `)})`
}

/** Inside the unit of work that keeps the reply. */
export function addPastAnswer(
  tx: Transaction,
  { id: reply_id, conversation_id, sent_at }: SentReply,
  answer: PastAnswer,
): void {
  tx.insert(past_answers)
    .values({ ...answer, reply_id, conversation_id, sent_at })
    .run()
}
