/** From words to a query of SQLite's FTS5. Words are letters and digits, and quoted besides: nothing in them is syntax. */
import type { SearchWord } from '../../domain/knowledge/words.ts'

/** Any form of any word; null: there is nothing to look for. */
export function matchAny(words: readonly SearchWord[]): string | null {
  const forms = [...new Set(words.flat())].map((form) => form.replace(/[^\p{L}\p{N}]+/gu, '')).filter(Boolean)
  return forms.length === 0 ? null : forms.map((form) => `"${form}"`).join(' OR ')
}
