import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutPersonalData } from '../../../src/domain/knowledge/without-personal-data.ts'
import type { Language } from '../../../src/domain/labels.ts'
import { ourWords } from '../../../src/domain/reply/our-words.ts'
import { library } from '../reply/desk.ts'

const strip = (language: Language, text: string, customer: string, names: string[] = []) =>
  withoutPersonalData(text, {
    language,
    names,
    customer: { texts: [customer], ours: ourWords(library, language) },
  })

describe('nothing of the customer stays in an answer', () => {
  it.each<[Language, string, string, string[], string[]]>([
    [
      'fa',
      'سلام سارا رضایی گرامی، مبلغ ۲۵۰ هزار تومان سفارش ۸۸۱۲ را تا ساعت ۱۷:۳۰ فردا به کارت 6037-9912-3456-7893 برمی‌گردانیم. تلفن: ۰۹۱۲۳۴۵۶۷۸۹',
      'سفارش ۸۸۱۲ من نرسید، سارا هستم',
      ['سارا رضایی'],
      ['سارا', 'رضایی', '۲۵۰', '۸۸۱۲', '۱۷', '6037', '۰۹۱۲'],
    ],
    [
      'fa',
      'بسته را به برادرتان پژمان تحویل داده‌اند؛ دویست هزار تومان بابت تلویزیون سامسونگ برمی‌گردد.',
      'برادرم پژمان تلویزیون سامسونگ رو تحویل گرفته',
      [],
      ['پژمان', 'دویست', 'سامسونگ', 'تلویزیون'],
    ],
    [
      'fa',
      'پیک فردا به خیابان ولیعصر کوچهٔ نسترن می‌آید و با آقای کریمی هماهنگ می‌کند. ایمیل ali.k@example.com',
      'نمی‌رسد',
      [],
      ['ولیعصر', 'نسترن', 'کریمی', 'example'],
    ],
    [
      'fa',
      'حسین جان، همکارم مریم پیگیر است و تا ۱۲ مرداد خبر می‌دهد.',
      'کجاست',
      [],
      ['حسین', 'مریم', '۱۲', 'مرداد'],
    ],
    [
      'ar',
      'مرحبًا خالد، الطلب رقم ٧٧١٢٠ بمبلغ ٣٥٠ ريالًا سيصل إلى شارع العليا يوم الخميس. تواصل معك المندوب فهد على 0551234567.',
      'أنا خالد منصور، طلبي ٧٧١٢٠ لم يصل',
      ['خالد منصور'],
      ['خالد', '٧٧١٢٠', '٣٥٠', 'العليا', 'الخميس', 'فهد', '0551234567'],
    ],
    [
      'ar',
      'سُلّم الطرد لجارتكم أم قصي، وسنعيد خمسمئة ريال.',
      'سلموا الطرد لجارتي ام قصي',
      [],
      ['قصي', 'خمسمئة'],
    ],
    [
      'en',
      'Hi Daniel, we handed order DK-4471 to Marcus at 14 Elm Street; your $84.50 (eighty-four dollars) is on its way. Write to me at jo@shop.example or @joshop.',
      'Order DK-4471 never came, Daniel Brooks',
      ['Daniel Brooks'],
      ['Daniel', 'DK', '4471', 'Marcus', 'Elm', '84', 'eighty', 'jo@', 'joshop'],
    ],
    [
      'en',
      'The necklace for Zubeida goes out on Friday by 4:30 pm.',
      'where is the necklace for zubeida',
      [],
      ['necklace', 'Zubeida', 'Friday', '4:30'],
    ],
  ])('%s: %s', (language, text, customer, names, secrets) => {
    const stripped = strip(language, text, customer, names)
    for (const secret of secrets) expect(stripped).not.toContain(secret)
    expect(stripped).toMatch(/\[(?:name|number|amount|date|address|detail)\]/)
  })

  it.each<[Language, string, string, string]>([
    [
      'fa',
      'واحد ارسال با پست پیگیری می‌کند و نتیجه را با ایمیل می‌گوییم.',
      'پیگیری ارسال',
      'واحد ارسال با پست پیگیری می‌کند و نتیجه را با ایمیل می‌گوییم.',
    ],
    [
      'ar',
      'يتابع فريق التوصيل الأمر ونردّ عليكم هنا.',
      'التوصيل متأخر',
      'يتابع فريق التوصيل الأمر ونردّ عليكم هنا.',
    ],
    [
      'en',
      'Our delivery team is tracing it with the courier. You will hear from us here.',
      'delivery team',
      'Our delivery team is tracing it with the courier. You will hear from us here.',
    ],
    [
      'en',
      'We are sorry. Sarah, order 8812 is late.',
      'Order 8812',
      'We are sorry. [name], order [number] is late.',
    ],
  ])('what is the desk’s stays: %s %s', (language, text, customer, left) => {
    expect(strip(language, text, customer)).toBe(left)
  })

  it('no digit is ever left, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[0-9۰-۹٠-٩ a-zا-ی.,:/#+-]{0,60}$/)),
        fc.constantFrom('fa' as const, 'ar' as const, 'en' as const),
        (text, language) => {
          expect(withoutPersonalData(text, { language, names: [] })).not.toMatch(/\p{Nd}/u)
        },
      ),
    )
  })
})
