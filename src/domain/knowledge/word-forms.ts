/**
 * Light stemming: a word stands beside its forms without the commonest affixes, in the index and in the question, and
 * two words meet when they share one form. So nothing is lost by an affix that was none («سفارش» keeps its ش).
 * The affixes are those of Larkey's light10 for Arabic, and the plural, possessive and spoken endings of Persian;
 * `test/domain/knowledge/retrieval.test.ts` shows what they bring. On normalised words.
 */
import type { Language } from '../labels.ts'

/** What remains of a word is no shorter than this. */
const LEAST_STEM = 3

const longestFirst = (words: string) =>
  words
    .trim()
    .split(/\s+/)
    .sort((one, other) => other.length - one.length)

const FA_ENDINGS = longestFirst(
  'هایمان هایتان هایشان هایم هایت هایش هایی های ها هامون هاتون هاشون هام هات هاش مان تان شان مون تون شون مو تو شو ات ام اش م ت ش ی و',
)
const AR_ARTICLES = longestFirst('وال بال کال فال ولل لل ال')
const AR_PARTICLES = longestFirst('و ف ب ل')
const AR_ENDINGS = longestFirst('ها ان ات ون ین یه ته تی تک تکم تنا ه ی ک کم هم نا')

/** The word itself first; at most six. */
export function formsOf(word: string, language: Language): string[] {
  return [...new Set([word, ...STEMS[language](word)])]
}

const STEMS: Record<Language, (word: string) => string[]> = {
  fa: (word) => withoutEnding(word, FA_ENDINGS),
  ar: (word) => {
    const bare = [...withoutStart(word, AR_ARTICLES), ...withoutStart(word, AR_PARTICLES)].slice(0, 1)
    return [...bare, ...[word, ...bare].flatMap((each) => withoutEnding(each, AR_ENDINGS))]
  },
  en: (word) => {
    const singular = word
      .replace(/ies$/, 'y')
      .replace(/(?<=s|x|z|ch|sh)es$/, '')
      .replace(/(?<=[^sui])s$/, '')
    const root = singular.replace(/(?<=[a-z]{3})(?:ing|ed)$/, '').replace(/([b-df-hj-np-tv-z])\1$/, '$1')
    const stem = root.length > LEAST_STEM ? root.replace(/e$/, '') : root
    return [singular, root, stem].filter((each) => each.length >= LEAST_STEM)
  },
}

function withoutEnding(word: string, endings: readonly string[]): string[] {
  const ending = endings.find((each) => word.endsWith(each) && word.length - each.length >= LEAST_STEM)
  return ending === undefined ? [] : [word.slice(0, -ending.length)]
}

function withoutStart(word: string, starts: readonly string[]): string[] {
  const start = starts.find((each) => word.startsWith(each) && word.length - each.length >= LEAST_STEM)
  return start === undefined ? [] : [word.slice(start.length)]
}
