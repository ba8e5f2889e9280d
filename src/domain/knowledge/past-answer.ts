/** Answers of this desk that served well before, kept without anybody's personal data. */
import type { Language, Topic } from '../labels.ts'

/** Kept beside a sent reply; it goes when the reply goes. */
export type PastAnswer = {
  language: Language
  topic: Topic
  /** `topic/situation` of the playbooks. */
  situation: string
  outcome: 'accepted' | 'edited'
  /** The customer's words as the index knows them. */
  question_words: string
  /** What was sent, with `[name]`, `[number]` and the like in the place of what was one customer's. */
  text: string
}

/** Found for a question; those of conversations with a bad survey answer are not. */
export type PastAnswerHit = Omit<PastAnswer, 'question_words'> & {
  reply_id: string
  conversation_id: string
  sent_at: string
  /** How well the words match; more is better, on a scale of its own for each search. */
  score: number
  /** Whether a survey about the conversation was good. */
  rated_well: boolean
}

const HALF_LIFE_DAYS = 180
/** An answer that somebody improved was looked at; of two alike it is the better one. */
const WEIGHT = { edited: 1.3, situation: 1.6, topic: 1.2, rated_well: 1.25, oldest: 0.5 } as const
/** Below this share of the best match an answer is about something else. */
const LEAST_SHARE = 0.3

/** The best first, no text twice: same situation, edited, well rated and recent ones go first among like matches. */
export function rankPastAnswers(
  hits: readonly PastAnswerHit[],
  wanted: { situation: string; topic: Topic | null; now: string },
): PastAnswerHit[] {
  const best = Math.max(...hits.map(({ score }) => score), 0)
  const worth = (hit: PastAnswerHit) => {
    const days = Math.max(0, Date.parse(wanted.now) - Date.parse(hit.sent_at)) / 86_400_000
    return (
      hit.score *
      (hit.outcome === 'edited' ? WEIGHT.edited : 1) *
      (hit.situation === wanted.situation
        ? WEIGHT.situation
        : hit.topic === wanted.topic
          ? WEIGHT.topic
          : 1) *
      (hit.rated_well ? WEIGHT.rated_well : 1) *
      Math.max(WEIGHT.oldest, 0.5 ** (days / HALF_LIFE_DAYS))
    )
  }
  const seen = new Set<string>()
  return hits
    .filter(({ score }) => score >= best * LEAST_SHARE)
    .map((hit) => ({ hit, worth: worth(hit) }))
    .sort((one, other) => other.worth - one.worth)
    .flatMap(({ hit }) => {
      const words = hit.text.replace(/\s+/g, ' ').trim()
      if (seen.has(words)) return []
      seen.add(words)
      return [hit]
    })
}
