/** The time a reply promises: reckoned on the desk's clock, told as the language tells it. */
import { addBusinessMs, businessMsBetween, nextOpening } from '../desk/business-hours.ts'
import { DAY_MS, toLocal } from '../desk/local-time.ts'
import type { BusinessHours } from '../desk/opening-hours.ts'
import type { Language, Urgency } from '../labels.ts'
import type { Situation } from './playbook.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const STEP_MS = 30 * MINUTE_MS
/** A business day in promises such as `3d`. */
const BUSINESS_DAY_MS = 8 * HOUR_MS

export type TimePromise = {
  due_at: string
  /** Stands alone as an adverb: «تا ساعت ۱۸ امروز», «قبل الساعة ٦ من مساء اليوم», “by 6 pm today”. */
  text: string
}

export type PromiseRequest = {
  promise: Situation['promise']
  urgency: Urgency
  now: string
  hours: BusinessHours
  language: Language
}

/** Up to half an hour is told as minutes from now, up to two days as an hour, then as a day. */
export function promiseTime({ promise, urgency, now, hours, language }: PromiseRequest): TimePromise {
  const isUrgent = urgency === 'high' || urgency === 'critical'
  const within = (isUrgent && promise.urgent) || promise.within
  const start = Date.parse(now)
  const business = promise.clock === 'business'
  const ms = durationMs(within, business ? BUSINESS_DAY_MS : DAY_MS)
  const exact = business ? addBusinessMs(start, ms, hours) : start + ms
  if (exact - start <= 30 * MINUTE_MS) {
    const minutes = Math.round((exact - start) / MINUTE_MS)
    return { due_at: new Date(exact).toISOString(), text: WRITERS[language].minutes(minutes) }
  }
  const due = roundUp(exact, business ? hours : null)
  const moment = momentOf(due, start, hours.time_zone)
  const writer = WRITERS[language]
  const text = moment.ahead <= 2 ? writer.hour(moment) : writer.day(moment)
  return { due_at: new Date(due).toISOString(), text }
}

/**
 * When the first answer will be there: never before the desk opens, never after it is due, to the half-hour where that
 * leaves one. Null: there is no such time, because it is due now, or before anybody is there.
 */
export function answerTime({
  due_at,
  now,
  hours,
  language,
}: Omit<PromiseRequest, 'promise' | 'urgency'> & { due_at: string }): TimePromise | null {
  const [start, exact] = [Date.parse(now), Date.parse(due_at)]
  const opening = nextOpening(start, hours)
  const down = (step: number) => Math.floor(exact / step) * step
  const [halfHour, fiveMinutes, minute] = [down(STEP_MS), down(5 * MINUTE_MS), down(MINUTE_MS)]
  const due =
    halfHour > opening && halfHour - start >= STEP_MS
      ? halfHour
      : fiveMinutes > opening && fiveMinutes - start >= STEP_MS
        ? fiveMinutes
        : minute
  const minutes = Math.floor((due - start) / MINUTE_MS)
  if (due < opening || minutes < 1) return null
  const text =
    minutes <= 30
      ? WRITERS[language].minutes(minutes)
      : WRITERS[language].hour(momentOf(due, start, hours.time_zone))
  return { due_at: new Date(due).toISOString(), text }
}

function momentOf(due: number, start: number, timeZone: string): Moment {
  const local = toLocal(due, timeZone)
  const today = Math.floor(toLocal(start, timeZone) / DAY_MS)
  // Midnight belongs to the day that ends with it.
  const day = Math.floor((local - 1) / DAY_MS)
  const time = local - day * DAY_MS
  return {
    ahead: day - today,
    weekday: new Date(day * DAY_MS).getUTCDay(),
    date: new Date(day * DAY_MS),
    hour: Math.floor(time / HOUR_MS),
    minute: Math.floor((time % HOUR_MS) / MINUTE_MS),
  }
}

/** Of `15m`, `4h`, `3d`. */
export function durationMs(written: string, dayMs: number): number {
  const unit = { m: MINUTE_MS, h: HOUR_MS, d: dayMs }[written.at(-1) ?? ''] ?? Number.NaN
  return Number.parseInt(written, 10) * unit
}

/** To the next half-hour, unless the desk closes before it. */
function roundUp(instant: number, hours: BusinessHours | null): number {
  const rounded = Math.ceil(instant / STEP_MS) * STEP_MS
  if (hours === null) return rounded
  const open = businessMsBetween(instant, rounded, hours) === rounded - instant
  return open ? rounded : Math.ceil(instant / MINUTE_MS) * MINUTE_MS
}

type Moment = { ahead: number; weekday: number; date: Date; hour: number; minute: number }
type Writer = {
  minutes: (minutes: number) => string
  hour: (moment: Moment) => string
  day: (moment: Moment) => string
}

const digits = (locale: string) => {
  const format = new Intl.NumberFormat(locale, { useGrouping: false })
  const two = new Intl.NumberFormat(locale, { useGrouping: false, minimumIntegerDigits: 2 })
  return { write: (value: number) => format.format(value), two: (value: number) => two.format(value) }
}
const dates = (locale: string) => {
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' })
  return (date: Date) => format.format(date)
}

const faNumber = digits('fa')
const faDate = dates('fa-IR-u-ca-persian-nu-arabext')
const FA_DAYS = ['یکشنبه', 'دوشنبه', 'سه‌شنبه', 'چهارشنبه', 'پنج‌شنبه', 'جمعه', 'شنبه']
const fa: Writer = {
  minutes: (minutes) => `تا ${faNumber.write(minutes)} دقیقهٔ دیگر`,
  hour({ ahead, weekday, date, hour, minute }) {
    const clock = faNumber.write(hour) + (minute === 0 ? '' : `:${faNumber.two(minute)}`)
    const day = ['امروز', 'فردا'][ahead] ?? (ahead < 7 ? FA_DAYS[weekday] : `روز ${faDate(date)}`)
    return `تا ساعت ${clock} ${day}`
  },
  day: ({ ahead, weekday, date }) =>
    ahead < 7 ? `تا پایان روز ${FA_DAYS[weekday]}` : `تا پایان روز ${faDate(date)}`,
}

const arNumber = digits('ar-u-nu-arab')
const arDate = dates('ar-EG-u-ca-gregory-nu-arab')
const AR_DAYS = ['الأحد', 'الاثنين', 'الثلاثاء', 'الأربعاء', 'الخميس', 'الجمعة', 'السبت']
const ar: Writer = {
  // Three to ten take the plural, eleven and more the singular.
  minutes(minutes) {
    if (minutes === 1) return 'خلال دقيقة واحدة'
    if (minutes === 2) return 'خلال دقيقتين'
    return `خلال ${arNumber.write(minutes)} ${minutes <= 10 ? 'دقائق' : 'دقيقة'}`
  },
  hour({ ahead, weekday, date, hour, minute }) {
    const clock = arNumber.write(hour % 12 === 0 ? 12 : hour % 12)
    const exact = clock + (minute === 0 ? '' : `:${arNumber.two(minute)}`)
    const day = ['اليوم', 'الغد'][ahead] ?? `يوم ${ahead < 7 ? AR_DAYS[weekday] : arDate(date)}`
    return `قبل الساعة ${exact} من ${arPartOfDay(hour)} ${day}`
  },
  day: ({ ahead, weekday, date }) =>
    ahead < 7 ? `قبل نهاية يوم ${AR_DAYS[weekday]}` : `قبل نهاية يوم ${arDate(date)}`,
}

/** A construct before the day: مساء اليوم، صباح الغد. */
function arPartOfDay(hour: number): string {
  if (hour < 12) return 'صباح'
  if (hour < 15) return 'ظهر'
  if (hour < 18) return 'عصر'
  return hour < 24 ? 'مساء' : 'ليل'
}

const enDate = dates('en-GB')
const EN_DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const en: Writer = {
  minutes: (minutes) => (minutes === 1 ? 'within a minute' : `within ${minutes} minutes`),
  hour({ ahead, weekday, date, hour, minute }) {
    const half = hour % 24 < 12 ? 'am' : 'pm'
    const exact = `${hour % 12 === 0 ? 12 : hour % 12}${minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`}`
    const day = ['today', 'tomorrow'][ahead] ?? `on ${ahead < 7 ? EN_DAYS[weekday] : enDate(date)}`
    return hour === 24 || hour === 12
      ? `by ${hour === 12 && minute === 0 ? 'noon' : minute === 0 ? 'midnight' : `${exact} ${half}`} ${day}`
      : `by ${exact} ${half} ${day}`
  },
  day: ({ ahead, weekday, date }) =>
    ahead < 7 ? `by the end of ${EN_DAYS[weekday]}` : `by the end of ${enDate(date)}`,
}

const WRITERS: Record<Language, Writer> = { fa, ar, en }
