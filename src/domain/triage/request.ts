/** What a caller may ask of the classifier: one strict shape for HTTP, batch, NDJSON and the command line. */
import { z } from 'zod'
import { channel, language } from '../labels.ts'

/** The contract's limit for one message, in UTF-16 code units. */
export const MAX_TEXT_LENGTH = 8_000

const tooLong = `must have at most ${MAX_TEXT_LENGTH} characters`

/**
 * A message as people send it. zod's own bound counts code points where we count UTF-16 units, as all
 * offsets do. Lone surrogates are refused because they cannot be stored, hashed or sent on as UTF-8
 * without changing the text that the offsets refer to.
 */
export const messageText = z
  .string('must be a string')
  .min(1, { error: 'must not be empty', abort: true })
  .max(MAX_TEXT_LENGTH, { error: tooLong, abort: true })
  .refine((text) => text.length <= MAX_TEXT_LENGTH, { error: tooLong, abort: true })
  .refine((text) => text.isWellFormed(), 'must be well-formed Unicode: it has half of a surrogate pair')
  .refine((text) => /\S/.test(text), 'must contain more than white space')

export const FALLBACKS = ['auto', 'always', 'never'] as const
/** `auto`: the LLM is asked when the local answer is unsure. `always`, `never`: regardless of how sure it is. */
export const fallback = z.enum(FALLBACKS)
export type Fallback = z.infer<typeof fallback>

export const classifyRequest = z.strictObject({
  text: messageText,
  /** The caller's knowledge of the language; the text itself is still looked at. */
  lang: language.optional(),
  channel: channel.optional(),
  fallback: fallback.default('auto'),
  /** Adds `reasons` to the answer. */
  explain: z.boolean().default(false),
})

/** As sent. */
export type ClassifyRequestInput = z.input<typeof classifyRequest>
/** After validation, with the defaults filled in. */
export type ClassifyRequest = z.output<typeof classifyRequest>
