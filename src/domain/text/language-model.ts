import { visitFeatures } from './language-words.ts'

/** A linear model over word features, packed as text by models/train/language_profile.py. */
export type LanguageProfile = {
  classes: readonly string[]
  /** What one step of a stored weight is worth. */
  step: number
  /** Features, joined by blanks. */
  grams: string
  /** Base64 of one signed byte per feature and class. */
  weights: string
}

export type LanguageModel = {
  /** The score of each class, in the order of the profile: the logarithm of its odds up to a common constant. */
  score: (words: readonly string[]) => number[]
}

/** Unpacks a profile once; scoring a few hundred words takes well under a millisecond. */
export function loadLanguageModel(profile: LanguageProfile): LanguageModel {
  const width = profile.classes.length
  const bytes = atob(profile.weights)
  const weights = Float64Array.from(bytes, (byte) => ((byte.charCodeAt(0) << 24) >> 24) * profile.step)
  const rowOf = new Map(profile.grams.split(' ').map((gram, index) => [gram, index * width]))
  return {
    score(words) {
      const sums = new Array<number>(width).fill(0)
      let features = 0
      visitFeatures(words, (gram) => {
        features++
        const row = rowOf.get(gram)
        if (row === undefined) return
        for (let k = 0; k < width; k++) sums[k] = (sums[k] ?? 0) + (weights[row + k] ?? 0)
      })
      return sums.map((sum) => sum / Math.sqrt(features || 1))
    },
  }
}

/** Turns scores into probabilities; measured on held-out texts they need no further calibration. */
export function softmax(scores: readonly number[]): number[] {
  const top = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - top))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}
