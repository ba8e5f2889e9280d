/** The filters of the queue: each a choice with the number of conversations behind it. */
import { useStore } from '../../client/store.ts'
import { Button } from '../../components/button.tsx'
import { Select } from '../../components/field.tsx'
import type { ConversationCounts, QueueFilter } from '../../inbox/shapes.ts'
import { nameOf } from '../../inbox/words.ts'
import type { Desk } from './desk.ts'

const STATUSES = ['open', 'pending', 'resolved', 'closed'] as const
const CHANNELS = ['chat', 'email', 'sms', 'social', 'review', 'survey', 'call_note', 'api'] as const
const LANGUAGES = ['fa', 'ar', 'en'] as const

export function QueueFilters({
  desk,
  filter,
  onChange,
}: {
  desk: Desk
  filter: QueueFilter
  onChange: () => void
}) {
  const { view, people, heads } = desk
  const { t, format } = view
  const { counts } = useStore(desk.queue)
  const any = { value: '', label: t('inbox.any') }
  /** With how many there are, where that is known. */
  const choice = (by: keyof ConversationCounts | null, value: string, label: string) => {
    const counted = by && counts ? (counts[by] as Record<string, number>)[value] : undefined
    return { value, label: counted === undefined ? label : `${label} (${format.number(counted)})` }
  }
  const yes = { value: 'true', label: t('inbox.yes') }
  const departments = Object.keys(counts?.by_department ?? {}).filter((name) => name !== 'none')
  const fields: { name: keyof QueueFilter; label: string; choices: { value: string; label: string }[] }[] = [
    {
      name: 'status',
      label: t('inbox.status'),
      choices: [
        { value: '', label: t('labels.status_open') },
        ...STATUSES.slice(1).map((each) => choice(null, each, t(`labels.status_${each}`))),
        { value: 'all', label: t('inbox.any') },
      ],
    },
    {
      name: 'urgency',
      label: t('inbox.urgency'),
      choices: [
        any,
        ...heads.urgency.map((each) => choice('by_urgency', each, t(`labels.urgency_${each}`))).reverse(),
      ],
    },
    {
      name: 'assignee',
      label: t('inbox.assignee'),
      choices: [
        any,
        { value: 'me', label: t('inbox.me') },
        choice('by_assignee', 'none', t('inbox.nobody')),
        ...people
          .filter(({ id }) => id !== view.reader?.id)
          .map(({ id }) => choice('by_assignee', id, nameOf(view, people, id))),
      ],
    },
    {
      name: 'sla',
      label: t('inbox.sla'),
      choices: [
        any,
        choice('by_sla', 'breached', t('inbox.sla_breached')),
        choice('by_sla', 'running', t('inbox.sla_running')),
      ],
    },
    {
      name: 'sentiment',
      label: t('inbox.sentiment'),
      choices: [
        any,
        ...heads.sentiment.map((each) => choice('by_sentiment', each, t(`labels.sentiment_${each}`))),
      ],
    },
    {
      name: 'topic',
      label: t('inbox.topic'),
      choices: [any, ...heads.topics.map((each) => choice('by_topic', each, t(`labels.topic_${each}`)))],
    },
    {
      name: 'channel',
      label: t('inbox.channel'),
      choices: [any, ...CHANNELS.map((each) => choice('by_channel', each, t(`labels.channel_${each}`)))],
    },
    {
      name: 'language',
      label: t('inbox.language'),
      choices: [any, ...LANGUAGES.map((each) => choice('by_language', each, t(`labels.language_${each}`)))],
    },
    ...(departments.length > 0
      ? [
          {
            name: 'department' as const,
            label: t('inbox.department'),
            choices: [any, ...departments.map((each) => choice('by_department', each, each))],
          },
        ]
      : []),
    { name: 'needs_review', label: t('inbox.needs_review'), choices: [any, yes] },
    { name: 'flagged', label: t('inbox.flagged'), choices: [any, yes] },
    {
      name: 'sort',
      label: t('inbox.sort'),
      choices: [
        { value: '', label: t('inbox.sort_priority') },
        { value: 'newest', label: t('inbox.sort_newest') },
        { value: 'oldest', label: t('inbox.sort_oldest') },
      ],
    },
  ]
  return (
    <div class="queue-fields">
      {fields.map(({ name, label, choices }) => (
        <Select
          key={name}
          prefix="queue"
          name={name}
          label={label}
          choices={choices}
          value={filter[name] ?? ''}
          onChange={onChange}
        />
      ))}
      {filter.customer ? <input type="hidden" name="customer" value={filter.customer} /> : null}
      <noscript>
        <Button>{t('inbox.apply')}</Button>
      </noscript>
    </div>
  )
}
