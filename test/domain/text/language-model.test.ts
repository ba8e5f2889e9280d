import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadLanguageModel } from '../../../src/domain/text/language-model.ts'
import { ARABIC_PROFILE, LATIN_PROFILE } from '../../../src/domain/text/language-profile.ts'
import { arabicWords, latinWords, plainLetters } from '../../../src/domain/text/language-words.ts'

/** The features as models/train/language_profile.py defines them: 1- to 4-grams of `_word_`, and `=word`. */
function featuresOf(word: string): string[] {
  const padded = `_${word}_`
  const grams = [1, 2, 3, 4].flatMap((size) =>
    Array.from({ length: Math.max(0, padded.length - size + 1) }, (_, at) => padded.slice(at, at + size)),
  )
  const whole = word.length >= 4 && word.length <= 12 ? [`=${word}`] : []
  return [...grams.filter((gram) => gram !== '_'), ...whole]
}

const someText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(...'سلام سفارشم هنوز نرسیده می‌خوام الله وین الطلب khoobe 3ndi where éé'.split(' ')),
    )
    .map((words) => words.join(' ')),
)

test.each([
  ['Arabic', ARABIC_PROFILE, arabicWords],
  ['Latin', LATIN_PROFILE, latinWords],
] as const)('the score in %s script is the sum over all features of all words', (_, profile, wordsOf) => {
  const { score } = loadLanguageModel(profile)
  const indexOf = new Map(profile.grams.split(' ').map((gram, index) => [gram, index]))
  const bytes = Int8Array.from(atob(profile.weights), (byte) => byte.charCodeAt(0))
  fc.assert(
    fc.property(someText, (text) => {
      const words = wordsOf(plainLetters(text))
      const features = words.flatMap(featuresOf)
      const expected = profile.classes.map((__, k) => {
        const sum = features.reduce((total, feature) => {
          const index = indexOf.get(feature)
          return total + (index === undefined ? 0 : (bytes[index * profile.classes.length + k] ?? 0))
        }, 0)
        return (sum * profile.step) / Math.sqrt(features.length || 1)
      })
      for (const [k, value] of score(words).entries()) expect(value).toBeCloseTo(expected[k] ?? Number.NaN, 9)
    }),
  )
})
