/** What happened to contracts. */
import { z } from 'zod'
import {
  ACCOUNT_EVENT_OUTCOMES,
  accountEvent,
  accountEventBatch,
  accountEventIntake,
  MOST_ACCOUNT_EVENTS,
} from '../../domain/account-event.ts'
import { described, orNull } from './describe.ts'
import { customerIntakeSchema } from './message.ts'

const CHANGE =
  'What happened. Taken back by: seats added, plan upgraded, renewal on, payment received, usage recovered, contract renewed, notice withdrawn'

const accountEventIntakeSchema = described(
  accountEventIntake.safeExtend({ customer: customerIntakeSchema.optional() }),
  {
    external_id: 'Your own id of the fact; the same again answers the first one and stores nothing twice',
    change: CHANGE,
    customer_id: 'Whose contract, by id',
    customer: 'Whose contract, by your own names and addresses; one whom nobody knows yet is made',
    occurred_at: 'When, ISO 8601 with offset; ahead of our clock: now',
    before: 'Seats, or use in any unit, before; only for seats and usage',
    after: 'The same afterwards',
    ends_on: 'Last day of the contract; only and always for `contract_ending`',
  },
).meta({ id: 'AccountEventIntake' })

export const accountEventBatchSchema = described(
  accountEventBatch.extend({
    items: z.array(accountEventIntakeSchema).min(1).max(MOST_ACCOUNT_EVENTS),
  }),
  { items: 'What happened, 1 to 256 of them' },
).meta({ id: 'AccountEventBatch' })

export const accountEventSchema = described(accountEvent, {
  id: 'Id of the event',
  external_id: 'Your own id of it',
  customer_id: 'Whose contract',
  change: CHANGE,
  before: 'Seats or use before',
  after: 'Seats or use after',
  ends_on: 'Last day of the contract',
  occurred_at: 'When it happened',
  received_at: 'When it came in',
}).meta({ id: 'AccountEvent' })

export const accountEventResultsSchema = z
  .object({
    items: z
      .array(
        z.object({
          outcome: z.enum(ACCOUNT_EVENT_OUTCOMES).meta({
            description:
              '`seen_before`: told before, just so; `conflict`: the `external_id` belongs to another fact; `not_found`: no customer has this id',
          }),
          external_id: z.string().meta({ description: 'Your own id of the fact' }),
          event: orNull(accountEventSchema, 'As it is kept; null where nothing is'),
        }),
      )
      .meta({ description: 'In the order given' }),
  })
  .meta({ id: 'AccountEventResults' })
