/** What every check needs: the draft in both spellings, and an answer with a place. */
import { type NormalisedText, normalise } from '../../text/normalise.ts'
import type { ReplyContext } from '../context.ts'
import type { Check, ReplyCheck } from '../draft.ts'

/** A draft as sent and as it is compared (one letter for all its forms, digits in ASCII, small letters). */
export type Reply = { text: string; plain: NormalisedText }
export const readReply = (text: string): Reply => ({ text, plain: normalise(text) })

/** One rule; `null` detail of a fault never happens: a fault says what is wrong. */
export type Fault = { detail: string; start?: number; end?: number }
export type Rule = {
  check: Check
  right: string
  fault: (reply: Reply, context: ReplyContext) => Fault | null
}

export function judge({ check, right, fault }: Rule, reply: Reply, context: ReplyContext): ReplyCheck {
  const found = fault(reply, context)
  return found === null ? { check, passed: true, detail: right } : { check, passed: false, ...found }
}

/** Places of a pattern (flag g) in the normalised text, as offsets of the text as sent. */
export function placesOf(reply: Reply, pattern: RegExp): { start: number; end: number; words: string }[] {
  return [...reply.plain.text.matchAll(pattern)]
    .filter((match) => match[0] !== '')
    .map((match) => {
      const { start, end } = reply.plain.toOriginal(match.index, match.index + match[0].length)
      return { start, end, words: reply.text.slice(start, end) }
    })
}
