/** The reply to the late order of the other examples, and what the customer said of it. */
import { suggestionOf } from '../../domain/knowledge/article.ts'
import type { ReplyGuide } from '../../domain/reply/guide.ts'
import type { ReplyDraft, ReplyInsights, SentReply } from '../../domain/reply-record.ts'
import type { Survey } from '../../domain/survey.ts'
import { ARTICLE } from './article-examples.ts'
import { CONVERSATION, CUSTOMER, MESSAGE, NOTE } from './desk-examples.ts'
import { TRIAGE } from './examples.ts'

const DRAFT_ID = 'drf_01K1R8ZQ4W9T6H3V5N2B7C8D0Q'
const DUE_AT = '2026-08-02T12:30:00.000Z'
const PROMISE = 'همکارم در بخش ارسال تا ساعت ۱۶ امروز محل بسته را پیدا می‌کند و خبرش را به شما می‌دهد.'
const TEXT = `سلام خانم احمدی، سه روز تأخیر و سه بار تماس حق شما نبود. ${PROMISE}`

export const DRAFT: ReplyDraft = {
  id: DRAFT_ID,
  conversation_id: CONVERSATION.id,
  message_id: MESSAGE.id,
  text: TEXT,
  subject: null,
  language: 'fa',
  source: 'playbook',
  playbook: 'delivery/late',
  steps: [
    { step: 'greeting', text: 'سلام خانم احمدی،' },
    { step: 'acknowledge', text: 'سه روز تأخیر و سه بار تماس حق شما نبود.' },
    { step: 'action', text: PROMISE },
  ],
  citations: [{ file: 'prompts/playbooks/delivery.yaml', place: 'late' }],
  suggestions: [suggestionOf(ARTICLE)],
  due_at: DUE_AT,
  checks: [
    { check: 'time', passed: true, detail: 'Says by when.' },
    { check: 'one_apology', passed: true, detail: 'Apologises at most once.' },
  ],
  made_from: {
    triage_id: TRIAGE.id,
    channel: 'chat',
    public: null,
    register: null,
    use_llm: false,
    seed: `${MESSAGE.id} ${MESSAGE.sent_at}`,
  },
  created_at: MESSAGE.sent_at,
  outcome: null,
  edit_distance: null,
  discard_reason: null,
  discard_note: null,
}

const eventStream = (events: [string, unknown][]) =>
  events.map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join('')
const STARTED = { playbook: DRAFT.playbook, language: DRAFT.language, channel: 'chat' }

export const DRAFT_STREAMS = {
  llm: {
    summary: 'An LLM writes',
    value: eventStream([
      ['started', { source: 'llm', ...STARTED }],
      ['writing', { text: TEXT.slice(0, 18) }],
      ['writing', { text: TEXT.slice(18) }],
      ...DRAFT.checks.map((each): [string, unknown] => ['checking', each]),
      ['draft', DRAFT],
      ['done', { drafts: 1 }],
    ]),
  },
  fallback: {
    summary: 'It does not answer in time, and the playbook does',
    value: eventStream([
      ['started', { source: 'llm', ...STARTED }],
      ['fallback', { because: 'timeout' }],
      ['writing', { text: TEXT }],
      ['draft', DRAFT],
      ['done', { drafts: 1 }],
    ]),
  },
}

export const REPLY: SentReply = {
  id: 'rpl_01K1R8ZQ4W9T6H3V5N2B7C8D0R',
  conversation_id: CONVERSATION.id,
  message_id: MESSAGE.id,
  draft_id: DRAFT_ID,
  outcome: 'accepted',
  edit_distance: 0,
  author: NOTE.author,
  channel: 'chat',
  text: TEXT,
  checks: DRAFT.checks,
  promise: { words: PROMISE, due_at: DUE_AT },
  sent_at: MESSAGE.sent_at,
}

export const REPLY_GUIDE: ReplyGuide = {
  playbook: 'delivery/late',
  problem: 'دیر رسیدن سفارش',
  owner: 'واحد ارسال',
  register: 'formal',
  due_at: DUE_AT,
  steps: ['جای فعلی مرسوله را از شرکت حمل بپرسید و زمان تازهٔ تحویل بگیرید.'],
  remedies: ['refund'],
  offers: [
    {
      id: 'delivery_fee_back',
      approved_by: 'agent',
      may_offer: true,
      text: 'هزینهٔ ارسال این سفارش را هم به شما برمی‌گردانیم.',
      words: 'هزینهٔ ارسال این سفارش را هم به شما برمی‌گردانیم.',
    },
  ],
  escalate: { to: 'lead', when: ['repeat_contact', 'critical', 'promise_missed'] },
}

export const SURVEY: Survey = {
  id: 'srv_01K1R8ZQ4W9T6H3V5N2B7C8D0S',
  external_id: 's-1',
  kind: 'csat',
  score: 4,
  comment: 'بالاخره رسید، ممنون از پیگیری.',
  customer_id: CUSTOMER.id,
  conversation_id: CONVERSATION.id,
  answered_at: '2026-08-03T07:00:00.000Z',
  received_at: '2026-08-03T07:00:02.000Z',
}

const COUNTS = {
  drafts: 40,
  accepted: 22,
  edited: 12,
  discarded: 3,
  acceptance: 0.595,
  mean_edit_distance: 0.18,
}

export const REPLY_INSIGHTS: ReplyInsights = {
  total: COUNTS,
  by_topic_and_language: [{ topic: 'delivery', language: 'fa', ...COUNTS }],
  discard_reasons: [{ reason: 'wrong_tone', drafts: 3 }],
  replies: { sent: 41, without_draft: 7 },
}
