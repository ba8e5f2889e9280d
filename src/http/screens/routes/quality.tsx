/** Quality: the sample to review, one reply with its scorecard, coaching, and the reviews so far. */
import { Hono } from 'hono'
import { listPeople } from '../../../actions/people.ts'
import {
  drawReviewSample,
  listReviews,
  readCoaching,
  readReviewSubject,
  recordReview,
} from '../../../actions/reviews.ts'
import { type Actor, isAllowed } from '../../../domain/actor.ts'
import { CRITERIA, reviewIntake } from '../../../domain/review.ts'
import { SamplePage } from '../../../ui/pages/quality.tsx'
import { CoachingPage } from '../../../ui/pages/quality-coaching.tsx'
import { ReviewPage } from '../../../ui/pages/quality-review.tsx'
import { ReviewsPage } from '../../../ui/pages/quality-reviews.tsx'
import type { ScorecardValues } from '../../../ui/pages/quality-scorecard.tsx'
import { readSampleAddress } from '../../../ui/quality/sample-query.ts'
import type { View } from '../../../ui/view.ts'
import type { AppEnv } from '../../context.ts'
import { type FormValues, formFor, leaveNotice, ownPath, pageFor } from '../page.tsx'
import type { ScreenDeps } from '../ports.ts'

const OWN = { title: 'quality.title', nav: 'quality', permission: 'read_own_reviews' } as const
const REVIEWING = { ...OWN, permission: 'review_replies' } as const
const DAY_MS = 86_400_000
const REVIEWS_SHOWN = 50

export function qualityRoutes(deps: ScreenDeps) {
  const { desk } = deps
  const routes = new Hono<AppEnv>()
  const mayReview = (actor: Actor) => isAllowed(actor, 'review_replies')

  const showCoaching = async (view: View, actor: Actor) => {
    const [{ agents }, people] = await Promise.all([readCoaching(desk, actor, {}), listPeople(desk, actor)])
    return <CoachingPage view={view} agents={agents} people={people} mayReview={mayReview(actor)} />
  }
  const showReview = async (
    view: View,
    actor: Actor,
    { reply_id, back, given }: { reply_id: string; back: string; given?: ScorecardValues },
  ) => {
    const [subject, people] = await Promise.all([
      readReviewSubject(desk, actor, reply_id),
      listPeople(desk, actor),
    ])
    const { conversation, ...rest } = subject
    const isOwn = subject.reply.author === actor.id
    return (
      <ReviewPage
        view={view}
        {...rest}
        messages={conversation.messages}
        replies={conversation.replies}
        people={people}
        back={back}
        may={isOwn && mayReview(actor) ? 'own' : mayReview(actor) ? 'review' : 'read'}
        {...(given ? { given } : {})}
      />
    )
  }

  routes.get(
    '/quality',
    pageFor(deps, OWN, async (c, { view, actor }) => {
      // Agents draw no samples; what they come for is their own.
      if (!mayReview(actor)) return showCoaching(view, actor)
      const now = desk.clock()
      const address = readSampleAddress(c.req.query(), now.toISOString().slice(0, 10))
      const { days, ...query } = address
      const [sample, people] = await Promise.all([
        drawReviewSample(desk, actor, {
          ...query,
          since: new Date(now.getTime() - days * DAY_MS).toISOString(),
        }),
        listPeople(desk, actor),
      ])
      return <SamplePage view={view} address={address} sample={sample} people={people} />
    }),
  )
  routes.get(
    '/quality/coaching',
    pageFor(deps, OWN, (_, { view, actor }) => showCoaching(view, actor)),
  )
  routes.get(
    '/quality/reviews',
    pageFor(deps, OWN, async (c, { view, actor }) => {
      const cursor = c.req.query('cursor')
      const [{ items, next_cursor }, people] = await Promise.all([
        listReviews(desk, actor, { limit: REVIEWS_SHOWN, cursor }),
        listPeople(desk, actor),
      ])
      return (
        <ReviewsPage
          view={view}
          reviews={items}
          next={next_cursor}
          isFirst={cursor === undefined}
          people={people}
          mayReview={mayReview(actor)}
        />
      )
    }),
  )
  routes.get(
    '/quality/review',
    pageFor(deps, OWN, async (c, { view, actor }) =>
      showReview(view, actor, {
        reply_id: c.req.query('reply') ?? '',
        back: ownPath(c.req.query('back') ?? '', '/quality'),
      }),
    ),
  )
  routes.post(
    '/quality/review',
    formFor(deps, REVIEWING, async (c, { view, actor, form }) => {
      const reply_id = form('reply')
      const back = ownPath(form('back'), '/quality')
      const given = valuesIn(form)
      const intake = reviewIntake.safeParse({
        reply_id,
        scores: Object.fromEntries(CRITERIA.map((criterion) => [criterion, Number(given[criterion])])),
        note: given.note.trim() || null,
        strengths: given.strengths.trim() || null,
      })
      if (!intake.success)
        return { body: await showReview(view, actor, { reply_id, back, given }), status: 422 }
      const { agent } = await recordReview(desk, actor, intake.data)
      const people = await listPeople(desk, actor)
      const name = people.find(({ id }) => id === agent)?.name ?? agent
      leaveNotice(c, deps, 'quality.kept', { name })
      return c.redirect(back, 303)
    }),
  )
  return routes
}

const valuesIn = (form: FormValues): ScorecardValues => ({
  empathy: form('empathy'),
  accuracy: form('accuracy'),
  tone: form('tone'),
  resolution: form('resolution'),
  note: form('note'),
  strengths: form('strengths'),
})
