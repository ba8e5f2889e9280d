/** What may be asked of reviews, described for the reference. */
import { coachingQuery, MOST_SAMPLE, reviewQuery, sampleQuery } from '../../domain/review.ts'
import { described } from './describe.ts'

const RANGE = { since: 'From this moment on', until: 'Before this moment; missing: now' }

export const reviewQuerySchema = described(reviewQuery, {
  ...RANGE,
  agent: 'Of replies by this person or key',
  limit: 'At most so many',
  cursor: '`next_cursor` of the page before',
})
export const coachingQuerySchema = described(coachingQuery, RANGE)
export const sampleQuerySchema = described(sampleQuery, {
  ...RANGE,
  seed: 'Any words: the same ones draw the same again',
  agent: 'Only replies of this person or key',
  language: 'Only conversations in this language',
  topic: 'Only conversations about this',
  size: `How many, up to ${MOST_SAMPLE}`,
})
