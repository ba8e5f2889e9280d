/**
 * Wording with room for facts: `{order}` is a fact, `[ {order}]` a part that is left out when a fact in
 * it is missing. A variant whose facts outside brackets are not all known is not used, so no reply ever has an empty slot.
 */
import { z } from 'zod'

/** Facts a text may name. `action`, `owner`, `contact`, `desk`, `emergency` come from the playbooks, the rest from the thread and the clock. */
export const SLOTS = [
  'name',
  'reference',
  'order',
  'amount',
  'date',
  'time_promise',
  'problem',
  'topic',
  'action',
  'owner',
  'contact',
  'desk',
  'emergency',
] as const
export type Slot = (typeof SLOTS)[number]
export type Filling = Partial<Record<Slot, string>>

export const REGISTERS = ['formal', 'warm'] as const
export type Register = (typeof REGISTERS)[number]

const SLOT = /\{([a-z_]*)\}/g
const PART = /\[([^[\]]*)\]/g

/** One text; the message says what is wrong with it. */
export const wording = z
  .string()
  .trim()
  .min(1)
  .superRefine((text, context) => {
    const outside = text.replace(PART, '')
    if (/[[\]]/.test(outside)) return context.addIssue('has a bracket without its partner')
    for (const part of text.match(PART) ?? []) {
      if (!part.includes('{')) return context.addIssue(`has ${part} without a fact in it`)
    }
    if (/[{}]/.test(text.replace(SLOT, ''))) return context.addIssue('has a brace without its partner')
    for (const [whole, slot] of text.matchAll(SLOT)) {
      if (!(SLOTS as readonly string[]).includes(slot ?? ''))
        return context.addIssue(`names ${whole}; known are ${SLOTS.map((each) => `{${each}}`).join(' ')}`)
    }
  })

/** A text for both registers, or for one: `formal: …`, `warm: …`. */
export const variant = z.union(
  [wording, z.strictObject({ formal: wording }), z.strictObject({ warm: wording })],
  {
    error: (issue) =>
      typeof issue.input === 'string' || typeof issue.input === 'object'
        ? undefined
        : 'must be a text, or `formal:` or `warm:` with a text',
  },
)
export type Variant = z.infer<typeof variant>

/** At least one for each register. */
export const variants = z
  .array(variant)
  .min(1)
  .refine(
    (given) => REGISTERS.every((register) => given.some((each) => textIn(each, register) !== null)),
    'needs a text for each register, formal and warm',
  )

/** The text of a variant in a register; null where it has none. */
export function textIn(given: Variant, register: Register): string | null {
  if (typeof given === 'string') return given
  return (register in given ? (given as Record<Register, string>)[register] : null) ?? null
}

/** Puts the facts in; null when one outside brackets is missing. */
export function fill(text: string, facts: Filling): string | null {
  const known = (part: string) => [...part.matchAll(SLOT)].every(([, slot]) => facts[slot as Slot])
  const chosen = text.replace(PART, (_, part: string) => (known(part) ? part : ''))
  if (!known(chosen)) return null
  return chosen.replace(SLOT, (_, slot: Slot) => facts[slot] ?? '')
}

/** The name of a problem without the facts it may carry. */
export const plainProblem = (problem: string) => problem.replace(PART, '')

/** Facts of the thread: of two texts that can be filled, the one that needs more of them says more. */
const THREAD_SLOTS: readonly string[] = ['name', 'order', 'reference', 'amount', 'date', 'topic']
const neededFacts = (text: string) =>
  [...text.replace(PART, '').matchAll(SLOT)].filter(([, slot]) => THREAD_SLOTS.includes(slot ?? '')).length

/** The texts of a register that the known facts fill best, filled; `turn` says with which to begin. */
export function filledVariants(
  given: readonly Variant[],
  { register, facts, turn }: { register: Register; facts: Filling; turn: number },
): string[] {
  const filled = given.flatMap((each) => {
    const text = textIn(each, register)
    const done = text === null ? null : fill(text, facts)
    return text === null || done === null ? [] : [{ done, needs: neededFacts(text) }]
  })
  const most = Math.max(...filled.map(({ needs }) => needs))
  const best = filled.filter(({ needs }) => needs === most).map(({ done }) => done)
  const start = best.length === 0 ? 0 : turn % best.length
  return [...best.slice(start), ...best.slice(0, start)]
}

/** A number from a seed, the same on every machine (FNV-1a, 32 bits), for choosing among variants. */
export function turnOf(seed: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < seed.length; index++) {
    hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193)
  }
  // The low bits of FNV follow the last character closely; the high ones are mixed in.
  return (hash ^ (hash >>> 15)) >>> 0
}
