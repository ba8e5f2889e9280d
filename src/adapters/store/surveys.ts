/** Surveys taken in, joined to their customer and conversation. */
import { eq } from 'drizzle-orm'
import type { Store, SurveyOutcome } from '../../actions/store-port.ts'
import type { Survey, SurveyIntake } from '../../domain/survey.ts'
import { addAudit, addEvent, type StoreContext } from './context.ts'
import type { Transaction } from './database.ts'
import { settleCustomer } from './identities.ts'
import { requestJob } from './jobs.ts'
import { conversationById, conversationByKey } from './queries.ts'
import { toSurvey } from './rows.ts'
import { surveys } from './schema.ts'

type Refusal = Extract<SurveyOutcome, { kind: 'not_found' | 'other_customer' }>

export function surveyStore(context: StoreContext): Pick<Store, 'recordSurvey'> {
  const { newId, write } = context
  return {
    async recordSurvey({ intake, once_key, actor, now }) {
      try {
        return write((tx): SurveyOutcome => {
          const known = findKnown(tx, intake.external_id ?? null, once_key)
          if (known)
            return isSame(known, intake) ? { kind: 'seen_before', survey: known } : { kind: 'conflict' }
          const answered_at = answerTime(intake, now)
          const survey: Survey = {
            id: newId('srv'),
            external_id: intake.external_id ?? null,
            kind: intake.kind,
            score: intake.score,
            comment: intake.comment ?? null,
            ...whose(tx, context, intake, answered_at, now),
            answered_at,
            received_at: now,
          }
          tx.insert(surveys)
            .values({ ...survey, once_key: survey.external_id === null ? once_key : null })
            .run()
          const { id: survey_id, kind, score, customer_id, conversation_id } = survey
          addAudit(tx, {
            at: now,
            actor,
            action: 'survey-recorded',
            subject_kind: 'survey',
            subject_id: survey_id,
            detail: { survey: kind, score },
          })
          addEvent(
            context,
            'survey-answered',
            now,
            { customer_id, conversation_id },
            { survey_id, survey: kind, score },
          )
          requestJob(context, {
            kind: 'assess-risk',
            subject_id: customer_id,
            lane: 'interactive',
            run_at: now,
            now,
          })
          return { kind: 'recorded', survey }
        })
      } catch (error) {
        if (error instanceof Refused) return error.refusal
        throw error
      }
    },
  }
}

/** Takes back what the unit has written so far; never leaves this file. */
class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.kind)
    this.refusal = refusal
  }
}

/** A sender's clock that runs ahead must not keep the answer from counting. */
const answerTime = ({ answered_at }: SurveyIntake, now: string) => {
  const told = answered_at === undefined ? now : new Date(answered_at).toISOString()
  return told < now ? told : now
}

function findKnown(tx: Transaction, external_id: string | null, once_key: string | null): Survey | null {
  const by =
    external_id !== null
      ? eq(surveys.external_id, external_id)
      : once_key !== null
        ? eq(surveys.once_key, once_key)
        : null
  const row = by && tx.select().from(surveys).where(by).get()
  return row ? toSurvey(row) : null
}

const isSame = (known: Survey, intake: SurveyIntake) =>
  known.kind === intake.kind && known.score === intake.score && known.comment === (intake.comment ?? null)

/** @throws {Refused} when the conversation does not exist or is another customer's */
function whose(
  tx: Transaction,
  context: StoreContext,
  intake: SurveyIntake,
  answered_at: string,
  now: string,
): Pick<Survey, 'customer_id' | 'conversation_id'> {
  const { conversation_id, conversation: key, customer } = intake
  const customer_id = customer && settleCustomer(tx, context, customer, answered_at, now)
  if (conversation_id !== undefined) {
    const row = context.prepared(conversationById).get({ id: conversation_id })
    if (!row) throw new Refused({ kind: 'not_found' })
    if (customer_id !== undefined && row.customer_id !== customer_id)
      throw new Refused({ kind: 'other_customer' })
    return { customer_id: row.customer_id, conversation_id }
  }
  if (customer_id === undefined) throw new Error('A survey of nobody got past its schema. This is a bug')
  if (key === undefined) return { customer_id, conversation_id: null }
  const row = context.prepared(conversationByKey).get({ customer_id, key })
  if (!row) throw new Refused({ kind: 'not_found' })
  return { customer_id, conversation_id: row.id }
}
