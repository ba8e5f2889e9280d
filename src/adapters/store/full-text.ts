/** From words to a query of SQLite's FTS5. Words are letters and digits, and quoted besides: nothing in them is syntax. */
import type { SearchWord } from '../../domain/knowledge/words.ts'

/** Any form of any word; null: there is nothing to look for. */
export function matchAny(words: readonly SearchWord[]): string | null {
  const forms = [...new Set(words.flat())].map((form) => form.replace(/[^\p{L}\p{N}]+/gu, '')).filter(Boolean)
  return forms.length === 0 ? null : forms.map((form) => `"${form}"`).join(' OR ')
}

/**
 * Each word, in any of its ways; a way of two words with a space is these two in a row, in the column that has the
 * words in their order. Null: there is nothing to look for.
 */
export function matchAll(words: readonly SearchWord[], columnInOrder: string): string | null {
  const groups = words
    .map((ways) => [...new Set(ways.map(cleaned))].filter(Boolean))
    .filter((ways) => ways.length > 0)
    .map((ways) => ways.map((way) => (way.includes(' ') ? `${columnInOrder} : "${way}"` : `"${way}"`)))
  return groups.length === 0 ? null : groups.map((ways) => `(${ways.join(' OR ')})`).join(' AND ')
}

const cleaned = (way: string) => way.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
