/** One conversation in the queue: who waits, how long there is, why it is here. */
import { Chip, URGENCY_TONES } from '../../components/chip.tsx'
import { Icon } from '../../components/icon.tsx'
import type { Mark } from '../../inbox/queue-order.ts'
import type { Colleague, QueueRow } from '../../inbox/shapes.ts'
import { SENTIMENT_TONES } from '../../inbox/tones.ts'
import { nameOf } from '../../inbox/words.ts'
import type { View } from '../../view.ts'
import SlaClock from '../sla-clock.tsx'

/** Topics, then what weighs; more than these would not be read at a glance. */
const MOST_CHIPS = 2

export type RowProps = {
  view: View
  row: QueueRow
  people: readonly Colleague[]
  href: string
  isOpen: boolean
  isUnread: boolean
  mark: Mark | 'left' | null
  /** Undefined before there is a script: then every row is a stop. */
  tabindex?: number
  onOpen?: (event: MouseEvent) => void
  onFocus?: () => void
}

export function Row({
  view,
  row,
  people,
  href,
  isOpen,
  isUnread,
  mark,
  tabindex,
  onOpen,
  onFocus,
}: RowProps) {
  const { t } = view
  const why = [
    ...row.signals.map((signal) => t(`labels.signal_${signal}`)),
    ...row.topics.map((topic) => t(`labels.topic_${topic}`)),
  ].slice(0, MOST_CHIPS)
  const link = {
    'data-unread': isUnread ? '' : undefined,
    'aria-current': isOpen ? 'true' : undefined,
    tabindex,
    onClick: onOpen,
    onFocus,
  }
  return (
    <li class="row" data-urgency={row.urgency ?? 'none'} data-mark={mark ?? undefined} data-id={row.id}>
      <a class="row-link" href={href} {...(link as object)}>
        <span class="row-head">
          <span class="row-name">
            {isUnread ? <span class="row-dot" aria-hidden="true" /> : null}
            {isUnread ? <span class="heard">{t('inbox.unread')} </span> : null}
            <bdi>{row.name ?? t('inbox.unknown_customer')}</bdi>
          </span>
          <RowClock view={view} row={row} />
        </span>
        <span class="row-words" dir="auto">
          {row.words || t('inbox.no_words')}
        </span>
        <span class="row-foot">
          {row.urgency ? (
            <Chip
              view={view}
              about={t('inbox.urgency')}
              label={t(`labels.urgency_${row.urgency}`)}
              tone={URGENCY_TONES[row.urgency]}
              unsure={row.needs_review || row.unsure.urgency}
            />
          ) : (
            <Chip view={view} label={t('inbox.being_read')} />
          )}
          {row.sentiment && row.sentiment !== 'neutral' ? (
            <Chip
              view={view}
              about={t('inbox.sentiment')}
              label={t(`labels.sentiment_${row.sentiment}`)}
              tone={SENTIMENT_TONES[row.sentiment]}
            />
          ) : null}
          {row.flagged ? (
            <span class="row-flag">
              <Icon name="flag" />
              <span class="heard">{t('inbox.flagged')}</span>
            </span>
          ) : null}
          <span class="row-why">{why.join(' · ')}</span>
          {mark ? <span class="row-mark">{t(`inbox.mark_${mark}`)}</span> : null}
          {row.assignee && !mark ? (
            <span class="row-assignee">
              <span class="heard">{t('inbox.assignee')}: </span>
              <bdi>{nameOf(view, people, row.assignee)}</bdi>
            </span>
          ) : null}
        </span>
      </a>
    </li>
  )
}

function RowClock({ view, row }: { view: View; row: QueueRow }) {
  if (row.status === 'open' && row.due_at) return <SlaClock view={view} due_at={row.due_at} />
  return <span class="row-status">{view.t(`labels.status_${row.status}`)}</span>
}
