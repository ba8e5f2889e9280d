/** What a customer is told at once when the answer has to wait. */
import { z } from 'zod'
import {
  acknowledgement,
  acknowledgementIntake,
  acknowledgementPromise,
  sentAcknowledgement,
} from '../../domain/acknowledgement.ts'
import { described, orNull } from './describe.ts'
import { checkSchema } from './reply.ts'

const promise = described(acknowledgementPromise, {
  words: 'The sentence that says by when',
  due_at: 'When that is: never after the answer is due',
}).meta({ id: 'AcknowledgementPromise' })
const promiseOrNull = orNull(promise, 'What it promises; null: no time, as in an emergency')

export const acknowledgementSchema = described(
  acknowledgement.extend({ promise: promiseOrNull, checks: z.array(checkSchema) }),
  {
    turn_id: 'The burst of messages it answers',
    reason:
      '`closed`: the desk is; `later`: it is open, but the answer comes another day; `emergency`: the customer must not wait for us',
    text: 'Ready to be sent',
    subject: 'Subject line of an e-mail',
    language: 'The customer’s',
    register: 'As the brand speaks in that language',
    channel: 'Where it is to be sent: where the customer last wrote',
    promise: 'What it promises; null: no time, as in an emergency',
    checks: 'The same as of a reply; all passed, or it would not be offered',
  },
).meta({ id: 'Acknowledgement', description: 'To be sent now; it stops no clock' })

export const acknowledgementIntakeSchema = described(
  acknowledgementIntake.extend({ promise: orNull(promise, 'As it was offered') }),
  {
    turn_id: 'As it was offered',
    text: 'What is being sent',
    channel: 'Where',
    promise: 'As it was offered',
  },
).meta({ id: 'AcknowledgementIntake' })

export const sentAcknowledgementSchema = described(sentAcknowledgement.extend({ promise: promiseOrNull }), {
  id: 'Id of the acknowledgement',
  conversation_id: 'The conversation',
  turn_id: 'The burst of messages it answered',
  text: 'What was sent',
  channel: 'Where',
  promise: 'What it promised; null: no time',
  author: 'The key that sent it',
  sent_at: 'When',
}).meta({ id: 'SentAcknowledgement' })

export const acknowledgementStateSchema = z.object({
  acknowledgement: orNull(acknowledgementSchema, 'The one to be sent now; null: none'),
  last_sent: orNull(sentAcknowledgementSchema, 'The last one that was sent; null: none'),
})
