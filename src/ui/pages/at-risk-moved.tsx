/** Whose risk moved since the last look, and by what. */
import type { RiskChangeItem } from '../../domain/risk-change.ts'
import { apart, customerName, flagPath } from '../components/flag.tsx'
import { EmptyState } from '../components/states.tsx'
import { Ago, Words } from '../components/words.tsx'
import type { View } from '../view.ts'
import { MovedWords } from './at-risk-list.tsx'

export function MovedList({
  view,
  moved,
  flagOf,
  more,
  since,
}: {
  view: View
  moved: readonly RiskChangeItem[]
  /** Id of a customer's flag, where there is one. */
  flagOf: Readonly<Record<string, string>>
  more: boolean
  since: string
}) {
  const { t, format } = view
  if (moved.length === 0)
    return (
      <EmptyState
        icon="trend"
        title={t('at-risk.unmoved_title')}
        text={t('at-risk.unmoved_text', { time: format.ago(since, view.now()) })}
      />
    )
  return (
    <>
      <p class="quiet">{t('at-risk.moved_since', { time: format.ago(since, view.now()) })}</p>
      <ol class="flag-rows">
        {moved.map((each) => (
          <li key={each.customer.id} class="flag-row" data-level={each.after.level}>
            <div class="flag-said">
              <h2>
                <MovedName view={view} moved={each} flag={flagOf[each.customer.id]} />
              </h2>
              <MovedWords view={view} moved={each} />
              <Causes view={view} causes={each.causes} />
              {each.labels_corrected ? <p class="quiet">{t('at-risk.labels_corrected')}</p> : null}
            </div>
            <p class="flag-next">
              {t('at-risk.from_to', {
                before: apart(format.fixed(each.before.score, 2)),
                after: apart(format.fixed(each.after.score, 2)),
              })}
              {each.value_change === null ? null : (
                <span class="quiet">
                  {' '}
                  {t(each.value_change > 0 ? 'at-risk.value_up' : 'at-risk.value_down', {
                    money: apart(format.money(Math.abs(each.value_change), each.customer.currency)),
                  })}
                </span>
              )}
            </p>
          </li>
        ))}
      </ol>
      {more ? <p class="quiet at-risk-more">{t('at-risk.more_moved', { count: moved.length })}</p> : null}
    </>
  )
}

function MovedName({ view, moved, flag }: { view: View; moved: RiskChangeItem; flag: string | undefined }) {
  const name = <Words>{customerName(view, moved.customer)}</Words>
  return flag === undefined ? (
    <span class="flag-name">{name}</span>
  ) : (
    <a class="flag-name" href={flagPath({ id: flag })}>
      {name}
    </a>
  )
}

const CAUSES_SHOWN = 3

/** The heaviest; the customer's own words once a message. */
export function Causes({ view, causes }: { view: View; causes: RiskChangeItem['causes'] }) {
  return (
    <ul class="causes">
      {causes.slice(0, CAUSES_SHOWN).map((cause, index) => (
        <li key={`${cause.reason} ${cause.source.id}`}>
          <span>{cause.text}</span> <Ago view={view} at={cause.at} />
          {cause.quote && isFirstOf(causes, index) ? (
            <blockquote class="quote" dir="auto">
              {cause.quote}
            </blockquote>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

const isFirstOf = (causes: RiskChangeItem['causes'], index: number) =>
  causes.findIndex(({ message_id }) => message_id === causes[index]?.message_id) === index
