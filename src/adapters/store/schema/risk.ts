/** What happened at contracts; at-risk flags and how they moved. */
import { sql } from 'drizzle-orm'
import { FLAG_OUTCOME_REASONS, FLAG_STAGES, type FlagReason } from '../../../domain/risk/flag.ts'
import { ACCOUNT_CHANGES, NEXT_BEST_ACTIONS, RISK_LEVELS } from '../../../domain/risk/risk.ts'
import { index, json, number, table, text, time, uniqueIndex, word } from '../columns.ts'
import { customers } from './people.ts'

export const flags = table(
  'flags',
  {
    id: text('id').primaryKey(),
    customer_id: text('customer_id')
      .notNull()
      .references(() => customers.id),
    stage: word('stage', FLAG_STAGES).notNull(),
    score: number('score').notNull(),
    level: word('level', RISK_LEVELS).notNull(),
    expected_loss: number('expected_loss'),
    currency: text('currency'),
    reasons: json<FlagReason[]>('reasons').notNull(),
    next_best_action: word('next_best_action', NEXT_BEST_ACTIONS).notNull(),
    owner: text('owner'),
    due_at: time('due_at'),
    note: text('note'),
    outcome_reason: word('outcome_reason', FLAG_OUTCOME_REASONS),
    /** Null only in rows of before these were kept: then the score itself is all that is known. */
    peak_score: number('peak_score'),
    peak_expected_loss: number('peak_expected_loss'),
    opened_at: time('opened_at').notNull(),
    calm_since: time('calm_since'),
    closed_at: time('closed_at'),
    updated_at: time('updated_at').notNull(),
    /** Order of the board: value at risk, or the score alone where no value is known. */
    weight: number('weight').notNull(),
  },
  (t) => [
    uniqueIndex('flags_one_at_work').on(t.customer_id).where(sql`closed_at is null`),
    index('flags_by_customer').on(t.customer_id, t.opened_at),
    index('flags_by_stage').on(t.stage, t.weight, t.id),
    index('flags_by_weight').on(t.weight, t.id),
    index('flags_by_opening').on(t.opened_at),
  ],
)

export const flag_history = table(
  'flag_history',
  {
    id: text('id').primaryKey(),
    flag_id: text('flag_id')
      .notNull()
      .references(() => flags.id),
    at: time('at').notNull(),
    actor: text('actor').notNull(),
    from_stage: word('from_stage', FLAG_STAGES),
    to_stage: word('to_stage', FLAG_STAGES).notNull(),
    score: number('score').notNull(),
    note: text('note'),
    outcome_reason: word('outcome_reason', FLAG_OUTCOME_REASONS),
    owner: text('owner'),
  },
  (t) => [index('flag_history_by_flag').on(t.flag_id, t.at)],
)

export const account_events = table(
  'account_events',
  {
    id: text('id').primaryKey(),
    external_id: text('external_id').notNull(),
    customer_id: text('customer_id')
      .notNull()
      .references(() => customers.id),
    change: word('change', ACCOUNT_CHANGES).notNull(),
    before: number('before'),
    after: number('after'),
    /** `2026-09-30`: a day of the calendar. */
    ends_on: text('ends_on'),
    occurred_at: time('occurred_at').notNull(),
    received_at: time('received_at').notNull(),
  },
  (t) => [
    uniqueIndex('account_events_by_external_id').on(t.external_id),
    index('account_events_by_customer').on(t.customer_id, t.occurred_at),
  ],
)
