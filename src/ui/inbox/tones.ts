/** How much a label weighs at a glance. */
import type { Sentiment } from '../../domain/labels.ts'
import type { Tone } from '../components/chip.tsx'

export const SENTIMENT_TONES: Record<Sentiment, Tone> = {
  negative: 'notice',
  neutral: 'plain',
  positive: 'good',
  mixed: 'calm',
}
