/** The words for what happens at the contract; part of `explain-words.ts`, whose rules hold here too. */
import type { Language } from '../labels.ts'
import type { PhraseFacts } from './explain-words.ts'
import type { RiskReason, UndoingChange } from './risk.ts'

type AccountReason = Extract<
  RiskReason,
  | 'churn_explicit'
  | 'data_export_asked'
  | 'seats_reduced'
  | 'payment_trouble'
  | 'usage_dropped'
  | 'contract_ending'
  | 'undone'
>
type AccountWords = Record<AccountReason, (facts: PhraseFacts) => string>

const EN_UNDONE: Record<UndoingChange, string> = {
  seats_added: 'seats added',
  plan_upgraded: 'moved to a larger plan',
  auto_renewal_on: 'automatic renewal switched on again',
  payment_received: 'payment received',
  usage_recovered: 'use is up again',
  contract_renewed: 'contract renewed',
  notice_withdrawn: 'notice withdrawn',
}

const en: AccountWords = {
  churn_explicit: ({ change }) => (change ? 'gave notice' : 'says they are leaving'),
  data_export_asked: ({ change }) =>
    change ? 'export of their data requested' : 'taking their data or number out',
  seats_reduced: ({ change, counts }) => {
    if (change === 'plan_downgraded') return 'moved to a smaller plan'
    if (counts) return `seats cut from ${counts.before} to ${counts.after}`
    return change ? 'fewer seats' : 'fewer seats or a smaller plan'
  },
  payment_trouble: ({ change }) => (change === 'payment_late' ? 'payment overdue' : 'payment failed'),
  usage_dropped: ({ share }) => (share ? `use down by ${share}` : 'using it much less'),
  contract_ending: ({ date }) => (date ? `contract ends on ${date}` : 'contract about to end'),
  undone: ({ change }) => EN_UNDONE[change as UndoingChange] ?? 'taken back',
}

const FA_UNDONE: Record<UndoingChange, string> = {
  seats_added: 'اضافه شدن کاربران',
  plan_upgraded: 'رفتن به پلن بزرگ‌تر',
  auto_renewal_on: 'روشن شدن دوبارهٔ تمدید خودکار',
  payment_received: 'انجام شدن پرداخت',
  usage_recovered: 'بالا رفتن دوبارهٔ استفاده',
  contract_renewed: 'تمدید قرارداد',
  notice_withdrawn: 'پس گرفتن اعلام فسخ',
}

const fa: AccountWords = {
  churn_explicit: ({ change }) => (change ? 'اعلام فسخ قرارداد' : 'اعلام تصمیم به رفتن'),
  data_export_asked: ({ change }) =>
    change ? 'درخواست خروجی از اطلاعات' : 'خروجی گرفتن از اطلاعات یا انتقال شماره',
  seats_reduced: ({ change, counts }) => {
    if (change === 'plan_downgraded') return 'رفتن به پلن کوچک‌تر'
    if (counts) return `کم شدن کاربران از ${counts.before} به ${counts.after}`
    return change ? 'کم شدن کاربران' : 'کم کردن کاربران یا کوچک کردن پلن'
  },
  payment_trouble: ({ change }) => (change === 'payment_late' ? 'تأخیر در پرداخت' : 'پرداخت ناموفق'),
  usage_dropped: ({ share }) => (share ? `افت ${share} در استفاده` : 'افت محسوس استفاده'),
  contract_ending: ({ date }) => (date ? `پایان قرارداد در ${date}` : 'نزدیک شدن پایان قرارداد'),
  undone: ({ change }) => FA_UNDONE[change as UndoingChange] ?? 'برگشت از تصمیم قبلی',
}

const AR_UNDONE: Record<UndoingChange, string> = {
  seats_added: 'زيادة عدد المستخدمين',
  plan_upgraded: 'الانتقال إلى باقة أكبر',
  auto_renewal_on: 'إعادة تفعيل التجديد التلقائي',
  payment_received: 'وصول الدفعة',
  usage_recovered: 'ارتفاع الاستخدام من جديد',
  contract_renewed: 'تجديد العقد',
  notice_withdrawn: 'سحب إشعار الإنهاء',
}

const ar: AccountWords = {
  churn_explicit: ({ change }) => (change ? 'تقديم إشعار بإنهاء العقد' : 'إعلان نية المغادرة'),
  data_export_asked: ({ change }) => (change ? 'طلب تصدير البيانات' : 'تصدير البيانات أو نقل الرقم'),
  seats_reduced: ({ change, counts }) => {
    if (change === 'plan_downgraded') return 'الانتقال إلى باقة أصغر'
    if (counts) return `خفض عدد المستخدمين من ${counts.before} إلى ${counts.after}`
    return change ? 'خفض عدد المستخدمين' : 'تقليل المستخدمين أو تخفيض الباقة'
  },
  payment_trouble: ({ change }) => (change === 'payment_late' ? 'تأخر السداد' : 'تعذر الدفع'),
  usage_dropped: ({ share }) => (share ? `تراجع الاستخدام بنسبة ${share}` : 'تراجع ملحوظ في الاستخدام'),
  contract_ending: ({ date }) => (date ? `انتهاء العقد في ${date}` : 'اقتراب نهاية العقد'),
  undone: ({ change }) => AR_UNDONE[change as UndoingChange] ?? 'التراجع عن القرار السابق',
}

/** Without `change` the customer said or asked it; with one, a system told that it was done. */
export const ACCOUNT_WORDS: Record<Language, AccountWords> = { fa, ar, en }
