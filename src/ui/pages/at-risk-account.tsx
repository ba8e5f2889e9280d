/** One flagged account: the score as a sum with the customer's own words, what moved it, what was tried, what to do. */
import type { FlagWithHistory } from '../../domain/flag.ts'
import { explainAction, explainContribution } from '../../domain/risk/explain.ts'
import { isFlagClosed } from '../../domain/risk/flag.ts'
import type { Risk, RiskContribution } from '../../domain/risk/risk.ts'
import type { CustomerRiskChange } from '../../domain/risk-change.ts'
import {
  type Colleague,
  customerName,
  DueWords,
  flagSentence,
  LevelChip,
  MoveButton,
  OwnerWords,
} from '../components/flag.tsx'
import { Island } from '../components/island.tsx'
import { PageHead, Section } from '../components/section.tsx'
import { Ago, Words } from '../components/words.tsx'
import type { View } from '../view.ts'
import { LIVE_PART } from './at-risk.tsx'
import { RiskCurve } from './at-risk-curve.tsx'
import { FlagHistory } from './at-risk-history.tsx'
import { MovedWords } from './at-risk-list.tsx'
import { Causes } from './at-risk-moved.tsx'

export type AccountProps = {
  view: View
  flag: FlagWithHistory
  risk: Risk
  changed: CustomerRiskChange
  /** What moved it since shortly before the flag, with the scores as they were written. */
  course: CustomerRiskChange
  /** Conversation of each message that a contribution names. */
  conversations: Record<string, string>
  colleagues: Colleague[]
}

export function AtRiskAccountPage(props: AccountProps) {
  const { view, flag, risk, changed, course, colleagues } = props
  const { t, format, language } = view
  return (
    <>
      <div id={LIVE_PART} class="at-risk account">
        <p>
          <a href="/at-risk">{t('at-risk.back')}</a>
        </p>
        <PageHead title={customerName(view, flag.customer)} actions={<MoveButton view={view} flag={flag} />}>
          <p>{flagSentence(view, { ...flag, score: risk.score, level: risk.level })}</p>
          <p class="flag-who">
            <LevelChip view={view} level={risk.level} />
            <span>{t(`labels.stage_${flag.stage}`)}</span>
            <OwnerWords view={view} owner={flag.owner} colleagues={colleagues} />
            <DueWords view={view} flag={flag} />
          </p>
        </PageHead>
        {isFlagClosed(flag.stage) ? (
          <p class="notice">
            {flag.outcome_reason === null
              ? t('at-risk.outcome_unsaid')
              : t('at-risk.ended_because', {
                  stage: t(`labels.stage_${flag.stage}`),
                  reason: t(`at-risk.outcome_${flag.outcome_reason}`),
                })}
          </p>
        ) : (
          <Section id="next" title={t('at-risk.next')} raised>
            <p class="next-action">{explainAction(risk.next_best_action, language)}</p>
          </Section>
        )}
        <Section
          id="changed"
          title={t('at-risk.changed_title', { time: format.ago(changed.since, view.now()) })}
        >
          <MovedWords view={view} moved={changed} />
          <Causes view={view} causes={changed.causes} />
        </Section>
        <Sum {...props} />
        <RiskCurve view={view} flag={flag} risk={risk} scores={course.scores} answer={course.sentence} />
        <FlagHistory view={view} flag={flag} colleagues={colleagues} />
      </div>
      <Island name="flag-desk" props={{ part: LIVE_PART, colleagues }} />
    </>
  )
}

function Sum({ view, risk, conversations }: AccountProps) {
  const { t, format } = view
  const heaviest = Math.max(...risk.contributions.map(({ points }) => Math.abs(points)), 0.01)
  return (
    <Section id="sum" title={t('at-risk.sum_title')} text={t('at-risk.sum_text')}>
      <ol class="account-sum">
        {risk.contributions.map((each) => (
          <SumLine
            key={`${each.reason} ${each.source.id}`}
            view={view}
            line={each}
            share={Math.abs(each.points) / heaviest}
            conversation={each.message_id === null ? undefined : conversations[each.message_id]}
          />
        ))}
        <li class="sum-total">
          <strong>
            <bdi>{format.fixed(risk.score, 2)}</bdi>
          </strong>
          <strong>{t('at-risk.sum_total')}</strong>
        </li>
      </ol>
    </Section>
  )
}

function SumLine({
  view,
  line,
  share,
  conversation,
}: {
  view: View
  line: RiskContribution
  /** Of the heaviest line, for the bar. */
  share: number
  conversation: string | undefined
}) {
  const { t, format, language } = view
  return (
    <li class="sum-line" data-direction={line.points < 0 ? 'down' : 'up'}>
      <bdi class="account-points">{format.signed(line.points)}</bdi>
      <div>
        <p>
          {explainContribution(line, language)} <Ago view={view} at={line.at} />
        </p>
        <svg class="sum-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
          <rect width={Math.max(1, Math.round(share * 100))} height="4" />
        </svg>
        {line.quote ? (
          <blockquote class="quote" dir="auto">
            {line.quote}
          </blockquote>
        ) : null}
        {conversation && line.message_id ? (
          <a href={`/inbox/${encodeURIComponent(conversation)}#${encodeURIComponent(line.message_id)}`}>
            {t('at-risk.read_message')}
            <span class="heard">
              : <Words>{explainContribution(line, language)}</Words>
            </span>
          </a>
        ) : null}
      </div>
    </li>
  )
}
