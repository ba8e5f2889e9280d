/**
 * The quiet leaver's questions: notice period, data export, fewer seats, renewal switched off.
 * The labelling guide has no label for them because read alone they are plain questions; only
 * risk cares. They are narrow phrases of contracts, so they are matched as such, on the
 * normalised text (Persian ی ک ه ا for all their forms, half-space as space, digits in ASCII).
 */
import type { NormalisedText } from '../text/normalise.ts'
import { tellsOfStaying } from './staying-words.ts'

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

/** Three ideas in one sentence: the first before the other two, which stand in either order. */
const asking = (question: string, one: string, other: string) =>
  `(?:${question})[^.!?؟\\n]{0,40}?(?:${either(one, other, 24)})`

// English words are closed by \b; Persian and Arabic ones carry prefixes and suffixes, so they are not.
const FEWER_FA = '(?<!\\p{L})(?:کم(?:تر)? (?:کن|کر|بش|شد|شه|شو|می)|کمتر|کاهش|حذف)'

// What ends, how one asks about it, and what is taken along, by language.
const TERM_EN =
  '(?:contract|agreement|commitment|minimum term|(?:annual |current )?(?:term|plan)|subscription|membership|licen[cs]e)'
const TERM_FA = '(?:قرارداد|اشتراک|تعهد|عضویت)'
const TERM_AR = '(?:ال|لل|ل)?(?:عقد|اشتراک|التزام|تعاقد)'
const ACCOUNT_AR = '(?:ال|لل|ل)?(?:عقد|اشتراک|حساب|خط|التزام)'
const DATA_EN =
  '\\b(?:data|records|contacts|history|customers|tickets|invoices|orders|documents|files|account)\\b'
const DATA_FA = '(?:اطلاعات|داده|دیتا|مخاطب|مشتری|سوابق|فاکتور|پرونده|تراکنش|تاریخچه)'
const DATA_AR = '(?:بیانات|داتا|سجلات|جهات الاتصال|عملا|فواتیر|ملفات)'
const ALL_FA = '(?<!\\p{L})(?:کل|همه|تمام|تمامی)(?!\\p{L})'
const ALL_AR = '(?<!\\p{L})(?:ب)?(?:کل|جمیع|کافه)(?!\\p{L})'
const SEATS_FA = '(?:لایسنس|مجوز|کاربر(?![ید])|خط(?!\\p{L})|خط ?ها|یوزر|اکانت)'
const SEATS_AR = '(?:مستخدم|تراخیص|رخص|مقاعد|خطوط|یوزر)'

const NUMBER_FA = '(?:\\d+|یک|دو|سه|چهار|پنج|شش|هفت|هشت|ده)'
const OTHER_SYSTEM_FA = '(?:نرم ?افزار|سیستم|سامانه|شرکت|پلتفرم|جای) دیگ'
const OTHER_SYSTEM_AR = '(?:نظام|سیستم|شرکه|برنامج|منصه) (?:ثانی|تانی|اخر|جدید)'

const CUE_SOURCES: Record<LeavingCue, readonly string[]> = {
  notice_period_asked: [
    '\\bonce (?:the|our|my) (?:service|contract|subscription|line) (?:stops|ends|is (?:off|cancelled|closed))',
    '(?:راوتر|مودم|جهاز)[^.!\\n]{0,12}(?:ما عاد|ماعاد|لم (?:ن|ا)عد|مابقی|مش) (?:ن|ا)?(?:ستعمل|ستخدم|حتاج)',
    `\\b${TERM_EN} (?:come|comes) to an end|\\bearliest\\b[^.!?]{0,24}\\b(?:terminate|leave|cancel|get out)\\b|\\bnotice (?:we|i) (?:have|need|must)\\b`,
    '\\bif (?:we|i) (?:were to |decide to |decided to )?(?:leave|left|cancel|quit)\\b[^.!?]{0,24}\\b(?:cost|fee|pay|charge)',
    '(?:خروج|انصراف) (?:زود|از قرارداد)|اگ(?:ر|ه) (?:نخوا|نخوایم|نخواهیم|بخوا)[^.!?؟\\n]{0,16}(?:ادامه|انصراف)',
    `(?:طلع|خرج|نطلع|اطلع)\\p{L}{0,2} من ${TERM_AR}|\\bgharardad\\w* (?:chand|cheghad\\w*)[^.!?]{0,12}moond|chand (?:mah|rooz) az gharardad`,
    asking(
      '\\b(?:what|how|which|is there|are there|do we|do i|would (?:we|i)|can we|can i)\\b',
      `\\b(?:our|my|the|an?) (?:\\w+ )?${TERM_EN}\\b`,
      '\\b(?:ending|end|terminating|terminate|leaving|leave|exit|exiting|stopping|quit|quitting)\\b',
    ),
    `\\b(?:tied|locked) in(?:to)? (?:for|until|with you|our|the contract)\\b|\\brenewal date\\b|\\bowe\\b[^.!?]{0,12} if (?:i|we) (?:stop|leave|left|cancel|end|quit)|\\b${TERM_EN} (?:a )?(?:rolling|fixed)\\b`,
    asking(
      'چه|چطور|چجوری|چگونه|چقدر|از کی|اگ(?:ر|ه)|جریمه|شرایط',
      '(?:قرارداد|همکاری|اشتراک|عضویت)',
      '(?:فسخ|قطع|خاتمه|لغو|تموم کن|تمام کن)',
    ),
    '(?:قطع|پایان|خاتمه|فسخ) (?:همکاری|قرارداد)[^.!?؟\\n]{0,16}(?:چه|چطور|چقدر|چند|باید)|اگ(?:ر|ه) [^.!?؟\\n]{0,20}(?:انصراف|جدا بش)',
    `${TERM_FA}[^.!?؟\\n]{0,10} چند (?:ماه|روز|وقت) (?:دیگ\\p{L}+ )?(?:مونده|مانده|داره|دارد)`,
    asking(
      '(?<!\\p{L})(?:شو|ایش|وش|کم|هل|ما هی|اذا|لو)(?!\\p{L})',
      '(?:عقد|تعاقد|اشتراک|التزام)',
      '(?:ننهی|انهی|انها|وقفت|نوقف|اوقف|نفسخ|افسخ|فسخ|اترک|نترک)',
    ),
    `${TERM_AR}(?:نا|ی)? (?:لمتی|لامتی|الی متی|لاي تاریخ)|موعد (?:ال)?تجدید|(?:اشعار|اخطار) مسبق`,
    'notice period|period of notice|\\b(?:how (?:much|many|long)|give|need|require\\w*)\\b[^.!?]{0,30} notice\\b',
    'early termination|(?:termination|exit) (?:fee|charge|clause|terms|penalty)',
    'terminat\\w+ for convenience|\\bget(?:ting)? out of (?:the|my|our) (?:contract|agreement)',
    '\\bwhat notice\\b|\\bnotice (?:do|would|must|should) (?:i|we)\\b|\\bis it (?:a )?\\d+[^.!?]{0,20} notice\\b',
    'when (?:does|do|is|will) (?:my|our|the) (?:current )?(?:contract|agreement|commitment|minimum term|subscription|licence|license)\\b[^.!?]{0,20}?(?:end|expire|run out|up\\b)',
    near('(?:what|how)\\b', '(?:process|steps|procedure) (?:for|to) (?:cancel|terminat|leav|clos)', 20),
    `when (?:does|do|is|will) (?:my|our|the) ${TERM_EN}\\b[^.!?]{0,20}?(?:end|expire|run out|up\\b)`,
    `\\b(?:when|until when) (?:my|our|the) ${TERM_EN} (?:ends|expires|runs out|is up)|\\b(?:contract|term|subscription) end date|\\bminimum term\\b`,
    `\\b(?:for|to) leav(?:e|ing) early|\\bearly (?:exit|cancel\\w*)|\\b(?:cancel|leave|terminate|stop) before (?:the|our|my) (?:year|term|contract|end)`,
    '\\bcancel\\w* (?:terms|procedure|process|period)\\b',
    '\\bhow (?:do|would|can|could|should|to) (?:i |we )?(?:go about )?(?:clos|cancel|terminat|end)\\w* (?:my|our|the) (?:account|subscription|contract|membership|plan|agreement)',
    '\\b(?:by when|how (?:early|soon|far ahead|long before))\\b[^.!?]{0,24}\\b(?:tell|notify|inform|let you know)\\b',
    // مهلت فسخ، چند روز قبل باید اطلاع بدهیم، قرارداد کی تمام می‌شود
    either('مهلت|جریمه|هزینه|شرایط|خسارت', 'فسخ|خروج از قرارداد|لغو قرارداد|خاتمه قرارداد', 16),
    near('چند (?:روز|هفته|ماه) (?:قبل|زودتر|پیش)', 'اطلاع|خبر|اعلام'),
    'اگر? (?:نخواهیم|نخوایم|نخواهم|نخوام)[^.!?؟\\n]{0,12}(?:تمدید|ادامه)|اگر? (?:بخواهیم|بخوایم|بخواهم|بخوام)[^.!?؟\\n]{0,12}(?:تمدید نکن|ادامه ند|فسخ)',
    near('قرارداد|اشتراک', '(?:کی|چه زمانی|چه تاریخی) (?:تموم|تمام|منقضی|به پایان)', 16),
    'تاریخ (?:پایان|اتمام|انقضای) (?:قرارداد|اشتراک)',
    `${TERM_FA}[^.!?؟\\n]{0,16}(?:تا کی|(?:کی|چه زمانی|چه تاریخی) (?:تموم|تمام|سر می|منقضی|به پایان)|(?:چقدر|چند \\p{L}+) (?:مونده|مانده|باقی))`,
    `(?:تاریخ|موعد) (?:پایان|اتمام|انقضای?|سررسید) ${TERM_FA}`,
    near(
      'شرایط|مراحل|نحوه|جریمه ?ی?|هزینه ?ی?|چطور|چجوری|چگونه',
      '(?:لغو|فسخ|کنسل کردن|بستن|حذف) (?:اشتراک|قرارداد|عضویت|حساب)|لغو زودتر',
      12,
    ),
    near('چطور|چجوری|چگونه', '(?:حساب|اشتراک|عضویت)\\p{L}{0,3}(?: رو| را)? (?:ببند|لغو|حذف|کنسل)', 16),
    near('چ(?:ند|قدر)(?: وقت| روز| ماه)? (?:زودتر|قبل|قبل تر|جلوتر)', 'اطلاع|خبر|اعلام', 30),
    'اگ(?:ر|ه) [^.!?؟\\n]{0,20}(?:ادامه ن|تمدید ن)',
    // مدة الإشعار، كم يوم قبل، متى ينتهي العقد، غرامة الإلغاء
    '(?:مده|فتره|مهله) (?:ال)?(?:اشعار|اخطار)',
    near('کم (?:یوم|شهر)', 'نبلغ|ابلغ|اشعار|اخطار|نخبر|اخبرکم|نعطیکم خبر'),
    '(?:متی|امتی|متا|ایمت[اه]|وقتاش) (?:راح |رح |ب|ح)?(?:ی|ت)?(?:نتهی|خلص|خلاص|ینتهی) (?:ال)?(?:عقد|اشتراک|التزام)',
    '(?:غرامه|رسوم|شروط|جزا|شرط) (?:(?:ال)?فسخ|(?:انها|الغا) (?:ال)?(?:عقد|اشتراک|تعاقد))',
    `(?:متی|امتی|ایمت[اه]|متا|وقتاش)[^.!?؟\\n]{0,10}(?:نتهی|خلص|نهایه|انتها)[^.!?؟\\n]{0,8}${TERM_AR}|(?:متی|امتی|ایمت[اه]|متا|وقتاش) ${TERM_AR}[^.!?؟\\n]{0,12}(?:نتهی|خلص)`,
    `(?:کم|قدیش|هل)[^.!?؟\\n]{0,10}(?:باقی|متبقی|مده|التزام)[^.!?؟\\n]{0,12}(?:${TERM_AR}|متبقی)`,
    `(?:شروط|شرط جزایی|اجراات|خطوات|طریقه|رسوم|غرامه)[^.!?؟\\n]{0,8}(?:(?:انها|الغا|فسخ|اغلاق|فسخت|الغیت)[^.!?؟\\n]{0,3}${ACCOUNT_AR}|(?:ال)?(?:الغا|انها|فسخ) (?:ال)?مبکر)`,
    `کیف[^.!?؟\\n]{0,8}(?:الغی|انهی|اقفل|اسکر|اغلق|نلغی|ننهی) ${ACCOUNT_AR}`,
    near(
      '(?:کم|قدیش|قد ایش)[^.!?؟\\n]{0,12}(?:قبل|لازم)',
      '(?:نبلغ|ابلغ|نخبر|اخبر|نعطیکم)(?!\\p{L}* عن)',
      12,
    ),
    '(?:لو|اذا) (?:حبیت|حبینا|اردت|اردنا|بغیت|بغینا|حابب)[^.!?؟\\n]{0,12}(?:افسخ|انهی|ننهی|الغی (?:ال)?(?:اشتراک|عقد)|ما (?:ا|ن)جدد)|(?:بند|شرط) (?:الانها|الفسخ|الخروج)',
    // chand rooz ghabl bayad ettela bedim, gharardad key tamoom mishe; kam yom 2abl, el 3a2d byekhlas emta
    'chand (?:rooz|ruz|hafte|mah) (?:ghabl|zoodtar|pish)[^.!?]{0,24}(?:ettela|khabar|begim|begam)|\\bgharardad\\w*(?: e)?(?: man?| shoma)? (?:key|kei|che tarikhi) tam[ou]+m|(?:mohlat|jarime)\\w* (?:ye )?(?:faskh|laghv)|(?:faskh|laghv) kon\\w*[^.!?]{0,12}jarime',
    '\\bkam (?:yom|youm|shahr) [2q]?abl|\\b(?:emta|imta|mata|meta)\\b[^.!?]{0,8}(?:yekhlas|ye5las|y5las|yentehi|yentihi)[^.!?]{0,6}(?:3a[2q]d|e?shterak|ishtirak)|\\b(?:3a[2q]d|e?shterak|ishtirak)\\w*[^.!?]{0,8}(?:yekhlas|ye5las|y5las|yentehi|yentihi)|\\bghra?m\\w* (?:el )?(?:fas[5k]|el8a|ilgha|elgha)',
  ],
  data_export_asked: [
    '\\beverything you (?:have|hold|keep|store)\\b',
    '\\bdata dump\\b|\\b(?:files|data|records|documents) (?:off|out of) your\\b|\\bcopy of (?:all|every)\\w*\\b',
    either(
      `${DATA_FA}[^.!?؟\\n]{0,24}(?:کامل|یک ?جا)|ارشیو ${ALL_FA}`,
      'دریافت|بگیر|دانلود|بدید|بدین|بدهید',
      16,
    ),
    `${near(DATA_FA, OTHER_SYSTEM_FA, 20)}[^.!?؟\\n]{0,12}(?:ببر|منتقل|انتقال)`,
    `${near(DATA_FA, '(?:ببریم|ببرم|منتقل کن|انتقال بد)', 16)}[^.!?؟\\n]{0,12}${OTHER_SYSTEM_FA}`,
    near('نقل|ننقل|انقل|ناخذ', `(?:ال)?${DATA_AR}[^.!?؟\\n]{0,12}${OTHER_SYSTEM_AR}`, 6),
    near('تعطو|اعطو|ترسل|ارسلو|احصل|نحصل|استلم', `${ALL_AR} (?:ال)?${DATA_AR}`, 10),
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
    near(
      '\\b(?:download|export|extract|retrieve|get|have|need|send|copy|move|back ?up)\\b',
      `\\b(?:everything (?:we|i) |(?:all|full|complete|entire|whole) (?:of )?(?:\\w+ ){0,2}?${DATA_EN})`,
      16,
    ),
    `\\b(?:full|complete|entire) (?:back ?up|copy|archive) of (?:my|our|all|the)|\\b(?:my|our) data (?:in|as|to) (?:a )?(?:csv|excel|json|xml)`,
    `\\b(?:move|migrate|transfer|import) (?:my|our) (?:\\w+ )?${DATA_EN}[^.!?]{0,12} to another|\\b(?:take|keep|transfer|move) (?:my|our) number (?:with|to|over)|\\bformat (?:is|does) the export`,
    either('خروجی|اکسپورت|استخراج', 'اطلاعات|داده|دیتا|مخاطب|مشتری|سوابق|تاریخچه'),
    near('(?:نسخه|فایل) کامل', 'اطلاعات|داده|دیتا|سوابق', 16),
    'خروجی (?:کامل|کلی)|(?<!\\p{L})(?:کل|همه|تمام)(?:ی| ی)? [^.!?؟\\n]{0,60}خروجی',
    'ترابرد|(?:شماره|خط)(?:م|ام|مون|مان)?[^.!?؟\\n]{0,16}(?:منتقل|انتقال|ببرم)[^.!?؟\\n]{0,20}(?:اپراتور|شرکت) دیگ|(?:شماره|خط)(?:م|ام|مون|مان)?[^.!?؟\\n]{0,16}(?:اپراتور|شرکت) دیگ[^.!?؟\\n]{0,12}(?:منتقل|انتقال|ببرم)',
    near('(?:کل|همه|تمام)ی? (?:ی )?(?:اطلاعات|داده|دیتا|سوابق)', 'دانلود|منتقل|انتقال|بگیر|دریافت'),
    either(`${ALL_FA}[^.!?؟\\n]{0,6}${DATA_FA}`, 'دانلود|خروجی|اکسپورت|بکاپ|پشتیبان|یک ?جا|اکسل|منتقل', 30),
    `(?:بکاپ|پشتیبان|نسخه|فایل|لیست) (?:\\p{L}+ )?کامل[^.!?؟\\n]{0,20}${DATA_FA}`,
    near('انتقال|منتقل|ببریم', '(?:دیتا|داده|اطلاعات)[^.!?؟\\n]{0,16}(?:نرم ?افزار|سیستم|شرکت|جای) دیگ', 12),
    near(
      'تصدیر|اصدر|نصدر|استخراج|تنزیل|انزل|احمل|تحمیل|نحمل|نسخه|اخذ|ناخذ|ملف|اکسل',
      `${ALL_AR}[^.!?؟\\n]{0,6}${DATA_AR}`,
      16,
    ),
    `نسخه (?:احتیاطیه )?(?:کامله )?(?:من|عن|ل) ?(?:${ALL_AR} )?(?:ال)?${DATA_AR}`,
    `(?:نقل|ننقل|انقل) ${DATA_AR}\\p{L}{0,2} (?:ال|ل)ی? ?(?:نظام|شرکه|برنامج)`,
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
    '\\b\\d+ (?:seats|licen[cs]es|users|lines) (?:will do|would do|are enough|is enough|suffice)',
    `تعداد ${SEATS_FA}[^.!?؟\\n]{0,10}(?:بیار|برسون|برسان)|(?:نشیل|اشیل)[^.!?؟\\n]{0,6}${SEATS_AR}|\\banzel (?:lel|3ala|ela) (?:el )?ba2a`,
    '\\bfrom \\d+ (?:seats|licen[cs]es|users|lines|accounts) to \\d+|\\b(?:one|two|three|some|half|\\d+) of (?:our|the|my) (?:\\w+ )?(?:seats|licen[cs]es|users|lines|accounts)\\b[^.!?]{0,16}(?:stop|cancel|remov|clos|cut)',
    '\\bplan (?:down )?to the (?:smallest|lowest|cheapest|basic)',
    `${SEATS_FA}\\p{L}*(?: ?ها| ?هامون| ?هامان)?\\p{L}*(?: رو| را)? (?:نصف|کمتر)|(?:فقط|تنها) ${NUMBER_FA} ?(?:تا )?${SEATS_FA}[^.!?؟\\n]{0,10}(?:نگه|بمون|بمان|لازم|کافی)`,
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
    '\\bonly need \\d+ (?:\\w+ )?(?:seats|licen[cs]es|users|lines|accounts)\\b|\\bno longer need\\w*[^.!?]{0,20}(?:access|seats?|licen[cs]es?)\\b|\\bnumber of (?:lines|seats|users|licen[cs]es) (?:down )?to\\b',
    '\\bdowngrade (?:us |me |our |my |the )?(?:\\w+ )?(?:to|plan|package|subscription|tier)\\b|\\b(?:drop|move|switch) (?:us|me)? ?(?:down )?to (?:the|a) (?:smaller|basic|cheaper|lower|starter|free) (?:plan|package|tier|tariff)',
    `تعداد[^.!?؟\\n]{0,10}${SEATS_FA}[^.!?؟\\n]{0,16}(?:از \\d+ به \\d+|برسون|برسان)`,
    `(?:فقط|بیشتر از) \\d+ ?(?:تا )?${SEATS_FA}[^.!?؟\\n]{0,8}(?:لازم|نیاز|می ?خوا|کافی)`,
    `(?:چند ?تا|\\d+ ?(?:تا)?|بعضی) از ${SEATS_FA}[^.!?؟\\n]{0,16}(?:غیر ?فعال|حذف|کم|قطع|لغو) کن`,
    '(?:پلن|بسته|طرح|پکیج)\\p{L}{0,3}[^.!?؟\\n]{0,12}(?:پایین|کوچک|کوچیک|ارزون|ارزان|سبک) ?تر',
    `(?:بس|فقط)[^.!?؟\\n]{0,4}(?:محتاج|نحتاج|نبی|بدنا|عاوز|عایز)\\p{L}*[^.!?؟\\n]{0,4} \\d+ ${SEATS_AR}`,
    `(?:ننزل|انزل|تنزیل|تخفیض|نخفض|اخفض|اصغر)[^.!?؟\\n]{0,6}(?:ال)?باقه|(?:احذف\\p{L}*|نحذف|شیلوا)[^.!?؟\\n]{0,10}${SEATS_AR}`,
    near(
      '(?:تقلیل|تخفیض|خفض|تقلیص|نقلل|اقلل|نخفض|نقلص|حذف|الغا|نلغی)',
      '(?<!\\p{L})(?:ال|لل)?(?:مستخدمین|تراخیص|رخص|مقاعد|خطوط|یوزرات)',
    ),
  ],
  auto_renewal_off: [
    near(
      '\\b(?:remove|delete|take (?:off|out)|unlink) (?:my|our|the) (?:\\w+ )?card\\b',
      "\\b(?:can't|cannot|won't|not|never|no longer|stop)\\b[^.!?]{0,16}\\b(?:billed|charged|billing|charging)",
      40,
    ),
    near(
      'کارت(?: بانکی)?(?: ?م| ?مون)?',
      '(?:بردارم|برداریم|حذف|پاک)[^.!?؟\\n]{0,30}(?:دیگه|دیگر|خودکار)[^.!?؟\\n]{0,16}(?:نشه|نشود|کم ن|نکن)',
      20,
    ),
    near(
      '(?:اشیل|نشیل|احذف|نحذف|ازیل) (?:ال)?بطاق(?:تی|تنا|ه)',
      '(?:ما|لا) (?:یتم |ی)?(?:ال)?(?:خصم|سحب|تجدد)',
      40,
    ),
    '\\b(?:won.t|will not) be renewing|تمدید (?:خودکار|اتوماتیک)[^.!?؟\\n]{0,12}(?:بستم|بستیم)|لن (?:نقوم|اقوم) بتجدید',
    '\\bauto(?:matic)?[- ]?renew\\w* off\\b|\\bnot (?:intend|intending|plan|planning|want|wish) to renew|\\bnot auto(?:matically)?[- ]?renew',
    either(
      '\\b(?:turn(?:ed|ing)? off|switch(?:ed|ing)? off|disabl\\w+|cancel\\w*|stop\\w*|remov\\w+|deactivat\\w+)\\b',
      '\\bauto(?:matic(?:ally)?)?[- ]?renew\\w*',
      24,
    ),
    "\\b(?:not be|won't be|will not be|(?<!did |could )not|don't want to|do not want to|not going to|don't) (?:auto-?)?renew(?:ing)?\\b",
    '\\b(?:decided|chosen|choosing|plan|planning|going|want|wish|prefer) not to renew|\\bmake sure (?:it|this) (?:does not|doesn.t) renew|\\boff (?:the )?auto(?:matic)?[- ]?renew',
    '\\blet (?:the|our|my) (?:contract|plan|subscription|membership) (?:run out|lapse|expire)',
    'تمدید (?:نمی ?کن(?:یم|م)|نکن(?:ید|ین))|قصد تمدید ن|(?<!\\p{L})ن(?:می ?)?خوا[^.!?؟\\n]{0,20}تمدید',
    '(?:لا|ما) (?:نرغب|ارغب|نرید|ارید|نبی|ابی|ابغی|نبغی|بدنا|بدی|ودی|ودنا)[^.!?؟\\n]{0,6}(?:تجدید|نجدد|اجدد|یتجدد)|(?:مش|مو|ما راح|ما رح|لن) (?:ه|ح)?(?:ن|ا)جدد',
    either(
      'تمدید (?:خودکار|اتوماتیک)(?![^.!?؟\\n]{0,20}روشن)',
      'غیر ?فعال|خاموش|قطع|لغو|بردار|برش دار|کنسل|نشود|نشه|نکن|حذف',
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
    return first && !tellsOfStaying(plain, cue) ? [{ cue, ...toOriginal(first.start, first.end) }] : []
  })
}
