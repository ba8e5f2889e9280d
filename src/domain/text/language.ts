/** Which language a customer writes, in which letters, and how sure that is. */
import { LANGUAGES, type Language } from '../labels.ts'
import type { LanguageAnswer } from '../triage/triage.ts'
import { loadLanguageModel, softmax } from './language-model.ts'
import { ARABIC_PROFILE, LATIN_PROFILE } from './language-profile.ts'
import { arabicWords, latinWords, plainLetters } from './language-words.ts'
import {
  type OtherLanguage,
  otherByScript,
  otherInArabicScript,
  otherInLatinScript,
} from './other-languages.ts'

/** The first so many UTF-16 units tell the language; a longer text does not tell more. */
const SAMPLE_LENGTH = 2000
/** What the caller says beforehand multiplies the odds of that language: a hint, not an order. */
const HINT_ODDS = 6
/** In a text of both scripts an Arabic letter weighs more: Latin ones are often brands and technical words. */
const ARABIC_LETTER_WEIGHT = 3
/** Below this no language is named. */
const LEAST_CONFIDENCE = 0.35

const arabicModel = loadLanguageModel(ARABIC_PROFILE)
const latinModel = loadLanguageModel(LATIN_PROFILE)

// Said by writers of any language: alone they tell little. `ok` and its like may as well be English.
const INTERNATIONAL = new Set('merci bravo super top hmm haha hahaha'.split(' '))
const INTERNATIONAL_ENGLISH = new Set(
  'ok okay okey k stop no bye test lol vip wifi pdf sms email app iphone samsung'.split(' '),
)

/** Four decimals, as every other confidence in an answer. */
const rounded = (share: number) => Math.round(share * 10_000) / 10_000

/**
 * Persian, Arabic or English, in their own letters or romanised; other languages by their ISO 639 code where
 * that is known. `und` for a text without words, and where nothing is likely enough. With a `hint` a text
 * without words takes the hinted language, with a confidence of one half.
 *
 * Measured by `node bench/language.ts --data DATA` on 5,603 rows (and pieces of them) never trained on, and on
 * 85 sentences in 26 other languages. Right, in %, for whole messages | two or three words | one word:
 * fa 99.9 | 98.5 | 92.6, ar 99.9 | 98.2 | 91.3, en 99.5 | 94.4 | 83.9, Finglish 99.8 | 96.0 | 77.2,
 * Arabizi 99.8 | 92.8 | 81.9, other languages (as not served) 93 | 88 | 86. Expected calibration error: 0.005 in
 * Arabic, 0.007 in Latin script.
 */
export function detectLanguage(text: string, hint?: Language): LanguageAnswer {
  const plain = plainLetters(text.slice(0, SAMPLE_LENGTH))
  const arabic = arabicWords(plain)
  const latin = latinWords(plain)
  const arabicLetters = arabic.join('').length
  const latinLetters = latin.join('').replace(/[^\p{L}]/gu, '').length
  const otherLetters = plain.match(OTHER_LETTERS)?.length ?? 0
  const letters = arabicLetters + latinLetters + otherLetters

  if (letters === 0) return withoutWords(hint)
  if (otherLetters * 2 > letters) {
    const other = otherByScript(plain)
    return {
      label: other.label,
      confidence: rounded(other.probability),
      script: 'other',
      romanised: false,
      supported: false,
    }
  }

  const weighted = ARABIC_LETTER_WEIGHT * arabicLetters
  const arabicShare = weighted / (weighted + latinLetters)
  const likely = new Map<string, Candidate>()
  const add = (odds: Odds, share: number, romanised: boolean) => {
    for (const [label, probability] of odds) {
      const known = likely.get(label) ?? { label, probability: 0, romanised: 0 }
      known.probability += share * probability
      if (romanised && label !== 'en') known.romanised += share * probability
      likely.set(label, known)
    }
  }
  if (arabic.length > 0) add(arabicOdds(arabic, hint), arabicShare, false)
  if (latin.length > 0) add(latinOdds(latin, hint), 1 - arabicShare, true)

  const best = [...likely.values()].reduce((first, next) =>
    next.probability > first.probability ? next : first,
  )
  const shrug = arabic.length === 0 ? internationalOnly(latin, hint) : null
  const confidence = Math.min(best.probability, shrug === null ? 0.999 : 0.5)
  const label = confidence < LEAST_CONFIDENCE ? 'und' : (shrug ?? best.label)
  const supported = isServed(label)
  return {
    label,
    confidence: rounded(confidence),
    script: scriptOf(arabicLetters / (arabicLetters + latinLetters)),
    romanised: supported && label === best.label && best.romanised * 2 > best.probability,
    supported,
  }
}

type Odds = [label: string, probability: number][]
type Candidate = { label: string; probability: number; romanised: number }

// The look-ahead only saves time: most letters are told apart without a Unicode table.
const OTHER_LETTERS = /(?=[^ -~\u0620-\u06ff])(?![\p{Script=Arabic}\p{Script=Latin}])\p{L}/gu

function isServed(label: string): label is Language {
  return (LANGUAGES as readonly string[]).includes(label)
}

/** What to call a text of nothing but international words; null for any other text. */
function internationalOnly(words: readonly string[], hint: Language | undefined): string | null {
  const english = words.some((word) => INTERNATIONAL_ENGLISH.has(word))
  const all = words.every((word) => INTERNATIONAL.has(word) || INTERNATIONAL_ENGLISH.has(word))
  return all ? (hint ?? (english ? 'en' : 'und')) : null
}

function withoutWords(hint: Language | undefined): LanguageAnswer {
  return hint === undefined
    ? { label: 'und', confidence: 0.1, script: 'none', romanised: false, supported: false }
    : { label: hint, confidence: 0.5, script: 'none', romanised: false, supported: true }
}

function scriptOf(arabicShare: number): 'arabic' | 'latin' | 'mixed' {
  if (arabicShare >= 0.85) return 'arabic'
  return arabicShare <= 0.15 ? 'latin' : 'mixed'
}

function arabicOdds(words: readonly string[], hint: Language | undefined): Odds {
  const own = softmax(arabicModel.score(words))
  return weigh(
    ARABIC_PROFILE.classes,
    own,
    otherInArabicScript(words) ?? { label: 'und', probability: 0 },
    hint,
  )
}

function latinOdds(words: readonly string[], hint: Language | undefined): Odds {
  const scores = latinModel.score(words)
  const best = Math.max(...scores)
  const other = otherInLatinScript(words, {
    best,
    isEnglish: scores[LATIN_PROFILE.classes.indexOf('en')] === best,
  })
  return weigh(LATIN_PROFILE.classes, softmax(scores), other, hint)
}

function weigh(
  classes: readonly string[],
  own: number[],
  other: OtherLanguage,
  hint: Language | undefined,
): Odds {
  const odds: Odds = [
    ...classes.map((label, index): Odds[number] => [label, (own[index] ?? 0) * (1 - other.probability)]),
    [other.label, other.probability],
  ]
  for (const entry of odds) if (entry[0] === hint) entry[1] *= HINT_ODDS
  const total = odds.reduce((sum, [, probability]) => sum + probability, 0)
  return odds.map(([label, probability]) => [label, probability / total])
}
