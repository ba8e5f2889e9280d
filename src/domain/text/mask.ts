import { findNames } from './names.ts'
import { findPersonalData, type PersonalKind, withoutOverlap } from './personal-data.ts'

/** One masked value: what stands in the masked text, and what it stands for, exactly as it was written. */
export type MaskEntry = { placeholder: string; kind: PersonalKind; value: string }
export type MaskedText = { text: string; entries: MaskEntry[] }

/**
 * Puts placeholders such as `[PHONE_1]` in the place of personal data, and of the customer's names where the
 * caller knows them. The same value gets the same placeholder; a placeholder that the text itself already
 * contains is passed over, so {@link unmask} gives the text back whatever it was.
 */
export function mask(text: string, options: { names?: readonly string[] } = {}): MaskedText {
  const spans = withoutOverlap([...findPersonalData(text), ...findNames(text, options.names ?? [])])
  const entries: MaskEntry[] = []
  const known = new Map<string, string>()
  const counts = new Map<PersonalKind, number>()
  const nextPlaceholder = (kind: PersonalKind): string => {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    const placeholder = `[${kind}_${count}]`
    return text.includes(placeholder) ? nextPlaceholder(kind) : placeholder
  }
  let masked = ''
  let copied = 0
  for (const { kind, start, end } of spans) {
    const value = text.slice(start, end)
    let placeholder = known.get(`${kind} ${value}`)
    if (placeholder === undefined) {
      placeholder = nextPlaceholder(kind)
      known.set(`${kind} ${value}`, placeholder)
      entries.push({ placeholder, kind, value })
    }
    masked += text.slice(copied, start) + placeholder
    copied = end
  }
  return { text: masked + text.slice(copied), entries }
}

/** Puts the values back wherever their placeholders stand, in one pass: a value is never searched for others. */
export function unmask(text: string, entries: readonly MaskEntry[]): string {
  const values = new Map(entries.map(({ placeholder, value }) => [placeholder, value]))
  return text.replace(/\[[A-Z_]+_\d+\]/g, (found) => values.get(found) ?? found)
}
