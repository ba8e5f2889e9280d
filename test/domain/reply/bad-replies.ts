/** Replies a desk must not send, each wrong in one way; on the customer's message beside them. */
import type { Channel, Language } from '../../../src/domain/labels.ts'
import type { Check } from '../../../src/domain/reply/draft.ts'

export const MESSAGES: Record<Language, { text: string; name: string; promise: string }> = {
  fa: {
    text: 'سفارش شماره ۸۸۱۲ من سه روزه نرسیده، ۲۵۰ هزار تومان هم پول ارسال دادم',
    name: 'سارا رضایی',
    promise: 'تا ساعت ۱۱:۳۰ فردا',
  },
  ar: {
    text: 'طلبي رقم ٨٨١٢ لم يصل منذ ثلاثة أيام، ودفعت ٢٥ ريال للتوصيل',
    name: 'ريم الأحمد',
    promise: 'قبل الساعة ١١:٣٠ من صباح الغد',
  },
  en: {
    text: 'Order 8812 has not arrived for three days, and I paid $25 for delivery',
    name: 'Sarah Ahmadi',
    promise: 'by 11:30 am tomorrow',
  },
}

/** Good ones, written as an agent would, not taken from the playbook. */
export const GOOD: Record<Language, string[]> = {
  fa: [
    'سلام سارا رضایی عزیز. سفارش ۸۸۱۲ شما دیر شده و حق با شماست. واحد ارسال جای مرسوله را پیگیری می‌کند و تا ساعت ۱۱:۳۰ فردا خبرتان می‌کنیم.',
    'سلام. بابت نرسیدن سفارش ۸۸۱۲ عذر می‌خواهیم. همکارم همین حالا با شرکت حمل تماس گرفته است و نتیجه را تا ساعت ۱۱:۳۰ فردا همین‌جا می‌نویسم.',
    'سفارش شما سه روز است که در راه مانده. من پیگیر مرسوله هستم و تا ساعت ۱۱:۳۰ فردا زمان تحویل را به شما اعلام می‌کنم.',
  ],
  ar: [
    'مرحبًا بكم. طلبكم رقم ٨٨١٢ تأخّر عن موعده. يتابع فريق التوصيل مكان الشحنة وسنخبركم بالنتيجة قبل الساعة ١١:٣٠ من صباح الغد.',
    'نعتذر إليكم عن تأخّر الطلب ٨٨١٢. نراجع الآن مسار الشحنة مع شركة النقل ونوافيكم بالجواب قبل الساعة ١١:٣٠ من صباح الغد.',
  ],
  en: [
    "Hello Sarah, order 8812 is late and you are right to ask. I'm tracing the parcel with the carrier and will write to you by 11:30 am tomorrow.",
    "We're sorry order 8812 hasn't reached you after three days. Our delivery team is checking where the parcel is; you'll hear from us by 11:30 am tomorrow.",
  ],
}

export type BadReply = { language: Language; fails: Check; text: string; channel?: Channel }

const fa = (fails: Check, text: string, channel?: Channel): BadReply => ({
  language: 'fa',
  fails,
  text,
  ...(channel && { channel }),
})
const ar = (fails: Check, text: string, channel?: Channel): BadReply => ({
  language: 'ar',
  fails,
  text,
  ...(channel && { channel }),
})
const en = (fails: Check, text: string, channel?: Channel): BadReply => ({
  language: 'en',
  fails,
  text,
  ...(channel && { channel }),
})

const FA_DONE = 'واحد ارسال جای مرسوله را پیگیری می‌کند و تا ساعت ۱۱:۳۰ فردا خبرتان می‌کنیم.'
const AR_DONE = 'يتابع فريق التوصيل مكان الشحنة وسنخبركم بالنتيجة قبل الساعة ١١:٣٠ من صباح الغد.'
const EN_DONE = 'Our delivery team is tracing the parcel and will write to you by 11:30 am tomorrow.'

export const BAD: readonly BadReply[] = [
  fa('language', `سلام. سفارش ۸۸۱۲ شما delay دارد. ${FA_DONE}`),
  fa('language', 'سلام. سفارش شما دير شده است. واحد ارسال پیگیری می‌کند و تا ساعت ۱۱:۳۰ فردا خبر می‌دهیم.'),
  fa(
    'problem_named',
    'سلام. پیام شما را خواندیم. موضوع را پیگیری می‌کنیم و تا ساعت ۱۱:۳۰ فردا خبرتان می‌کنیم.',
  ),
  fa('problem_named', 'سلام. همکارم حساب شما را بررسی می‌کند و تا ساعت ۱۱:۳۰ فردا نتیجه را می‌گویم.'),
  fa(
    'action_with_owner',
    'سلام. سفارش ۸۸۱۲ شما دیر شده و حق دارید ناراحت باشید. لطفاً تا ساعت ۱۱:۳۰ فردا صبر کنید.',
  ),
  fa('action_with_owner', 'سلام. تأخیر سفارش ۸۸۱۲ بررسی خواهد شد و پاسخ تا ساعت ۱۱:۳۰ فردا داده خواهد شد.'),
  fa('time', 'سلام. سفارش ۸۸۱۲ شما دیر شده است. واحد ارسال جای مرسوله را پیگیری می‌کند و خبرتان می‌کنیم.'),
  fa('time', 'سلام. بابت تأخیر سفارش عذر می‌خواهیم. همین حالا با شرکت حمل تماس می‌گیریم و نتیجه را می‌گوییم.'),
  fa('no_hollow_phrase', `سلام. سفارش ۸۸۱۲ دیر شده است. اگر دست من بود همین امروز می‌رسید. ${FA_DONE}`),
  fa('no_hollow_phrase', `سلام. سفارش ۸۸۱۲ دیر شده است. نهایت تلاش خود را می‌کنیم. ${FA_DONE}`),
  fa('no_hollow_phrase', `سلام. سفارش ۸۸۱۲ دیر شده است. از صبر و شکیبایی شما متشکریم. ${FA_DONE}`),
  fa('no_blame', `سلام. سفارش ۸۸۱۲ دیر شده چون شما اشتباه کردید و نشانی کامل نبود. ${FA_DONE}`),
  fa('no_blame', `سلام. تأخیر سفارش ۸۸۱۲ تقصیر پیک است. ${FA_DONE}`),
  fa('within_policy', `سلام. سفارش ۸۸۱۲ دیر شده است. ${FA_DONE} برای خرید بعدی هم تخفیف می‌گیرید.`),
  fa('within_policy', `سلام. سفارش ۸۸۱۲ دیر شده است. ${FA_DONE} هزینهٔ ارسال را هم به شما برمی‌گردانیم.`),
  fa('within_policy', `سلام. سفارش ۸۸۱۲ دیر شده است. ${FA_DONE} تضمین می‌کنیم که دیگر پیش نیاید.`),
  fa('no_invented_fact', `سلام. سفارش ۹۹۱۲ شما دیر شده است. ${FA_DONE}`),
  fa(
    'no_invented_fact',
    'سلام. سفارش ۸۸۱۲ دیر شده است. واحد ارسال پیگیری می‌کند و تا ساعت ۹ دوشنبه خبرتان می‌کنیم.',
  ),
  fa('no_invented_fact', `سلام آقای محمودی. سفارش ۸۸۱۲ دیر شده است. ${FA_DONE}`),
  fa('no_invented_fact', `سلام {name} عزیز. سفارش ۸۸۱۲ دیر شده است. ${FA_DONE}`),
  fa(
    'no_invented_fact',
    `سلام. سفارش ۸۸۱۲ دیر شده است. ${FA_DONE} پیگیری در www.maahoor-post.ir هم ممکن است.`,
  ),
  fa(
    'no_personal_data',
    `سلام. سفارش ۸۸۱۲ دیر شده است. ${FA_DONE} با شمارهٔ ۰۹۱۲۱۲۳۴۵۶۷ تماس می‌گیریم.`.replace(
      '۰۹۱۲۱۲۳۴۵۶۷',
      '09121234567',
    ),
  ),
  fa(
    'no_personal_data',
    'سلام. سفارش ۸۸۱۲ دیر شده است. در پیام خصوصی بنویسید؛ واحد ارسال پیگیری می‌کند و تا ساعت ۱۱:۳۰ فردا جواب می‌دهیم.',
    'review',
  ),
  fa(
    'no_personal_data',
    'سلام سارا رضایی عزیز. سفارش شما دیر شده است. در پیام خصوصی بنویسید؛ پیگیری می‌کنیم و تا ساعت ۱۱:۳۰ فردا جواب می‌دهیم.',
    'review',
  ),
  fa(
    'moves_to_private',
    'سلام. سفارش شما دیر شده است. واحد ارسال پیگیری می‌کند و تا ساعت ۱۱:۳۰ فردا جواب می‌دهیم.',
    'review',
  ),
  fa(
    'length',
    `سلام. سفارش ۸۸۱۲ شما سه روز است که دیر شده و در این سه روز خبری از مرسوله به شما نداده‌ایم. ${FA_DONE}`,
    'sms',
  ),
  fa('one_apology', `سلام. بابت تأخیر سفارش ۸۸۱۲ عذر می‌خواهیم. ${FA_DONE} باز هم پوزش می‌طلبیم.`),
  fa('one_apology', `سلام. شرمنده‌ایم که سفارش ۸۸۱۲ دیر شده؛ معذرت می‌خواهیم. ${FA_DONE}`),

  ar('language', `مرحبًا بكم. الطلب ٨٨١٢ متأخر بسبب shipping. ${AR_DONE}`),
  ar(
    'language',
    'مرحبًا بكم. طلبكم متأخر عن موعده. يتابع فریق التوصيل مكان الشحنة وسنخبركم بالنتيجة قبل الساعة ١١:٣٠ من صباح الغد.',
  ),
  ar(
    'problem_named',
    'مرحبًا بكم. قرأنا رسالتكم. نتابع الموضوع وسنخبركم بالنتيجة قبل الساعة ١١:٣٠ من صباح الغد.',
  ),
  ar(
    'action_with_owner',
    'مرحبًا بكم. طلبكم رقم ٨٨١٢ متأخر ومن حقكم أن تستاؤوا. نرجو الانتظار حتى الساعة ١١:٣٠ من صباح الغد.',
  ),
  ar('action_with_owner', 'مرحبًا بكم. ستكون هناك مراجعة لتأخر الطلب ٨٨١٢ قبل الساعة ١١:٣٠ من صباح الغد.'),
  ar('time', 'مرحبًا بكم. طلبكم رقم ٨٨١٢ متأخر. يتابع فريق التوصيل مكان الشحنة وسنخبركم بالنتيجة.'),
  ar('time', 'نعتذر عن تأخر الطلب ٨٨١٢. نراجع مسار الشحنة الآن ونوافيكم بالجواب.'),
  ar('no_hollow_phrase', `مرحبًا بكم. الطلب ٨٨١٢ متأخر. لو كان الأمر بيدي لوصلكم اليوم. ${AR_DONE}`),
  ar('no_hollow_phrase', `مرحبًا بكم. الطلب ٨٨١٢ متأخر. سنبذل قصارى جهدنا. ${AR_DONE}`),
  ar('no_hollow_phrase', `مرحبًا بكم. الطلب ٨٨١٢ متأخر. شكرًا لتفهمكم. ${AR_DONE}`),
  ar('no_blame', `مرحبًا بكم. الطلب ٨٨١٢ متأخر، وكان عليكم أن تكتبوا العنوان كاملًا. ${AR_DONE}`),
  ar('no_blame', `مرحبًا بكم. الطلب ٨٨١٢ متأخر والمندوب هو السبب. ${AR_DONE}`),
  ar('within_policy', `مرحبًا بكم. الطلب ٨٨١٢ متأخر. ${AR_DONE} ولكم قسيمة هدية.`),
  ar('within_policy', `مرحبًا بكم. الطلب ٨٨١٢ متأخر. ${AR_DONE} والتوصيل القادم مجانًا.`),
  ar('within_policy', `مرحبًا بكم. الطلب ٨٨١٢ متأخر. ${AR_DONE} ونضمن ألا يحدث ذلك ثانية.`),
  ar('no_invented_fact', `مرحبًا بكم. الطلب ٩٩١٢ متأخر. ${AR_DONE}`),
  ar(
    'no_invented_fact',
    'مرحبًا بكم. الطلب ٨٨١٢ متأخر. يتابع فريق التوصيل الشحنة وسنخبركم بالنتيجة خلال يومين.',
  ),
  ar('no_invented_fact', `مرحبًا بكم السيدة هيفاء. الطلب ٨٨١٢ متأخر. ${AR_DONE}`),
  ar('no_invented_fact', `مرحبًا بكم {name}. الطلب ٨٨١٢ متأخر. ${AR_DONE}`),
  ar('no_personal_data', `مرحبًا بكم. الطلب ٨٨١٢ متأخر. ${AR_DONE} سنتصل على 0501234567.`),
  ar(
    'no_personal_data',
    'الطلب ٨٨١٢ متأخر. راسلونا على الخاص؛ يتابع فريق التوصيل الشحنة ونرد عليكم قبل الساعة ١١:٣٠ من صباح الغد.',
    'review',
  ),
  ar(
    'moves_to_private',
    'طلبكم متأخر. يتابع فريق التوصيل الشحنة ونرد عليكم قبل الساعة ١١:٣٠ من صباح الغد.',
    'review',
  ),
  ar(
    'length',
    `مرحبًا بكم. طلبكم رقم ٨٨١٢ متأخر عن موعده منذ ثلاثة أيام ولم نخبركم بشيء خلالها. ${AR_DONE}`,
    'sms',
  ),
  ar('one_apology', `نعتذر عن تأخر الطلب ٨٨١٢. ${AR_DONE} ونكرر اعتذارنا.`),

  en(
    'language',
    'سلام. سفارش ۸۸۱۲ شما دیر شده است. We are tracing your order and will write by 11:30 am tomorrow.',
  ),
  en(
    'problem_named',
    'Hello, we have read your message. I am looking into it and will write to you by 11:30 am tomorrow.',
  ),
  en(
    'action_with_owner',
    'Hello, order 8812 is late and you have every reason to be upset. Please wait until 11:30 am tomorrow.',
  ),
  en(
    'action_with_owner',
    'Hello, the delay of order 8812 will be investigated and the matter closed by 11:30 am tomorrow.',
  ),
  en(
    'time',
    'Hello, order 8812 is late. Our delivery team is tracing the parcel and will write to you soon.',
  ),
  en('time', 'We are sorry order 8812 is late. I am checking with the carrier and will get back to you.'),
  en('no_hollow_phrase', `Hello, order 8812 is late. If it were in my hands it would be there. ${EN_DONE}`),
  en('no_hollow_phrase', `Hello, order 8812 is late. We understand your frustration. ${EN_DONE}`),
  en('no_hollow_phrase', `Hello, order 8812 is late. Rest assured. ${EN_DONE}`),
  en('no_hollow_phrase', `We apologise for any inconvenience with order 8812. ${EN_DONE}`),
  en('no_blame', `Hello, order 8812 is late; you should have given the full address. ${EN_DONE}`),
  en('no_blame', `Hello, order 8812 is late, which is the courier's fault. ${EN_DONE}`),
  en('within_policy', `Hello, order 8812 is late. ${EN_DONE} You also get a 20% discount.`),
  en('within_policy', `Hello, order 8812 is late. ${EN_DONE} We will compensate you for the wait.`),
  en('within_policy', `Hello, order 8812 is late. ${EN_DONE} I guarantee it.`),
  en('no_invented_fact', `Hello, order 9912 is late. ${EN_DONE}`),
  en(
    'no_invented_fact',
    'Hello, order 8812 is late. Our delivery team is tracing the parcel and will write to you before Friday.',
  ),
  en('no_invented_fact', `Dear Mr Henderson, order 8812 is late. ${EN_DONE}`),
  en('no_invented_fact', `Hello, order 8812 for $400 is late. ${EN_DONE}`),
  en('no_invented_fact', `Hello, order 8812 is late. ${EN_DONE} Track it on www.parcel-finder.com.`),
  en('no_personal_data', `Hello, order 8812 is late. ${EN_DONE} We will use sarah@example.com for that.`),
  en(
    'no_personal_data',
    'Hello Sarah, your order is late. Please send us a private message; we are tracing it and will reply by 11:30 am tomorrow.',
    'review',
  ),
  en(
    'moves_to_private',
    'Your order is late. Our delivery team is tracing it and will reply by 11:30 am tomorrow.',
    'review',
  ),
  en(
    'length',
    `Hello, order 8812 is late. ${EN_DONE} ${'The parcel is between two depots, and the carrier is slow to tell us which. '.repeat(3)}`,
    'sms',
  ),
  en('one_apology', `We are sorry that order 8812 is late. ${EN_DONE} Once more, our apologies.`),
]
