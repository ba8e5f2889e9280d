/** What was tried: who moved the flag, from where to where, with their note; newest first. */
import type { FlagHistoryEntry, FlagWithHistory } from '../../domain/flag.ts'
import { type Colleague, OwnerWords } from '../components/flag.tsx'
import { Section } from '../components/section.tsx'
import { Ago, Code, Words } from '../components/words.tsx'
import type { View } from '../view.ts'

export function FlagHistory({
  view,
  flag,
  colleagues,
}: {
  view: View
  flag: FlagWithHistory
  colleagues: readonly Colleague[]
}) {
  const { t } = view
  return (
    <Section id="history" title={t('at-risk.history')}>
      <ol class="history">
        {flag.history.toReversed().map((entry, index, all) => (
          <li key={entry.id}>
            <p>
              <strong>{whatHappened(view, entry)}</strong> ·{' '}
              <Who view={view} entry={entry} colleagues={colleagues} /> · <Ago view={view} at={entry.at} />
            </p>
            {entry.outcome_reason ? <p>{t(`at-risk.outcome_${entry.outcome_reason}`)}</p> : null}
            {entry.owner !== (all[index + 1]?.owner ?? null) ? (
              <p class="quiet">
                {t('at-risk.owner')}: <OwnerWords view={view} owner={entry.owner} colleagues={colleagues} />
              </p>
            ) : null}
            {entry.note ? (
              <p class="history-note" dir="auto">
                {entry.note}
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </Section>
  )
}

function whatHappened({ t, format }: View, { from_stage, to_stage, score }: FlagHistoryEntry): string {
  const stage = t(`labels.stage_${to_stage}`)
  if (from_stage === null) return t('at-risk.opened_at_score', { score: format.fixed(score, 2) })
  return from_stage === to_stage ? t('at-risk.noted') : t('at-risk.moved_to', { stage })
}

function Who({
  view,
  entry: { actor },
  colleagues,
}: {
  view: View
  entry: FlagHistoryEntry
  colleagues: readonly Colleague[]
}) {
  if (actor === 'system') return <span>{view.t('at-risk.by_score')}</span>
  if (actor === 'configuration') return <span>{view.t('common.operator')}</span>
  const known = colleagues.find(({ id }) => id === actor)
  return known ? <Words>{known.name}</Words> : <Code>{actor}</Code>
}
