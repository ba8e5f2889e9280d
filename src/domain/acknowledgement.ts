/** What a customer is told at once when the answer has to wait: as offered, and as sent. */
import { z } from 'zod'
import { channel, language } from './labels.ts'
import { messageIntake } from './message.ts'
import { replyCheck } from './reply/draft.ts'
import { REGISTERS } from './reply/wording.ts'

/** `closed`: the desk is; `later`: it is open, but the answer comes another day; `emergency`: do not wait for us. */
export const ACKNOWLEDGEMENT_REASONS = ['closed', 'later', 'emergency'] as const

export const acknowledgementPromise = z.object({
  /** The sentence that says by when. */
  words: z.string().min(1).max(1_000),
  due_at: z.iso.datetime({ offset: true }),
})

/** Ready to be sent; nothing is kept of it before it is. */
export const acknowledgement = z.object({
  /** The burst of messages it answers. */
  turn_id: z.string(),
  reason: z.enum(ACKNOWLEDGEMENT_REASONS),
  text: z.string(),
  /** Of an e-mail. */
  subject: z.string().nullable(),
  language,
  register: z.enum(REGISTERS),
  channel,
  /** Null: in an emergency no time is promised. */
  promise: acknowledgementPromise.nullable(),
  checks: z.array(replyCheck),
})
export type Acknowledgement = z.infer<typeof acknowledgement>

/** Body of `POST /v1/conversations/{id}/acknowledgements`: what is about to be sent, as it was offered. */
export const acknowledgementIntake = z.strictObject({
  turn_id: z.string().min(1).max(100),
  text: messageIntake.shape.text,
  channel,
  promise: acknowledgementPromise.strict().nullable(),
})
export type AcknowledgementIntake = z.infer<typeof acknowledgementIntake>

export const sentAcknowledgement = z.object({
  id: z.string(),
  conversation_id: z.string(),
  turn_id: z.string(),
  text: z.string(),
  channel,
  promise: acknowledgementPromise.nullable(),
  author: z.string(),
  sent_at: z.string(),
})
export type SentAcknowledgement = z.infer<typeof sentAcknowledgement>

/** Whether one may be sent for this turn: once a turn, and not again before `quietMs` are over. */
export function mayAcknowledge(
  turn_id: string,
  sent: readonly Pick<SentAcknowledgement, 'turn_id' | 'sent_at'>[],
  { now, quietMs }: { now: string; quietMs: number },
): boolean {
  return sent.every(
    (each) => each.turn_id !== turn_id && Date.parse(now) - Date.parse(each.sent_at) >= quietMs,
  )
}
