/** Customers and the names and addresses they are known by. */
import { IDENTITY_KINDS } from '../../../domain/customer.ts'
import { RISK_LEVELS, type Risk } from '../../../domain/risk/risk.ts'
import { flag, index, json, number, table, text, time, uniqueIndex, word } from '../columns.ts'

export const customers = table('customers', {
  id: text('id').primaryKey(),
  name: text('name'),
  segment: text('segment'),
  plan: text('plan'),
  lifetime_value: number('lifetime_value'),
  currency: text('currency'),
  tenure_months: number('tenure_months'),
  legal_hold: flag('legal_hold').notNull().default(false),
  /** `sent_at` of the message that last told each attribute: an older message never overwrites a newer one. */
  told_at: time('told_at').notNull(),
  risk: json<Risk>('risk'),
  risk_score: number('risk_score'),
  risk_level: word('risk_level', RISK_LEVELS),
  created_at: time('created_at').notNull(),
  updated_at: time('updated_at').notNull(),
})

export const customer_identities = table(
  'customer_identities',
  {
    id: text('id').primaryKey(),
    customer_id: text('customer_id')
      .notNull()
      .references(() => customers.id),
    kind: word('kind', IDENTITY_KINDS).notNull(),
    value: text('value').notNull(),
    created_at: time('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('identities_by_value').on(t.kind, t.value),
    index('identities_by_customer').on(t.customer_id),
  ],
)

/** Ids of customers that were joined into another, so that old links still lead somewhere. */
export const customer_aliases = table(
  'customer_aliases',
  {
    id: text('id').primaryKey(),
    customer_id: text('customer_id')
      .notNull()
      .references(() => customers.id),
  },
  (t) => [index('aliases_by_customer').on(t.customer_id)],
)
