/** Where a reply names a person or a day. */
import type { Language } from '../../labels.ts'
import type { Span } from '../../text/mapped-text.ts'

/** On normalised text. */
export const DAY_NAMES: Record<Language, RegExp> = {
  fa: /(?<!\p{L})(?:(?:یک|دو|سه|چهار|پنج) ?شنبه|شنبه|جمعه|فروردین|اردیبهشت|خرداد|مرداد|شهریور|ابان|اذر|بهمن|اسفند)(?!\p{L})/gu,
  ar: /(?<!\p{L})(?:السبت|الاحد|الاثنین|الثلاثا|الاربعا|الخمیس|الجمعه|ینایر|فبرایر|مارس|ابریل|مایو|یونیو|یولیو|اغسطس|سبتمبر|اکتوبر|نوفمبر|دیسمبر|شعبان|رمضان|شوال)(?!\p{L})/gu,
  en: /(?<!\p{L})(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|april|june|july|august|september|october|november|december)(?!\p{L})/gu,
}

const ARABIC_WORD = '[\\u0621-\\u064a\\u0671-\\u06d3]+(?:\\u200c[\\u0621-\\u064a\\u0671-\\u06d3]+)*'
const LATIN_NAME = "\\p{Lu}[\\p{Ll}'’-]+(?: \\p{Lu}[\\p{Ll}'’-]+)?"

/** Forms in which a person is named; a common noun in the same place is known from the playbook, or listed here. */
const CLAIMS: Record<Language, readonly RegExp[]> = {
  fa: [
    new RegExp(`(?:آقای|جناب آقای|سرکار خانم|خانم|آقا) (?<name>${ARABIC_WORD}(?: ${ARABIC_WORD})?)`, 'gu'),
    new RegExp(
      `(?<=^|\\n|سلام،? |درود،? )(?<name>${ARABIC_WORD}(?: ${ARABIC_WORD})?) (?:گرامی|عزیز|جان)`,
      'gu',
    ),
    new RegExp(`(?:همکارم|همکارمان|کارشناس ما)،? (?<name>${ARABIC_WORD})،`, 'gu'),
  ],
  ar: [
    new RegExp(`(?:السيدة?|الأستاذة?|الآنسة|المهندسة?|الدكتورة?) (?<name>${ARABIC_WORD})`, 'gu'),
    new RegExp(`(?:عزيزي|عزيزتي|أخي|أختي) (?<name>${ARABIC_WORD})`, 'gu'),
    new RegExp(`(?:زميلنا|زميلتنا) (?<name>${ARABIC_WORD})`, 'gu'),
  ],
  en: [
    new RegExp(`(?:\\b(?:Mr|Mrs|Ms|Miss|Dr)\\.? )(?<name>${LATIN_NAME})`, 'gu'),
    new RegExp(`(?:\\b(?:Dear|Hi|Hello)|my colleague|our colleague|manager) (?<name>${LATIN_NAME})`, 'gu'),
    new RegExp(`\\b(?:I am|I'm|I’m|This is|My name is) (?<name>${LATIN_NAME}) (?:from|at|,)`, 'gu'),
  ],
}

const COMMON = new Set(
  'مشتری همراه دوست کاربر هم‌وطن عميل العميل عميلنا العزيز الكريم المدير المشرف There Customer All Team Everyone'.split(
    ' ',
  ),
)

/** Names a reply claims to know, as places in it. */
export function claimedNames(text: string, language: Language): Span[] {
  return CLAIMS[language].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const name = match.groups?.name ?? ''
      if (COMMON.has(name.split(' ')[0] ?? '')) return []
      const start = match.index + match[0].indexOf(name, language === 'en' ? 2 : 0)
      return [{ start, end: start + name.length }]
    }),
  )
}
