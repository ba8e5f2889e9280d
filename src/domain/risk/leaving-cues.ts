/**
 * The quiet leaver's questions: notice period, data export, fewer seats, renewal switched off.
 * The labelling guide has no label for them because read alone they are plain questions; only
 * risk cares. They are narrow phrases of contracts, so they are matched as such, on the
 * normalised text (Persian ی ک ه ا for all their forms, half-space as space, digits in ASCII).
 */
import type { NormalisedText } from '../text/normalise.ts'

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
    'terminat\\w+ for convenience|\\bget(?:ting)? out of (?:the|my|our) (?:contract|agreement)',
    '\\bwhat notice\\b|\\bnotice (?:do|would|must|should) (?:i|we)\\b|\\bis it (?:a )?\\d+[^.!?]{0,20} notice\\b',
    'when (?:does|do|is|will) (?:my|our|the) (?:current )?(?:contract|agreement|commitment|minimum term|subscription|licence|license)\\b[^.!?]{0,20}?(?:end|expire|run out|up\\b)',
    near('(?:what|how)\\b', '(?:process|steps|procedure) (?:for|to) (?:cancel|terminat|leav|clos)', 20),
    // مهلت فسخ، چند روز قبل باید اطلاع بدهیم، قرارداد کی تمام می‌شود
    either('مهلت|جریمه|هزینه|شرایط|خسارت', 'فسخ|خروج از قرارداد|لغو قرارداد|خاتمه قرارداد', 16),
    near('چند (?:روز|هفته|ماه) (?:قبل|زودتر|پیش)', 'اطلاع|خبر|اعلام'),
    'اگر? (?:نخواهیم|نخوایم|نخواهم|نخوام)[^.!?؟\\n]{0,12}(?:تمدید|ادامه)|اگر? (?:بخواهیم|بخوایم|بخواهم|بخوام)[^.!?؟\\n]{0,12}(?:تمدید نکن|ادامه ند|فسخ)',
    near('قرارداد|اشتراک', '(?:کی|چه زمانی|چه تاریخی) (?:تموم|تمام|منقضی|به پایان)', 16),
    'تاریخ (?:پایان|اتمام|انقضای) (?:قرارداد|اشتراک)',
    // مدة الإشعار، كم يوم قبل، متى ينتهي العقد، غرامة الإلغاء
    '(?:مده|فتره|مهله) (?:ال)?(?:اشعار|اخطار)',
    near('کم (?:یوم|شهر)', 'نبلغ|ابلغ|اشعار|اخطار|نخبر|اخبرکم|نعطیکم خبر'),
    '(?:متی|امتی|متا|ایمت[اه]|وقتاش) (?:راح |رح |ب|ح)?(?:ی|ت)?(?:نتهی|خلص|خلاص|ینتهی) (?:ال)?(?:عقد|اشتراک|التزام)',
    '(?:غرامه|رسوم|شروط|جزا|شرط) (?:(?:ال)?فسخ|(?:انها|الغا) (?:ال)?(?:عقد|اشتراک|تعاقد))',
    '(?:لو|اذا) (?:حبیت|حبینا|اردت|اردنا|بغیت|بغینا|حابب)[^.!?؟\\n]{0,12}(?:افسخ|انهی|ننهی|الغی (?:ال)?(?:اشتراک|عقد)|ما (?:ا|ن)جدد)|(?:بند|شرط) (?:الانها|الفسخ|الخروج)',
    // chand rooz ghabl bayad ettela bedim, gharardad key tamoom mishe; kam yom 2abl, el 3a2d byekhlas emta
    'chand (?:rooz|ruz|hafte|mah) (?:ghabl|zoodtar|pish)[^.!?]{0,24}(?:ettela|khabar|begim|begam)|\\bgharardad\\w*(?: e)?(?: man?| shoma)? (?:key|kei|che tarikhi) tam[ou]+m|(?:mohlat|jarime)\\w* (?:ye )?(?:faskh|laghv)|(?:faskh|laghv) kon\\w*[^.!?]{0,12}jarime',
    '\\bkam (?:yom|youm|shahr) [2q]?abl|\\b(?:emta|imta|mata|meta)\\b[^.!?]{0,8}(?:yekhlas|ye5las|y5las|yentehi|yentihi)[^.!?]{0,6}(?:3a[2q]d|e?shterak|ishtirak)|\\b(?:3a[2q]d|e?shterak|ishtirak)\\w*[^.!?]{0,8}(?:yekhlas|ye5las|y5las|yentehi|yentihi)|\\bghra?m\\w* (?:el )?(?:fas[5k]|el8a|ilgha|elgha)',
  ],
  data_export_asked: [
    near('\\bexport(?:ing)?\\b', '\\b(?:data|contacts|records|history|tickets|everything)\\b', 24),
    near(
      '\\b(?:download|get|take out|extract|copy of)\\b',
      '\\b(?:all|full|entire|complete)\\b[^.!?]{0,12}\\b(?:data|records|history|contacts)\\b',
      12,
    ),
    'data export|\\bexport of\\b[^.!?]{0,20}\\bdata\\b|(?:move|migrate|transfer|take) (?:all )?(?:my|our) (?:data|contacts|records)|\\bport(?:ing)? (?:out )?(?:my|our) number|\\bpac code',
    near(
      '\\b(?:pull|dump|download|extract|retrieve|export)\\b',
      '\\b(?:all|everything|entire|full|whole)\\b[^.!?]{0,16}\\b(?:tickets|invoices|orders|documents|files|customers|out)\\b',
      8,
    ),
    '\\b(?:full|complete|entire|bulk) (?:data )?(?:export|dump|extract)\\b',
    either('خروجی|اکسپورت|استخراج', 'اطلاعات|داده|دیتا|مخاطب|مشتری|سوابق|تاریخچه'),
    near('(?:نسخه|فایل) کامل', 'اطلاعات|داده|دیتا|سوابق', 16),
    'خروجی (?:کامل|کلی)|(?<!\\p{L})(?:کل|همه|تمام)(?:ی| ی)? [^.!?؟\\n]{0,60}خروجی',
    'ترابرد|(?:شماره|خط)(?:م|ام|مون|مان)?[^.!?؟\\n]{0,16}(?:منتقل|انتقال|ببرم)[^.!?؟\\n]{0,20}(?:اپراتور|شرکت) دیگ|(?:شماره|خط)(?:م|ام|مون|مان)?[^.!?؟\\n]{0,16}(?:اپراتور|شرکت) دیگ[^.!?؟\\n]{0,12}(?:منتقل|انتقال|ببرم)',
    near('(?:کل|همه|تمام)ی? (?:ی )?(?:اطلاعات|داده|دیتا|سوابق)', 'دانلود|منتقل|انتقال|بگیر|دریافت'),
    near('تصدیر|استخراج|تنزیل|اصدر|نصدر|انزل|ننزل', '(?:بیانات|داتا|سجلات|جهات الاتصال)', 16),
    near('نقل|ننقل|انقل', '(?:بیانات|سجلات)(?:نا|ی)(?!\\p{L})', 12),
    near('نسخه (?:کامله )?(?:من|عن)', 'بیانات|سجلات', 16),
    near('(?<!\\p{L})(?:کل|جمیع|کافه)', '(?:بیانات|ملفات|سجلات|فواتیر)', 8) +
      '[^.!?؟\\n]{0,24}(?:تصدیر|اکسل|ملف واحد)',
    '(?:نقل|انقل|ننقل|احول|تحویل) (?:ال)?رقم(?:ی|نا)?(?!\\p{L})[^.!?؟\\n]{0,6}(?:ل|الی|علی|عند)',
    '(?:kol|kole|hame|hameye|tamame?) [^.!?]{0,30}(?:khorooji|khoroji|export)|(?:khorooji|khoroji) (?:kamel|az (?:hame|kol))',
    '(?:export|nos5a|noskha)[^.!?]{0,12}(?:kol|kull|kamla)[^.!?]{0,10}(?:data|bayanat)',
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
    either(
      '\\b(?:tedad|chand ta)\\b[^.!?]{0,12}(?:licen[cs]e|lisans|karbar|user)\\w*',
      '\\b(?:kam|kamtar|hazf) (?:kon|besh|bash)',
      16,
    ),
    '\\bn[ei]?2all?el [^.!?]{0,16}(?:users|licen|accounts)',
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
    'tamdid ?e? ?(?:khodkar|automat\\w*)[^.!?]{0,20}(?:ghat|laghv|khamoosh|cancel|kansel)|gharardad\\w*(?: ro)? (?:dige )?tamdid ne?mi',
    '(?:wa[2q]+ef|wa[2q]+fo|el8o|shil)[^.!?]{0,8}(?:el )?(?:tagdid|tajdid)|mesh (?:ha|han)?gadded',
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
export function findLeavingCues({ text: plain, toOriginal }: NormalisedText): FoundCue[] {
  return CUE_PATTERNS.flatMap(([cue, patterns]) => {
    const places = patterns.flatMap((pattern) => {
      const match = pattern.exec(plain)
      return match ? [{ start: match.index, end: match.index + match[0].length }] : []
    })
    const first = places.sort((one, other) => one.start - other.start)[0]
    return first ? [{ cue, ...toOriginal(first.start, first.end) }] : []
  })
}
