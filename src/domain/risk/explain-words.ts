/**
 * The words for `explain.ts` in the three languages. Each phrase stands alone and in a list; what
 * varies inside it (ordinal, topic, duration) is placed by the phrase itself, as its grammar wants.
 */
import type { Language, Topic } from '../labels.ts'
import { ACCOUNT_WORDS } from './explain-account-words.ts'
import type { AccountChange, NextBestAction, RiskReason } from './risk.ts'

/** `nth` is 1 or more; `duration` and `score` are already written in the language. */
export type PhraseFacts = {
  topic: Topic | null
  nth: number
  duration: string | null
  score: string | null
  change: AccountChange | null
  /** Seats before and after. */
  counts: { before: string; after: string } | null
  /** The share of the use that is gone, `60%`. */
  share: string | null
  /** A day and its month. */
  date: string | null
}

export type Words = {
  /** BCP 47, for numbers and dates. */
  locale: string
  separator: string
  reasons: Record<RiskReason, (facts: PhraseFacts) => string>
  actions: Record<NextBestAction, string>
  timePassed: string
  labelsCorrected: string
  scoreOf: (score: string, most: string) => string
  change: (change: string, since: string | null, causes: string) => string
  noChange: (since: string | null) => string
}

const EN_TOPICS: Record<Topic, string> = {
  delivery: 'delivery complaint',
  product_quality: 'product complaint',
  billing: 'billing complaint',
  refund_return: 'refund complaint',
  account_access: 'account access complaint',
  technical: 'technical complaint',
  staff_conduct: 'complaint about staff',
  waiting: 'complaint about waiting',
  information: 'complaint about information',
  policy_price: 'complaint about terms or prices',
  security_fraud: 'security complaint',
  privacy: 'privacy complaint',
  cancellation: 'complaint about a cancellation',
  other: 'bad experience',
}
const EN_ORDINALS = ['second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
const enOrdinals = new Intl.PluralRules('en', { type: 'ordinal' })
const EN_SUFFIXES: Record<Intl.LDMLPluralRule, string> = {
  one: 'st',
  two: 'nd',
  few: 'rd',
  other: 'th',
  zero: 'th',
  many: 'th',
}
const enOrdinal = (nth: number) => EN_ORDINALS[nth - 2] ?? `${nth}${EN_SUFFIXES[enOrdinals.select(nth)]}`

const en: Words = {
  locale: 'en-GB',
  separator: ', ',
  reasons: {
    ...ACCOUNT_WORDS.en,
    bad_experience: ({ topic, nth }) => {
      const complaint = EN_TOPICS[topic ?? 'other']
      return nth > 1 ? `${enOrdinal(nth)} ${complaint}` : complaint
    },
    repeat_contact: ({ nth }) => (nth > 2 ? `asked for the ${enOrdinal(nth)} time` : 'had to ask again'),
    churn_implicit: () => 'doubts about staying',
    leaving_life_event: () => 'leaving for personal reasons, not because of us',
    legal_step: () => 'speaks of legal steps',
    public_threat: () => 'threatens to go public',
    fraud: () => 'fraud on their account',
    safety: () => 'danger to health or safety',
    compensation_request: () => 'asks for compensation',
    loud: () => 'angry tone',
    notice_period_asked: () => 'asked about notice period or end of contract',
    auto_renewal_off: () => 'automatic renewal switched off',
    sla_missed: ({ duration }) => (duration ? `answer ${duration} late` : 'answer overdue'),
    low_survey: ({ score }) => (score ? `survey score ${score}` : 'low survey score'),
    solved: () => 'case marked as solved',
    thanked: () => 'the customer thanked us',
    good_survey: ({ score }) => (score ? `survey score ${score}` : 'good survey score'),
    goodwill: () => 'happy about something else',
  },
  actions: {
    protect_customer_now: 'Secure the account and the people first, then call',
    involve_legal_and_call: 'Bring in legal, and call before anyone writes',
    retention_call: 'Call today: hear why they are leaving and name one concrete step',
    close_with_care: 'Close it gently and quickly; do not try to win them back',
    account_review_call: 'Offer an account review before the contract ends',
    fix_root_cause_with_owner: 'Give the cause one owner; tell the customer who and by when',
    answer_overdue_message: 'Answer the overdue message now',
    apologise_and_fix: 'Apologise once, put it right, and say by when',
    ask_about_low_survey: 'Ask what lay behind the low score',
    help_with_payment: 'Help with the payment: another way to pay, or another date',
    confirm_recovery: 'Check with the customer that all is well',
    none: 'Nothing to do for now',
  },
  timePassed: 'time without new trouble',
  labelsCorrected: 'labels corrected by a person',
  scoreOf: (score, most) => `${score} of ${most}`,
  change: (change, since, causes) => `${change} ${since ? `since ${since}` : 'today'}: ${causes}`,
  noChange: (since) => (since ? `No change since ${since}` : 'No change today'),
}

const FA_TOPICS: Record<Exclude<Topic, 'other'>, string> = {
  delivery: 'ارسال و تحویل',
  product_quality: 'کیفیت محصول',
  billing: 'صورت‌حساب',
  refund_return: 'مرجوعی و بازپرداخت',
  account_access: 'دسترسی به حساب',
  technical: 'مشکل فنی',
  staff_conduct: 'برخورد کارکنان',
  waiting: 'معطلی و بی‌پاسخی',
  information: 'اطلاع‌رسانی',
  policy_price: 'قوانین و قیمت‌ها',
  security_fraud: 'امنیت و کلاهبرداری',
  privacy: 'حریم خصوصی',
  cancellation: 'لغو',
}
const FA_ORDINALS = ['دوم', 'سوم', 'چهارم', 'پنجم', 'ششم', 'هفتم', 'هشتم', 'نهم', 'دهم', 'یازدهم', 'دوازدهم']
const faDigits = new Intl.NumberFormat('fa')
const faOrdinal = (nth: number) => FA_ORDINALS[nth - 2] ?? `${faDigits.format(nth)}‌م`

const fa: Words = {
  locale: 'fa',
  separator: '، ',
  reasons: {
    ...ACCOUNT_WORDS.fa,
    bad_experience: ({ topic, nth }) => {
      const complaint = topic && topic !== 'other' ? `شکایت دربارهٔ ${FA_TOPICS[topic]}` : 'تجربهٔ بد'
      return nth > 1 ? `${faOrdinal(nth)}ین ${complaint}` : complaint
    },
    repeat_contact: ({ nth }) => (nth > 2 ? `پیگیری برای بار ${faOrdinal(nth)}` : 'پیگیری دوباره'),
    churn_implicit: () => 'تردید در ماندن',
    leaving_life_event: () => 'رفتن به دلیل شخصی، نه از نارضایتی',
    legal_step: () => 'صحبت از پیگیری قانونی',
    public_threat: () => 'تهدید به رسانه‌ای کردن موضوع',
    fraud: () => 'سوءاستفاده از حساب مشتری',
    safety: () => 'خطر برای سلامت یا ایمنی',
    compensation_request: () => 'درخواست جبران خسارت',
    loud: () => 'لحن عصبانی',
    notice_period_asked: () => 'پرسش دربارهٔ مهلت فسخ یا پایان قرارداد',
    auto_renewal_off: () => 'خاموش کردن تمدید خودکار',
    sla_missed: ({ duration }) => (duration ? `${duration} تأخیر در پاسخ` : 'تأخیر در پاسخ'),
    low_survey: ({ score }) => (score ? `امتیاز ${score} در نظرسنجی` : 'امتیاز پایین در نظرسنجی'),
    solved: () => 'ثبت مورد به‌عنوان حل‌شده',
    thanked: () => 'تشکر مشتری',
    good_survey: ({ score }) => (score ? `امتیاز ${score} در نظرسنجی` : 'امتیاز خوب در نظرسنجی'),
    goodwill: () => 'رضایت از موضوعی دیگر',
  },
  actions: {
    protect_customer_now: 'اول از امنیت مشتری و حسابش مطمئن شوید، بعد تماس بگیرید',
    involve_legal_and_call: 'واحد حقوقی را در جریان بگذارید و پیش از هر مکاتبه‌ای تماس بگیرید',
    retention_call: 'همین امروز تماس بگیرید؛ دلیل رفتنش را بشنوید و یک اقدام مشخص پیشنهاد کنید',
    close_with_care: 'کار را با احترام و سریع تمام کنید؛ برای منصرف کردنش اصرار نکنید',
    account_review_call: 'پیش از پایان قرارداد، برای مرور وضعیت حساب وقت بگیرید',
    fix_root_cause_with_owner: 'برای ریشهٔ مشکل یک مسئول بگذارید و به مشتری بگویید چه کسی و تا کی',
    answer_overdue_message: 'به پیام معطل‌مانده همین حالا پاسخ بدهید',
    apologise_and_fix: 'یک بار عذرخواهی کنید، مشکل را حل کنید و زمانش را بگویید',
    ask_about_low_survey: 'دلیل امتیاز پایین را از مشتری بپرسید',
    help_with_payment: 'برای پرداخت کمک کنید: روش دیگری برای پرداخت یا مهلتی تازه',
    confirm_recovery: 'از مشتری بپرسید که همه‌چیز روبه‌راه شده است یا نه',
    none: 'فعلاً کاری لازم نیست',
  },
  timePassed: 'گذشت زمان بدون مشکل تازه',
  labelsCorrected: 'اصلاح برچسب پیام‌ها',
  scoreOf: (score, most) => `${score} از ${most}`,
  change: (change, since, causes) => `${change} ${since ? `از ${since}` : 'امروز'}: ${causes}`,
  noChange: (since) => (since ? `بدون تغییر از ${since}` : 'امروز بدون تغییر'),
}

const AR_TOPICS: Record<Exclude<Topic, 'other'>, string> = {
  delivery: 'التوصيل',
  product_quality: 'جودة المنتج',
  billing: 'الفواتير',
  refund_return: 'الإرجاع واسترداد المبلغ',
  account_access: 'الدخول إلى الحساب',
  technical: 'عطل فني',
  staff_conduct: 'تعامل الموظفين',
  waiting: 'طول الانتظار',
  information: 'المعلومات المقدَّمة',
  policy_price: 'الشروط والأسعار',
  security_fraud: 'الأمان والاحتيال',
  privacy: 'الخصوصية',
  cancellation: 'الإلغاء',
}
const AR_ORDINALS = ['ثاني', 'ثالث', 'رابع', 'خامس', 'سادس', 'سابع', 'ثامن', 'تاسع', 'عاشر']
const AR_TIMES = [
  'الثانية',
  'الثالثة',
  'الرابعة',
  'الخامسة',
  'السادسة',
  'السابعة',
  'الثامنة',
  'التاسعة',
  'العاشرة',
]
// Plain `ar` writes Latin digits in some versions of the locale data.
const AR_LOCALE = 'ar-u-nu-arab'
const arDigits = new Intl.NumberFormat(AR_LOCALE)

const ar: Words = {
  locale: AR_LOCALE,
  separator: '، ',
  reasons: {
    ...ACCOUNT_WORDS.ar,
    bad_experience: ({ topic, nth }) => {
      const about = topic && topic !== 'other' ? ` بشأن ${AR_TOPICS[topic]}` : null
      const noun = about ? 'شكوى' : 'تجربة سيئة'
      if (nth === 1) return `${noun}${about ?? ''}`
      const ordinal = AR_ORDINALS[nth - 2]
      if (ordinal) return `${ordinal} ${noun}${about ?? ''}`
      return `${about ? 'الشكوى' : 'التجربة السيئة'} رقم ${arDigits.format(nth)}${about ?? ''}`
    },
    repeat_contact: ({ nth }) =>
      nth > 2
        ? `متابعة للمرة ${AR_TIMES[nth - 2] ?? `رقم ${arDigits.format(nth)}`}`
        : 'متابعة الموضوع من جديد',
    churn_implicit: () => 'تردد في البقاء معنا',
    leaving_life_event: () => 'مغادرة لظروف شخصية لا لعدم رضا',
    legal_step: () => 'التلويح بإجراء قانوني',
    public_threat: () => 'التهديد بنشر الموضوع علنًا',
    fraud: () => 'احتيال على حساب العميل',
    safety: () => 'خطر على الصحة أو السلامة',
    compensation_request: () => 'طلب تعويض',
    loud: () => 'نبرة غاضبة',
    notice_period_asked: () => 'سؤال عن مدة الإشعار أو نهاية العقد',
    auto_renewal_off: () => 'إيقاف التجديد التلقائي',
    // Intl gives the dual in the nominative (ساعتان); here it is an adverb of time.
    sla_missed: ({ duration }) => (duration ? `تأخر الرد ${duration.replace(/ان$/u, 'ين')}` : 'تأخر الرد'),
    low_survey: ({ score }) => (score ? `تقييم ${score} في الاستبيان` : 'تقييم منخفض في الاستبيان'),
    solved: () => 'تسجيل الحالة محلولة',
    thanked: () => 'شكر من العميل',
    good_survey: ({ score }) => (score ? `تقييم ${score} في الاستبيان` : 'تقييم جيد في الاستبيان'),
    goodwill: () => 'رضا عن أمر آخر',
  },
  actions: {
    protect_customer_now: 'أمّنوا العميل وحسابه أولًا، ثم اتصلوا به',
    involve_legal_and_call: 'أشركوا الشؤون القانونية، واتصلوا قبل أي مراسلة',
    retention_call: 'اتصلوا اليوم: استمعوا إلى سبب المغادرة وحددوا خطوة واحدة ملموسة',
    close_with_care: 'أنهوا الإجراءات بلطف وسرعة، دون محاولة لاستبقائه',
    account_review_call: 'اعرضوا جلسة لمراجعة الحساب قبل انتهاء العقد',
    fix_root_cause_with_owner: 'عيّنوا مسؤولًا واحدًا عن أصل المشكلة، وأخبروا العميل من هو وما الموعد',
    answer_overdue_message: 'ردّوا على الرسالة المتأخرة الآن',
    apologise_and_fix: 'اعتذروا مرة واحدة، وأصلحوا الخلل، وحددوا الموعد',
    ask_about_low_survey: 'اسألوا العميل عن سبب التقييم المنخفض',
    help_with_payment: 'ساعدوا العميل على الدفع: وسيلة أخرى أو موعد آخر',
    confirm_recovery: 'اطمئنوا من العميل إلى أن الأمور على ما يرام',
    none: 'لا حاجة إلى إجراء حاليًا',
  },
  timePassed: 'مرور الوقت دون مشكلة جديدة',
  labelsCorrected: 'تصحيح تصنيف الرسائل',
  scoreOf: (score, most) => `${score} من ${most}`,
  change: (change, since, causes) => `${change} ${since ? `منذ ${since}` : 'اليوم'}: ${causes}`,
  noChange: (since) => (since ? `لا تغيير منذ ${since}` : 'لا تغيير اليوم'),
}

export const WORDS: Record<Language, Words> = { fa, ar, en }
