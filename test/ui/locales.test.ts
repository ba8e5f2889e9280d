import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { UI_LANGUAGES } from '../../src/ui/languages.ts'
import { AREAS, SENTENCES } from '../../src/ui/locales/index.ts'
import type { Sentence } from '../../src/ui/translate.ts'

const sources = globSync('src/{ui,http}/**/*.{ts,tsx}').map((file) => readFileSync(file, 'utf8'))
/** Keys written out, and the beginnings of those made with a label: `labels.urgency_${…}`. */
const written = new Set(
  sources.flatMap((source) => [...source.matchAll(/['"`]([a-z-]+\.[\w-]+)['"`]/g)].map((m) => m[1])),
)
const begun = sources.flatMap((source) =>
  [...source.matchAll(/`([a-z-]+\.[\w-]*)\$\{[^}]*\}([\w-]*)`/g)].map(
    (m) => [m[1], m[2]] as [string, string],
  ),
)

const formsOf = (sentence: Sentence) => (typeof sentence === 'string' ? [sentence] : Object.values(sentence))
const placesIn = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1] as string))].sort()

describe.each(AREAS)('the sentences of %s', (area) => {
  const english = SENTENCES.en[area]

  it.each(UI_LANGUAGES)('in %s are the same ones, none empty', (language) => {
    const sentences = SENTENCES[language][area]
    expect(Object.keys(sentences).sort()).toEqual(Object.keys(english).sort())
    for (const [name, sentence] of Object.entries(sentences))
      for (const form of formsOf(sentence)) expect(form.trim(), name).not.toBe('')
  })

  it.each(UI_LANGUAGES)(
    'in %s have every plural form of the language, and the same places to fill',
    (language) => {
      const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted()
      for (const [name, sentence] of Object.entries(SENTENCES[language][area])) {
        const ours = english[name] as Sentence
        expect(typeof sentence, name).toBe(typeof ours)
        if (typeof sentence !== 'string') expect(Object.keys(sentence).sort(), name).toEqual(needed)
        const places = placesIn(formsOf(sentence).join(' '))
        expect(places, name).toEqual(placesIn(formsOf(ours).join(' ')))
      }
    },
  )

  it('are all said somewhere', () => {
    const unused = Object.keys(english)
      .map((name) => `${area}.${name}`)
      .filter(
        (key) => !written.has(key) && !begun.some(([from, to]) => key.startsWith(from) && key.endsWith(to)),
      )
      // The vocabulary is whole, whether or not a page shows each word yet.
      .filter((key) => !key.startsWith('labels.'))
    expect(unused).toEqual([])
  })
})

describe('Persian and Arabic', () => {
  const all = (language: 'fa' | 'ar') =>
    AREAS.flatMap((area) =>
      Object.entries(SENTENCES[language][area]).flatMap(([name, sentence]) =>
        formsOf(sentence).map((form) => [`${area}.${name}`, form] as const),
      ),
    )

  it.each(all('fa'))('%s is written with Persian letters and half-spaces: %s', (_, form) => {
    expect(form).not.toMatch(/[يك]/)
    expect(form).not.toMatch(/(^|\s)ن?می\s/)
    expect(form).not.toMatch(/\sها(ی|\s|$)/)
    expect(form).not.toMatch(/[!?,;]|\d/)
  })

  it.each(all('ar'))('%s is written with Arabic letters: %s', (_, form) => {
    expect(form).not.toMatch(/[یکگچپژ]/)
    expect(form).not.toMatch(/[!?,;]|\d/)
  })
})
