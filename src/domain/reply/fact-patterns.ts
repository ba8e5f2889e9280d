/** How customers write order numbers, amounts, dates and their names. Matched on text with ASCII digits and Persian ی ک. */
import type { Language } from '../labels.ts'

/** What a number belongs to, with the noun a reply uses for it. */
export const REFERENCE_KINDS = [
  'order',
  'parcel',
  'tracking',
  'invoice',
  'bill',
  'ticket',
  'booking',
  'transaction',
  'case',
  'contract',
] as const
export type ReferenceKind = (typeof REFERENCE_KINDS)[number]

export const REFERENCE_CUES: readonly [ReferenceKind, RegExp][] = [
  ['tracking', /رهگیری|پیگیری|تتبع|\btracking|\bawb|\b(?:peygiri|rahgiri)/giu],
  [
    'order',
    /سفارش|(?<![\u0600-\u06ff])(?:و|ب|ل)?(?:ال)?طلب(?:ی|یه|یتی|نا|کم)?(?![\u0600-\u06ff])|طلبیه|اوردر|\borders?\b|\bsefaresh|\btalab|\border/giu,
  ],
  ['parcel', /مرسوله|بسته|شحنه|شحنة|\b(?:parcel|package|shipment|consignment)/giu],
  ['invoice', /فاکتور|فاتور[ةه]|\binvoice|\bfaktor/giu],
  ['bill', /قبض|صورت[\s\u200c]?حساب|\bbill\b/giu],
  ['ticket', /تیکت|بلیت|بلیط|تذ[کك]ر[ةه]|\be?-?ticket/giu],
  ['booking', /رزرو|حجز|\b(?:booking|reservation|pnr)/giu],
  ['transaction', /تراکنش|عملی[ةه]|معامل[ةه]|\btransaction/giu],
  ['case', /پرونده|بلاغ|ش[کك]وی|\b(?:case|claim|complaint|reference|ref)\b/giu],
  ['contract', /قرارداد|عقد|\b(?:contract|policy)\b/giu],
]

export const REFERENCE_NOUNS: Record<Language, Record<ReferenceKind, string>> = {
  fa: {
    order: 'سفارش',
    parcel: 'مرسولهٔ',
    tracking: 'شمارهٔ پیگیری',
    invoice: 'فاکتور',
    bill: 'قبض',
    ticket: 'تیکت',
    booking: 'رزرو',
    transaction: 'تراکنش',
    case: 'پروندهٔ',
    contract: 'قرارداد',
  },
  ar: {
    order: 'الطلب رقم',
    parcel: 'الشحنة رقم',
    tracking: 'رقم التتبع',
    invoice: 'الفاتورة رقم',
    bill: 'الفاتورة رقم',
    ticket: 'التذكرة رقم',
    booking: 'الحجز رقم',
    transaction: 'العملية رقم',
    case: 'البلاغ رقم',
    contract: 'العقد رقم',
  },
  en: {
    order: 'order',
    parcel: 'parcel',
    tracking: 'tracking number',
    invoice: 'invoice',
    bill: 'bill',
    ticket: 'ticket',
    booking: 'booking',
    transaction: 'transaction',
    case: 'case',
    contract: 'contract',
  },
}

/** A code with at least three digits: 8812, DK-4471, IR12345-7. Not a part of a date, an amount or a longer number. */
export const REFERENCE_CODE =
  /(?<![\p{L}\p{N}.,/:-])#?((?:[A-Za-z]{1,5}-?)?\d{3,}(?:-\d+)*)(?![\p{L}\p{N}]|[.,/:]\d)/gu

const NUMBER = String.raw`\d{1,3}(?:[,٬،.]\d{3})+(?:[.٫]\d{1,2})?|\d+(?:[.,٫/]\d{1,3})?`
const FA_WORD =
  'یک|دو|سه|چهار|پنج|شش|شیش|هفت|هشت|نه|ده|یازده|دوازده|پانزده|پونزده|بیست|سی|چهل|پنجاه|شصت|هفتاد|هشتاد|نود|صد|دویست|سیصد|چهارصد|پانصد|پونصد|ششصد|هفتصد|هشتصد|نهصد'
const FA_COUNT = `(?:${NUMBER}|(?:${FA_WORD})(?:[\\s\\u200c]و[\\s\\u200c](?:${FA_WORD}))*)`
const FA_SCALE = '(?:[\\s\\u200c]?(?:هزار|میلیون|میلیارد|ملیون|تا))'
const FA_CURRENCY = 'تومان|تومن|ریال|دلار|یورو|درهم|لیر'
const AR_CURRENCY =
  'ریالا?(?:ت)?|دراهم|درهما?|دینارا?|دنانیر|جنیها?(?:ات)?|لیرة|لیره|لیرات|دولارا?(?:ات)?|یورو|ر\\.س|د\\.إ|د\\.ك|ج\\.م'
const AR_SCALE = '(?:\\s?(?:ألف|الف|آلاف|الاف|ملیون))'
const EN_CURRENCY =
  'USD|EUR|GBP|AED|SAR|QAR|KWD|EGP|IRR|INR|NGN|dollars?|euros?|pounds?|quid|dirhams?|riyals?|rials?|dinars?|rupees?|naira|toman|tomans'

/** Digits always with a currency: a bare number may be anything. */
export const AMOUNTS: readonly RegExp[] = [
  new RegExp(
    `(?<![\\p{L}\\p{N}.,/-])${FA_COUNT}${FA_SCALE}?(?:[\\s\\u200c]?و[\\s\\u200c]?${FA_COUNT}${FA_SCALE}?)*[\\s\\u200c]?(?:${FA_CURRENCY})(?![\\p{L}\\p{N}])`,
    'gu',
  ),
  new RegExp(
    `(?<![\\p{L}\\p{N}.,/-])(?:${NUMBER})${AR_SCALE}?\\s?(?:${AR_CURRENCY})[\u064b-\u0652]?(?![\\p{L}\\p{N}])`,
    'gu',
  ),
  new RegExp(`(?<![\\p{L}\\p{N}.,/-])[$€£₦₹]\\s?(?:${NUMBER})k?(?![\\p{L}\\p{N}])`, 'giu'),
  new RegExp(`(?<![\\p{L}\\p{N}.,/-])(?:${NUMBER})k?\\s?(?:${EN_CURRENCY}|[€£$])(?![\\p{L}\\p{N}])`, 'giu'),
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:USD|EUR|GBP|AED|SAR|QAR|KWD|EGP|Rs\\.?|INR|NGN)\\s?(?:${NUMBER})k?(?![\\p{L}\\p{N}])`,
    'gu',
  ),
]

const FA_MONTHS =
  'فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|ابان|آذر|اذر|دی|بهمن|اسفند|ژانویه|فوریه|مارس|آوریل|ژوئن|ژوئیه|سپتامبر|اکتبر|نوامبر|دسامبر'
const AR_MONTHS =
  'ینایر|فبرایر|مارس|أبریل|ابریل|مایو|یونیو|یونیه|یولیو|یولیه|أغسطس|اغسطس|سبتمبر|أکتوبر|اکتوبر|نوفمبر|دیسمبر|محرم|صفر|ربیع (?:الأول|الآخر)|رجب|شعبان|رمضان|شوال|ذو القعدة|ذو الحجة'
const EN_MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'

/** Dates that stay true whenever the reply is read. */
export const FIXED_DATES: readonly RegExp[] = [
  /(?<![\p{L}\p{N}./-])(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2}))(?![\p{N}]|[-./]\d)/gu,
  new RegExp(
    `(?<![\\p{L}\\p{N}])\\d{1,2}[\\s\\u200c]?(?:ا?م[\\s\\u200c])?(?:${FA_MONTHS}|${AR_MONTHS})(?:\\s(?:ماه\\s)?(?:1[34]|20)\\d{2})?(?![\\p{L}\\p{N}])`,
    'gu',
  ),
  new RegExp(
    `(?<![\\p{L}\\p{N}])\\d{1,2}(?:st|nd|rd|th)?\\s(?:of\\s)?(?:${EN_MONTHS})(?:,?\\s20\\d{2})?(?![\\p{L}\\p{N}])`,
    'giu',
  ),
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${EN_MONTHS})\\s\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s20\\d{2})?(?![\\p{L}\\p{N}])`,
    'giu',
  ),
]

/** Dates that mean another day tomorrow. */
export const MOVING_DATES =
  /(?<![\p{L}\p{N}])(?:دیروز|پریروز|امروز|فردا|دیشب|امشب|هفته[\s\u200c]ی?[\s\u200c]?(?:پیش|قبل)|یک?شنبه|دوشنبه|سه[\s\u200c]?شنبه|چهار[\s\u200c]?شنبه|پنج[\s\u200c]?شنبه|جمعه|أمس|امس|امبارح|اليوم|الیوم|غدا|غدًا|yesterday|today|tomorrow|last (?:week|night|month)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?![\p{L}\p{N}])/giu
