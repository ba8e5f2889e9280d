/** Flagged accounts by value at risk, each one sentence a person would say, with what moved since the last look. */
import type { FlagListItem } from '../../domain/flag.ts'
import { explainAction } from '../../domain/risk/explain.ts'
import type { RiskChangeItem } from '../../domain/risk-change.ts'
import {
  type Colleague,
  DueWords,
  FlagName,
  flagSentence,
  LevelChip,
  MoveMenu,
  OwnerWords,
} from '../components/flag.tsx'
import { EmptyState } from '../components/states.tsx'
import type { View } from '../view.ts'

export type FlagsProps = {
  view: View
  flags: readonly FlagListItem[]
  /** There are more than are shown. */
  more: boolean
  colleagues: readonly Colleague[]
  filtered: boolean
}

export function FlagList({
  view,
  flags,
  more,
  colleagues,
  filtered,
  moved,
}: FlagsProps & { moved: readonly RiskChangeItem[] }) {
  if (flags.length === 0) return <NoFlags view={view} filtered={filtered} />
  const movedOf = new Map(moved.map((each) => [each.customer.id, each]))
  return (
    <>
      <ol class="flag-rows" aria-label={view.t('at-risk.title')}>
        {flags.map((flag) => (
          <FlagRow
            key={flag.id}
            view={view}
            flag={flag}
            colleagues={colleagues}
            moved={movedOf.get(flag.customer_id)}
          />
        ))}
      </ol>
      <MoreNote view={view} more={more} count={flags.length} />
    </>
  )
}

function FlagRow({
  view,
  flag,
  colleagues,
  moved,
}: {
  view: View
  flag: FlagListItem
  colleagues: readonly Colleague[]
  moved: RiskChangeItem | undefined
}) {
  const { t, language } = view
  const quote = flag.reasons.find((reason) => reason.quote !== null && reason.message_id !== null)?.quote
  return (
    <li class="flag-row" id={flag.id} data-level={flag.level}>
      <div class="flag-said">
        <h2>
          <FlagName view={view} flag={flag} />
        </h2>
        <p>{flagSentence(view, flag)}</p>
        {quote ? (
          <blockquote class="quote" dir="auto">
            {quote}
          </blockquote>
        ) : null}
        {moved ? <MovedWords view={view} moved={moved} /> : null}
      </div>
      <div class="flag-next">
        <p class="actions">
          <LevelChip view={view} level={flag.level} />
          <span class="quiet">{t(`labels.stage_${flag.stage}`)}</span>
        </p>
        <p>{explainAction(flag.next_best_action, language)}</p>
        <p class="flag-who">
          <OwnerWords view={view} owner={flag.owner} colleagues={colleagues} />
          <DueWords view={view} flag={flag} />
        </p>
      </div>
      <MoveMenu view={view} flag={flag} />
    </li>
  )
}

/** ▲ and what it was by; the sentence tells the number. */
export function MovedWords({
  view,
  moved,
}: {
  view: View
  moved: Pick<RiskChangeItem, 'change' | 'sentence'>
}) {
  const up = moved.change > 0
  return (
    <p class="flag-moved" data-direction={up ? 'up' : 'down'}>
      <svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">
        <path d={up ? 'M6 2l5 8H1z' : 'M6 10L1 2h10z'} />
      </svg>
      <span>
        <span class="heard">{view.t(up ? 'at-risk.worse' : 'at-risk.better')} </span>
        {moved.sentence}
      </span>
    </p>
  )
}

export function NoFlags({ view, filtered }: { view: View; filtered: boolean }) {
  const { t } = view
  return filtered ? (
    <EmptyState icon="search" title={t('at-risk.none_title')} text={t('at-risk.none_text')} />
  ) : (
    <EmptyState icon="flag" title={t('at-risk.empty_title')} text={t('at-risk.empty_text')} />
  )
}

export function MoreNote({ view, more, count }: { view: View; more: boolean; count: number }) {
  return more ? <p class="quiet at-risk-more">{view.t('at-risk.more', { count })}</p> : null
}
