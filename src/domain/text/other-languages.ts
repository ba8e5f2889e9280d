/** Tells languages we do not serve from those we do; what it cannot name it calls `und`. */
import { eld } from 'eld/extrasmall'

/** A language that is not Persian, Arabic or English, with the probability that it is none of the three. */
export type OtherLanguage = { label: string; probability: number }

/**
 * Letters that Persian and Arabic do without: `strict` ones alone are proof, `soft` ones (some keyboards
 * type them for ه) count only in the share. `share` is how much of all letters they must make together.
 */
const LETTERS_OF = [
  { label: 'ur', strict: /[ٹڈڑںےۓ]/g, soft: /ہ/g, share: 0.04, softShare: 0.12 },
  { label: 'ckb', strict: /[ێۆڕڵڤ]/g, soft: /ە/g, share: 0.08, softShare: 0.12 },
  { label: 'ps', strict: /[ټډړږښځڅڼېۍګ]/g, soft: null, share: 0.03, softShare: 1 },
  { label: 'sd', strict: /[ٻڀٺٽڦڄڃڇڊڌڍڏڙڳڱڻ]/g, soft: null, share: 0.03, softShare: 1 },
  { label: 'ug', strict: /[ۇۈۋڭ]/g, soft: null, share: 0.05, softShare: 1 },
] as const

/** Frequent words without telling letters; none of them is a word of Persian or Arabic of its own. */
const ARABIC_SCRIPT_WORDS = [
  { label: 'ur', words: 'کی کا کو کے نے سے میں اور آپ بہت شکریہ مجھے نہیں ہے ہیں ہوں یہ وہ' },
  { label: 'ckb', words: 'سوپاس ئەم بە بۆ چۆن هەیە نیە' },
  { label: 'ps', words: 'مننه زه ستاسو زما چې څه ولې' },
  {
    label: 'az',
    words:
      'چوخ اولون یوخ منیم سنین سیزین نئجه نییه هله ائله اولدو اولماز گلمییب گؤره ایستیرم لازیمدیر دئییل اوچون ایله ائدین یاخجی',
  },
].map(({ label, words }) => ({ label, words: new Set(words.split(' ')) }))

/** Most texts have no letter and no word of another language: one look each is all they cost. */
const TELLING_LETTER = new RegExp(
  `[${LETTERS_OF.map(({ strict, soft }) => strict.source.slice(1, -1) + (soft?.source ?? '')).join('')}]`,
)
const TELLING_WORDS = new Set(ARABIC_SCRIPT_WORDS.flatMap(({ words }) => [...words]))

/** For words in Arabic script; null when nothing speaks against Persian and Arabic. */
export function otherInArabicScript(words: readonly string[]): OtherLanguage | null {
  const letters = words.join('')
  return (
    (TELLING_LETTER.test(letters) ? tellByLetters(letters) : null) ??
    (words.some((word) => TELLING_WORDS.has(word)) ? tellByWords(words) : null)
  )
}

function tellByLetters(letters: string): OtherLanguage | null {
  const total = letters.length
  const count = (pattern: RegExp | null) => (pattern === null ? 0 : (letters.match(pattern)?.length ?? 0))
  const found = LETTERS_OF.map(({ label, strict, soft, share, softShare }) => {
    const strictCount = count(strict)
    const all = (strictCount + count(soft)) / total
    return { label, share: (strictCount > 0 && all >= share) || all >= softShare ? all : 0 }
  }).sort((first, second) => second.share - first.share)[0]
  if (!found || found.share === 0) return null
  return { label: found.label, probability: Math.min(0.98, 0.8 + found.share) }
}

function tellByWords(words: readonly string[]): OtherLanguage | null {
  for (const { label, words: known } of ARABIC_SCRIPT_WORDS) {
    const hits = words.filter((word) => known.has(word))
    const telling = hits.length >= 2 || hits.some((word) => word.length >= 4)
    if (telling && hits.length / words.length >= 0.5)
      return { label, probability: words.length > 1 ? 0.85 : 0.6 }
  }
  return null
}

// Alone they look like some language or other to a judge of sixty; in our mail they are ours.
const OWN_LATIN_WORDS = new Set(
  (
    'hi hey hello thanks thx please pls help yes sorry refund order delivery where why bad good ' +
    'salam salaam slm mamnoon mamnun mamnoonam lotfan kheili kheyli khayli chera koja kharab khob dorood nist shod ' +
    'shokran shukran salam slam marhaba mar7aba wallah wein wayn feen kteer ktir mesh mish yalla ahlan'
  ).split(' '),
)

/**
 * Where so much speaks for our own languages, the word of `eld` (between -2.3 and 4.0 on our data) turns nothing.
 * It is nine texts in ten, and asking it would cost more than all the rest of the text stage.
 */
const SURELY_OWN = -5
/** What `eld` adds to the evidence of such a text on average. */
const USUALLY_ADDED = 0.6

/**
 * For words in Latin letters. `eld` knows sixty languages but neither Finglish nor Arabizi, so its word
 * is weighed against how well the text fits our own three: logistic regression on 14 other languages and
 * held-out pieces of ours, one word and longer, with the share of other languages then lowered.
 */
export function otherInLatinScript(
  words: readonly string[],
  own: { best: number; isEnglish: boolean },
): OtherLanguage {
  const text = words.join(' ')
  const accents = Math.min(0.15, (text.match(/[\u00c0-\u024f]/g)?.length ?? 0) / (text.length || 1))
  const evidence =
    -0.3 -
    0.59 * Math.min(12, own.best) -
    (1.31 * own.best) / Math.sqrt(text.length || 1) +
    28.9 * accents +
    (own.isEnglish ? 1.3 : 0) -
    (3 * words.filter((word) => OWN_LATIN_WORDS.has(word)).length) / words.length
  if (evidence < SURELY_OWN) return { label: 'und', probability: logistic(evidence + USUALLY_ADDED) }

  const judged = eld.detect(text)
  const scores: Record<string, number> = judged.getScores()
  const english = scores.en ?? 0
  const others = Object.entries(scores).filter(([label]) => label !== 'en')
  const [label, best] = others.reduce((first, next) => (next[1] > first[1] ? next : first), ['und', 0])
  return {
    label: judged.isReliable() && best >= english ? label : 'und',
    probability: logistic(evidence + 4.56 * best - 2.62 * english),
  }
}

const logistic = (evidence: number) => 1 / (1 + Math.exp(-evidence))

const SCRIPTS = [
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Armenian}/u, 'hy'],
  [/\p{Script=Georgian}/u, 'ka'],
  [/\p{Script=Bengali}/u, 'bn'],
  [/\p{Script=Tamil}/u, 'ta'],
  [/\p{Script=Ethiopic}/u, 'am'],
] as const

/** For a text written mostly in neither Arabic nor Latin letters; several languages share Cyrillic, eld tells them apart. */
export function otherByScript(text: string): OtherLanguage {
  const label = SCRIPTS.find(([script]) => script.test(text))?.[1]
  if (label) return { label, probability: 0.97 }
  const judged = eld.detect(text)
  return judged.isReliable() && judged.language !== ''
    ? { label: judged.language, probability: 0.9 }
    : { label: 'und', probability: 0.9 }
}
