/**
 * The quiet leaver's questions: notice period, data export, fewer seats, renewal switched off.
 * The labelling guide has no label for them because read alone they are plain questions; only
 * risk cares. They are narrow phrases of contracts, so they are matched as such, on the
 * normalised text (Persian ی ک ه ا for all their forms, half-space as space, digits in ASCII).
 */
import { normalise } from '../text/normalise.ts'

export const LEAVING_CUES = [
  'notice_period_asked',
  'data_export_asked',
  'seats_reduced',
  'auto_renewal_off',
] as const
export type LeavingCue = (typeof LEAVING_CUES)[number]

/** Where a cue stands, in UTF-16 offsets of the text as sent. */
export type FoundCue = { cue: LeavingCue; start: number; end: number }

const near = (from: string, to: string, distance = 30) => `(?:${from})[^.!?؟\\n]{0,${distance}}?(?:${to})`
const either = (one: string, other: string, distance = 30) =>
  `${near(one, other, distance)}|${near(other, one, distance)}`

// English words are closed by \b; Persian and Arabic ones carry prefixes and suffixes, so they are not.
const FEWER_FA = '(?<!\\p{L})(?:کم(?:تر)? (?:کن|کر|بش|شد|شه|شو|می)|کمتر|کاهش|حذف)'

const CUE_SOURCES: Record<LeavingCue, readonly string[]> = {
  notice_period_asked: [
    'notice period|period of notice|\\b(?:how (?:much|many|long)|give|need|require\\w*)\\b[^.!?]{0,30} notice\\b',
    'early termination|(?:termination|exit) (?:fee|charge|clause|terms|penalty)',
    'when (?:does|do|is|will) (?:my|our|the) (?:current )?(?:contract|agreement|commitment|minimum term|subscription|licence|license)\\b[^.!?]{0,20}?(?:end|expire|run out|up\\b)',
    near('(?:what|how)\\b', '(?:process|steps|procedure) (?:for|to) (?:cancel|terminat|leav|clos)', 20),
    // مهلت فسخ، چند روز قبل باید اطلاع بدهیم، قرارداد کی تمام می‌شود
    either('مهلت|جریمه|هزینه|شرایط|خسارت', 'فسخ|خروج از قرارداد|لغو قرارداد|خاتمه قرارداد', 16),
    near('چند (?:روز|هفته|ماه) (?:قبل|زودتر|پیش)', 'اطلاع|خبر|اعلام'),
    near('قرارداد|اشتراک', '(?:کی|چه زمانی|چه تاریخی) (?:تموم|تمام|منقضی|به پایان)', 16),
    'تاریخ (?:پایان|اتمام|انقضای) (?:قرارداد|اشتراک)',
    // مدة الإشعار، كم يوم قبل، متى ينتهي العقد، غرامة الإلغاء
    '(?:مده|فتره|مهله) (?:ال)?(?:اشعار|اخطار)',
    near('کم (?:یوم|شهر)', 'نبلغ|ابلغ|اشعار|اخطار|نخبر|اخبرکم|نعطیکم خبر'),
    '(?:متی|امتی|متا|ایمت[اه]|وقتاش) (?:راح |رح |ب|ح)?(?:ی|ت)?(?:نتهی|خلص|خلاص|ینتهی) (?:ال)?(?:عقد|اشتراک|التزام)',
    '(?:غرامه|رسوم|شروط|جزا|شرط) (?:(?:ال)?فسخ|(?:انها|الغا) (?:ال)?(?:عقد|اشتراک|تعاقد))',
  ],
  data_export_asked: [
    near('\\bexport(?:ing)?\\b', '\\b(?:data|contacts|records|history|tickets|everything)\\b', 24),
    near(
      '\\b(?:download|get|take out|extract|copy of)\\b',
      '\\b(?:all|full|entire|complete)\\b[^.!?]{0,12}\\b(?:data|records|history|contacts)\\b',
      12,
    ),
    'data export|\\bexport of\\b[^.!?]{0,20}\\bdata\\b|(?:move|migrate|transfer|take) (?:all )?(?:my|our) (?:data|contacts|records)|\\bport (?:out )?my number|\\bpac code',
    either('خروجی|اکسپورت|استخراج', 'اطلاعات|داده|دیتا|مخاطب|مشتری|سوابق|تاریخچه'),
    near('(?:نسخه|فایل) کامل', 'اطلاعات|داده|دیتا|سوابق', 16),
    near('(?:کل|همه|تمام)ی? (?:ی )?(?:اطلاعات|داده|دیتا|سوابق)', 'دانلود|منتقل|انتقال|بگیر|دریافت'),
    near('تصدیر|استخراج|تنزیل|اصدر|نصدر|انزل|ننزل', '(?:بیانات|داتا|سجلات|جهات الاتصال)', 16),
    near('نقل|ننقل|انقل', '(?:بیانات|سجلات)(?:نا|ی)(?!\\p{L})', 12),
    near('نسخه (?:کامله )?(?:من|عن)', 'بیانات|سجلات', 16),
  ],
  seats_reduced: [
    near(
      '\\b(?:reduc\\w+|cut|cutting|decreas\\w+|drop|dropping|remov\\w+|lower\\w*|downsiz\\w+|scale down|scaling down|down to)\\b',
      '\\b(?:seats|licen[cs]es|user accounts|users)\\b',
      40,
    ),
    '\\bfewer (?:seats|licen[cs]es|users|lines)\\b|\\b(?:seats|licen[cs]es|users)\\b[^.!?]{0,20}\\b(?:down )?from \\d+ (?:down )?to \\d+',
    either(FEWER_FA, '(?:تعداد|چند|\\d+)[^.!?؟\\n]{0,8}?(?:لایسنس|مجوز|صندلی|کاربر(?![ید])|خط(?!\\p{L}))'),
    either(FEWER_FA, '(?:لایسنس|مجوز|کاربر)(?: ?های?|ان|ا)', 16),
    near(
      '(?:تقلیل|تخفیض|خفض|تقلیص|نقلل|اقلل|نخفض|نقلص|حذف|الغا|نلغی)',
      '(?<!\\p{L})(?:ال|لل)?(?:مستخدمین|تراخیص|رخص|مقاعد|خطوط|یوزرات)',
    ),
  ],
  auto_renewal_off: [
    either(
      '\\b(?:turn(?:ed|ing)? off|switch(?:ed|ing)? off|disabl\\w+|cancel\\w*|stop\\w*|remov\\w+|deactivat\\w+)\\b',
      '\\bauto(?:matic(?:ally)?)?[- ]?renew\\w*',
      24,
    ),
    "\\b(?:not be|won't be|will not be|not|don't want to|do not want to|not going to|don't) (?:auto-?)?renew(?:ing)?\\b",
    either(
      'تمدید (?:خودکار|اتوماتیک)(?![^.!?؟\\n]{0,20}روشن)',
      'غیر ?فعال|خاموش|قطع|لغو|بردار|کنسل|نشود|نشه|نکن|حذف',
    ),
    'قرارداد(?: را| رو|مان را|مون رو)? (?:دیگه |دیگر )?تمدید ن(?:می|خواه)',
    either(
      'تجدید (?:ال)?(?:تلقایی?|اوتوماتیک\\w*)',
      '(?:ایقاف|اوقف|وقف|نوقف|الغا|الغی|الغو|نلغی|تعطیل|عطل|نعطل|شیل|شلت)\\p{L}*',
      10,
    ),
    '(?:ما|لا|مش|لن|مو) (?:بدنا |نبی |نبغی |ابی |ابغی |نرید |ارید |عایز |عایزین |حاب |ودی )?(?:ن|ا)?جدد (?:ال)?(?:عقد|اشتراک)',
  ],
}

const CUE_PATTERNS = LEAVING_CUES.map(
  (cue) => [cue, CUE_SOURCES[cue].map((source) => new RegExp(source, 'u'))] as const,
)

/** The cues a text shows, each at most once, at its first place. */
export function findLeavingCues(text: string): FoundCue[] {
  const { text: plain, toOriginal } = normalise(text)
  return CUE_PATTERNS.flatMap(([cue, patterns]) => {
    const places = patterns.flatMap((pattern) => {
      const match = pattern.exec(plain)
      return match ? [{ start: match.index, end: match.index + match[0].length }] : []
    })
    const first = places.sort((one, other) => one.start - other.start)[0]
    return first ? [{ cue, ...toOriginal(first.start, first.end) }] : []
  })
}

const COUNTED_CONTACT = [
  /\b(?:third|3rd|fourth|4th|fifth|5th|sixth|6th|seventh|tenth|umpteenth|nth) (?:\w+ )?(?:time|e-?mail|mail|message|call|ticket|request|complaint|report|chat|letter|attempt|contact)\b/u,
  /\b(?:three|four|five|six|seven|ten|several|many|[3-9]|1\d) (?:times|e-?mails|messages|calls|tickets|requests|chats|phone calls)\b/u,
  /(?:بار|دفعه|مرتبه) (?:سوم|چهارم|پنجم|ششم|هفتم|هشتم|دهم|چندم)|(?:سوم|چهارم|پنجم|ششم|هفتم|دهم|چندم)ین (?:بار|دفعه|مرتبه|پیام|تماس|ایمیل|تیکت)/u,
  /(?:سه|چهار|پنج|شش|هفت|ده|چند|چندین|[3-9]|1\d) (?:بار|دفعه|مرتبه|تا تیکت|تا پیام)/u,
  /(?:المره|للمره|مره|المرة) (?:ال)?(?:ثالثه|تالته|رابعه|خامسه|سادسه|سابعه|عاشره|الف|کذا)|(?:ثالث|تالت|رابع|خامس|سادس|سابع|عاشر) (?:مره|رساله|اتصال|بلاغ|شکوی|تذکره|ایمیل)/u,
  /(?:ثلاث|تلات|اربع|خمس|ست|سبع|عشر|عده|کذا|[3-9]) ?(?:مرات|مره|رسایل|اتصالات|بلاغات)/u,
]

const SOLVED = [
  /\b(?:solved|resolved|fixed|sorted|sorted out|all good now|(?:works?|working) (?:now|again|fine|perfectly))\b/u,
  /(?:درست|حل|برطرف|اوکی|وصل|رفع) ?شد|راه افتاد/u,
  /انحل|تم (?:ال)?(?:حل|اصلاح)|اتحل|اشتغل|تصلح|اتصلح|زبط|تزبط/u,
]

/** True when the text says that the matter is settled; only asked of thanks, which do not say "not solved". */
export function tellsOfSolution(text: string): boolean {
  const { text: plain } = normalise(text)
  return SOLVED.some((pattern) => pattern.test(plain))
}

/** True when the text itself counts three contacts or more: "my fourth email", «برای بار سوم», «رابع مرة». */
export function tellsOfThirdContact(text: string): boolean {
  const { text: plain } = normalise(text)
  return COUNTED_CONTACT.some((pattern) => pattern.test(plain))
}
