/** One believable case for the reference: a late order of a good customer, told for the third time. */
import type { AccountEvent } from '../../domain/account-event.ts'
import type { Conversation, Note } from '../../domain/conversation.ts'
import type { Customer } from '../../domain/customer.ts'
import type { CustomerBrief } from '../../domain/flag.ts'
import type { Message, MessageIntake } from '../../domain/message.ts'
import type { Flag } from '../../domain/risk/flag.ts'
import { NO_FACTS } from '../../domain/risk/marks.ts'
import type { Risk } from '../../domain/risk/risk.ts'
import type { RiskChangeReport } from '../../domain/risk-change.ts'
import type { TextMatch } from '../../domain/search/match.ts'
import { TEXTS, TRIAGE } from './examples.ts'

const AT = '2026-08-02T05:44:00.000Z'
const IDS = {
  message: 'msg_01K1R8ZQ4W9T6H3V5N2B7C8D0F',
  conversation: 'cnv_01K1R8ZQ4W9T6H3V5N2B7C8D0G',
  customer: 'cus_01K1R8ZQ4W9T6H3V5N2B7C8D0H',
  flag: 'flg_01K1R8ZQ4W9T6H3V5N2B7C8D0J',
}

export const MESSAGE_REQUESTS: Record<'fa' | 'ar' | 'en', { summary: string; value: MessageIntake }> = {
  fa: {
    summary: 'A chat message in Persian',
    value: {
      channel: 'chat',
      external_id: 'm-1',
      text: TEXTS.fa,
      sent_at: '2026-08-02T09:14:00+03:30',
      conversation: 'order-8812',
      customer: {
        external_id: 'c-1',
        name: 'مریم احمدی',
        phone: '۰۹۱۲۳۴۵۶۷۸۹',
        segment: 'plus',
        lifetime_value: 1200,
        currency: 'USD',
        tenure_months: 38,
      },
    },
  },
  ar: {
    summary: 'A mail in Arabic',
    value: {
      channel: 'email',
      external_id: 'm-2',
      text: TEXTS.ar,
      customer: { email: 'laila@example.com', name: 'ليلى حداد' },
    },
  },
  en: {
    summary: 'A public post in English',
    value: { channel: 'social', text: TEXTS.en, customer: { handle: '@sam_w' }, author_role: 'customer' },
  },
}

export const MESSAGE: Message = {
  id: IDS.message,
  external_id: 'm-1',
  conversation_id: IDS.conversation,
  customer_id: IDS.customer,
  turn_id: IDS.message,
  channel: 'chat',
  author_role: 'customer',
  touchpoint: null,
  text: TEXTS.fa,
  sent_at: AT,
  received_at: AT,
  triage_state: 'done',
  triage: TRIAGE,
  machine_triage: null,
}

export const CONVERSATION: Conversation = {
  id: IDS.conversation,
  key: 'order-8812',
  customer_id: IDS.customer,
  status: 'open',
  opened_at: AT,
  waiting_since: AT,
  channel: 'chat',
  assignee: null,
  department: null,
  priority: 71.4,
  language: 'fa',
  sentiment: 'negative',
  urgency: 'high',
  intent: 'complaint',
  emotion: 'frustration',
  topics: ['delivery', 'cancellation'],
  signals: ['repeat_contact', 'churn_explicit'],
  needs_review: false,
  top_message_id: IDS.message,
  message_count: 3,
  last_message_at: AT,
  created_at: '2026-07-31T07:02:10.000Z',
  updated_at: AT,
  sla: {
    target: 'first_response',
    urgency: 'high',
    state: 'running',
    clock: 'always',
    target_ms: 3_600_000,
    waiting_since: AT,
    due_at: '2026-08-02T06:44:00.000Z',
    breached: false,
    remaining_ms: 3_540_000,
  },
}

export const RISK: Risk = {
  score: 0.62,
  level: 'high',
  expected_loss: 744,
  currency: 'USD',
  trend: { direction: 'rising', change: 0.18, since: '2026-07-28T05:44:00.000Z' },
  contributions: [
    {
      reason: 'repeat_contact',
      points: 0.24,
      message_id: IDS.message,
      at: AT,
      quote: 'دفعه سومه!',
      source: { kind: 'message', id: IDS.message },
      facts: { ...NO_FACTS, topic: 'delivery', nth: 3 },
    },
  ],
  next_best_action: 'retention_call',
  as_of: AT,
}

export const CUSTOMER: Customer = {
  id: IDS.customer,
  external_id: 'c-1',
  emails: [],
  phones: ['989123456789'],
  handles: [],
  name: 'مریم احمدی',
  segment: 'plus',
  plan: null,
  lifetime_value: 1200,
  currency: 'USD',
  tenure_months: 38,
  legal_hold: false,
  created_at: '2026-07-31T07:02:10.000Z',
  updated_at: AT,
  risk: RISK,
}

export const FLAG: Flag = {
  id: IDS.flag,
  customer_id: IDS.customer,
  stage: 'open',
  score: 0.62,
  level: 'high',
  expected_loss: 744,
  currency: 'USD',
  reasons: [{ reason: 'repeat_contact', points: 0.24, message_id: IDS.message, at: AT, quote: 'دفعه سومه!' }],
  next_best_action: 'retention_call',
  owner: null,
  due_at: '2026-08-03T05:44:00.000Z',
  note: null,
  outcome_reason: null,
  peak_score: 0.62,
  peak_expected_loss: 744,
  opened_at: AT,
  calm_since: null,
  closed_at: null,
  updated_at: AT,
}

export const CUSTOMER_BRIEF: CustomerBrief = {
  id: IDS.customer,
  external_id: 'c-1',
  name: 'مریم احمدی',
  segment: 'plus',
  lifetime_value: 1200,
  currency: 'USD',
  risk_score: 0.62,
  risk_level: 'high',
}

export const NOTE: Note = {
  id: 'note_01K1R8ZQ4W9T6H3V5N2B7C8D0K',
  conversation_id: IDS.conversation,
  author: 'key_01K1R8ZQ4W9T6H3V5N2B7C8D0M',
  text: 'با انبار صحبت شد؛ امروز تا ساعت ۱۸ با پیک ویژه می‌رسد.',
  created_at: AT,
}

export const RECEIVED = {
  message: MESSAGE,
  conversation: { ...CONVERSATION, acknowledgement: null },
  customer: CUSTOMER,
  flag: FLAG,
}

export const ACCOUNT_EVENT: AccountEvent = {
  id: 'acc_01K1R8ZQ4W9T6H3V5N2B7C8D0T',
  external_id: 'billing-771',
  customer_id: IDS.customer,
  change: 'seats_reduced',
  before: 25,
  after: 8,
  ends_on: null,
  occurred_at: '2026-08-01T06:30:00.000Z',
  received_at: AT,
}

export const RISK_CHANGE: RiskChangeReport = {
  since: '2026-07-28T05:44:00.000Z',
  as_of: AT,
  before: { score: 0.44, level: 'medium' },
  after: { score: 0.62, level: 'high' },
  change: 0.18,
  sentence: '\u200e+۰٫۱۸ از سه‌شنبه: پیگیری برای بار سوم، ۹ ساعت تأخیر در پاسخ',
  causes: [
    {
      reason: 'repeat_contact',
      points: 0.13,
      text: 'پیگیری برای بار سوم',
      message_id: IDS.message,
      at: AT,
      quote: 'دفعه سومه!',
      source: { kind: 'message', id: IDS.message },
    },
  ],
  labels_corrected: false,
}

const FOUND_WORD = 'سفارشم'
const FOUND_AT = TEXTS.fa.indexOf(FOUND_WORD)

/** What `q=سفارش` shows of the message. */
export const TEXT_MATCH: TextMatch = {
  kind: 'message',
  id: MESSAGE.id,
  at: MESSAGE.sent_at,
  excerpt: TEXTS.fa,
  highlights: [{ start: FOUND_AT, end: FOUND_AT + FOUND_WORD.length }],
  cut_start: false,
  cut_end: false,
}
