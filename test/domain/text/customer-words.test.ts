import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { customerWords } from '../../../src/domain/text/customer-words.ts'
import { messyMessage, splitsPair } from './wild-text.ts'

const kept = (text: string) => customerWords(text).map(({ start, end }) => text.slice(start, end))

describe('what is stripped', () => {
  it.each<[string, string, string[]]>([
    [
      'a marked quote',
      'هنوز جواب ندادید!\n\n> سلام، درخواست شما ثبت شد.\n> واحد پشتیبانی',
      ['هنوز جواب ندادید!'],
    ],
    ['a quote of a quote', 'Still broken.\n>> Hello\n> Try again', ['Still broken.']],
    ['a quote behind a direction mark', 'لم تحلوا المشكلة\n\u200f> نعتذر عن التأخير', ['لم تحلوا المشكلة']],
    [
      'answers between quotes',
      '> Did you restart it?\nYes, twice.\n> Is the light green?\nNo, red.',
      ['Yes, twice.', 'No, red.'],
    ],
    [
      'an English attribution',
      'This is not what I asked.\n\nOn Mon, 3 Aug 2026 at 09:14, Support <help@example.com> wrote:\nWe have closed your case.',
      ['This is not what I asked.'],
    ],
    [
      'a wrapped attribution',
      'Please reopen it.\n\nOn Mon, 3 Aug 2026 at 09:14, Customer Support\n<help@example.com>\nwrote:\n> We have closed your case.',
      ['Please reopen it.'],
    ],
    [
      'an answer below the quote',
      'On 3 Aug 2026, Support wrote:\n> We have closed your case.\n\nIt is not solved!',
      ['It is not solved!'],
    ],
    [
      'a Persian attribution',
      'این جواب من نبود.\n\nدر تاریخ دوشنبه ۱۲ مرداد ۱۴۰۵، پشتیبانی <help@example.com> نوشت:\nدرخواست شما بسته شد.',
      ['این جواب من نبود.'],
    ],
    [
      'an Arabic attribution',
      'لم يتم حل المشكلة.\n\nفي الاثنين، ٣ أغسطس ٢٠٢٦ في ٩:١٤ ص كتب الدعم <help@example.com>:\nتم إغلاق الطلب.',
      ['لم يتم حل المشكلة.'],
    ],
    [
      'an Arabic attribution with the name first',
      'ما زلت أنتظر\n\nكتب Support في 3/8/2026:\nتم إغلاق الطلب.',
      ['ما زلت أنتظر'],
    ],
    [
      'Outlook headers',
      'Any news?\n\nFrom: Support <help@example.com>\nSent: Monday, August 3, 2026 9:14 AM\nTo: Ali\nSubject: RE: your case\n\nWe are on it.',
      ['Any news?'],
    ],
    [
      'Outlook headers in Persian',
      'پس چی شد؟\n\nاز: پشتیبانی\nتاریخ: ۱۲ مرداد ۱۴۰۵\nبه: علی\nموضوع: پاسخ\n\nدر حال بررسی است.',
      ['پس چی شد؟'],
    ],
    [
      'Outlook headers in Arabic',
      'هل من جديد؟\n\nمن: الدعم\nتم الإرسال: الاثنين ٣ أغسطس\nإلى: أحمد\nالموضوع: رد\n\nجاري العمل.',
      ['هل من جديد؟'],
    ],
    ['the original message', 'No!\n\n-----Original Message-----\nHello, we are sorry.', ['No!']],
    ['the original message in Arabic', 'لا!\n--- الرسالة الأصلية ---\nنعتذر.', ['لا!']],
    [
      'an own heading of a quote',
      '-----پیام قبلی شما-----\n> تیکت بسته شد.\nخیر، برطرف نشده.',
      ['خیر، برطرف نشده.'],
    ],
    [
      'an attribution without a date above a quote',
      'On Tue, support wrote:\n> Solved?\n\nYes, thanks.',
      ['Yes, thanks.'],
    ],
    [
      'a marked signature with a footer in it',
      'سوال دیگرم: برای دامنه هم دارید؟\n--\nپیمان صدری\nاین ایمیل محرمانه است و در صورت دریافت اشتباه فورا حذف کنید!',
      ['سوال دیگرم: برای دامنه هم دارید؟'],
    ],
    ['an iPhone', 'کارت من کار نمی‌کند\n\nSent from my iPhone', ['کارت من کار نمی‌کند']],
    ['a Persian phone', 'بسته نرسید\nارسال شده از آیفون من', ['بسته نرسید']],
    ['an Arabic phone', 'الطلب متأخر\n\nأُرسلت من الـ iPhone', ['الطلب متأخر']],
    ['Outlook', 'Where is it?\n\nGet Outlook for Android', ['Where is it?']],
    [
      'a marked signature',
      'Please cancel my plan.\n-- \nJane Roe\nHead of Purchasing\n+44 20 7946 0000',
      ['Please cancel my plan.'],
    ],
    [
      'a Persian closing',
      'لطفاً فاکتور را اصلاح کنید.\n\nبا احترام،\nرضا محمدی\nمدیر خرید شرکت نمونه\nتلفن: ۰۲۱۸۸۳۲۱۲۳۴',
      ['لطفاً فاکتور را اصلاح کنید.'],
    ],
    [
      'an Arabic closing',
      'أرجو إلغاء الاشتراك.\n\nمع خالص التحية،\nأحمد الزهراني\nمدير المشتريات\nجوال 0501234567',
      ['أرجو إلغاء الاشتراك.'],
    ],
    ['an English closing', 'My bill is wrong.\n\nKind regards,\nJohn Smith', ['My bill is wrong.']],
    [
      'an English disclaimer',
      'The refund never came.\n\nThis e-mail and any attachments are confidential. If you are not the intended recipient, any disclosure or copying is strictly prohibited.',
      ['The refund never came.'],
    ],
    [
      'a Persian disclaimer',
      'پولم برنگشته.\n\nاین ایمیل و پیوست‌های آن محرمانه است. اگر گیرنده اصلی نیستید و به اشتباه این پیام را دریافت کرده‌اید آن را پاک کنید.',
      ['پولم برنگشته.'],
    ],
    [
      'an Arabic disclaimer',
      'لم يصل المبلغ.\n\nهذه الرسالة سرية وموجهة إلى المرسل إليه فقط. إذا استلمت هذه الرسالة عن طريق الخطأ فاحذفها.',
      ['لم يصل المبلغ.'],
    ],
    [
      'signature, footer and phone together',
      'It leaks again.\n\nBest regards,\nAnn Lee\nann@example.com\n\nCONFIDENTIALITY NOTICE: this message is intended only for the person named above.\n\nSent from my Samsung Galaxy',
      ['It leaks again.'],
    ],
  ])('%s', (_, text, expected) => {
    expect(kept(text)).toEqual(expected)
  })
})

describe('what stays', () => {
  it.each([
    ['all of a plain message', 'سلام\nسفارشم نرسیده.\n\nلطفاً پیگیری کنید'],
    ['a message that is nothing but a quote', '> سه روزه منتظرم'],
    ['a forwarded mail without a word above', 'From: Support\nSent: Monday\nTo: Ali\n\nYour case is closed.'],
    ['a face', 'Third outage this week\n>:( really'],
    ['thanks at the end of a sentence', 'لطفاً رسیدگی کنید با تشکر'],
    ['thanks with a plea below', 'سفارشم نرسید\nبا تشکر\nلطفاً سریع‌تر جواب دهید'],
    ['a closing with a postscript', 'My bill is wrong.\nThanks,\nP.S. why was the last one late?'],
    ['a parcel sent from somewhere', 'بسته\nارسال شده از تهران ولی هنوز نرسیده'],
    [
      'a complaint about confidential mail',
      'سلام\n\nاین ایمیل محرمانه بود و شما آن را برای شخص دیگری فرستادید',
    ],
    [
      'an English complaint about it',
      'Hello\n\nThis email was confidential and you sent it to my neighbour!',
    ],
    [
      'a telling of what an agent wrote',
      'Hi\nOn Monday your agent wrote:\nwe will refund you\nNothing came.',
    ],
    ['one header-like line', 'From: Tehran\nMy parcel left two weeks ago.'],
    ['only a closing', 'با احترام'],
    ['dashes between thoughts', 'The app crashed --\n--- again and again, please help'],
  ])('%s', (_, text) => {
    expect(kept(text)).toEqual([text])
  })

  it('says nothing of white space', () => {
    expect(customerWords('')).toEqual([])
    expect(customerWords(' \n\t ')).toEqual([])
  })

  it('drops the thanks before a name but not before a story', () => {
    expect(kept('My order is late\nThanks\nSara')).toEqual(['My order is late'])
    expect(kept('My order is late\nThanks\nstill waiting for it, is there any news at all')).toHaveLength(1)
  })
})

it('keeps ordered, separate spans inside the text, and something of every text with words', () => {
  fc.assert(
    fc.property(messyMessage, (text) => {
      const spans = customerWords(text)
      let previous = 0
      for (const { start, end } of spans) {
        expect(start).toBeGreaterThanOrEqual(previous)
        expect(end).toBeGreaterThan(start)
        expect(end).toBeLessThanOrEqual(text.length)
        expect(splitsPair(text, start) || splitsPair(text, end)).toBe(false)
        expect(text.slice(start, end)).toBe(text.slice(start, end).trim())
        previous = end
      }
      expect(spans.length > 0).toBe(text.trim() !== '')
    }),
    { numRuns: 2000 },
  )
})
