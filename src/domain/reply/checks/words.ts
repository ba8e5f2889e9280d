/**
 * Words by which an action, a time and an apology are recognised in a reply. On normalised text: ی ک ه ا for all
 * their forms, a half-space is a space, no hamza signs.
 */
import type { Language } from '../../labels.ts'

const LETTER = 'a-z0-9\\u00df-\\u024f\\u0620-\\u06ff'
const starts = (words: string) => `(?<![${LETTER}])(?:${words.trim().replace(/\s+/g, '|')})`
const whole = (words: string) => `${starts(words)}(?![${LETTER}])`
const u = (source: string) => new RegExp(source, 'g')

/** Acts that somebody can do and another can see done. */
export const ACTS: Record<Language, RegExp> = {
  fa: u(
    starts(
      'بررسی پیگیری پیگیر برمی بازمی برگرد بازگرد واریز ارسال فرستاد می.?فرست بفرست مسدود فعال تماس زنگ ثبت اصلاح جایگزین تعویض می.?رسان رساند منتقل سپرد می.?سپار حذف لغو توضیح پاسخ جواب بازبینی گزارش هماهنگ اعزام اعلام خبر رفع قطع تحویل پیدا مشخص می.?بند بست خارج می.?خوان خواند ارجاع می.?گوی درست تست بازنشان',
    ),
  ),
  ar: u(
    starts(
      `[وفسل]{0,2}[ینت](?:راجع|تابع|عید|رسل|وقف|فتح|سجل|تواصل|تصل|حیل|حول|صحح|لغی|نقل|بلغ|فحص|بحث|رد|وافی|صلح|عالج|ستبدل|جمد|حدد|دقق|تحقق|شرح|وضح|حذف|نفذ|خبر|بدا|تولی|حسم|رتب|عرض|ستلم|قفل|عطل|زود|بین|درس|سلم|قرا|دون|شکر|ضع|تاکد|ستعید|طابق|عد)
       [وف]?(?:اعدنا|ارسلنا|اوقفنا|فتحنا|سجلنا|حولنا|احلنا|صححنا|الغینا|نقلنا|ابلغنا|بدانا|رفعنا|کلفنا|جمدنا|سلمنا|حجزنا|وضعنا)`,
    ),
  ),
  en: u(
    whole(
      `check(?:s|ed|ing)? trac(?:e|es|ed|ing) track(?:s|ed|ing)? refund(?:s|ed|ing)? return(?:s|ed|ing)? sends? sent sending block(?:s|ed|ing)?
       freez(?:e|es|ing) frozen froze unlock(?:s|ed|ing)? resets? resetting calls? called calling logs? logged pass(?:es|ed|ing)? correct(?:s|ed|ing)? replac(?:e|es|ed|ing)
       remov(?:e|es|ed|ing) delet(?:e|es|ed|ing) cancel(?:s|led|ling)? explain(?:s|ed|ing)? answer(?:s|ed|ing)? review(?:s|ed|ing)? escalat(?:e|es|ed|ing)
       report(?:s|ed|ing)? fix(?:es|ed|ing)? restor(?:e|es|ed|ing) arrang(?:e|es|ed|ing) look(?:s|ed|ing)?.(?:it.)?(?:into|at|for|up) investigat(?:e|es|ed|ing) finds? finding found
       clos(?:e|es|ed|ing) revers(?:e|es|ed|ing) contact(?:s|ed|ing)? repl(?:y|ies|ied) hand(?:s|ed|ing|le|les|led|ling)? dispatch(?:es|ed|ing)? tests? testing reads? reading repair(?:s|ed|ing)?
       process(?:es|ed|ing)? recheck(?:s|ed|ing)? compar(?:e|es|ed|ing) prepar(?:e|es|ed|ing) follow(?:s|ed|ing)? working works collect(?:s|ed|ing)? stop(?:s|ped|ping)? secur(?:e|es|ed|ing) puts? putting takes? taking taken tells? telling rais(?:e|es|ed|ing) decid(?:e|es|ed|ing) confirms?`,
    ),
  ),
}

/** Who acts: we, I, a team, a colleague. What "will be done" by nobody has no owner. */
export const ACTORS: Record<Language, RegExp> = {
  fa: u(
    `${starts('همکار سرپرست مدیر کارشناس تیم واحد مسیول مسوول بخش پشتیبان مامور')}|(?<![${LETTER}])(?:ن?می ?[${LETTER}]+|[${LETTER}]*(?:ه ا|کرد|داد|فرستاد|سپرد|رساند|بست|گرفت))(?:یم|م)(?![${LETTER}])`,
  ),
  // The first person plural is in the verb.
  ar: u(
    `(?<![${LETTER}])[وف]?ال?(?:فریق|قسم|زمیل|زملا|مشرف|مدیر|مسوول|مسیول|موظف|اداره|مختص|فنی)|(?<![${LETTER}])(?:فریق|قسم|زمیل|زملا|مشرف|مدیر|مسوول|موظف|اداره|احد)|(?<![${LETTER}])[وف]?س?ن(?:راجع|تابع|عید|رسل|وقف|فتح|سجل|تواصل|تصل|حیل|حول|صحح|لغی|نقل|بلغ|فحص|بحث|رد|وافی|صلح|عالج|حدد|دقق|تحقق|شرح|وضح|خبر|زود|بین|قرا)|(?<![${LETTER}])[وف]?[${LETTER}]{3,}نا(?:ه|ها|کم)?(?![${LETTER}])`,
  ),
  en: u(
    `(?<![${LETTER}])(?:i|we|i['’](?:m|ve|ll|d)|we['’](?:re|ve|ll|d)|our|teams?|colleagues?|managers?|supervisors?|specialists?|engineers?|agents?|officers?|desk|department|someone from)(?![${LETTER}])`,
  ),
}

/** A time somebody can be held to. */
export const TIMES: Record<Language, RegExp> = {
  fa: u(
    `${starts('تا ظرف طی حداکثر')}[^.!?؟\\n]{0,25}?${starts('ساعت امروز فردا امشب دقیقه روز هفته شنبه یک.?شنبه دوشنبه سه.?شنبه چهار.?شنبه پنج.?شنبه جمعه پایان')}|${starts('فردا')}[^.!?؟]{0,12}ساعت|(?:دقیقه|ساعت|روز)[^.!?؟]{0,8}(?:دیگر|اینده)`,
  ),
  ar: u(
    `(?<![${LETTER}])(?:قبل|خلال|بحلول|حتی|غضون|اقصاه)[^.!?؟\\n]{0,25}?(?:ساع|یوم|ایام|دقیق|دقای|نهایه|غد|اسبوع|اسابیع|صباح|مساء|مسا)`,
  ),
  en: u(
    `(?<![${LETTER}])(?:by|within|before|until|no later than|in the next|in)(?![${LETTER}])[^.!?\\n]{0,25}?(?:\\d ?(?:am|pm)|noon|midnight|today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|minutes?|hours?|days?|end of)(?![${LETTER}])`,
  ),
}

export const APOLOGIES: Record<Language, RegExp> = {
  fa: u(
    `${starts('عذرخواهی پوزش معذرت شرمنده ببخشید')}|(?<![${LETTER}])عذر می ?خواه|(?<![${LETTER}])متاسف(?:یم|م|یم که)?(?![${LETTER}])|(?<![${LETTER}])متاسف (?:ام|ایم|هستیم)`,
  ),
  ar: u(`(?<![${LETTER}])[وفل]?(?:نعتذر|اعتذر|ال?اعتذار|اعتذارنا|عذرا|المعذره|معذره|ناسف|اسفون|اسفین|متاسف)`),
  en: u(`(?<![${LETTER}])(?:sorry|apolog[${LETTER}]*|regret)(?![${LETTER}])`),
}
