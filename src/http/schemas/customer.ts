/** A customer as kept. */
import { z } from 'zod'
import { moment, orNull } from './describe.ts'
import { riskSchema } from './risk.ts'

const text = (description: string) => z.string().meta({ description })

export const customerSchema = z
  .object({
    id: text('Id of the customer'),
    external_id: orNull(z.string(), 'Your own id'),
    emails: z.array(z.string()).meta({ description: 'E-mail addresses they wrote from' }),
    phones: z.array(z.string()).meta({ description: 'Phone numbers, digits with country code' }),
    handles: z.array(z.string()).meta({ description: 'Names in social networks' }),
    name: orNull(z.string(), 'Name'),
    segment: orNull(z.string(), 'Segment'),
    plan: orNull(z.string(), 'Plan'),
    lifetime_value: orNull(z.number(), 'Lifetime value, in `currency`'),
    currency: orNull(z.string(), 'ISO 4217 code'),
    tenure_months: orNull(z.number(), 'For how long a customer'),
    legal_hold: z.boolean().meta({ description: 'Set: erasing is refused' }),
    created_at: moment('First seen'),
    updated_at: moment('Last change'),
    risk: orNull(riskSchema, 'Null until the first message was triaged'),
  })
  .meta({ id: 'Customer' })
