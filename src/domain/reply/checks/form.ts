/** Its form: language and letters, length for the channel, the way to a private channel. */
import type { Channel, Language } from '../../labels.ts'
import { detectLanguage } from '../../text/language.ts'
import { wordsOfArticle } from '../known-articles.ts'
import { smsSize } from '../sms.ts'
import { placesOf, type Rule } from './finding.ts'

/** Below this many words a language is not told reliably. */
const TELLING_WORDS = 5
const SURE = 0.8

/** Letters of the other keyboard: wrong in a text, right only in what the customer wrote. */
const FOREIGN_LETTERS: Partial<Record<Language, RegExp>> = { fa: /[يكىة٤٥٦]/u, ar: /[یکپچژگ۴۵۶]/u }

const ADDRESS_OR_SLOT = /(?:https?:\/\/|www\.)\S+|\S+@\S+|\{\w*\}/g

export const rightLanguage: Rule = {
  check: 'language',
  right: 'In the language and letters of the answer.',
  fault: ({ text }, { language, thread, deskName, library, names, grounds }) => {
    const known = [
      ...thread,
      deskName,
      ...names,
      ...library.brand.contacts,
      library.brand.emergency[language],
    ].join(' ')
    // Slots and addresses are for other checks to judge.
    const words = text.replace(ADDRESS_OR_SLOT, (found) => ' '.repeat(found.length))
    for (const { 0: word, index } of words.matchAll(/[\p{L}\p{M}\p{N}\u200c]+/gu)) {
      const place = { start: index, end: index + word.length }
      if (known.includes(word)) continue
      const latin = /\p{Script=Latin}/u.test(word)
      // What an article calls a product; the letters of the other keyboard are wrong there too.
      if (latin && grounds.some((article) => wordsOfArticle(article).includes(word))) continue
      if (language === 'en' ? /\p{Script=Arabic}/u.test(word) : latin && /\p{Script=Latin}{2}/u.test(word))
        return { detail: `“${word}” is in the letters of another language.`, ...place }
      if (FOREIGN_LETTERS[language]?.test(word) && !isProperName(word, names))
        return { detail: `“${word}” has letters of another keyboard.`, ...place }
    }
    if (text.split(/\s+/).length < TELLING_WORDS) return null
    const told = detectLanguage(text, language)
    return told.label !== language && told.confidence >= SURE
      ? { detail: `Reads as ${told.label}, not ${language}.` }
      : null
  },
}

const isProperName = (word: string, names: readonly string[]) => names.some((name) => name.includes(word))

/** UTF-16 units; an SMS is measured in segments instead. */
export const MOST_LENGTH: Record<Exclude<Channel, 'sms'>, number> = {
  chat: 1_000,
  api: 1_000,
  social: 700,
  review: 700,
  survey: 1_200,
  call_note: 1_200,
  email: 2_500,
}
const LEAST_LENGTH = 20
const MOST_SEGMENTS = 2

export const rightLength: Rule = {
  check: 'length',
  right: 'Short enough for the channel.',
  fault: ({ text }, { channel }) => {
    if (text.trim().length < LEAST_LENGTH) return { detail: 'Too short to be an answer.' }
    if (channel === 'sms') {
      const { segments, length, alphabet } = smsSize(text)
      return segments > MOST_SEGMENTS
        ? {
            detail: `${segments} SMS segments (${length} places, ${alphabet}); ${MOST_SEGMENTS} are the most.`,
          }
        : null
    }
    const most = MOST_LENGTH[channel]
    return text.length > most
      ? { detail: `${text.length} characters; ${most} are the most here.`, start: most, end: text.length }
      : null
  },
}

const PRIVATE: Record<Language, RegExp> = {
  fa: /خصوصی|دایرکت|پیام (?:مستقیم|بدهید|دهید)|تماس بگیرید|ایمیل/gu,
  ar: /خاص|مباشر|راسل|تواصلوا|البرید/gu,
  en: /private|direct message|\bdm\b|message us|e-?mail us|call us/gu,
}

/** A public answer to a problem leads away from the public; praise may stay. */
export const movesToPrivate: Rule = {
  check: 'moves_to_private',
  right: 'Nothing here needs a private channel, or the way there is shown.',
  fault: (reply, { public: isPublic, situation, language }) =>
    !isPublic || situation.next === 'none' || placesOf(reply, PRIVATE[language]).length > 0
      ? null
      : { detail: 'A public answer should lead to a private channel.' },
}
