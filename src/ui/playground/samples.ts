/** Messages to try, as customers write them: each language, calm and upset, short and with a quoted mail. */
import type { Language } from '../../domain/labels.ts'

export const SAMPLES = [
  {
    id: 'late_delivery',
    lang: 'fa',
    text: 'سلام، سه روزه سفارشم نرسیده و هر بار زنگ می‌زنم می‌گید فردا. دفعهٔ سومه! اگه امروز نرسه لغوش می‌کنم.',
  },
  {
    id: 'thanks_but',
    lang: 'fa',
    text: 'پشتیبان شما خیلی باحوصله راهنمایی کرد، ممنونم. فقط اینترنت شب‌ها هنوز قطع و وصل می‌شود و کارم عقب مانده.',
  },
  {
    id: 'romanised',
    lang: 'fa',
    text: 'salam chand roozeh netam ghate, kasi ham javab nemide. lotfan zoodtar peygiri konid',
  },
  {
    id: 'charged_twice',
    lang: 'ar',
    text: 'خصمتم المبلغ مرتين من بطاقتي ولم يرد عليّ أحد منذ أسبوع، أريد استرجاع نقودي اليوم وإلا سأشتكي إلى حماية المستهلك.',
  },
  { id: 'question', lang: 'ar', text: 'مساء الخير، هل يمكن تغيير باقتي في منتصف الشهر؟ وهل تُحسب عليّ رسوم؟' },
  {
    id: 'leaving',
    lang: 'en',
    text: 'We have asked about the wrong invoice three times since June. Nobody answers. Please tell me when our contract ends, we are comparing other providers.',
  },
  {
    id: 'quoted_mail',
    lang: 'en',
    text: 'Thanks for fixing the login so quickly, everything works again.\n\nBest regards,\nDana\n\nOn Monday Dana wrote:\n> This is unacceptable, I cannot work and nobody picks up the phone!',
  },
] as const satisfies { id: string; lang: Language; text: string }[]
