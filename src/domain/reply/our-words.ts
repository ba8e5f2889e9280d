/** The desk's own vocabulary: every word of the playbooks in one language, with its forms. */
import { allForms } from '../knowledge/words.ts'
import type { Language } from '../labels.ts'
import type { Library } from './library.ts'

const kept = new WeakMap<Library, Partial<Record<Language, ReadonlySet<string>>>>()

export function ourWords(library: Library, language: Language): ReadonlySet<string> {
  const byLanguage = kept.get(library) ?? {}
  kept.set(library, byLanguage)
  const { frame, situations, additions, offers, brand } = library
  byLanguage[language] ??= allForms(
    JSON.stringify([
      frame[language],
      Object.values(frame.owners).map((each) => each[language]),
      Object.values(frame.topics).map((each) => each[language]),
      situations.map((each) => [each[language], each.steps[language]]),
      [...additions, ...offers].map((each) => each[language]),
      brand.desk_name[language],
    ]).replaceAll('\\n', ' '),
    language,
  )
  return byLanguage[language]
}
