/** Texts as wild as they come: Arabic script, three kinds of digits, marks, invisible characters, halves of pairs. */
import fc from 'fast-check'

const ranges = (...pairs: [number, number][]) =>
  fc.oneof(
    ...pairs.map(([from, to]) =>
      fc.integer({ min: from, max: to }).map((code) => String.fromCodePoint(code)),
    ),
  )

const piece = fc.oneof(
  { weight: 6, arbitrary: ranges([0x0600, 0x06ff]) },
  { weight: 2, arbitrary: ranges([0x0750, 0x077f], [0xfb50, 0xfdff], [0xfe70, 0xfeff]) },
  { weight: 3, arbitrary: ranges([0x30, 0x39], [0x0660, 0x0669], [0x06f0, 0x06f9]) },
  { weight: 3, arbitrary: ranges([0x20, 0x7e]) },
  {
    weight: 2,
    arbitrary: ranges([0x200b, 0x200f], [0x2028, 0x202f], [0x2060, 0x2069], [0x00, 0x1f], [0x7f, 0xa0]),
  },
  { weight: 2, arbitrary: ranges([0x0300, 0x036f], [0x064b, 0x065f], [0xfe00, 0xfe0f]) },
  { weight: 1, arbitrary: ranges([0xd800, 0xdfff]) },
  { weight: 1, arbitrary: ranges([0x1100, 0x11ff], [0xff00, 0xffdc], [0x3130, 0x318f], [0x2100, 0x218f]) },
  {
    weight: 1,
    arbitrary: ranges([0x1f1e6, 0x1f1ff], [0x1f300, 0x1faff], [0x1d7ce, 0x1d7ff], [0x1d400, 0x1d4ff]),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '👨‍👩‍👧',
      '❤️',
      '👍🏽',
      '1️⃣',
      'İ',
      '@ali',
      'https://x.ir/',
      'www.',
      'خیییییلی',
      '!!!!',
      'می‌خواهم',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
)

export const wildText = (maxLength = 40) => fc.array(piece, { maxLength }).map((pieces) => pieces.join(''))

/** Words and lines as customers write them, glued in any order with wild pieces between. */
export const messyMessage = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: wildText(6) },
      {
        weight: 5,
        arbitrary: fc.constantFrom(
          'سلام',
          'سفارش من نرسید.',
          'وين طلبي؟',
          'Where is my order?',
          'chera javab nemidid',
          '۱۲۳۴۵۶',
          'ali@example.com',
          '09121234567',
          '٠٥٠١٢٣٤٥٦٧',
          '\n',
          '\n\n',
          '> ',
          '-- \n',
          'On Mon, 3 Aug 2026, Ali wrote:\n',
          'در تاریخ ۳ مرداد علی نوشت:\n',
          '-----Original Message-----\n',
          'From: a\nSent: b\n',
          'با احترام\n',
          'Sent from my iPhone',
          '[EMAIL_1]',
          ' ',
        ),
      },
    ),
    { maxLength: 25 },
  )
  .map((pieces) => pieces.join(''))

/** True when an index falls between the two halves of a surrogate pair. */
export const splitsPair = (text: string, index: number): boolean =>
  index > 0 &&
  index < text.length &&
  /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(index - 1, index + 1))
