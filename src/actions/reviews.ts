/** Reviews of what agents sent: drawn, read, written, and what they come to. Agents see their own only. */
import { type Actor, ensureAllowed, isAllowed } from '../domain/actor.ts'
import { type AgentCoaching, coachingOf } from '../domain/coaching.ts'
import { DeljooError } from '../domain/errors.ts'
import type { Page } from '../domain/page.ts'
import type {
  CoachingQuery,
  Review,
  ReviewIntake,
  ReviewQuery,
  Sample,
  SampleQuery,
} from '../domain/review.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import { type ConversationDetail, readConversation } from './read-conversation.ts'
import type { ReviewedReply } from './review-store-port.ts'

type Needs = Pick<Dependencies, 'store' | 'clock'>

const DAY_MS = 86_400_000
const SAMPLE_DAYS = 30
const COACHING_DAYS = 90

/** @throws {DeljooError} `forbidden`, `invalid_input` for a time that ends before it begins */
export async function drawReviewSample(
  { store, clock }: Needs,
  actor: Actor,
  query: SampleQuery,
): Promise<Sample> {
  ensureAllowed(actor, 'review_replies')
  const range = rangeOf(query, clock(), SAMPLE_DAYS)
  const drawn = await store.sampleReplies({ ...query, ...range, reviewer: actor.id })
  return { seed: query.seed, ...range, ...drawn }
}

/** @throws {DeljooError} `forbidden`, `not_found`; `conflict` for one's own reply, or one that has a review */
export async function recordReview(
  { store, clock }: Needs,
  actor: Actor,
  review: ReviewIntake,
): Promise<Review> {
  ensureAllowed(actor, 'review_replies')
  const outcome = await store.recordReview({ review, actor, now: isoNow(clock) })
  switch (outcome.kind) {
    case 'recorded':
      return outcome.review
    case 'not_found':
      throw noReply()
    case 'own':
      throw new DeljooError('conflict', 'You sent this reply; somebody else reviews it')
    case 'reviewed_already':
      throw new DeljooError('conflict', 'This reply has a review')
  }
}

/** Everybody's for who reviews, else one's own. @throws {DeljooError} `forbidden`, `invalid_input` for a foreign cursor */
export async function listReviews(
  { store }: Pick<Dependencies, 'store'>,
  actor: Actor,
  { since, until, ...query }: ReviewQuery,
): Promise<Page<Review>> {
  return store.listReviews({
    ...query,
    agent: agentFor(actor, query.agent),
    since: since && new Date(since).toISOString(),
    until: until && new Date(until).toISOString(),
  })
}

/** Everybody's for who reviews, else one's own. @throws {DeljooError} `forbidden`, `invalid_input` */
export async function readCoaching(
  { store, clock }: Needs,
  actor: Actor,
  query: CoachingQuery,
): Promise<{ since: string; until: string; agents: AgentCoaching[] }> {
  const agent = agentFor(actor, undefined)
  const range = rangeOf(query, clock(), COACHING_DAYS)
  return { ...range, agents: coachingOf(await store.readReviews({ ...range, agent })) }
}

/** All a reviewer looks at, and the agent afterwards: the thread, the draft, what was sent, the review. */
export type ReviewSubject = ReviewedReply & { conversation: ConversationDetail }

/** @throws {DeljooError} `forbidden` for somebody else's reply, `not_found` */
export async function readReviewSubject(
  dependencies: Pick<Dependencies, 'store' | 'clock' | 'rules' | 'playbooks'>,
  actor: Actor,
  reply_id: string,
): Promise<ReviewSubject> {
  ensureAllowed(actor, 'read_own_reviews')
  const found = await dependencies.store.readReviewedReply(reply_id)
  const may = isAllowed(actor, 'review_replies') || found?.reply.author === actor.id
  if (!found || !may) throw noReply()
  const conversation = await readConversation(dependencies, actor, found.reply.conversation_id)
  return { ...found, conversation }
}

/** Whose reviews somebody may see: of whom they ask, or their own. */
function agentFor(actor: Actor, asked: string | undefined): string | undefined {
  ensureAllowed(actor, 'read_own_reviews')
  if (isAllowed(actor, 'review_replies')) return asked
  if (asked !== undefined && asked !== actor.id) ensureAllowed(actor, 'review_replies')
  return actor.id
}

function rangeOf(
  { since, until }: { since?: string | undefined; until?: string | undefined },
  now: Date,
  days: number,
): { since: string; until: string } {
  // Half-open: what happens at this very moment is in it.
  const end = until ? new Date(until) : new Date(now.getTime() + 1)
  const start = since ? new Date(since) : new Date(end.getTime() - days * DAY_MS)
  if (start < end) return { since: start.toISOString(), until: end.toISOString() }
  throw new DeljooError('invalid_input', 'Not valid: query.since', {
    issues: [{ path: 'query.since', message: 'must be before until' }],
  })
}

const noReply = () => new DeljooError('not_found', 'There is no reply with this id')
