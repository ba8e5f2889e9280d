/** Reviews of replies, described for the reference. */
import { z } from 'zod'
import { channel, sentiment, topic, urgency } from '../../domain/labels.ts'
import { criterion, review, reviewIntake, reviewScores } from '../../domain/review.ts'
import { described, moment, orNull } from './describe.ts'

const text = (description: string) => z.string().meta({ description })

export const reviewScoresSchema = described(reviewScores, {
  empathy: 'Owns the customer’s trouble, and does something about it',
  accuracy: 'Facts, promises and policy are right, and the question is answered',
  tone: 'Language, register and manner fit this customer',
  resolution: 'The matter is settled, or the next step has an owner and a time',
}).meta({
  id: 'ReviewScores',
  description:
    'The scorecard. 1: hurts the customer or the case; 2: falls short; 3: as it should be; 4: worth showing to others',
})

const WORDS = {
  reply_id: 'The reply that is reviewed',
  scores: 'The scorecard',
  note: 'What to do otherwise next time; null: nothing',
  strengths: 'What to keep doing; null: nothing said',
}
export const reviewIntakeSchema = described(reviewIntake.extend({ scores: reviewScoresSchema }), WORDS).meta({
  id: 'ReviewIntake',
  description: 'What a reviewer says of a reply',
})
export const reviewSchema = described(review.extend({ scores: reviewScoresSchema }), {
  ...WORDS,
  id: 'Id of the review',
  conversation_id: 'The conversation of the reply',
  agent: 'Who sent the reply',
  reviewer: 'Who reviewed it',
  created_at: 'When',
}).meta({ id: 'Review', description: 'What a reviewer said of a reply; the agent sees it' })

export const sampleSchema = z
  .object({
    seed: text('Send it again for the same sample'),
    since: moment('Replies from here on'),
    until: moment('Replies before this'),
    candidates: z.int().meta({ description: 'How many conversations it was drawn from' }),
    items: z
      .array(
        z.object({
          conversation_id: text('The conversation'),
          reply_id: text('The reply to review: the latest, of the asked agent where one was asked for'),
          agent: text('Who sent it'),
          channel: channel.meta({ description: 'Where it was sent' }),
          language: orNull(z.string(), 'Language of the conversation'),
          topics: z.array(topic).meta({ description: 'Topics of the conversation' }),
          urgency: orNull(urgency, 'Urgency of the conversation'),
          sentiment: orNull(sentiment, 'Sentiment of the conversation'),
          outcome: orNull(
            z.enum(['accepted', 'edited']),
            'What became of the draft; null: written without one',
          ),
          sent_at: moment('When it was sent'),
        }),
      )
      .meta({ description: 'In the order in which they were drawn' }),
  })
  .meta({ id: 'ReviewSample', description: 'Conversations to review, drawn by chance' })

const placeSchema = z.object({
  review_id: text('The review'),
  conversation_id: text('Its conversation'),
  reply_id: text('Its reply'),
})
export const coachingSchema = z
  .object({
    since: moment('Reviews from here on'),
    until: moment('Reviews before this'),
    agents: z
      .array(
        z.object({
          agent: text('The agent'),
          reviews: z.int().meta({ description: 'How many reviews' }),
          average: z.number().meta({ description: 'Of all criteria, 1 to 4' }),
          criteria: z
            .array(
              z.object({
                criterion: criterion.meta({ description: 'The criterion' }),
                average: z.number().meta({ description: '1 to 4' }),
                count: z.int().meta({ description: 'How many scores' }),
                trend: orNull(
                  z.number(),
                  'Average of the newer half less that of the older one; null: fewer than three on either side',
                ),
              }),
            )
            .meta({ description: 'In the order of the scorecard' }),
          practise: orNull(criterion, 'The weakest criterion, where its average is below 3; null: none is'),
          examples: z
            .array(placeSchema.extend({ score: z.int().meta({ description: 'In what is to be practised' }) }))
            .meta({ description: 'Where it fell short, lowest first' }),
          best: orNull(placeSchema, 'The best review, to learn from; null: none has a 4'),
          last_reviewed_at: moment('When the latest review was written'),
        }),
      )
      .meta({ description: 'Lowest average first' }),
  })
  .meta({ id: 'Coaching', description: 'What the reviews of each agent come to' })
