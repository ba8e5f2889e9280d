/**
 * What the words of a message tell of contacts: counted ("my fourth mail"), chased ("still nothing"), or settled.
 * On the normalised text: Persian ی ک ه ا for all their forms, hamza left out, half-space as space, ASCII digits.
 */
import type { NormalisedText } from '../text/normalise.ts'

const COUNTED_CONTACT = [
  /\b(?:third|3rd|fourth|4th|fifth|5th|sixth|6th|seventh|tenth|umpteenth|nth) (?:\w+ )?(?:time|e-?mail|mail|message|call|ticket|request|complaint|report|chat|letter|attempt|contact)\b/u,
  /\b(?:three|four|five|six|seven|ten|several|many|[3-9]|1\d) (?:times|e-?mails|messages|calls|tickets|requests|chats|phone calls)\b/u,
  /(?:بار|دفعه|مرتبه) (?:سوم|چهارم|پنجم|ششم|هفتم|هشتم|دهم|چندم)|(?:سوم|چهارم|پنجم|ششم|هفتم|دهم|چندم)ین (?:بار|دفعه|مرتبه|پیام|تماس|ایمیل|تیکت)/u,
  /(?:سه|چهار|پنج|شش|هفت|ده|چند|چندین|[3-9]|1\d) (?:بار|دفعه|مرتبه|تا تیکت|تا پیام)/u,
  /(?:المره|للمره|مره|المرة) (?:ال)?(?:ثالثه|تالته|رابعه|خامسه|سادسه|سابعه|عاشره|الف|کذا)|(?:ثالث|تالت|رابع|خامس|سادس|سابع|عاشر) (?:مره|رساله|اتصال|بلاغ|شکوی|تذکره|ایمیل)/u,
  /\b(?:sevom|chaharom|panjom|chandom)in bar\b|\b(?:bar|dafe)[ -]?e? (?:sevom|chaharom|panjom|chandom)\b|\b(?:talet|tales|rabe3|khames) marr?a\b/u,
  /(?:ثلاث|تلات|اربع|خمس|ست|سبع|عشر|عده|کذا|[3-9]) ?(?:مرات|مره|رسایل|اتصالات|بلاغات)/u,
]

/**
 * Words of those who ask again. Alone they prove little ("the money is still not there" may be the first word of it):
 * `reading.ts` believes them only where our own records know an earlier message on the matter.
 */
const CHASING = [
  /\b(?:still|yet)\b[^.!?\n]{0,24}\b(?:no|not|nothing|haven't|hasn't|isn't|waiting|missing|down|broken)\b/u,
  /\b(?:haven't|have not|hasn't|has not|not) (?:heard|received|got|had|arrived)\b/u,
  /\b(?:no|without an?|any) (?:reply|response|answer|news|updates?)\b|\bfollow(?:ing|ed)?[- ]up\b|\bchas(?:e|ing|ed)\b/u,
  /\b(?:as|like) i (?:said|wrote|mentioned|explained|told)\b|\b(?:already|i've|i have) (?:told|said|explained|written|wrote|called|reported|asked|emailed|contacted)\b/u,
  /\b(?:nobody|no one|noone) (?:has |ever )?(?:called|rang|phoned|replied|answered|got|responded|came|turned)\b/u,
  /\b(?:you|they|he|she|colleague|agent) (?:said|promised|told|assured)\b|\b(?:second|2nd) (?:time|e-?mail|message|call|request)\b/u,
  /\bsame (?:issue|problem|fault|error|thing)\b|\b(?:back|happened|gone|down|broken) again\b|\bonce (?:again|more)\b/u,
  /هنوز[^.!?؟\n]{0,40}(?:نیا|نیوم|نرسی|نشد|نکرد|نگرفت|ندار|نزد|ندید|نیست|نداد|بلاتکلیف|منتظر)/u,
  /پیگیر|پی گیر|دوباره پیام|باز هم پیام|بار دوم|دومین بار|(?:همون|همان) مشکل|همچنان/u,
  /(?:قبلا|دیروز|پریروز|(?:هفته|ماه|روز|دفعه) (?:پیش|قبل))[^.!?؟\n]{0,20} (?:هم )?(?:گفت|پیام|تماس|زنگ|نوشت|اطلاع)/u,
  /(?:کسی|هیچ ?کس|هیچکی|کارشناس|همکار)[^.!?؟\n]{0,24}(?:جواب ن|زنگ ن|تماس ن|پیگیری ن|خبر ن|پاسخ ن|نیامد|نیومد)/u,
  /جوابی? (?:ن|به من ن)|پاسخی? ن|(?:بی|بدون) ?(?:جواب|پاسخ)|طبق (?:گفته|قول|وعده)|قرار (?:بود|شد)|گفتید|گفتین|گفته بودی|قول داد/u,
  /(?:لسه|لسا|للحین|للان|الی الان|لحد الان|حتی الان|ما ?زال|ما ?زلت|لا ?زال|لسع)[^.!?؟\n]{0,24}/u,
  /(?:ما |لم |محد|ماحد|محدش|لا احد|مفیش حد|ولا حد|ولا احد)[^.!?؟\n]{0,12}(?:رد|یرد|تواصل|یتواصل|اتصل|یتصل|جاوب|کلمنی|عبرنی|رجع لی|جانی)/u,
  /سبق (?:و|ان|لی)|(?:کلمت|راسلت|بلغت|خبرت)کم|تواصلت معکم|ارسلت لکم|قلت لکم|(?:للمره|المره|مره) (?:ال)?(?:ثانیه|تانیه)|(?:تانی|ثانی|کمان) مره/u,
  /نفس (?:المشکله|العطل|الخطا|الموضوع)|قلت(?:وا|ولی|م لی)|وعدت(?:وا|ونا|ونی|مونا)|حسب کلام|بانتظار ردکم|(?:مر|عدی|مضت?) (?:اسبوع|شهر|یومین|\d+)/u,
  /\bhan(?:oo|u|o)z\b|\bpeygiri\b|\bbar-?e? dovom\b|\bdovomin bar\b|\bgoft(?:id|in|e boodi\w*)\b|\b(?:kasi|hichkas\w*) [^.!?]{0,16}\bna\w+/u,
  /\b(?:lessa|lesa|lissa|lel7een|la7ad delwa2ty)\b|\b(?:mafish|ma7ad|ma7adesh|ma7adsh|wala 7ad)\b|\b(?:tany|tani|kaman) marr?a\b|\bnafs el (?:moshkel\w*|mawdoo3)/u,
]

/** True when the words chase something: "still no answer", «هنوز خبری نیست», «ما حد رد علي». */
export const tellsOfChasing = ({ text }: NormalisedText): boolean =>
  CHASING.some((pattern) => pattern.test(text))

const SOLVED = [
  /\b(?:solved|resolved|fixed|sorted|sorted out|all good now|(?:works?|working) (?:now|again|fine|perfectly))\b/u,
  /(?:درست|حل|برطرف|اوکی|وصل|رفع) ?شد|راه افتاد/u,
  /انحل|تم (?:ال)?(?:حل|اصلاح)|اتحل|اشتغل|تصلح|اتصلح|زبط|تزبط/u,
]

/** True when the text says that the matter is settled; only asked of thanks, which do not say "not solved". */
export const tellsOfSolution = ({ text }: NormalisedText): boolean =>
  SOLVED.some((pattern) => pattern.test(text))

/** True when the text itself counts three contacts or more: "my fourth email", «برای بار سوم», «رابع مرة». */
export const tellsOfThirdContact = ({ text }: NormalisedText): boolean =>
  COUNTED_CONTACT.some((pattern) => pattern.test(text))
