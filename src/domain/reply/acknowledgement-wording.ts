/** `prompts/acknowledgement.yaml` as a zod schema: when a customer is told that the answer has to wait, and how. */
import { z } from 'zod'
import { channel } from '../labels.ts'
import { duration, phrases } from './playbook.ts'
import { variants } from './wording.ts'

/** `matter`: the problem is what the message is about; `said`: the problem is the message, “your question”. */
const bySaying = z.strictObject({ matter: variants, said: variants })
const byDanger = { danger: variants, fraud: variants }

const acknowledgementWording = z.strictObject({
  /** Cue words: a problem that has one of these is itself what was received. */
  said: phrases,
  /** Of an e-mail. */
  subject: variants,
  received: bySaying,
  closed: variants,
  later: variants,
  more: variants,
  public: bySaying,
  /** The whole of an SMS. */
  short: bySaying,
  emergency: z.strictObject({ ...byDanger, short: z.strictObject(byDanger) }),
})

export const acknowledgementFile = z.strictObject({
  offer: z.strictObject({
    channels: z.array(channel).min(1),
    due_later_than: duration,
    again_after: duration,
  }),
  fa: acknowledgementWording,
  ar: acknowledgementWording,
  en: acknowledgementWording,
})
export type AcknowledgementWording = z.infer<typeof acknowledgementFile>
