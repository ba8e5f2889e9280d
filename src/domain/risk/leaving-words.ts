/**
 * Leaving said in so many words, and leaving that life decides. The triage has a label for the first; these narrow
 * phrases stand behind it where a model misses one (dialects, Finglish, Arabizi), since no other miss costs as much.
 * On the normalised text: Persian ی ک ه ا for all their forms, hamza left out, half-space as space, ASCII digits.
 */
import type { NormalisedText } from '../text/normalise.ts'

export type LeavingWords = {
  said: 'churn_explicit' | 'churn_implicit'
  /** UTF-16 offsets of the text as sent. */
  start: number
  end: number
}

const EN_CONTRACT =
  '(?:account|subscription|membership|contract|plan|policy|services?|agreement|broadband|licen[cs]es)'
const EN_OTHER = '(?:provider|supplier|bank|company|carrier|network|operator|vendor|insurer|shop|store)'
const FA_OWN = '(?:م|مو|مون|مان| من| ما|ام)'
const AR_CONTRACT = '(?:ال|ل|لل)?(?:اشتراک|حساب|عقد|عضویه|باقه|شریحه|خط)(?:ی|نا)?(?!\\p{L})'

const EXPLICIT = [
  '\\b(?:signed|contracted|gone|went|going) (?:up )?with (?:somebody|someone|another \\w+|a different \\w+|your competitor)(?: else)?\\b|\\bhand(?:ed|ing) in (?:my|our) notice (?:with|to) you\\b',
  '(?:با|توی?) (?:یه |یک )?(?:شرکت|سرویس|اپراتور|جای|بیمه) (?:دیگه|دیگر)(?: ای)? قرارداد بست|از (?:سرویس |خدمات |پیش )?شما می ?(?:رم|ریم|روم|رویم)(?!\\p{L})|(?:اخر|اول) (?:این |همین )?(?:ماه|هفته|سال) می ?(?:رم|ریم)(?: *[.!]|$)',
  '(?:ننتقل|انتقل|نتحول|اتحول|نحول|احول) (?:ل|الی |علی )?(?:ال)?(?:مزود|شرکه|مشغل|بنک|منصه) (?:ثانیه?|تانیه?|اخری?|غیرکم)|(?:حجزت|تعاقدت|تعاقدنا|وقعت|وقعنا|اشترکت) مع (?:شرکه|مزود|مشغل) (?:ثانیه?|تانیه?|اخری?)|(?<!\\p{L})(?:ه|ب|ح)?(?:افصل|فصل|نفصل) (?:ال)?(?:خط|خدمه|اشتراک)(?!\\p{L})',
  `\\b(?:please|kindly|to|want|wish|like|could you|can you|i'm|i am|i'll|i will|we're|we are|we'll|we will|and|i) (?:please |now |be )?(?:cancel|clos|terminat|end)(?:e|l?ing)? (?:down )?(?:my|our) (?:\\w+ ){0,2}?${EN_CONTRACT}\\b`,
  `\\b(?:switch|mov|chang|go|port)(?:e|ing)? (?:over |everything )?to (?:(?:another|a different|a new) (?:\\w+ )?${EN_OTHER}\\b|(?:your|a) competitor)`,
  '\\b(?:lost|losing) (?:me as )?(?:a|another|your|one) (?:\\w+ )?customer\\b|\\btak(?:e|ing) (?:my|our) (?:business|money|custom) elsewhere\\b',
  `(?:(?:اشتراک|عضویت|سرویس|حساب(?: کاربری)?|بیمه(?: نامه)?)${FA_OWN}|اشتراک|عضویت|قرارداد${FA_OWN}?)(?: رو| را|و|ه)? (?:\\p{L}+ )?(?<!خواهم |خوام )(?:(?:لغو|کنسل|فسخ|حذف|قطع|غیر ?فعال) ?(?:کنید|کنین|کن(?!\\p{L})|بشه|شود|می ?کنم|نمایید|بفرمایید|کنم)|(?<!قرارداد )(?:ببندید|ببندین|می ?بندم))`,
  'می ?(?:رم|روم|ریم|رویم) سراغ (?:یه |یک )?(?:شرکت|جای|سرویس|اپراتور|بانک|فروشگاه|رقیب|رقبا|بقیه|یکی)|مشتری(?:تون|تان)? (?:رو |را )?از دست داد',
  'می ?(?:رم|روم|ریم)[^.!?؟\\n]{0,12}(?:شرکت|سرویس|اپراتور|بانک|فروشگاه|جای) (?:دیگه|دیگر)',
  `(?<!\\p{L})(?:(?:ارید|نرید|ابغی|نبغی|ابی|نبی|اود|نود|ارغب|نرغب|عایز|عاوز|عایزه|عاوزه|بدی|بدنا|حاب|ارجو|نرجو|اطلب|نطلب)(?: \\p{L}+)? (?:الغا|انها|اغلاق|ایقاف|قفل|ب?الغا|ب?انها)|الغی|نلغی|هلغی|حلغی|بلغی|الغوا|انهی|ننهی|اقفل|هقفل|بقفل|اسکر|نسکر|بسکر|احذف)(?: لی)? ${AR_CONTRACT}`,
  'خسرتو?ا? (?:عمیل|زبون)|خسرتونی|فقدتم (?:عمیل|زبون)|(?:راح|رح|سوف) (?:احول|انتقل|اتحول|انقل) (?:ل|الی|علی) ?(?:شرکه|بنک|مشغل|منافس|غیرکم)',
  "\\b(?:hal8i|al8i|hal3'i|ha2fel|a2fel|ba2fel|2afel|alghi|halghi)\\b[^.!?]{0,10}\\b(?:el )?(?:e?shterak|ishtirak|7esab|7sab|3a2d|khatt?)|\\b(?:ha|7a|ra7 |hab2a )7awel\\b",
  '\\b(?:eshterak|hesab|gharardad|ozviyat)(?:am|emoon|eman|e man)?(?: ?ro| ?ra|o)? (?:\\w+ )?(?:(?:laghv|cancel|kansel|faskh|ghat) (?:kon\\w*|mikonam)|beband\\w+)|\\bmir(?:am|im) soragh',
].map((source) => ['churn_explicit', new RegExp(source, 'u')] as const)

const IMPLICIT = [
  '\\b(?:thinking|think|considering|consider|tempted|looking|thought) (?:\\w+ ){0,3}?(?:switching|switch|leaving|leave|cancelling|canceling|moving (?:away|to)|elsewhere|other providers|alternatives)\\b',
  "\\b(?:last|only) time (?:that )?i(?:'ll| will)?(?: ever)? (?:trust|order|buy|use|shop|book)\\b|\\bnever again\\b|\\bi(?:'ll| will|'m)? never (?:ordering|buying|using|coming back|order|buy|shop)\\b",
  '(?:به فکر|دارم فکر|فکر کنم|بهتره|وسوسه|تصمیم دارم|تصمیم گرفت)[^.!?؟\\n]{0,30}(?:عوض (?:کن|کردن)|سراغ|جای دیگ|شرکت دیگ|کنسل|لغو)',
  'اخرین (?:بار|خرید|سفارش)(?:ی|م|مون|مان)? (?:بود |است |ه )?(?:که )?(?:\\p{L}+ ){0,2}?(?:خرید (?:می|کر)|سفارش (?:می|دا)|اعتماد|بود)|دیگ(?:ه|ر) (?:از شما|ازتون|ازشون)[^.!?؟\\n]{0,20}(?:خرید ن|سفارش ن|نمی ?خرم)',
  '(?<!\\p{L})(?:افکر|بفکر|نفکر|ناوی|ناویه|نویت|عم فکر|ودی|قررت)(?!\\p{L})[^.!?؟\\n]{0,24}(?:احول|انقل|انتقل|اغیر|الغی|اسکر|اقفل|اترک|ننتقل|نغیر)(?!\\p{L}*(?: ال)?(?:موعد|طلب|عنوان))',
  '(?<!لن تکون )اخر مره[^.!?؟\\n]{0,12}(?:اتعامل|اشتری|اطلب|اثق|نتعامل|هطلب|هتعامل|بطلب)|(?:اطلب|اشتری|اخذ|بشتری|بطلب|صرت اطلب) من غیرکم',
  '\\bakhar(?:in)? bar\\w*\\b|\\b(?:dige|digeh) (?:az shoma|azatoon)\\b[^.!?]{0,16}\\bne?mi\\w+|\\ba5er marr?a\\b',
].map((source) => ['churn_implicit', new RegExp(source, 'u')] as const)

/** The strongest leaving a text says; null: none. */
export function findLeavingWords({ text: plain, toOriginal }: NormalisedText): LeavingWords | null {
  for (const [said, pattern] of [...EXPLICIT, ...IMPLICIT]) {
    const match = pattern.exec(plain)
    if (match) return { said, ...toOriginal(match.index, match.index + match[0].length) }
  }
  return null
}

const LIFE = [
  /\b(?:passed away|has died|died (?:on|in|last)|(?:husband|wife|father|mother|dad|mum|mom|son|daughter|partner|sister|brother|grandfather|grandmother) died|death of my|my late (?:husband|wife|father|mother)|bereave)/u,
  /\b(?:moving|move|relocating|moved) (?:abroad|overseas|house|out of (?:the )?(?:country|area|state|city)|to (?:another|a different|a new) (?:country|city|town|state|address|house|flat))\b|\bemigrating\b/u,
  /\bi(?:'m| am) retiring\b|\bclos(?:ing|ed) (?:down )?(?:our|the|my) (?:shop|business|company|office|branch)\b/u,
  /فوت (?:کرد|شد|نمود)|درگذشت|به رحمت خدا|مرحوم|شادروان|(?:پدر|مادر|همسر|برادر|خواهر)م مرد/u,
  /(?:دار(?:م|یم)|قصد) [^.!?؟\n]{0,16}مهاجرت|مهاجرت می ?کن|اسباب ?کشی|نقل مکان|(?:خارج|شهر دیگ)[^.!?؟\n]{0,12}(?:می ?رم|می ?روم|می ?ریم|زندگی)/u,
  /بازنشسته (?:می ?ش|شد)|(?:شرکت|مغازه|فروشگاه)(?:مون|مان|م)? (?:رو |را )?(?:تعطیل|جمع) (?:کرد|می ?کن)/u,
  /(?<!\p{L})(?:توفی|توفیت|وفاه|ب?وفاه|انتقل(?:ت)? الی رحمه|(?:ال)?مرحوم|(?:ال)?متوفی|الله یرحم(?:ه|ها))(?!\p{L})/u,
  /(?<!\p{L})(?:سا?|ب|ه|ن)?(?:انتقل|نتقل|سافر|هاجر)\p{L}{0,2} (?:\p{L}+ ){0,2}?(?:للاقامه|خارج|نهایی|ل?مدینه (?:ثانیه|اخری|تانیه))|(?<!\p{L})مسافر (?:نهایی|خارج)/u,
  /(?<!\p{L})(?:تقاعدت|(?:اغلقنا|سکرنا|قفلنا|نغلق|تصفیه) (?:ال)?(?:محل|شرکه|مکتب|مشروع|نشاط))/u,
]

/** True when the words give a reason for leaving that is nobody's fault: a death, a move away, the end of a business. */
export const tellsOfLifeEvent = ({ text }: NormalisedText): boolean =>
  LIFE.some((pattern) => pattern.test(text))
