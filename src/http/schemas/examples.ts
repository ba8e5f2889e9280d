/** Examples for the reference, as customers of a shop write. */
import type { ClassifyRequestInput } from '../../domain/triage/request.ts'
import type { Triage } from '../../domain/triage/triage.ts'

export const TEXTS = {
  fa: 'سلام، سه روزه سفارشم نرسیده و هر بار زنگ می‌زنم می‌گید فردا. دفعه سومه! اگه امروز نرسه لغوش می‌کنم.',
  ar: 'خصمتم المبلغ مرتين من بطاقتي ولم يرد عليّ أحد منذ أسبوع، أريد استرجاع نقودي اليوم.',
  en: 'Thanks for fixing the login so quickly, everything works again.',
}

/** The answer for `TEXTS.fa`. */
export const TRIAGE: Triage = {
  id: 'cls_01K1R8ZQ4W9T6H3V5N2B7C8D0E',
  language: { label: 'fa', confidence: 0.99, script: 'arabic', romanised: false, supported: true },
  sentiment: {
    label: 'negative',
    confidence: 0.97,
    margin: 0.95,
    scores: { negative: 0.97, neutral: 0.02, positive: 0, mixed: 0.01 },
    polarity: -0.97,
  },
  urgency: {
    label: 'high',
    confidence: 0.88,
    margin: 0.79,
    scores: { low: 0.01, normal: 0.09, high: 0.88, critical: 0.02 },
  },
  intent: {
    label: 'complaint',
    confidence: 0.96,
    margin: 0.93,
    scores: { complaint: 0.96, question: 0.01, request: 0.03, praise: 0, suggestion: 0, other: 0 },
  },
  topics: [
    { label: 'delivery', confidence: 0.95 },
    { label: 'cancellation', confidence: 0.64 },
  ],
  emotion: {
    label: 'frustration',
    confidence: 0.74,
    margin: 0.55,
    scores: {
      anger: 0.19,
      frustration: 0.74,
      disappointment: 0.04,
      anxiety: 0.02,
      sadness: 0,
      confusion: 0,
      gratitude: 0,
      joy: 0,
      none: 0.01,
    },
  },
  signals: [
    { label: 'repeat_contact', confidence: 0.93 },
    { label: 'churn_explicit', confidence: 0.58 },
  ],
  needs_review: false,
  reasons: [
    { head: 'signals', label: 'repeat_contact', start: 61, end: 71, text: 'دفعه سومه!', weight: 0.61 },
  ],
  decided_by: {
    source: 'local',
    model: 'triage-fa-ar-en@1.0.0',
    asked_llm_because: null,
    llm_failed_because: null,
    latency_ms: 3.2,
    cost_usd: 0,
  },
}

/** The same without what only `explain` adds. */
export const TRIAGE_PLAIN: Triage = (({ reasons: _, ...rest }) => rest)(TRIAGE)

export const CLASSIFY_REQUESTS: Record<'fa' | 'ar' | 'en', { summary: string; value: ClassifyRequestInput }> =
  {
    fa: { summary: 'A late delivery, in Persian', value: { text: TEXTS.fa, channel: 'chat', explain: true } },
    ar: { summary: 'Charged twice, in Arabic', value: { text: TEXTS.ar, lang: 'ar', channel: 'email' } },
    en: { summary: 'Thanks, in English', value: { text: TEXTS.en } },
  }
