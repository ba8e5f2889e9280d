/** Messages: what is sent in, and what is kept. */
import { customerIntake } from '../../domain/customer.ts'
import { message, messageIntake } from '../../domain/message.ts'
import { described, orNull } from './describe.ts'
import { triageSchema } from './triage.ts'

export const customerIntakeSchema = described(customerIntake, {
  external_id: 'Your own id of the customer',
  email: 'E-mail address',
  phone: 'Phone number, in any digits',
  handle: 'Name in a social network',
  name: 'Name',
  segment: 'Segment, such as `business`',
  plan: 'Plan or tariff',
  lifetime_value: 'What the customer is worth over their whole life, in `currency`',
  currency: 'ISO 4217 code',
  tenure_months: 'For how long they have been a customer',
}).meta({
  id: 'CustomerIntake',
  description: 'Who it is; at least one of external_id, email, phone, handle',
})

export const messageIntakeSchema = described(messageIntake.extend({ customer: customerIntakeSchema }), {
  channel: 'Where it was written',
  external_id:
    'Your own id of the message; the same again answers the first message and stores nothing twice',
  text: 'What the customer wrote, 1 to 8,000 UTF-16 units',
  sent_at: 'When it was written, ISO 8601 with offset; missing: now',
  conversation: 'Your own name for the conversation, such as an order number',
  author_role: 'Who the author is to you; missing: `customer`',
  touchpoint: 'Where on the customer’s way it happened, such as `delivery`',
  customer: 'Who wrote',
}).meta({ id: 'MessageIntake' })

export const messageSchema = described(
  message.extend({
    triage: orNull(triageSchema, '') as unknown as typeof message.shape.triage,
    machine_triage: orNull(triageSchema, '') as unknown as typeof message.shape.machine_triage,
  }),
  {
    id: 'Id of the message',
    external_id: 'Your own id of it',
    conversation_id: 'The conversation it belongs to',
    customer_id: 'Who wrote it',
    turn_id: 'Messages of one burst share a turn: the id of its first message',
    channel: 'Where it was written',
    author_role: 'Who the author is',
    touchpoint: 'Where on the customer’s way',
    text: 'What was written',
    sent_at: 'When it was written',
    received_at: 'When it came in',
    triage_state: '`failed`: given up after repeated errors, waits for a person',
    triage: 'What holds now: the machine’s answer, with a person’s labels over it where there are any',
    machine_triage: 'The machine’s own answer, once a person has said otherwise',
  },
).meta({ id: 'Message' })
