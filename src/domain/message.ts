/** A message as it comes in and as it is kept. */
import { z } from 'zod'
import { customerIntake } from './customer.ts'
import { authorRole, channel } from './labels.ts'
import { messageText } from './triage/request.ts'
import { triage } from './triage/triage.ts'

const name = z.string().trim().min(1).max(200)

/** Body of `POST /v1/messages` and, row by row, of an import. */
export const messageIntake = z.strictObject({
  channel,
  external_id: name.optional(),
  /** Databases other than SQLite cannot keep U+0000 in a text. */
  text: messageText.refine((text) => !text.includes('\0'), 'must not contain the character U+0000'),
  /** ISO 8601 with offset; missing: now. */
  sent_at: z.iso.datetime({ offset: true }).optional(),
  /** The sender's own name for the conversation, such as an order number. */
  conversation: name.optional(),
  author_role: authorRole.optional(),
  touchpoint: name.optional(),
  customer: customerIntake,
})
export type MessageIntake = z.infer<typeof messageIntake>

/** Times are ISO 8601 in UTC with milliseconds, so that they sort as text. */
export const message = z.object({
  id: z.string(),
  external_id: z.string().nullable(),
  conversation_id: z.string(),
  customer_id: z.string(),
  /** Messages of one burst share a turn: the id of its first message. */
  turn_id: z.string(),
  channel,
  author_role: authorRole,
  touchpoint: z.string().nullable(),
  text: z.string(),
  sent_at: z.string(),
  received_at: z.string(),
  /** `failed`: given up after repeated errors, waits for a person; the job keeps the error's code. */
  triage_state: z.enum(['pending', 'done', 'failed']),
  /** What holds now: the machine's answer, with a person's labels over it where there are any. */
  triage: triage.nullable(),
  /** The machine's own answer, kept once a person has said otherwise. */
  machine_triage: triage.nullable(),
})
export type Message = z.infer<typeof message>
