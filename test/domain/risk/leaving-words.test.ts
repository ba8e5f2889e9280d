import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tellsOfChasing } from '../../../src/domain/risk/contact-cues.ts'
import { findLeavingCues } from '../../../src/domain/risk/leaving-cues.ts'
import { findLeavingWords, tellsOfLifeEvent } from '../../../src/domain/risk/leaving-words.ts'
import { normalise } from '../../../src/domain/text/normalise.ts'

describe('findLeavingWords', () => {
  it.each([
    ['churn_explicit', 'Please cancel my subscription as of Friday', 'Please cancel my subscription'],
    ['churn_explicit', 'We are moving to another supplier in May.', 'moving to another supplier'],
    ['churn_explicit', 'Congratulations, you lost a customer', 'lost a customer'],
    ['churn_explicit', 'سلام لطفاً اشتراکم رو لغو کنید', 'اشتراکم رو لغو کنید'],
    ['churn_explicit', 'حسابم را ببندید لطفاً', 'حسابم را ببندید'],
    ['churn_explicit', 'دیگه بسه، می‌رم سراغ یه شرکت دیگه', 'می‌رم سراغ یه شرکت'],
    ['churn_explicit', 'أرغب في إلغاء الاشتراك', 'أرغب في إلغاء الاشتراك'],
    ['churn_explicit', 'عايز أقفل حسابي عندكم', 'أقفل حسابي'],
    ['churn_explicit', 'khalas ana hal8i el eshterak bokra', 'hal8i el eshterak'],
    ['churn_explicit', 'lotfan eshterakam ro laghv konid', 'eshterakam ro laghv konid'],
    ['churn_implicit', 'Honestly thinking of switching', 'thinking of switching'],
    ['churn_implicit', 'به فکرم که شرکت رو عوض کنم', 'به فکرم که شرکت رو عوض کن'],
    ['churn_implicit', 'صراحة أفكر أحول', 'أفكر أحول'],
    ['churn_implicit', 'أول وآخر مرة أتعامل معاكم', 'آخر مرة أتعامل'],
  ])('%s in “%s”', (said, text, quote) => {
    const found = findLeavingWords(normalise(text))
    expect(found && [found.said, text.slice(found.start, found.end)]).toEqual([said, quote])
  })

  it.each([
    'Why was my account closed? I did not ask for it',
    'Please cancel my appointment on Tuesday',
    'I want to switch to another flight',
    'چرا حسابم مسدود شده؟',
    'چرا با یک پیک محلی قرارداد ببندید بهتر نیست؟ قرارداد ببندید',
    'سفارشم رو لغو کنید لطفاً',
    'تم إلغاء اشتراكي بدون علمي',
    'أغلق حسابي لأني نسيت الرمز',
    'ألغي الموعد لو سمحت',
    'el net beyfsal kol yom',
    '',
  ])('nothing in “%s”', (text) => {
    expect(findLeavingWords(normalise(text))).toBeNull()
  })

  it('points into any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.string({ unit: 'grapheme' }),
        (before, after) => {
          const text = `${before}. please cancel my subscription ${after}`
          const found = findLeavingWords(normalise(text))
          expect(found).not.toBeNull()
          expect(found?.start).toBeLessThan(found?.end ?? 0)
          expect(found?.end).toBeLessThanOrEqual(text.length)
        },
      ),
    )
  })
})

describe('tellsOfLifeEvent', () => {
  it.each([
    ['My husband passed away on the 4th', true],
    ['we are moving abroad in June', true],
    ['پدرم هفته گذشته فوت کردند', true],
    ['داریم از ایران مهاجرت می‌کنیم', true],
    ['توفي والدي الأسبوع الماضي', true],
    ['سأنتقل للإقامة في كندا', true],
    ['We are moving to another provider', false],
    ['Windows 10 has stopped', false],
    ['به یه شرکت دیگه می‌ریم', false],
    ['أرجو توفير الخدمة مع بالغ التوفيق', false],
    ['انتقلت إلى شركة ثانية', false],
  ])('%s → %s', (text, expected) => {
    expect(tellsOfLifeEvent(normalise(text))).toBe(expected)
  })
})

describe('tellsOfChasing', () => {
  it.each([
    ['Still no answer', true],
    ['Just following up on my invoice', true],
    ['Nobody rang me back', true],
    ['سلام، هنوز مبلغی دریافت نکرده‌ام', true],
    ['طبق گفته همکارتان باید دیروز می‌رسید', true],
    ['لسه ما وصل شي', true],
    ['ما حد رد علي', true],
    ['hanooz nayoomade', true],
    ['lessa mafish rad', true],
    ['What are your opening hours?', false],
    ['ساعت کاری شعبه چنده؟', false],
    ['كم سعر الباقة؟', false],
  ])('%s → %s', (text, expected) => {
    expect(tellsOfChasing(normalise(text))).toBe(expected)
  })
})

describe('the quiet questions in Latin letters and with other words', () => {
  it.each([
    ['notice_period_asked', 'salam, chand rooz ghabl bayad ettela bedim?'],
    ['notice_period_asked', 'gharardad ma key tamoom mishe?'],
    ['notice_period_asked', 'kam yom 2abl lazem aballa8ko?'],
    ['notice_period_asked', 'what does it say about termination for convenience?'],
    ['notice_period_asked', 'اگر بخواهیم تمدید نکنیم چه کار کنیم؟'],
    ['data_export_asked', 'Can we pull all tickets through the API?'],
    ['data_export_asked', 'az hame data ye khorooji kamel mikham'],
    ['data_export_asked', 'از کل فاکتورهامون یک خروجی کامل می‌خواستیم'],
    ['data_export_asked', 'لو حبيت أنقل رقمي لشركة ثانية؟'],
    ['auto_renewal_off', 'tamdid khodkar ro ghat konid'],
    ['seats_reduced', 'tedad license ha ro kam konid'],
    ['notice_period_asked', 'Is there a fee for leaving early?'],
    ['notice_period_asked', 'what are the terms for ending our agreement?'],
    ['notice_period_asked', 'How long are we tied in for?'],
    ['notice_period_asked', 'برای لغو اشتراک از چند روز قبل باید خبر بدم؟'],
    ['notice_period_asked', 'اگر وسط سال انصراف بدیم پولمون برمی‌گرده؟'],
    ['notice_period_asked', 'تا پایان قراردادمون چقدر مونده؟'],
    ['notice_period_asked', 'متى تنتهي مدة العقد؟'],
    ['notice_period_asked', 'قديش لازم نبلغكم قبل ما نوقف الاشتراك؟'],
    ['notice_period_asked', 'هل في شرط جزائي لو فسخت العقد؟'],
    ['data_export_asked', 'Could you send over everything you have on file for us?'],
    ['data_export_asked', 'Can I take my number with me?'],
    ['data_export_asked', 'میشه یه بکاپ کامل از اطلاعاتمون بدید؟'],
    ['data_export_asked', 'می‌خوایم داده‌هامون رو ببریم روی یه سیستم دیگه'],
    ['data_export_asked', 'نحتاج نسخة احتياطية كاملة من بياناتنا'],
    ['data_export_asked', 'أبغى ملف إكسل بكل العملاء عندنا'],
    ['seats_reduced', 'We would like to go from 25 seats to 10'],
    ['seats_reduced', 'please downgrade us to the basic plan'],
    ['seats_reduced', 'از ماه بعد فقط ۵ تا لایسنس لازم داریم'],
    ['seats_reduced', 'میشه پلن ما رو به پایین‌تر تغییر بدید؟'],
    ['seats_reduced', 'ممكن ننزل على باقة أقل؟'],
    ['auto_renewal_off', 'We do not intend to renew in June'],
    ['auto_renewal_off', 'سال بعد تمدید نمی‌کنیم'],
    ['auto_renewal_off', 'لا نرغب في تجديد العقد'],
  ])('%s: %s', (cue, text) => {
    expect(findLeavingCues(normalise(text)).map((found) => found.cue)).toContain(cue)
  })

  it.each([
    'خروجی اکسل فاکتورهای سه‌ماهه رو از کجا بگیرم؟',
    'How do I download the invoice of March?',
    'You gave us five days notice of the price rise',
    'چند روز طول می‌کشه تا برسه؟',
    'My subscription did not renew although I paid',
    'Whoever approved this should be locked in a shed',
    'When does the sale end?',
    'How do I export one chart as PNG?',
    'قیمت تمدید اشتراک چنده؟',
    'اشتراکم تموم شد، چطور دوباره بخرم؟',
    'همه اطلاعات حسابم پاک شده',
    'كيف أجدد الاشتراك؟',
    'أبغى نسخة من فاتورة مارس',
    'بياناتي كلها انحذفت',
    'كم يوم ياخذ التوصيل؟',
  ])('nothing in “%s”', (text) => {
    expect(findLeavingCues(normalise(text))).toEqual([])
  })
})
