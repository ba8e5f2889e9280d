/** The review of the reply in the other examples. */
import { coachingOf } from '../../domain/coaching.ts'
import type { Review, ReviewIntake, Sample } from '../../domain/review.ts'
import { CONVERSATION } from './desk-examples.ts'
import { REPLY } from './reply-examples.ts'

export const REVIEW_INTAKE: ReviewIntake = {
  reply_id: REPLY.id,
  scores: { empathy: 4, accuracy: 3, tone: 4, resolution: 2 },
  note: 'نام همکاری را که پیگیری می‌کند هم بگویید.',
  strengths: 'رنج مشتری را با عدد نام برد: سه روز و سه تماس.',
}
export const REVIEW: Review = {
  ...REVIEW_INTAKE,
  id: 'rev_01K1R8ZQ4W9T6H3V5N2B7C8D0R',
  conversation_id: CONVERSATION.id,
  agent: REPLY.author,
  reviewer: 'per_01K1R8ZQ4W9T6H3V5N2B7C8D0S',
  created_at: '2026-08-02T13:00:00.000Z',
}
const RANGE = { since: '2026-07-03T13:00:00.000Z', until: '2026-08-02T13:00:00.000Z' }
export const SAMPLE: Sample = {
  seed: '2026-08-02',
  ...RANGE,
  candidates: 214,
  items: [
    {
      conversation_id: CONVERSATION.id,
      reply_id: REPLY.id,
      agent: REPLY.author,
      channel: REPLY.channel,
      language: 'fa',
      topics: ['delivery'],
      urgency: 'high',
      sentiment: 'negative',
      outcome: 'edited',
      sent_at: REPLY.sent_at,
    },
  ],
}
export const COACHING = { ...RANGE, agents: coachingOf([REVIEW]) }
