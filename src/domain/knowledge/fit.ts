/** How well an article fits what a customer wrote: search finds the likeliest, this says whether it is one to show. */
import type { Article } from './article.ts'
import { allForms, type SearchWord, searchWords } from './words.ts'

/** From here on an article is shown to the agent; tuned on `test/fixtures/knowledge.ts`. */
export const FITS = 0.25

export type Fit = {
  /** 0 to 1. */
  fit: number
  /** Plain question and article are about the same, so that the article's `answer` may stand in a draft. */
  answers: boolean
}

/** A letter says more than any title, so only its best ten words are asked for. */
const MOST_ASKED_FOR = 10
/** A longer text has more than one question in it. */
const MOST_WORDS_OF_A_QUESTION = 8
const MOSTLY = 0.6

/**
 * Half of the fit is how much of the title (or of one of the other ways to ask) the customer's words cover, half how
 * much of the customer's words the article covers; a word that stands only in its text counts half. It answers when
 * either covers most of the other by titles alone: a wrong answer costs more than none.
 */
export function fitOf(
  words: readonly SearchWord[],
  { lang, title, asked_as, body, answer }: Pick<Article, 'lang' | 'title' | 'asked_as' | 'body' | 'answer'>,
): Fit {
  if (words.length === 0) return { fit: 0, answers: false }
  const asked = new Set(words.flat())
  const phrases = [title, ...asked_as].map((phrase) => searchWords(phrase, lang))
  const covered = Math.max(...phrases.map((phrase) => share(phrase, asked)))
  const titleForms = new Set(phrases.flat(2))
  const bodyForms = allForms([body, answer ?? ''].join('\n'), lang)
  const found = words.map((forms) => (meets(forms, titleForms) ? 1 : meets(forms, bodyForms) ? 0.5 : 0))
  const best = found.toSorted((one, other) => other - one).slice(0, MOST_ASKED_FOR)
  const told = best.reduce<number>((sum, each) => sum + each, 0) / best.length
  return {
    fit: (covered + told) / 2,
    answers:
      covered >= MOSTLY && share(words, titleForms) >= MOSTLY && words.length <= MOST_WORDS_OF_A_QUESTION,
  }
}

const meets = (forms: SearchWord, known: ReadonlySet<string>) => forms.some((form) => known.has(form))

const share = (phrase: readonly SearchWord[], known: ReadonlySet<string>) =>
  phrase.length === 0 ? 0 : phrase.filter((forms) => meets(forms, known)).length / phrase.length
