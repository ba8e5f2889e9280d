/** Numbers of a text, in digits or before a unit in words, as plain digits that can be compared. */
import type { Language } from '../../labels.ts'
import { normalise } from '../../text/normalise.ts'

export type FoundNumber = { digits: string; start: number; end: number }

const WORDS: Record<Language, Record<string, string>> = {
  fa: numbered('یک دو سه چهار پنج شش هفت هشت نه ده', {
    پانزده: '15',
    بیست: '20',
    سی: '30',
    پنجاه: '50',
    صد: '100',
  }),
  ar: {
    ...numbered('', {}),
    ثلاثه: '3',
    ثلاث: '3',
    اربعه: '4',
    اربع: '4',
    خمسه: '5',
    خمس: '5',
    سته: '6',
    ست: '6',
    سبعه: '7',
    سبع: '7',
    ثمانیه: '8',
    ثمانی: '8',
    تسعه: '9',
    تسع: '9',
    عشره: '10',
    عشر: '10',
  },
  en: numbered('one two three four five six seven eight nine ten', {
    twelve: '12',
    fifteen: '15',
    twenty: '20',
    thirty: '30',
    fifty: '50',
  }),
}
const UNITS: Record<Language, string> = {
  fa: 'روز|ساعت|هفته|ماه|دقیقه|سال|درصد|تومان|تومن|ریال',
  ar: 'ایام|یوم|ساعات|ساعه|اسابیع|اسبوع|اشهر|شهر|دقایق|دقیقه|سنوات|ریال|درهم|دینار|جنیه',
  en: '(?:working |business )?(?:days?|hours?|weeks?|months?|minutes?|years?|per ?cent|dollars|pounds|euros)',
}
/** Arabic tells two in the noun. */
const DUALS = /(?<![\p{L}])(?:یومین|ساعتین|اسبوعین|شهرین|دقیقتین)(?![\p{L}])/gu

/** In the order of the normalised text; offsets are those of the text as given. */
export function numbersIn(text: string, language: Language): FoundNumber[] {
  const plain = normalise(text)
  const found: FoundNumber[] = []
  const add = (digits: string, from: number, length: number) => {
    found.push({ digits, ...plain.toOriginal(from, from + length) })
  }
  for (const match of plain.text.matchAll(/\d+(?:[.,/:٬٫-]\d+)*/g)) {
    add(match[0].replace(/\D/g, ''), match.index, match[0].length)
  }
  const words = WORDS[language]
  const spelled = new RegExp(
    `(?<![\\p{L}])(${Object.keys(words).join('|')}) (?:${UNITS[language]})\\p{L}{0,2}(?![\\p{L}])`,
    'gu',
  )
  for (const match of plain.text.matchAll(spelled))
    add(words[match[1] ?? ''] ?? '', match.index, match[0].length)
  if (language === 'ar')
    for (const match of plain.text.matchAll(DUALS)) add('2', match.index, match[0].length)
  return found
}

function numbered(oneToTen: string, more: Record<string, string>): Record<string, string> {
  const named = oneToTen === '' ? [] : oneToTen.split(' ').map((word, index) => [word, String(index + 1)])
  return { ...Object.fromEntries(named), ...more }
}
