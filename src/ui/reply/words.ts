/** Words for moments, and for what an operator's own files name. */
import type { View } from '../view.ts'

/** Kinds of promise as the shipped policy calls them; an operator may have others. */
const REMEDIES = [
  'refund',
  'replacement',
  'delivery_fee',
  'bill_credit',
  'fee_reversal',
  'discount',
  'voucher',
  'free',
  'damages',
  'guarantee',
  'rule_exception',
] as const

/** A kind nobody here knows is shown as the file calls it. */
export function remedyWords(t: View['t'], kind: string): string {
  const known = REMEDIES.find((each) => each === kind)
  return known ? t(`reply.remedy_${known}`) : kind.replaceAll('_', ' ')
}

/** A moment to come: of today only the hour. */
export function momentWords({ t, format, now }: Pick<View, 't' | 'format' | 'now'>, at: string): string {
  const isToday = format.date(at) === format.date(now())
  return isToday ? t('reply.today_at', { time: format.time(at) }) : format.dateTime(at)
}
