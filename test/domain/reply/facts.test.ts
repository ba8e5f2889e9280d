import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findFacts, usableFacts } from '../../../src/domain/reply/facts.ts'

const values = (facts: readonly { value: string }[]) => facts.map(({ value }) => value)

describe('order and ticket numbers', () => {
  it.each([
    ['سفارش شماره ۸۸۱۲ من هنوز نرسیده', 'order', '۸۸۱۲'],
    ['شماره سفارشم DK-4471 هست', 'order', 'DK-4471'],
    ['سفارش ۱۲۳۴۵۶۷ رو کنسل کنین', 'order', '۱۲۳۴۵۶۷'],
    ['کد رهگیری: 99120045', 'tracking', '99120045'],
    ['تيكت ٣٣٤٢ مقفلة', 'ticket', '٣٣٤٢'],
    ['تذكرة رقم ٣٣٤٢ مقفلة على إنها محلولة', 'ticket', '٣٣٤٢'],
    ['طلبي رقم 77120 ما وصل', 'order', '77120'],
    ['رقم الطلب: ٩٩١٢', 'order', '٩٩١٢'],
    ['حجزي رقم QX731 أرجو إلغاءه', 'booking', 'QX731'],
    ['فاتورة رقم ٤٤١٧ فيها خطأ', 'invoice', '٤٤١٧'],
    ["I'd like to return order 77120, unopened", 'order', '77120'],
    ['regarding bill no. 40021 for June', 'bill', '40021'],
    ['my ticket #2207 is still open', 'ticket', '2207'],
    ['sefaresh 8812 naresid', 'order', '8812'],
    ['قبض ۵۵۴۱ را دو بار دادم', 'bill', '۵۵۴۱'],
  ])('%s', (text, kind, value) => {
    expect(findFacts(text).references).toMatchObject([{ kind, value }])
  })

  it.each([
    ['کارت من 6037991234567893 است، سفارش نرسید'],
    ['شماره‌ام ۰۹۱۲۱۲۳۴۵۶۷ است، برای سفارش زنگ بزنید'],
    ['سفارش را ۱۲۰۰ تومان گران‌تر حساب کردید'],
    ['سفارش ۱۴۰۴/۰۵/۱۲ هنوز نیامده'],
    ['طلبت ٣ قطع ووصلت ٢'],
    ['قرارداد ۱۸۰ نفرهٔ شرکت را منتقل می‌کنیم'],
    ['I ordered 12 plates'],
    ['It cost 300 more than the shop round the corner'],
  ])('none in: %s', (text) => {
    expect(findFacts(text).references).toEqual([])
  })
})

describe('amounts with their currency', () => {
  it.each([
    ['۲۵۰ هزار تومان از حسابم کم شد', ['۲۵۰ هزار تومان']],
    ['مبلغ ۱٬۲۰۰٬۰۰۰ ریال', ['۱٬۲۰۰٬۰۰۰ ریال']],
    ['۲ میلیون و ۵۰۰ هزار تومن دادم', ['۲ میلیون و ۵۰۰ هزار تومن']],
    ['پنجاه هزار تومن اضافه گرفتید', ['پنجاه هزار تومن']],
    ['خصموا ١٨٥٠ جنيه', ['١٨٥٠ جنيه']],
    ['المجموع ٦٣٠ درهماً', ['٦٣٠ درهماً']],
    ['المجموع ٦٣٠ درهما', ['٦٣٠ درهما']],
    ['دفعت 45 ريال زيادة', ['45 ريال']],
    ['the roaming charge of AED 612', ['AED 612']],
    ['Deposit of £400 because', ['£400']],
    ['the difference of 1,340 euros', ['1,340 euros']],
    ['it took $19.99 twice', ['$19.99']],
    ['I waited 40 minutes for 2 pizzas', []],
  ])('%s', (text, expected) => {
    expect(values(findFacts(text).amounts)).toEqual(expected)
  })
})

describe('dates', () => {
  it.each([
    ['از ۱۲ مرداد قطع است', '۱۲ مرداد', true],
    ['تاریخ 1404/05/12 خریدم', '1404/05/12', true],
    ['بتاريخ ٣ يوليو', '٣ يوليو', true],
    ['On 3rd July your colleague', '3rd July', true],
    ['since July 14, 2026', 'July 14, 2026', true],
    ['دیروز زنگ زدم', 'دیروز', false],
    ['I called yesterday', 'yesterday', false],
    ['أمس اتصلت بكم', 'أمس', false],
  ])('%s', (text, value, fixed) => {
    expect(findFacts(text).dates).toMatchObject([{ value, fixed }])
  })
})

describe('names', () => {
  it.each([
    ['سلام من علی رضایی هستم، بسته‌ام نرسیده', ['علی رضایی']],
    ['سفارش نرسیده\n\nبا احترام\nمریم کاظمی', ['مریم کاظمی']],
    ['My name is Grace, I work in Doha', ['Grace']],
    ['Where is it?\n\nKind regards,\nTomasz Wilk', ['Tomasz Wilk']],
    ['السلام عليكم، معكم خالد المنصور', ['خالد المنصور']],
    ['من خیلی ناراحت هستم', []],
    ['من مشتری شما هستم', []],
    ["I'm Very upset. This is Ridiculous.", []],
    ['أنا زعلان منكم', []],
  ])('%j', (text, expected) => {
    expect(values(findFacts(text).names)).toEqual(expected)
  })
})

it('quotes what stands at the place it tells, whatever the text', () => {
  const pieces = [
    'سفارش ۸۸۱۲',
    '۲۵۰ هزار تومان',
    'order #77120',
    '£400',
    '3 July',
    'طلب رقم ٩٩١٢',
    '👍🏽',
    '\n',
    '٦٣٠ ريال',
  ]
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 8 }), (parts) => {
      const text = parts.join(' ')
      const { names, references, amounts, dates } = findFacts(text)
      for (const { start, end, value } of [...names, ...references, ...amounts, ...dates])
        expect(text.slice(start, end)).toBe(value)
    }),
  )
})

describe('what a reply may use', () => {
  const fa = { language: 'fa' as const, knownName: null }

  it('takes the latest text that tells', () => {
    expect(usableFacts(['هنوز خبری نیست', 'سفارش ۸۸۱۲ نرسیده'], fa)).toMatchObject({
      order: '۸۸۱۲',
      reference: 'سفارش ۸۸۱۲',
    })
  })

  it('guesses nothing where two numbers stand', () => {
    expect(usableFacts(['سفارش ۸۸۱۲ رسید ولی سفارش ۸۸۱۳ نرسید'], fa).order).toBeNull()
  })

  it('takes one number in two scripts as one', () => {
    expect(usableFacts(['سفارش ۸۸۱۲! بله، سفارش 8812'], fa).order).toBe('۸۸۱۲')
  })

  it('leaves out what would not read in the language of the reply', () => {
    expect(usableFacts(['sefaresh 8812 be mablaghe 250 toman'], fa)).toMatchObject({
      order: '8812',
      amount: null,
    })
    expect(usableFacts(['…'], { language: 'fa', knownName: 'Sara Rezaei' }).name).toBeNull()
    expect(usableFacts(['…'], { language: 'en', knownName: 'سارا رضایی' }).name).toBeNull()
    expect(usableFacts(['…'], { language: 'en', knownName: 'user_4471@x' }).name).toBeNull()
  })

  it('spells a name in the letters of the reply', () => {
    expect(usableFacts(['…'], { language: 'fa', knownName: 'علي كريمي' }).name).toBe('علی کریمی')
    expect(usableFacts(['…'], { language: 'ar', knownName: 'علی' }).name).toBe('علي')
  })

  it('does not repeat a day that means another one tomorrow', () => {
    expect(usableFacts(['دیروز دو بار کم شد'], fa).date).toBeNull()
  })
})
