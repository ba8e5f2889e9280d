/** Where customers tell their name: said outright, or below the closing of a letter. */
import type { Span } from '../text/mapped-text.ts'

/** First names that make «من … هستم» a name and not a mood. Folded: ی ک for all forms, no hamza on alef. */
const FIRST_NAMES = new Set(
  (
    'علی رضا محمد حسین حسن مهدی امیر سعید مجید حمید مسعود احمد محمود مصطفی مرتضی بهنام بهرام فرهاد فرشاد کامران آرش ارش سینا پویا نیما کیوان بابک امید ایمان داود ابراهیم یوسف جواد هادی سارا مریم زهرا فاطمه نرگس لیلا نازنین شیما مینا الهام سمیرا پریسا نگار شیرین سحر ندا رویا مهسا الهه اعظم طاهره پروین ' +
    'خالد عبدالله عبدالرحمن سعد فهد ناصر سلطان عمر طارق ماجد فیصل یاسر ایمن کریم سامی هانی وائل ریم نوره منی هدی دانه لمیاء رانیا دینا یاسمین عائشه خدیجه امل هاله سلمی سلوی رنا مها ساره عمرو'
  ).split(' '),
)
const fold = (word: string) => word.replace(/[أإآ]/g, 'ا').replace(/[ةۀ]/g, 'ه')

const WORD = '[\\u0621-\\u064a\\u067e\\u0686\\u0698\\u06a9\\u06af\\u06cc]{2,}'
const ARABIC_NAME = `${WORD}(?:[ \\u200c]${WORD}){0,2}`
const LATIN_NAME = "\\p{Lu}[\\p{Ll}'’-]+(?: (?:al-|Al-|el-)?\\p{Lu}[\\p{Ll}'’-]+){0,2}"

type Rule = { pattern: RegExp; needsFirstName: boolean }
const said = (source: string, needsFirstName = false): Rule => ({
  pattern: new RegExp(source, 'gu'),
  needsFirstName,
})
const CLOSING =
  '(?:با (?:احترام|تشکر|سپاس|سپاس فراوان)|ارادتمند|سپاس|ممنون|مع (?:خالص )?(?:الشكر|الشکر|التحیة|التحیه|التقدیر)(?: والتقدیر)?|وتفضلوا بقبول[^\\n]*|تحیاتی|(?:[Kk]ind |[Bb]est |[Ww]arm )?[Rr]egards|[Yy]ours (?:sincerely|faithfully)|[Ss]incerely|[Tt]hanks|[Tt]hank you|[Cc]heers|[Bb]est)'

const RULES: readonly Rule[] = [
  said(`(?<!\\p{L})(?:من|بنده|اینجانب) (?<name>${ARABIC_NAME}?) ?(?:هستم|ام)(?!\\p{L})`, true),
  said(
    `(?<!\\p{L})(?:اسمم|نامم|اسم من|نام من) (?<name>${ARABIC_NAME}?)(?= ?(?:است|هست|ه)(?!\\p{L})|[.،,\\n]|$)`,
    true,
  ),
  said(`(?<!\\p{L})(?:به نام|ب نام|بنام) (?<name>${ARABIC_NAME})`, true),
  said(`(?<!\\p{L})(?:اسمی|انا اسمی|أنا اسمی|معکم|معك|معاک) (?<name>${ARABIC_NAME})`, true),
  said(`(?<!\\p{L})(?:أنا|انا) (?<name>${ARABIC_NAME})`, true),
  said(`\\b(?:[Mm]y name is|[Mm]y name's|[Tt]his is|I am|I'm|I’m) (?<name>${LATIN_NAME})(?! (?:is|was|has))`),
  said(`(?:^|\\n)${CLOSING}[،,.!]?[ \\t]*\\n+[ \\t]*(?<name>${ARABIC_NAME})[ \\t]*(?:\\n|$)`, true),
  said(`(?:^|\\n)${CLOSING}[،,.!]?[ \\t]*\\n+[ \\t]*(?<name>${LATIN_NAME})[ \\t]*(?:\\n|$)`),
]

// "This is Ridiculous", "I am Very upset": a capital alone makes no name.
const NOT_LATIN_NAMES =
  /^(?:Very|So|Not|Still|Really|Absolutely|Extremely|Just|Also|Now|The|A|An|My|Your|Ridiculous|Unacceptable|Regarding|Re|Customer|Support|Dear|Sent|Team|Outrageous|Terrible|Urgent|Wrong|Amazing|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b/

/** Names in order, without doubles of place. */
export function findOwnNames(folded: string): Span[] {
  const found: Span[] = []
  for (const { pattern, needsFirstName } of RULES) {
    for (const match of folded.matchAll(pattern)) {
      const name = needsFirstName ? untilVerb(match.groups?.name ?? '') : (match.groups?.name ?? '')
      const first = fold(name.split(/[ \u200c]/)[0] ?? '')
      if (needsFirstName ? !FIRST_NAMES.has(first) : NOT_LATIN_NAMES.test(name) || name === '') continue
      const start = match.index + match[0].indexOf(name, match[0].length > name.length ? 1 : 0)
      if (!found.some((span) => span.start < start + name.length && start < span.end))
        found.push({ start, end: start + name.length })
    }
  }
  return found.sort((one, other) => one.start - other.start)
}

const NO_NAME =
  /[ \u200c](?:هستم|است|از|و|با|که|مشتری|عمیل|عمیلکم|من|زبون|زبونکم|کلمتکم|رقم|عندی|عملت|طلبت|ساکن|مشترک|به|در|شماره|فی|ابغی|أبغی|ابی|عایز|عاوز|اشترکت|ارید|أرید|حابب|حابه|لدی|اتصلت).*$/u
const untilVerb = (name: string) => name.replace(NO_NAME, '')
