/** Masking of many texts together, so that the same value has the same placeholder in all of them. */
import { type MaskEntry, mask } from './mask.ts'

/** Between two texts: no personal data reaches over it, because it holds a character that belongs to no such data. */
const BETWEEN = '\n\u001f\n'

/** Masks every string within plain data (keys aside); numbers and the like stay. */
export function maskDeep<Data>(
  data: Data,
  options: { names?: readonly string[] } = {},
): { data: Data; entries: MaskEntry[] } {
  const texts: string[] = []
  collect(data, (text) => texts.push(text.replaceAll('\u001f', ' ')))
  const masked = mask(texts.join(BETWEEN), options)
  const parts = masked.text.split(BETWEEN)
  if (texts.length > 0 && parts.length !== texts.length)
    throw new Error('Masking joined two texts. This is a bug')
  let next = 0
  return { data: replaced(data, () => parts[next++] ?? '') as Data, entries: masked.entries }
}

function collect(value: unknown, take: (text: string) => void): void {
  if (typeof value === 'string') take(value)
  else if (Array.isArray(value)) for (const each of value) collect(each, take)
  else if (typeof value === 'object' && value !== null)
    for (const each of Object.values(value)) collect(each, take)
}

/** The same walk in the same order. */
function replaced(value: unknown, text: () => string): unknown {
  if (typeof value === 'string') return text()
  if (Array.isArray(value)) return value.map((each) => replaced(each, text))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaced(each, text)]))
}
