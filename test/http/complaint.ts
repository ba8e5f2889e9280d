/** One customer's complaint, taken in. */
import { createHarness } from './harness.ts'

export const COMPLAINT = {
  channel: 'chat',
  external_id: 'm-1',
  text: 'سه روزه سفارشم نرسیده و هر بار می‌گید فردا. دفعه سومه! اگه امروز نرسه لغوش می‌کنم.',
  sent_at: '2026-08-02T09:10:00+03:30',
  conversation: 'order-8812',
  customer: {
    external_id: 'c-1',
    name: 'مریم احمدی',
    phone: '۰۹۱۲۳۴۵۶۷۸۹',
    lifetime_value: 1200,
    currency: 'USD',
  },
}

/** A harness with one complaint taken in. */
export async function withComplaint() {
  const harness = await createHarness()
  const { json } = await harness.send('POST', '/v1/messages', { as: 'service', body: COMPLAINT })
  return {
    ...harness,
    received: json,
    message: json.message,
    conversation: json.conversation,
    customer: json.customer,
  }
}
