/** Finds what must not leave the house: e-mail addresses, bank and card numbers, identity and telephone numbers. */
import {
  ibanLength,
  isCardNumber,
  isEgyptianNationalId,
  isEmiratesId,
  isIban,
  isIranianNationalId,
  isSaudiId,
} from './checksums.ts'
import type { Span } from './mapped-text.ts'
import { isLikelyPhone, isSurePhone } from './phone-numbers.ts'

export type PersonalKind = 'EMAIL' | 'IBAN' | 'CARD' | 'NATIONAL_ID' | 'PHONE' | 'NAME'
export type PersonalSpan = Span & { kind: PersonalKind }

/** Personal data in a text, in order and without overlap. Order numbers, amounts and dates are left alone. */
export function findPersonalData(text: string): PersonalSpan[] {
  const plain = text.replace(/[٠-٩۰-۹０-９]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
  return withoutOverlap([...emails(plain), ...ibans(plain), ...numbers(plain)])
}

/** Keeps the first of overlapping spans, in the order given, and sorts what is kept. */
export function withoutOverlap<Given extends Span>(spans: readonly Given[]): Given[] {
  const kept: Given[] = []
  for (const span of spans) {
    if (!kept.some((other) => span.start < other.end && other.start < span.end)) kept.push(span)
  }
  return kept.sort((first, second) => first.start - second.start)
}

// The look-behind keeps the search linear: an address starts where its characters start.
const EMAIL =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}(?![\p{L}\p{N}])/gu

function emails(plain: string): PersonalSpan[] {
  return [...plain.matchAll(EMAIL)].map((match) => ({
    kind: 'EMAIL',
    start: match.index,
    end: match.index + match[0].length,
  }))
}

// What people put between digits, invisible direction marks among it; never a line break or a comma.
const GAP =
  '(?:[ \\t\\u00a0\\u2000-\\u200a\\u202f()._\\u2010-\\u2015\\u2212-]|[\\u200b\\u200c]|\\u200d|[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2069])'
const IBAN_START = new RegExp(`(?<![a-z0-9])[a-z]{2}${GAP}{0,3}\\d${GAP}?\\d`, 'gi')
const IBAN_NEXT = new RegExp(`${GAP}{0,3}([a-z0-9])`, 'iy')

function ibans(plain: string): PersonalSpan[] {
  const found: PersonalSpan[] = []
  for (const match of plain.matchAll(IBAN_START)) {
    const length = ibanLength(match[0].slice(0, 2).toUpperCase())
    let iban = ''
    IBAN_NEXT.lastIndex = match.index
    let end = match.index
    while (iban.length < length) {
      const next = IBAN_NEXT.exec(plain)
      if (!next) break
      iban += next[1]?.toUpperCase()
      end = IBAN_NEXT.lastIndex
    }
    if (isIban(iban) && !/^[a-z0-9]/i.test(plain.slice(end)))
      found.push({ kind: 'IBAN', start: match.index, end })
  }
  return found
}

const NUMBER_RUN = new RegExp(`(?<![A-Za-z0-9_])\\+?\\(?\\d(?:${GAP}{0,4}\\d)*`, 'g')
const MOST_GROUPS = 8
const DATE = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2}))(?!\d)/
const MONEY_BEHIND =
  /^[\s\u200c]*(?:هزار|میلیون|ریال|ريال|تومان|تومن|درهم|دينار|جنيه|ليرة|دولار|دلار|یورو|usd|sar|aed|egp|irr|toman|rial|riyal|dirham|dollars?|euros?|%|٪|﷼|\$|€|£)/i

type Group = { digits: string; start: number; end: number }

function numbers(plain: string): PersonalSpan[] {
  const found: PersonalSpan[] = []
  for (const run of plain.matchAll(NUMBER_RUN)) {
    const groups = [...run[0].matchAll(/\d+/g)].map((match) => ({
      digits: match[0],
      start: run.index + match.index,
      end: run.index + match.index + match[0].length,
    }))
    for (let first = 0; first < groups.length; ) {
      if (DATE.test(plain.slice(groups[first]?.start, run.index + run[0].length))) {
        first += 3
        continue
      }
      const taken = takeNumber(plain, groups, first)
      if (taken) found.push(taken.span)
      first = taken ? taken.next : first + 1
    }
  }
  return found
}

/** The longest personal number that starts with a group of digits. */
function takeNumber(
  plain: string,
  groups: readonly Group[],
  first: number,
): { span: PersonalSpan; next: number } | null {
  const from = groups[first]
  if (!from) return null
  const opening = /(?:\+\(?|\()$/.exec(plain.slice(Math.max(0, from.start - 2), from.start))?.[0] ?? ''
  const cue = lastCue(plain.slice(Math.max(0, from.start - 32), from.start))
  for (let next = Math.min(groups.length, first + MOST_GROUPS); next > first; next--) {
    const window = groups.slice(first, next)
    const last = window.at(-1) ?? from
    const money = MONEY_BEHIND.test(plain.slice(last.end, last.end + 12))
    const kind = kindOf(window, { plus: opening.includes('+'), cue, money })
    if (kind === null || /^[A-Za-z0-9]/.test(plain.slice(last.end))) continue
    const start = kind === 'PHONE' ? from.start - opening.length : from.start
    return { span: { kind, start, end: last.end }, next }
  }
  return null
}

function kindOf(
  window: readonly Group[],
  { plus, cue, money }: { plus: boolean; cue: Cue; money: boolean },
): PersonalKind | null {
  const digits = window.map((group) => group.digits).join('')
  const groups = window.map((group) => group.digits.length)
  if (digits.length > 24 || digits.length < 7) return null
  const run = { digits, plus, groups, expected: cue === 'phone' && !money }
  const whole = groups.length === 1
  const shape = groups.join('-')
  if (!plus) {
    if (digits.length === 24 && cue !== 'order' && isIban(`IR${digits}`)) return 'IBAN'
    if ((whole || groups.slice(0, -1).every((size) => size >= 4)) && isCardNumber(digits)) return 'CARD'
  }
  if (isSurePhone(run) && groups.every((size, index) => size > 1 || index === 0 || digits.startsWith('98')))
    return 'PHONE'
  if (cue === 'order' || money) return null
  if (!plus && (whole || shape === '3-6-1') && isIranianNationalId(digits) && cue !== 'phone')
    return 'NATIONAL_ID'
  if (!plus && whole && (isEgyptianNationalId(digits) || (cue === 'identity' && isSaudiId(digits))))
    return 'NATIONAL_ID'
  if (!plus && (whole || shape === '3-4-7-1') && isEmiratesId(digits)) return 'NATIONAL_ID'
  return groups.every((size, index) => size > 1 || index === 0) && isLikelyPhone(run) ? 'PHONE' : null
}

type Cue = 'order' | 'phone' | 'identity' | null

const CUES = [
  [
    'order',
    /سفارش|مرسوله|بسته|رهگیری|رهگيري|پیگیری|پيگيري|فاکتور|فاكتور|تیکت|بلی[طت]|رزرو|تراکنش|ارجاع|مرجع|سریال|سريال|طلب|شحن[ةه]|تتبع|فاتور[ةه]|تذكر[ةه]|حجز|عملي[ةه]|معامل[ةه]|بلاغ|\b(?:order|tracking|invoice|ticket|booking|reference|ref|transaction|case|parcel|shipment|awb|pnr|serial|imei|sefaresh|talab)|#/giu,
  ],
  [
    'phone',
    /تلفن|موبا[یي]ل|همراه(?:م|ش| من|:)|تماس|واتس|شماره(?:\s|\u200c)?(?:م|ام|من)(?![\p{L}])|جوال|هاتف|رقمي|اتصل|كلمون|\b(?:phone|mobile|cell|tel|call me|call us|whatsapp|my number|reach me|contact|telefon|shomaram|ra2my|rakmi)/giu,
  ],
  ['identity', /مل[یيى]|هوي[ةه]|إ?اقام[ةه]|إقام[ةه]|القومي|سجل مدني|\b(?:national|iqama|id)\b/giu],
] as const

/** What the words before a number call it: the nearest one decides. */
function lastCue(before: string): Cue {
  let cue: Cue = null
  let at = -1
  for (const [name, pattern] of CUES) {
    for (const match of before.matchAll(pattern)) {
      if (match.index > at) {
        at = match.index
        cue = name
      }
    }
  }
  return cue
}
