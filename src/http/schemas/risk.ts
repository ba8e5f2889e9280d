/** Risk and flags as a client sees them. The compiler compares each with the domain's type in its route. */
import { z } from 'zod'
import { flagMove, flagQuery } from '../../domain/flag.ts'
import { topic } from '../../domain/labels.ts'
import { FLAG_OUTCOME_REASONS, FLAG_OUTCOMES, FLAG_STAGES } from '../../domain/risk/flag.ts'
import {
  ACCOUNT_CHANGES,
  NEXT_BEST_ACTIONS,
  RISK_LEVELS,
  RISK_REASONS,
  SURVEY_KINDS,
} from '../../domain/risk/risk.ts'
import { riskChangeQuery, riskChangesQuery } from '../../domain/risk-change.ts'
import { described, moment, orNull } from './describe.ts'

const text = (description: string) => z.string().meta({ description })
const number = (description: string) => z.number().meta({ description })

const level = z.enum(RISK_LEVELS).meta({ description: 'The score as a word' })
const nextBestAction = z.enum(NEXT_BEST_ACTIONS).meta({ description: 'What would help most now' })
const expectedLoss = orNull(
  z.number(),
  'Score × lifetime value, in `currency`; null when the value is unknown',
)
const currency = orNull(z.string(), 'ISO 4217 code')

const source = z
  .object({
    kind: z
      .enum(['message', 'reply', 'resolution', 'sla_miss', 'survey', 'account_change'])
      .meta({ description: 'What it was read from' }),
    id: text('Its id'),
  })
  .meta({ description: 'Where it comes from' })

const factsSchema = z
  .object({
    topic: orNull(topic, 'What it was about'),
    nth: orNull(z.number(), 'The how-manieth report of this matter'),
    late_ms: orNull(z.number(), 'How late the answer was, or is'),
    survey: orNull(z.enum(SURVEY_KINDS), 'Which survey'),
    survey_score: orNull(z.number(), 'Its score'),
    change: orNull(z.enum(ACCOUNT_CHANGES), 'What happened at the contract'),
    before: orNull(z.number(), 'Seats or use before'),
    after: orNull(z.number(), 'Seats or use after'),
    ends_on: orNull(z.string(), 'Last day of the contract'),
  })
  .meta({ description: 'Details; null where they do not apply' })

const contributionSchema = z
  .object({
    reason: z.enum(RISK_REASONS).meta({ description: 'Why points were added, or paid back' }),
    points: number('Share of the score; negative for recovery. All points together are the score'),
    message_id: orNull(z.string(), 'The message it comes from; null where there is none'),
    at: moment('When it happened'),
    known_at: z
      .string()
      .optional()
      .meta({ description: 'When we learned of it, where that is known', format: 'date-time' }),
    quote: orNull(z.string(), 'The customer’s own words, or the score of a survey'),
    source,
    facts: factsSchema,
  })
  .meta({ id: 'RiskContribution' })

export const riskSchema = z
  .object({
    score: number('Probability of leaving, 0 to 1'),
    level,
    expected_loss: expectedLoss,
    currency,
    trend: z
      .object({
        direction: z.enum(['rising', 'falling', 'steady']).meta({ description: 'Where the score is going' }),
        change: number('Score now minus score then'),
        since: moment('Since when'),
      })
      .meta({ description: 'How the score changed' }),
    contributions: z.array(contributionSchema).meta({ description: 'Why, heaviest first' }),
    next_best_action: nextBestAction,
    as_of: moment('The moment this is true for'),
  })
  .meta({ id: 'Risk', description: 'How likely the customer leaves, as a sum that can be read' })

const standing = z.object({ score: number('Probability of leaving, 0 to 1'), level })

export const riskChangeReportSchema = z
  .object({
    since: moment('Since when'),
    as_of: moment('Until when'),
    before: standing.meta({ description: 'Then, with the labels of that moment' }),
    after: standing.meta({ description: 'Now' }),
    change: number('Score now minus score then'),
    sentence: text('The change and its causes in one line, in the asked language'),
    causes: z
      .array(
        z.object({
          reason: z.enum(RISK_REASONS).meta({ description: 'Why points were added, or paid back' }),
          points: number('How much it moved the score'),
          text: text('The cause in the asked language'),
          message_id: orNull(z.string(), 'The message it comes from; null where there is none'),
          at: moment('When it happened'),
          quote: orNull(z.string(), 'The customer’s own words, or the numbers'),
          source,
        }),
      )
      .meta({ description: 'What explains the change, heaviest first; empty when only time passed' }),
    labels_corrected: z.boolean().meta({
      description: 'A person corrected labels since then: part of the change is in our reading',
    }),
  })
  .meta({ id: 'RiskChange', description: 'What moved the risk between two moments' })

export const customerRiskChangeSchema = riskChangeReportSchema
  .extend({
    customer_id: text('The customer'),
    scores: z
      .array(
        z.object({
          at: moment('When it was written'),
          score: number('The score'),
          level,
          before: orNull(z.number(), 'The score before; null: the first one'),
        }),
      )
      .meta({ description: 'The scores as they were written since then, newest first, at most a hundred' }),
  })
  .meta({ id: 'CustomerRiskChange', description: 'What moved one customer’s risk' })

const stage = z.enum(FLAG_STAGES).meta({ description: 'How far the work on it is' })

export const flagSchema = z
  .object({
    id: text('Id of the flag'),
    customer_id: text('The customer at risk'),
    stage,
    score: number('The risk score at the last change'),
    level,
    expected_loss: expectedLoss,
    currency,
    reasons: z
      .array(
        z.object({
          reason: z.enum(RISK_REASONS).meta({ description: 'Why' }),
          points: number('Its share of the score'),
          message_id: orNull(z.string(), 'The message it comes from'),
          at: moment('When'),
          quote: orNull(z.string(), 'The customer’s own words'),
          facts: factsSchema.optional(),
        }),
      )
      .meta({ description: 'The heaviest contributions at the last change' }),
    next_best_action: nextBestAction,
    owner: orNull(z.string(), 'Who has it; null: nobody yet'),
    due_at: orNull(z.string(), 'When the next action must have happened; null once closed'),
    note: orNull(z.string(), 'The latest note of a person; the history has all'),
    outcome_reason: orNull(
      z.enum(FLAG_OUTCOME_REASONS),
      'Why it ended as it did; null: still at work, or nobody said',
    ),
    peak_score: number('The highest score so far'),
    peak_expected_loss: orNull(z.number(), 'The expected loss at the worst, in `currency`'),
    opened_at: moment('When it was opened'),
    calm_since: orNull(z.string(), 'Since when the score has been low enough to close it'),
    closed_at: orNull(z.string(), 'When it was closed'),
    updated_at: moment('Last change'),
  })
  .meta({ id: 'Flag', description: 'A customer who may leave, as a case to work on' })

export const customerBriefSchema = z
  .object({
    id: text('Id of the customer'),
    external_id: orNull(z.string(), 'Your own id of the customer'),
    name: orNull(z.string(), 'Name'),
    segment: orNull(z.string(), 'Segment'),
    lifetime_value: orNull(z.number(), 'Lifetime value, in `currency`'),
    currency,
    risk_score: orNull(z.number(), 'Present risk score'),
    risk_level: orNull(z.enum(RISK_LEVELS), 'Present risk level'),
  })
  .meta({ id: 'CustomerBrief' })

export const riskChangeItemSchema = riskChangeReportSchema
  .extend({
    customer: customerBriefSchema,
    value_change: orNull(z.number(), 'Change × lifetime value, in the customer’s currency; null: unknown'),
  })
  .meta({ id: 'RiskChangeItem', description: 'A customer whose risk moved, and why' })

const CHANGE_WORDS = {
  since: 'Since when, ISO 8601 with offset; missing: a week ago',
  lang: 'Language of the sentences',
}
export const riskChangeQuerySchema = described(riskChangeQuery, CHANGE_WORDS)
export const riskChangesQuerySchema = described(riskChangesQuery, {
  ...CHANGE_WORDS,
  direction: 'Only customers whose risk rose, or fell',
  limit: 'Customers per page',
  cursor: '`next_cursor` of the page before',
})

export const flagListItemSchema = flagSchema
  .extend({ customer: customerBriefSchema })
  .meta({ id: 'FlagListItem', description: 'A flag with its customer' })

const flagHistoryEntrySchema = z
  .object({
    id: text('Id of the entry'),
    flag_id: text('Id of the flag'),
    at: moment('When'),
    actor: text('Who: id of a key, or `system` when the score moved it'),
    from_stage: orNull(z.enum(FLAG_STAGES), 'Stage before; null at the opening'),
    to_stage: z.enum(FLAG_STAGES).meta({ description: 'Stage after' }),
    score: number('Risk score at that moment'),
    note: orNull(z.string(), 'What was done and why'),
    outcome_reason: orNull(z.enum(FLAG_OUTCOME_REASONS), 'Why it ended so, where a person said it'),
    owner: orNull(z.string(), 'Who had it afterwards'),
  })
  .meta({ id: 'FlagHistoryEntry' })

export const flagHistorySchema = z.array(flagHistoryEntrySchema).meta({ description: 'Oldest first' })
export const flagWithHistorySchema = flagListItemSchema
  .extend({ history: flagHistorySchema })
  .meta({ id: 'FlagWithHistory', description: 'A flag with its customer and history' })

export const flagMoveSchema = described(flagMove, {
  stage: 'The new stage; only some steps are possible from each',
  owner: 'Who takes it; null gives it back',
  due_at: 'When the next action must have happened; null: no time',
  note: 'What was done and why; kept in the history',
  outcome_reason: `Why it ended so. ${Object.entries(FLAG_OUTCOMES)
    .map(([stage, reasons]) => `${stage}: ${reasons.join(', ')}`)
    .join('; ')}`,
}).meta({ id: 'FlagMove' })

export const flagQuerySchema = described(flagQuery, {
  stage: 'Only this stage',
  at_work: 'True: only those being worked on; false: only those that ended',
  level: 'Only this risk level',
  owner: 'Only flags of this owner; `none`: of nobody',
  customer: 'Only this customer’s, by id',
  overdue: 'Only those whose next action should have happened by now',
  due_before: 'Only those due before this moment, ISO 8601 with offset',
  limit: 'Items per page',
  cursor: '`next_cursor` of the page before',
})
