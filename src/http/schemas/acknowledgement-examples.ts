/** The acknowledgement of the late order of the other examples, had it come at night. */
import type { Acknowledgement, SentAcknowledgement } from '../../domain/acknowledgement.ts'
import { CONVERSATION, MESSAGE } from './desk-examples.ts'

const WORDS = 'الان ساعت کاری‌مان نیست؛ واحد ارسال پیگیرش می‌شود و تا ساعت ۱۱ فردا همین‌جا جوابتان را می‌دهیم.'

export const ACKNOWLEDGEMENT: Acknowledgement = {
  turn_id: MESSAGE.turn_id,
  reason: 'closed',
  text: `سلام مریم احمدی عزیز. پیامتان دربارهٔ دیر رسیدن سفارش به دستمان رسید.\n${WORDS}`,
  subject: null,
  language: 'fa',
  register: 'warm',
  channel: 'chat',
  promise: { words: WORDS, due_at: '2026-08-03T07:30:00.000Z' },
  checks: [{ check: 'time', passed: true, detail: 'Says by when.' }],
}

export const SENT_ACKNOWLEDGEMENT: SentAcknowledgement = {
  id: 'ack_01K1R8ZQ4W9T6H3V5N2B7C8D0T',
  conversation_id: CONVERSATION.id,
  turn_id: ACKNOWLEDGEMENT.turn_id,
  text: ACKNOWLEDGEMENT.text,
  channel: ACKNOWLEDGEMENT.channel,
  promise: ACKNOWLEDGEMENT.promise,
  author: 'key_01K1R8ZQ4W9T6H3V5N2B7C8D0A',
  sent_at: '2026-08-02T18:40:00.000Z',
}
