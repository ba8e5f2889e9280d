/** What the reviews of each agent come to: where they stand, where they go, what to practise. */
import type { AgentCoaching, CriterionCoaching } from '../../domain/coaching.ts'
import { Bar } from '../components/bar.tsx'
import { Section } from '../components/section.tsx'
import { EmptyState } from '../components/states.tsx'
import { Ago } from '../components/words.tsx'
import type { View } from '../view.ts'
import { type Colleague, nameOf, QualityFrame } from './quality.tsx'

export type CoachingProps = {
  view: View
  agents: readonly AgentCoaching[]
  people: readonly Colleague[]
  mayReview: boolean
}

/** A change of the average smaller than this is no direction. */
const STEADY = 0.25

export function CoachingPage({ view, agents, people, mayReview }: CoachingProps) {
  const { t } = view
  return (
    <QualityFrame view={view} part="coaching" mayReview={mayReview}>
      {agents.length === 0 ? (
        <EmptyState
          icon="quality"
          title={t('quality.no_reviews_title')}
          text={t(mayReview ? 'quality.no_reviews_text' : 'quality.no_own_reviews_text')}
        />
      ) : (
        <div class="coaching">
          {agents.map((coaching) => (
            <Agent
              key={coaching.agent}
              view={view}
              coaching={coaching}
              name={nameOf(people, coaching.agent)}
            />
          ))}
        </div>
      )}
    </QualityFrame>
  )
}

function Agent({ view, coaching, name }: { view: View; coaching: AgentCoaching; name: string }) {
  const { t, format } = view
  const { agent, reviews, average, criteria, practise, examples, best, last_reviewed_at } = coaching
  return (
    <Section
      id={`agent-${agent}`}
      title={name}
      text={t('quality.average_of', { count: reviews, average: format.fixed(average, 1) })}
      raised
    >
      <dl class="score-list coaching-scores">
        {criteria.map((each) => (
          <CriterionLine key={each.criterion} view={view} {...each} weakest={each.criterion === practise} />
        ))}
      </dl>
      <p class="coaching-practise">
        {practise === null ? t('quality.practise_none') : t(`quality.practise_${practise}`)}
      </p>
      <ul class="coaching-links">
        {examples.map(({ reply_id, score }, index) => (
          <li key={reply_id}>
            <a href={reviewHref(reply_id)}>
              {t('quality.example', { number: index + 1, score: t(`quality.score_${score as 1}`) })}
            </a>
          </li>
        ))}
        {best ? (
          <li>
            <a href={reviewHref(best.reply_id)}>{t('quality.best')}</a>
          </li>
        ) : null}
      </ul>
      <p class="quiet coaching-last">
        {t('quality.last_review')} <Ago view={view} at={last_reviewed_at} />
      </p>
    </Section>
  )
}

const reviewHref = (reply_id: string) =>
  `/quality/review?${new URLSearchParams({ reply: reply_id, back: '/quality/coaching' })}`

function CriterionLine({
  view,
  criterion,
  average,
  count,
  trend,
  weakest,
}: CriterionCoaching & { view: View; weakest: boolean }) {
  const { t, format } = view
  const direction = trend === null ? 'unknown' : trend >= STEADY ? 'up' : trend <= -STEADY ? 'down' : 'steady'
  return (
    <div class="score" data-chosen={weakest ? '' : undefined}>
      <dt>{t(`quality.criterion_${criterion}`)}</dt>
      <dd>
        <Bar share={(average - 1) / 3} ticks={[2 / 3]} tone={weakest ? 'chosen' : 'plain'} />
        <span title={t('quality.scores', { count })}>{format.fixed(average, 1)}</span>
        <span class="coaching-trend" data-direction={direction}>
          {t(`quality.trend_${direction}`, { change: format.signed(trend ?? 0, 1) })}
        </span>
      </dd>
    </div>
  )
}
