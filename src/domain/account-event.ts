/** What happened to a customer's contract, as the operator's systems tell it: billing, product, sales. */
import { z } from 'zod'
import { customerIntake } from './customer.ts'
import { ACCOUNT_CHANGES, type AccountChange } from './risk/risk.ts'

const name = z.string().trim().min(1).max(200)
const count = z.number().min(0).max(1e12)

/** `fewer`: less after than before; `more`: the other way. Only these take counts. */
const COUNTED: Partial<Record<AccountChange, 'fewer' | 'more'>> = {
  seats_reduced: 'fewer',
  seats_added: 'more',
  usage_dropped: 'fewer',
  usage_recovered: 'more',
}

/** One item of `POST /v1/account-events`. Whose it is: a customer by id, or known by names and addresses as in a message. */
export const accountEventIntake = z
  .strictObject({
    external_id: name,
    change: z.enum(ACCOUNT_CHANGES),
    customer_id: z.string().min(1).max(100).optional(),
    customer: customerIntake.optional(),
    /** ISO 8601 with offset. */
    occurred_at: z.iso.datetime({ offset: true }),
    /** Seats, or use in any unit. */
    before: count.optional(),
    after: count.optional(),
    /** Last day of the contract. */
    ends_on: z.iso.date().optional(),
  })
  .superRefine(({ change, customer_id, customer, before, after, ends_on }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (customer_id === undefined && customer === undefined)
      refuse('customer', 'is needed without customer_id')
    if (customer_id !== undefined && customer !== undefined)
      refuse('customer', 'must be left out beside customer_id')
    if (change === 'contract_ending' && ends_on === undefined)
      refuse('ends_on', 'is needed: the last day of the contract')
    if (change !== 'contract_ending' && ends_on !== undefined)
      refuse('ends_on', 'belongs only to contract_ending')
    const direction = COUNTED[change]
    if (direction === undefined) {
      if (before !== undefined) refuse('before', `does not apply to ${change}`)
      if (after !== undefined) refuse('after', `does not apply to ${change}`)
    } else if (before !== undefined && after !== undefined) {
      if (direction === 'fewer' && after >= before) refuse('after', 'must be less than before')
      if (direction === 'more' && after <= before) refuse('after', 'must be more than before')
    }
  })
export type AccountEventIntake = z.infer<typeof accountEventIntake>

export const MOST_ACCOUNT_EVENTS = 256

/** Body of `POST /v1/account-events`. */
export const accountEventBatch = z.strictObject({
  items: z.array(accountEventIntake).min(1).max(MOST_ACCOUNT_EVENTS),
})
export type AccountEventBatch = z.infer<typeof accountEventBatch>

export const accountEvent = z.object({
  id: z.string(),
  external_id: z.string(),
  customer_id: z.string(),
  change: z.enum(ACCOUNT_CHANGES),
  before: z.number().nullable(),
  after: z.number().nullable(),
  ends_on: z.string().nullable(),
  occurred_at: z.string(),
  received_at: z.string(),
})
export type AccountEvent = z.infer<typeof accountEvent>

/** `conflict`: the `external_id` belongs to another event; `not_found`: no customer has this id. */
export const ACCOUNT_EVENT_OUTCOMES = ['recorded', 'seen_before', 'conflict', 'not_found'] as const
export type AccountEventOutcome =
  | { outcome: 'recorded' | 'seen_before'; external_id: string; event: AccountEvent }
  | { outcome: 'conflict' | 'not_found'; external_id: string; event: null }

/** The fact itself, apart from whom it was told of: what must be the same when it is told again. */
export const isSameFact = (known: AccountEvent, told: AccountEventIntake): boolean =>
  known.change === told.change &&
  known.before === (told.before ?? null) &&
  known.after === (told.after ?? null) &&
  known.ends_on === (told.ends_on ?? null)
