/** The scorecard: four criteria, each a word for each step; empty, half filled in, or as it was kept. */
import { CRITERIA, type Criterion, type Review, SCORES } from '../../domain/review.ts'
import { Button } from '../components/button.tsx'
import { Choices, TextArea } from '../components/field.tsx'
import { Section } from '../components/section.tsx'
import { Ago, Words } from '../components/words.tsx'
import type { View } from '../view.ts'

/** As a form sends it. */
export type ScorecardValues = Record<Criterion | 'note' | 'strengths', string>

const NOTHING: ScorecardValues = {
  empathy: '',
  accuracy: '',
  tone: '',
  resolution: '',
  note: '',
  strengths: '',
}

export function ScorecardForm({
  view: { t },
  replyId,
  back,
  given,
}: {
  view: View
  replyId: string
  back: string
  given: ScorecardValues | undefined
}) {
  const values = given ?? NOTHING
  return (
    <Section id="scorecard" title={t('quality.scorecard')} raised>
      {given ? (
        <p class="mistake" role="alert">
          {t('quality.scores_missing')}
        </p>
      ) : null}
      <form method="post" action="/quality/review" class="form">
        <input type="hidden" name="reply" value={replyId} />
        <input type="hidden" name="back" value={back} />
        {CRITERIA.map((criterion) => (
          <Choices
            key={criterion}
            name={criterion}
            label={t(`quality.criterion_${criterion}`)}
            value={values[criterion]}
            choices={SCORES.map((score) => ({
              value: String(score),
              label: t('quality.score_choice', { score, words: t(`quality.${criterion}_${score}`) }),
            }))}
          />
        ))}
        <TextArea
          name="strengths"
          label={t('quality.strengths')}
          hint={t('quality.strengths_hint')}
          value={values.strengths}
          maxlength={2_000}
          rows={3}
        />
        <TextArea
          name="note"
          label={t('quality.note')}
          hint={t('quality.note_hint')}
          value={values.note}
          maxlength={2_000}
          rows={3}
        />
        <Button kind="primary">{t('quality.keep')}</Button>
      </form>
    </Section>
  )
}

export function ScorecardView({ view, review, reviewer }: { view: View; review: Review; reviewer: string }) {
  const { t } = view
  const words = [
    [t('quality.strengths'), review.strengths],
    [t('quality.note'), review.note],
  ] as const
  return (
    <Section id="scorecard" title={t('quality.scorecard')} raised>
      <dl class="scorecard">
        {CRITERIA.map((criterion) => {
          const score = review.scores[criterion]
          return (
            <div key={criterion}>
              <dt>{t(`quality.criterion_${criterion}`)}</dt>
              <dd>{t('quality.score_choice', { score, words: t(`quality.${criterion}_${score}`) })}</dd>
            </div>
          )
        })}
        {words.map(([name, said]) =>
          said === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd dir="auto" class="review-words">
                {said}
              </dd>
            </div>
          ),
        )}
      </dl>
      <p class="quiet coaching-last">
        {t('quality.reviewed_by')} <Words>{reviewer}</Words> · <Ago view={view} at={review.created_at} />
      </p>
    </Section>
  )
}
