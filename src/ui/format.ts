/**
 * Numbers, money, times and durations as readers of each language write them. Pure: time and time zone are
 * arguments. Everything rests on `Intl`; its objects are slow to make, so a formatter is made once per kind.
 */
import type { UiLanguage } from './languages.ts'
import type { Calendar } from './preferences.ts'

export type FormatOptions = { language: UiLanguage; calendar?: Calendar; timeZone: string }

export const CALENDAR_OF: Record<UiLanguage, Calendar> = {
  fa: 'persian',
  ar: 'gregory',
  en: 'gregory',
}
/** The English of the day before the month and 24 hours. */
const LOCALES: Record<UiLanguage, string> = { fa: 'fa', ar: 'ar', en: 'en-GB' }
/** Digits of the reader's script. */
const DIGITS: Record<UiLanguage, string> = { fa: 'arabext', ar: 'arab', en: 'latn' }

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** The unit in which people tell a span of this length. */
function unitOf(spanMs: number): {
  unit: 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year'
  ms: number
} {
  const span = Math.abs(spanMs)
  if (span < MINUTE_MS) return { unit: 'second', ms: SECOND_MS }
  if (span < HOUR_MS) return { unit: 'minute', ms: MINUTE_MS }
  if (span < DAY_MS) return { unit: 'hour', ms: HOUR_MS }
  if (span < 45 * DAY_MS) return { unit: 'day', ms: DAY_MS }
  if (span < 365 * DAY_MS) return { unit: 'month', ms: 30.4375 * DAY_MS }
  return { unit: 'year', ms: 365.25 * DAY_MS }
}

const kept = new Map<string, Format>()

/** The formatter for these choices, made once. */
export function formatFor(options: FormatOptions): Format {
  const key = `${options.language} ${options.calendar} ${options.timeZone}`
  let format = kept.get(key)
  if (!format) {
    format = createFormat(options)
    kept.set(key, format)
  }
  return format
}

export type Format = ReturnType<typeof createFormat>

/** @param timeZone IANA name, e.g. `Asia/Tehran` */
export function createFormat({ language, calendar = CALENDAR_OF[language], timeZone }: FormatOptions) {
  const locale = `${LOCALES[language]}-u-ca-${calendar}-nu-${DIGITS[language]}`
  const made = new Map<string, unknown>()
  const once = <Made>(key: string, make: () => Made): Made => {
    if (!made.has(key)) made.set(key, make())
    return made.get(key) as Made
  }
  const numbers = (options: Intl.NumberFormatOptions) =>
    once(JSON.stringify(options), () => new Intl.NumberFormat(locale, options))
  const dates = (options: Intl.DateTimeFormatOptions) =>
    once(`date ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, { timeZone, ...options }))
  const relative = () => once('relative', () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))

  const at = (time: string | Date) => (typeof time === 'string' ? new Date(time) : time)
  /** Whole numbers, or up to `digits` behind the point. */
  const number = (value: number, digits = 0) => numbers({ maximumFractionDigits: digits }).format(value)

  return {
    locale,
    calendar,
    timeZone,
    number,
    /** Always so many digits behind the point: figures in a column. */
    fixed: (value: number, digits: number) =>
      numbers({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value),
    /** 0.1 → +0.10, with the sign always there and the digits under each other. */
    signed: (value: number, digits = 2) =>
      numbers({
        signDisplay: 'exceptZero',
        minimumFractionDigits: value === 0 ? 0 : digits,
        maximumFractionDigits: digits,
      }).format(value),
    /** 0.94 → 94 %. */
    percent: (share: number, digits = 0) =>
      numbers({ style: 'percent', maximumFractionDigits: digits }).format(share),
    /** @param currency ISO 4217; a code nobody knows is written behind the number */
    money(value: number, currency: string | null) {
      if (currency === null || !/^[A-Z]{3}$/i.test(currency))
        return [number(value), currency].filter(Boolean).join(' ')
      return numbers({ style: 'currency', currency, maximumFractionDigits: 0 }).format(value)
    },
    /** 2 August 2026, in the reader's calendar. */
    date: (time: string | Date) => dates({ day: 'numeric', month: 'long', year: 'numeric' }).format(at(time)),
    /** 2 Aug, without the year. */
    dayMonth: (time: string | Date) => dates({ day: 'numeric', month: 'short' }).format(at(time)),
    time: (time: string | Date) =>
      dates({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at(time)),
    dateTime: (time: string | Date) =>
      dates({
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }).format(at(time)),
    /** 12 minutes ago, in 3 hours, yesterday. */
    ago(time: string | Date, now: Date) {
      const spanMs = at(time).getTime() - now.getTime()
      const { unit, ms } = unitOf(spanMs)
      // Seconds that count up say nothing to a reader.
      if (unit === 'second') return relative().format(0, 'second')
      return relative().format(Math.trunc(spanMs / ms) || 0, unit)
    },
    /** A span in its largest unit, or the two largest: 38 minutes; 2 hours 5 minutes. */
    duration(spanMs: number, parts: 1 | 2 = 1) {
      const span = Math.max(0, Math.abs(spanMs))
      const { unit, ms } = unitOf(span)
      const count = Math.floor(span / ms)
      const say = (amount: number, ofUnit: string) =>
        numbers({ style: 'unit', unit: ofUnit, unitDisplay: 'long' }).format(amount)
      const rest = span - count * ms
      if (parts === 1 || unit === 'second' || rest < MINUTE_MS || unit === 'month' || unit === 'year')
        return say(count, unit)
      const below = unitOf(rest)
      if (unit === 'day' && below.unit !== 'hour') return say(count, unit)
      return once('list', () => new Intl.ListFormat(locale, { type: 'unit', style: 'long' })).format([
        say(count, unit),
        say(Math.floor(rest / below.ms), below.unit),
      ])
    },
    /** a, b and c. */
    list: (items: string[]) =>
      once('conjunction', () => new Intl.ListFormat(locale, { type: 'conjunction' })).format(items),
    /** For sorting names as a dictionary of the language would. */
    compare: (one: string, other: string) =>
      once('collator', () => new Intl.Collator(language, { numeric: true, sensitivity: 'base' })).compare(
        one,
        other,
      ),
  }
}
