/** A written reply: its schema as sent along, and its check. */
import { parsePartialJson } from '@langchain/core/output_parsers'
import { z } from 'zod'
import type { UnfinishedReply, WrittenReply } from '../../../actions/reply-writer-port.ts'
import { STEPS } from '../../../domain/reply/draft.ts'
import type { ReplyMaterial } from '../../../domain/reply/material.ts'

/** Strict mode wants every key required and no other key; bounds are checked by `readWritten`. */
const writtenSchema = z.strictObject({
  parts: z.array(z.strictObject({ step: z.enum(STEPS), text: z.string(), source: z.string() })),
})

export const WRITTEN_JSON_SCHEMA = z.toJSONSchema(writtenSchema)

export type ReadWritten = { ok: true; written: WrittenReply } | { ok: false; problems: string[] }

const MOST_PARTS = 16
const MOST_PART_LENGTH = 2_000
/** That many words of the prompt in a row are no coincidence. */
const LEAKED_WORDS = 6

/** Checks form, sources and that nothing of the prompt is in it; what it says is for the caller to judge. */
export function readWritten(content: string, material: ReplyMaterial, prompt: string): ReadWritten {
  let parsed: unknown
  try {
    parsed = JSON.parse(withoutFence(content))
  } catch {
    return { ok: false, problems: ['The answer is not one JSON object'] }
  }
  const checked = writtenSchema.safeParse(parsed)
  if (!checked.success)
    return {
      ok: false,
      problems: checked.error.issues
        .slice(0, 8)
        .map(({ path, message }) => `${path.join('.') || 'answer'}: ${message}`),
    }
  const parts = checked.data.parts.map((part) => ({ ...part, text: part.text.trim() }))
  const known = [...material.sources, ...material.articles].map(({ id }) => id)
  const problems = [
    ...(parts.length < 1 || parts.length > MOST_PARTS ? [`parts: give 1 to ${MOST_PARTS}`] : []),
    ...(parts.some(({ text }) => text === '' || text.length > MOST_PART_LENGTH)
      ? [`parts: each text has 1 to ${MOST_PART_LENGTH} characters`]
      : []),
    ...(parts.some(({ source }) => !known.includes(source))
      ? [`source: the only ids are ${known.join(', ')}`]
      : []),
    ...(leaks(parts.map(({ text }) => text).join(' '), prompt) ? ['parts: repeats these instructions'] : []),
  ]
  return problems.length > 0 ? { ok: false, problems } : { ok: true, written: { parts } }
}

/** The parser would read `\\` or `\\u06` at the end as letters. */
const HALF_ESCAPE = /\\[^"]?$|\\u[\da-f]{0,3}$/i

const begunPart = z.object({
  step: z.enum(STEPS),
  text: z.string(),
  /** Comes after the text: where it has begun, the text is whole. */
  source: z.string().optional(),
})

/** The parts of an answer that is still being written, as far as they can be read; no more than those in order. */
export function readUnfinished(content: string): UnfinishedReply {
  const whole = content.replace(/^\s*```(?:json)?\s*/, '').replace(HALF_ESCAPE, '')
  const begun: unknown = parsePartialJson(whole)
  const parts = z.object({ parts: z.array(z.unknown()) }).safeParse(begun).data?.parts ?? []
  const read: UnfinishedReply = { parts: [] }
  for (const each of parts) {
    const part = begunPart.safeParse(each).data
    if (!part) break
    const { step, text, source } = part
    read.parts.push({ step, text, finished: source !== undefined })
  }
  return read
}

const withoutFence = (content: string) =>
  /^\s*```(?:json)?\s*([\s\S]*?)\s*```\s*$/.exec(content)?.[1] ?? content

function leaks(text: string, prompt: string): boolean {
  const wordsOf = (from: string) => from.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []
  const instructions = ` ${wordsOf(prompt).join(' ')} `
  const words = wordsOf(text)
  return words.some(
    (_, start) =>
      start + LEAKED_WORDS <= words.length &&
      instructions.includes(` ${words.slice(start, start + LEAKED_WORDS).join(' ')} `),
  )
}
