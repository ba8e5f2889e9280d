/**
 * Reviews: a supervisor reads what an agent sent and says, on a scorecard, what was good and what to practise.
 * One review a reply; the agent reads it, nobody else but supervisors.
 */
import { z } from 'zod'
import { type Channel, language, type Sentiment, type Topic, topic, type Urgency } from './labels.ts'

/** In the order of a good answer: feel, be right, say it well, settle it. */
export const CRITERIA = ['empathy', 'accuracy', 'tone', 'resolution'] as const
export const criterion = z.enum(CRITERIA)
export type Criterion = z.infer<typeof criterion>

/** 1: hurts the customer or the case. 2: falls short. 3: as it should be. 4: worth showing to others. */
export const SCORES = [1, 2, 3, 4] as const
const score = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])

export const reviewScores = z.strictObject({
  empathy: score,
  accuracy: score,
  tone: score,
  resolution: score,
})
export type ReviewScores = z.infer<typeof reviewScores>

const words = z.string().trim().min(1).max(2_000).nullable()

/** Body of `POST /v1/reviews`. */
export const reviewIntake = z.strictObject({
  reply_id: z.string().min(1).max(100),
  scores: reviewScores,
  /** What to do otherwise next time. */
  note: words.default(null),
  /** What to keep doing. */
  strengths: words.default(null),
})
export type ReviewIntake = z.infer<typeof reviewIntake>

export const review = reviewIntake.extend({
  id: z.string(),
  conversation_id: z.string(),
  /** Who sent the reply. */
  agent: z.string(),
  reviewer: z.string(),
  created_at: z.string(),
})
export type Review = z.infer<typeof review>

const moment = z.iso.datetime({ offset: true })

/** Query of `GET /v1/reviews`, newest first. */
export const reviewQuery = z.strictObject({
  agent: z.string().min(1).max(200).optional(),
  since: moment.optional(),
  until: moment.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
})
export type ReviewQuery = z.infer<typeof reviewQuery>

/** Query of `GET /v1/reviews/coaching`: the last ninety days where nothing is said. */
export const coachingQuery = z.strictObject({ since: moment.optional(), until: moment.optional() })
export type CoachingQuery = z.infer<typeof coachingQuery>

export const MOST_SAMPLE = 50

/** Query of `GET /v1/reviews/sample`: conversations answered in the last thirty days where nothing is said. */
export const sampleQuery = z.strictObject({
  /** The same seed draws the same again, but for what was reviewed meanwhile. */
  seed: z.string().trim().min(1).max(100),
  agent: z.string().min(1).max(200).optional(),
  language: language.optional(),
  topic: topic.optional(),
  since: moment.optional(),
  until: moment.optional(),
  size: z.coerce.number().int().min(1).max(MOST_SAMPLE).default(10),
})
export type SampleQuery = z.infer<typeof sampleQuery>

/** A conversation to review, and the reply in it: the latest, of the asked agent where one was asked for. */
export type SampleItem = {
  conversation_id: string
  reply_id: string
  agent: string
  channel: Channel
  language: string | null
  topics: Topic[]
  urgency: Urgency | null
  sentiment: Sentiment | null
  /** What became of the draft; null: written without one. */
  outcome: 'accepted' | 'edited' | null
  sent_at: string
}

export type Sample = {
  seed: string
  since: string
  until: string
  /** How many it was drawn from. */
  candidates: number
  items: SampleItem[]
}

/**
 * So many of the ids, by chance that follows from the seed alone. Each id has its own number, so one that is
 * taken out changes nothing in the order of the others.
 */
export function drawSample(ids: readonly string[], seed: string, size: number): string[] {
  return ids
    .map((id) => ({ id, place: hashOf(`${seed} ${id}`) }))
    .sort((one, other) => one.place - other.place || (one.id < other.id ? -1 : 1))
    .slice(0, size)
    .map(({ id }) => id)
}

/** FNV-1a with a final mix (the finaliser of MurmurHash3), so that ids that differ in one letter fall far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
