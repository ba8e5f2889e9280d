/**
 * What every component knows of its reader: language, how to say and format things, who they are. Made on the
 * server for each page, and again in the browser from the page's data, so that components run on both sides.
 */
import type { Role } from '../domain/actor.ts'
import { type Format, formatFor } from './format.ts'
import { directionOf, type UiLanguage } from './languages.ts'
import type { Key } from './locales/index.ts'
import type { Calendar } from './preferences.ts'
import { createTranslate, type Sentences, type Values } from './translate.ts'

/** Who looks at the page. */
export type Reader = { id: string; name: string; role: Role }

export type View = {
  language: UiLanguage
  direction: 'rtl' | 'ltr'
  /** A sentence by its key, e.g. `t('inbox.waiting', { count: 3 })`. */
  t: (key: Key, values?: Values) => string
  format: Format
  /** Null before sign-in. */
  reader: Reader | null
  now: () => Date
}

/** What the browser needs to make the same view again; travels as JSON in the page. */
export type ViewData = {
  language: UiLanguage
  calendar: Calendar
  time_zone: string
  reader: Reader | null
  sentences: Sentences
}

export function createView(
  { language, calendar, time_zone, reader }: Omit<ViewData, 'sentences'>,
  now: () => Date,
  sentences: Sentences,
): View {
  const format = formatFor({ language, calendar, timeZone: time_zone })
  return {
    language,
    direction: directionOf(language),
    t: createTranslate(language, sentences, format.number) as View['t'],
    format,
    reader,
    now,
  }
}
