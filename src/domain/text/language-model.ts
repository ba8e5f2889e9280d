/** A linear model over word features, packed as text by models/train/language_profile.py. */
export type LanguageProfile = {
  classes: readonly string[]
  /** What one step of a stored weight is worth. */
  step: number
  /** Features, joined by blanks: the 1- to 4-grams of `_word_`, and `=word`. */
  grams: string
  /** Base64 of one signed byte per feature and class. */
  weights: string
}

export type LanguageModel = {
  /** The score of each class, in the order of the profile: the logarithm of its odds up to a common constant. */
  score: (words: readonly string[]) => number[]
}

const LONGEST_GRAM = 4
/** Words of so many letters are features as a whole. */
const SHORTEST_WHOLE = 4
const LONGEST_WHOLE = 12

/**
 * Unpacks a profile once. A word's features are exactly those the profile was trained on; the sum of their
 * weights is divided by the root of their number, known to the profile or not.
 */
export function loadLanguageModel(profile: LanguageProfile): LanguageModel {
  const width = profile.classes.length
  const weights = Int8Array.from(atob(profile.weights), (byte) => byte.charCodeAt(0))
  const features = featureTree(profile.grams.split(' '))
  const wholeWords = features.step(0, '='.charCodeAt(0))

  return {
    score(words) {
      const sums = new Array<number>(width).fill(0)
      const add = (feature: number) => {
        for (let k = 0; k < width; k++) sums[k] = (sums[k] ?? 0) + (weights[feature * width + k] ?? 0)
      }
      let count = 0
      for (const word of words) {
        const padded = `_${word}_`
        for (let start = 0; start < padded.length; start++) {
          const end = Math.min(start + LONGEST_GRAM, padded.length)
          for (let at = start, node = 0; at < end; at++) {
            node = features.step(node, padded.charCodeAt(at))
            if (node < 0) break
            const feature = features.at(node)
            if (feature >= 0) add(feature)
          }
        }
        // Of each size there are as many as fit; the padding alone is none.
        count += LONGEST_GRAM * padded.length - 8
        if (word.length < SHORTEST_WHOLE || word.length > LONGEST_WHOLE) continue
        let node = wholeWords
        for (let at = 0; at < word.length && node >= 0; at++) node = features.step(node, word.charCodeAt(at))
        if (node >= 0 && features.at(node) >= 0) add(features.at(node))
        count++
      }
      return sums.map((sum) => (sum * profile.step) / Math.sqrt(count || 1))
    },
  }
}

type FeatureTree = {
  /** The node that one more letter leads to; -1 where no feature goes on like this. The root is 0. */
  step: (node: number, letter: number) => number
  /** The index of the feature that ends at a node; -1 for none. */
  at: (node: number) => number
}

/** All features in one tree, so that no substring has to be made and hashed to look it up. */
function featureTree(grams: readonly string[]): FeatureTree {
  // Letters that no feature has are all number 0.
  const numberOf = new Uint8Array(0x10000)
  let letters = 1
  let nodes = 1
  for (const gram of grams)
    for (let at = 0; at < gram.length; at++, nodes++)
      if (numberOf[gram.charCodeAt(at)] === 0) numberOf[gram.charCodeAt(at)] = letters++

  const next = new Int16Array(nodes * letters).fill(-1)
  const featureOf = new Int16Array(nodes).fill(-1)
  let reached = 0
  for (const [index, gram] of grams.entries()) {
    let node = 0
    for (let at = 0; at < gram.length; at++) {
      const edge = node * letters + (numberOf[gram.charCodeAt(at)] ?? 0)
      if (next[edge] === -1) next[edge] = ++reached
      node = next[edge] ?? 0
    }
    featureOf[node] = index
  }
  const table = next.slice(0, (reached + 1) * letters)
  return {
    step: (node, letter) => table[node * letters + (numberOf[letter] ?? 0)] ?? -1,
    at: (node) => featureOf[node] ?? -1,
  }
}

/** Turns scores into probabilities; measured on held-out texts they need no further calibration. */
export function softmax(scores: readonly number[]): number[] {
  const top = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - top))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}
