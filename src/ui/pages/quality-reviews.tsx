/** Reviews, newest first: everybody's for who reviews, one's own for agents. */
import { CRITERIA, type Review } from '../../domain/review.ts'
import { Pagination } from '../components/pagination.tsx'
import { EmptyState } from '../components/states.tsx'
import { Table } from '../components/table.tsx'
import { Ago, Words } from '../components/words.tsx'
import type { View } from '../view.ts'
import { type Colleague, nameOf, QualityFrame } from './quality.tsx'

export type ReviewsProps = {
  view: View
  reviews: readonly Review[]
  next: string | null
  isFirst: boolean
  people: readonly Colleague[]
  mayReview: boolean
}

export function ReviewsPage({ view, reviews, next, isFirst, people, mayReview }: ReviewsProps) {
  const { t, format } = view
  return (
    <QualityFrame view={view} part="reviews" mayReview={mayReview}>
      {reviews.length === 0 ? (
        <EmptyState
          icon="quality"
          title={t('quality.no_reviews_title')}
          text={t(mayReview ? 'quality.no_reviews_text' : 'quality.no_own_reviews_text')}
        />
      ) : (
        <Table
          caption={t(mayReview ? 'quality.reviews' : 'quality.own_reviews')}
          rows={reviews}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'at',
              heading: t('quality.reviewed_at'),
              cell: ({ reply_id, created_at }) => (
                <a
                  href={`/quality/review?${new URLSearchParams({ reply: reply_id, back: '/quality/reviews' })}`}
                >
                  <Ago view={view} at={created_at} />
                </a>
              ),
            },
            ...(mayReview
              ? [
                  {
                    key: 'agent',
                    heading: t('quality.agent'),
                    cell: ({ agent }: Review) => <Words>{nameOf(people, agent)}</Words>,
                  },
                ]
              : []),
            {
              key: 'reviewer',
              heading: t('quality.reviewer'),
              cell: ({ reviewer }) => <Words>{nameOf(people, reviewer)}</Words>,
            },
            ...CRITERIA.map((criterion) => ({
              key: criterion,
              heading: t(`quality.criterion_${criterion}`),
              numeric: true,
              cell: ({ scores }: Review) => format.number(scores[criterion]),
            })),
          ]}
        />
      )}
      <Pagination
        view={view}
        first={isFirst ? null : '/quality/reviews'}
        next={next && `/quality/reviews?${new URLSearchParams({ cursor: next })}`}
      />
    </QualityFrame>
  )
}
