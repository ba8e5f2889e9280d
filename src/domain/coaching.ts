/** What the reviews of an agent come to: where they stand, where they go, what to practise. Pure. */
import { CRITERIA, type Criterion, type Review } from './review.ts'

/** Reviews on either side of a comparison; fewer say nothing of a direction. */
const FEWEST_FOR_TREND = 3
/** A criterion at or above this needs no practice. */
export const GOOD_ENOUGH = 3
const MOST_EXAMPLES = 3

export type CriterionCoaching = {
  criterion: Criterion
  /** 1 to 4. */
  average: number
  count: number
  /** Average of the newer half less that of the older one; null: too few reviews. */
  trend: number | null
}

export type AgentCoaching = {
  agent: string
  reviews: number
  average: number
  /** In the order of the scorecard. */
  criteria: CriterionCoaching[]
  /** The weakest criterion, where it is below what is good enough; null: none is. */
  practise: Criterion | null
  /** Where what is to be practised fell short, lowest first, then newest; without such: none. */
  examples: { review_id: string; conversation_id: string; reply_id: string; score: number }[]
  /** The best review, to learn from; null: none is at its best in anything. */
  best: { review_id: string; conversation_id: string; reply_id: string } | null
  last_reviewed_at: string
}

/** Of each agent, the one who needs it most first. @param reviews in any order */
export function coachingOf(reviews: readonly Review[]): AgentCoaching[] {
  const byAgent = Map.groupBy(reviews, ({ agent }) => agent)
  return [...byAgent]
    .map(([agent, theirs]) => ofAgent(agent, theirs.toSorted(byTime)))
    .sort((one, other) => one.average - other.average || (one.agent < other.agent ? -1 : 1))
}

const byTime = (one: Review, other: Review) =>
  one.created_at < other.created_at || (one.created_at === other.created_at && one.id < other.id) ? -1 : 1

/** @param reviews oldest first, at least one */
function ofAgent(agent: string, reviews: readonly Review[]): AgentCoaching {
  const criteria = CRITERIA.map((criterion) => ofCriterion(criterion, reviews))
  const weakest = criteria.reduce((one, other) => (other.average < one.average ? other : one))
  const practise = weakest.average < GOOD_ENOUGH ? weakest.criterion : null
  const best = reviews.toReversed().reduce((one, other) => (sumOf(other) > sumOf(one) ? other : one))
  return {
    agent,
    reviews: reviews.length,
    average: rounded(mean(criteria.map(({ average }) => average))),
    criteria: criteria.map((each) => ({ ...each, average: rounded(each.average) })),
    practise,
    examples: practise === null ? [] : examplesOf(practise, reviews),
    best: CRITERIA.some((criterion) => best.scores[criterion] === 4) ? placeOf(best) : null,
    last_reviewed_at: reviews.at(-1)?.created_at ?? '',
  }
}

function ofCriterion(criterion: Criterion, reviews: readonly Review[]): CriterionCoaching {
  const scores = reviews.map(({ scores }) => scores[criterion])
  const half = Math.floor(scores.length / 2)
  const trend =
    half < FEWEST_FOR_TREND ? null : rounded(mean(scores.slice(-half)) - mean(scores.slice(0, half)))
  return { criterion, average: mean(scores), count: scores.length, trend }
}

const examplesOf = (criterion: Criterion, reviews: readonly Review[]) =>
  reviews
    .filter(({ scores }) => scores[criterion] < GOOD_ENOUGH)
    .toReversed()
    .sort((one, other) => one.scores[criterion] - other.scores[criterion])
    .slice(0, MOST_EXAMPLES)
    .map((review) => ({ ...placeOf(review), score: review.scores[criterion] }))

const placeOf = ({ id, conversation_id, reply_id }: Review) => ({ review_id: id, conversation_id, reply_id })
const sumOf = ({ scores }: Review) => CRITERIA.reduce((sum, criterion) => sum + scores[criterion], 0)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
/** Two decimals; adding 0 turns -0 into 0. */
const rounded = (value: number) => Math.round(value * 100) / 100 + 0
