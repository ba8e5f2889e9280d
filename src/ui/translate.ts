/** Sentences from the locales: named places in them, and plural forms by the rules of the language. */
import type { UiLanguage } from './languages.ts'

export type Sentence = string | Partial<Record<Intl.LDMLPluralRule, string>>
/** Keys with their area: `inbox.title`. */
export type Sentences = Record<string, Sentence>
export type Values = Record<string, string | number>

/**
 * @param number writes numbers in the reader's digits
 * @returns finds a sentence by key and fills in `{name}`; `{count}` also chooses the plural form
 * @throws for a key that is not there: on the server tests find it, in the browser the page forgot the area
 */
export function createTranslate(
  language: UiLanguage,
  sentences: Sentences,
  number: (value: number) => string,
) {
  const plurals = new Intl.PluralRules(language)
  return (key: string, values: Values = {}): string => {
    const sentence = sentences[key]
    if (sentence === undefined) throw new Error(`No sentence for ${key}. This is a bug`)
    const chosen =
      typeof sentence === 'string'
        ? sentence
        : (sentence[plurals.select(Number(values.count ?? 0))] ?? sentence.other ?? '')
    return chosen.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name]
      return typeof value === 'number' ? number(value) : (value ?? '')
    })
  }
}
