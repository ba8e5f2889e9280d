/** The languages of the screens and what follows from each. */

export const UI_LANGUAGES = ['fa', 'ar', 'en'] as const
export type UiLanguage = (typeof UI_LANGUAGES)[number]

export const isUiLanguage = (value: unknown): value is UiLanguage =>
  (UI_LANGUAGES as readonly unknown[]).includes(value)

export const directionOf = (language: UiLanguage): 'rtl' | 'ltr' => (language === 'en' ? 'ltr' : 'rtl')

/** Each language's name in itself: whoever cannot read the page finds their own. */
export const LANGUAGE_NAMES: Record<UiLanguage, string> = { fa: 'فارسی', ar: 'العربية', en: 'English' }

/**
 * The best of our languages for an Accept-Language header (RFC 9110, 12.5.4); English when it names none of them.
 */
export function preferredLanguage(acceptLanguage: string | undefined): UiLanguage {
  const ranges = (acceptLanguage ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean)
    return { language: tag.split('-', 1)[0], quality: quality === undefined ? 1 : Number(quality) }
  })
  const served = ranges.filter(({ language, quality }) => isUiLanguage(language) && quality > 0)
  const best = served.toSorted((one, other) => other.quality - one.quality)[0]?.language
  return isUiLanguage(best) ? best : 'en'
}
