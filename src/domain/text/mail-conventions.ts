/** How mail programs and people set quotes, signatures and footers apart, in Persian, Arabic and English (and a little more). */

/** ">" begins a quoted line, but ">:(" and ">_<" are faces. */
export const QUOTED = /^>(?![:;.=_]?['-]?[(<_.@/\\|])/

/** A line between dashes; it says nothing unless a quote follows. */
export const DASHED = /^-{2,}.*-{2,}$/

/** The line above a forwarded or answered mail. */
export const SEPARATOR =
  /^[-_=*\s]{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|message d'origine|پیام اصلی|پيام اصلي|پیام فوروارد شده|الرسالة الأصلية|الرساله الاصليه|رسالة معاد توجيهها|رسالة محولة)\s*[-_=*\s]*$/iu

/** "On Monday Ali wrote:" in the languages our customers’ mail programs speak. */
export const WROTE = [
  /^on\b.{6,160}\bwrote\s*:$/iu,
  /^(?:در|به)\s.{4,160}\s(?:نوشت|نوشته|نوشته است|نوشتند|نوشته‌اند)\s*:$/u,
  /^.{2,120}\sدر\s(?:تاریخ|روز)\s.{4,80}\sنوشت(?:ه|ه است|ند)?\s*:$/u,
  /^(?:في|بتاريخ|يوم|فى)\s.{4,160}\s?(?:كتبت?|كَتَبَ)(?:\s.{1,80})?\s*:$/u,
  /^كتبت?\s.{2,120}\s(?:في|بتاريخ|يوم)\s.{4,120}:$/u,
  /^le\b.{6,160}\ba écrit\s*:$/iu,
]

/** A line of the header block that Outlook puts above the answered mail. */
export const HEADER =
  /^(\*?)(from|sent|to|cc|subject|date|از|فرستنده|به|گیرنده|موضوع|تاریخ|ارسال شده|ارسال|من|إلى|الى|الموضوع|التاريخ|تاريخ الإرسال|تم الإرسال|أرسلت)\1\s*:\1\s*\S/iu

/** The line of that block without which it is none. */
export const SENDER = /^\*?(?:from|از|فرستنده|من)\*?\s*:/iu

/** Headings of legal footers. */
export const FOOTER_START =
  /^[*_\s]*(?:disclaimer|confidentiality notice|legal notice|سلب مسئولیت|تذکر قانونی|إخلاء (?:ال)?مسؤولية|اخلاء (?:ال)?مسؤولية|تنويه قانوني|إشعار السرية)/iu

/** Turns of phrase of legal footers; one alone may well be the customer’s (“this mail was confidential!”). */
export const FOOTER_SIGNS = [
  /intended (?:recipient|only for|solely for)/iu,
  /(?:received|receive) (?:this|it) (?:e-?mail|message|communication)?\s*(?:in|by) (?:error|mistake)/iu,
  /(?:e-?mail|message|communication).{0,60}\b(?:confidential|privileged)\b/iu,
  /(?:unauthori[sz]ed|strictly prohibited).{0,60}(?:use|disclosure|distribution|copying|prohibited)|(?:disclosure|distribution|copying).{0,60}prohibited/iu,
  /consider the environment before printing/iu,
  /(?:ایمیل|پیام|نامه).{0,60}محرمانه/u,
  /گیرنده(?:‌ی| ی)?\s*(?:اصلی|مورد نظر|مجاز|این (?:پیام|ایمیل))/u,
  /به اشتباه (?:این (?:پیام|ایمیل)|برای شما|دریافت)/u,
  /(?:الرسالة|البريد).{0,60}سري[ةه]/u,
  /المستلم (?:المقصود|المعني|المحدد)|المرسل إليه/u,
  /(?:استلمت|تلقيت|وصلتك).{0,40}(?:بالخطأ|عن طريق الخطأ)/u,
  /(?:قبل|من) طباعة|محیط زیست.{0,60}(?:چاپ|پرینت)|(?:چاپ|پرینت).{0,60}محیط زیست/u,
]

/** What telephones and mail programs add by themselves. */
export const DEVICE =
  /^(?:sent (?:from|via|with) (?:my |the )?(?:iphone|ipad|android|samsung|galaxy|huawei|xiaomi|mobile|phone|outlook|yahoo|gmail|proton|mail)|get outlook for|envoyé de mon|(?:ارسال شده|فرستاده شده|ارسال) (?:از|با|توسط) (?:گوشی|تلفن|موبایل|آیفون|ایفون|آی‌?پد|سامسونگ|اندروید|یاهو|جیمیل|اوت‌?لوک|iphone|ipad|samsung|galaxy|yahoo|outlook|gmail)|از (?:گوشی|تلفن همراه|آیفون) (?:من|خود|سامسونگ).{0,20}ارسال شد|(?:أُ?رسلت?|ارسلت?|تم الإرسال|تم الارسال|مرسلة?) (?:من|باستخدام|عبر|بواسطة) (?:الـ?\s?)?(?:هاتفي|جوالي|جهازي|هاتف|جوال|آيفون|ايفون|أيفون|سامسونج|iphone|ipad|samsung|galaxy|yahoo|outlook|gmail|huawei))/iu

/** A closing phrase that stands alone on its line. */
export const SIGN_OFF =
  /^(?:(?:با|همراه با) (?:نهایت )?(?:احترام|تشکر|سپاس|تقدیم احترام)(?: (?:فراوان|و (?:احترام|تشکر|سپاس)))?|ارادتمند(?: شما)?|با تجدید احترام|(?:مع )?(?:خالص |أطيب |اطيب |فائق )?(?:ال)?(?:تحيات|تحياتي|تحية|التحية|التقدير|الاحترام)(?: و(?:ال)?(?:تقدير|احترام|شكر|تحية|امتنان))?|وتفضلوا بقبول.{0,40}|تفضلوا بقبول.{0,40}|تقبلوا.{0,30}(?:تحياتي|التحية|الاحترام)|(?:best|kind|warm|kindest|warmest|with kind|with best)(?: regards| wishes)?|regards|many thanks|thanks(?: and regards)?|thank you|sincerely|yours (?:sincerely|faithfully|truly)|respectfully|cheers)\s*[,،.!؛:-]*$/iu

/** What asks, pleads or tells is no signature, and neither is a postscript. */
export const STILL_TALKING =
  /[؟?!！]|^(?:p\.?\s?s\b|پ\.?\s?ن|ضمنا|ملاحظة|ملحوظة)|\b(?:please|but|when|why|i|my|you|not|is|was)\b|لطفا|لطفاً|خواهش|ندار|نشد|نمی|نیست|است$|کنید|دهید|الرجاء|أرجو|ارجو|لم |لماذا|متى/iu

/** How a signature says where to reach its writer. */
export const CONTACT =
  /@|https?:|www\.|\+?[\d٠-٩۰-۹][\d٠-٩۰-۹ ()-]{5,}|(?:tel|phone|mobile|fax|تلفن|موبایل|همراه|هاتف|جوال)/iu
