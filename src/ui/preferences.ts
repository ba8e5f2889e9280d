/** What each person chooses for their own screen. Kept with the person, and in a cookie before sign-in. */
import { z } from 'zod'
import { UI_LANGUAGES } from './languages.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export const DENSITIES = ['comfortable', 'compact'] as const
/** `persian`: Solar Hijri. `islamic-umalqura`: Umm al-Qura. */
export const CALENDARS = ['persian', 'islamic-umalqura', 'gregory'] as const

const SWITCH = ['on', 'off'] as const

export const preferences = z.object({
  language: z.enum(UI_LANGUAGES).optional(),
  theme: z.enum(THEMES).optional(),
  density: z.enum(DENSITIES).optional(),
  calendar: z.enum(CALENDARS).optional(),
  /** Shortcuts of a single letter; WCAG 2.1.4 asks for a way to switch them off. */
  keys: z.enum(SWITCH).optional(),
})
/** What is missing follows the browser (language, theme) or the language (calendar). */
export type Preferences = z.infer<typeof preferences>
export type Calendar = (typeof CALENDARS)[number]
export type Theme = (typeof THEMES)[number]
export type Density = (typeof DENSITIES)[number]

/** Without what was not chosen. */
export const chosenOf = (preferences: Preferences): Record<string, string> =>
  Object.fromEntries(
    Object.entries(preferences).filter((entry): entry is [string, never] => entry[1] !== undefined),
  )
