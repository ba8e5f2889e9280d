/** Short ways to write a customer's history in tests. Day 0 is Monday 2 March 2026, 09:00 UTC. */
import type {
  Channel,
  Emotion,
  Intent,
  Sentiment,
  Signal,
  Topic,
  Urgency,
} from '../../../src/domain/labels.ts'
import type {
  RiskAccountChange,
  RiskEvent,
  RiskHistory,
  RiskMessage,
  RiskSlaMiss,
  RiskSurvey,
} from '../../../src/domain/risk/risk.ts'
import type { Reason } from '../../../src/domain/triage/triage.ts'

const DAY_ZERO = Date.parse('2026-03-02T09:00:00.000Z')
export const day = (days: number) => new Date(DAY_ZERO + Math.round(days * 86_400_000)).toISOString()
export const HOUR = 1 / 24

export type Said = {
  sentiment?: Sentiment
  urgency?: Urgency
  intent?: Intent
  emotion?: Emotion
  topics?: Topic[]
  signals?: Signal[]
  reasons?: Reason[]
  channel?: Channel
  conversation?: string
  id?: string
}

/** A message; without labels an ordinary complaint about an invoice. */
export function says(days: number, text: string, said: Said = {}): RiskMessage {
  const label = <Label>(value: Label) => ({ label: value })
  return {
    kind: 'message',
    id: said.id ?? `msg_${days}_${text.slice(0, 12)}`,
    conversation_id: said.conversation ?? 'cnv_1',
    channel: said.channel ?? 'chat',
    text,
    sent_at: day(days),
    triage: {
      sentiment: label(said.sentiment ?? 'negative'),
      urgency: label(said.urgency ?? 'normal'),
      intent: label(said.intent ?? 'complaint'),
      emotion: label(said.emotion ?? 'none'),
      topics: (said.topics ?? ['billing']).map(label),
      signals: (said.signals ?? []).map(label),
      reasons: said.reasons,
    },
  }
}

export const thanks = (days: number, text = 'درست شد، ممنون از پیگیری‌تون', said: Said = {}) =>
  says(days, text, { sentiment: 'positive', urgency: 'low', intent: 'praise', emotion: 'gratitude', ...said })

export const reply = (days: number, conversation = 'cnv_1'): RiskEvent => ({
  kind: 'reply',
  id: `rpl_${days}_${conversation}`,
  conversation_id: conversation,
  at: day(days),
})

export const resolved = (days: number, conversation = 'cnv_1'): RiskEvent => ({
  kind: 'resolution',
  id: `res_${days}_${conversation}`,
  conversation_id: conversation,
  at: day(days),
})

export const late = (dueDays: number, hours: number | null, conversation = 'cnv_1'): RiskSlaMiss => ({
  kind: 'sla_miss',
  id: `sla_${dueDays}_${conversation}`,
  conversation_id: conversation,
  message_id: null,
  due_at: day(dueDays),
  answered_at: hours === null ? null : day(dueDays + hours * HOUR),
})

export const survey = (
  days: number,
  kind: RiskSurvey['survey'],
  score: number,
  conversation: string | null = 'cnv_1',
): RiskSurvey => ({
  kind: 'survey',
  id: `srv_${days}_${kind}`,
  conversation_id: conversation,
  at: day(days),
  survey: kind,
  score,
  comment: null,
})

export const account = (
  days: number,
  change: RiskAccountChange['change'],
  counts?: [number, number],
  ends_on: string | null = null,
): RiskAccountChange => ({
  kind: 'account_change',
  id: `acc_${days}_${change}`,
  at: day(days),
  change,
  before: counts?.[0] ?? null,
  after: counts?.[1] ?? null,
  ends_on,
})

export const history = (events: RiskEvent[], lifetimeValue: number | null = 1000): RiskHistory => ({
  lifetime_value: lifetimeValue,
  currency: lifetimeValue === null ? null : 'USD',
  events,
})
