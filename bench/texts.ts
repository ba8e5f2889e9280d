/** What the measurements send: our own authored messages, of mixed length, as many in each language. */
import { readdirSync, readFileSync } from 'node:fs'
import { LANGUAGES } from '../src/domain/labels.ts'
import { normalise } from '../src/domain/text/normalise.ts'

const AUTHORED = new URL('../models/train/data/', import.meta.url)

/** Longer texts take several forward passes; here each message is one, so that both sides count the same. */
const LONGEST = 400

/** The same texts in the same order every time, the languages in turn. */
export function benchTexts(count: number): string[] {
  const byLanguage = LANGUAGES.map((language) =>
    readdirSync(AUTHORED)
      .filter((file) => file.startsWith(`${language}-`) && file.endsWith('.jsonl'))
      .sort()
      .flatMap((file) => readFileSync(new URL(file, AUTHORED), 'utf8').trim().split('\n'))
      .map((line) => (JSON.parse(line) as { text: string }).text)
      .filter((text) => text.length <= LONGEST && normalise(text).text !== ''),
  )
  return Array.from({ length: count }, (_, index) => {
    const texts = byLanguage[index % LANGUAGES.length] ?? []
    // A stride without a common factor walks through all of them, out of the order they were written in.
    return texts[(Math.floor(index / LANGUAGES.length) * 397) % texts.length] ?? ''
  })
}
