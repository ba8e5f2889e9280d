/** Reviews of replies, as the verbs need them from the database. */
import type { Actor } from '../domain/actor.ts'
import type { Page } from '../domain/page.ts'
import type { ReplyDraft, SentReply } from '../domain/reply-record.ts'
import type { Review, ReviewIntake, ReviewQuery, Sample, SampleQuery } from '../domain/review.ts'

export type ReviewRecorded =
  | { kind: 'recorded'; review: Review }
  /** No such reply; the reviewer sent it; it has a review. */
  | { kind: 'not_found' | 'own' | 'reviewed_already' }

/** A reply with what it came from and what was said of it. */
export type ReviewedReply = { reply: SentReply; draft: ReplyDraft | null; review: Review | null }

export interface ReviewStore {
  /** Answered conversations nobody waits in, without those with a review and the replies of `reviewer`. */
  sampleReplies(
    query: Omit<SampleQuery, 'since' | 'until'> & { since: string; until: string; reviewer: string },
  ): Promise<Pick<Sample, 'candidates' | 'items'>>
  /** Null: no such reply. */
  readReviewedReply(reply_id: string): Promise<ReviewedReply | null>
  recordReview(record: { review: ReviewIntake; actor: Actor; now: string }): Promise<ReviewRecorded>
  /** Newest first. */
  listReviews(query: ReviewQuery): Promise<Page<Review>>
  /** All of a time, oldest first. `agent` missing: everybody's. */
  readReviews(query: { since: string; until: string; agent?: string | undefined }): Promise<Review[]>
}
