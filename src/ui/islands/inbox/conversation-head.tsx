/** Who it is, where it stands, and what an agent does with it. */
import { useRef } from 'hono/jsx'
import { useStore } from '../../client/store.ts'
import { Button } from '../../components/button.tsx'
import { Chip, URGENCY_TONES } from '../../components/chip.tsx'
import { Menu } from '../../components/menu.tsx'
import { Ago, Code } from '../../components/words.tsx'
import type { ConversationStatus, Thread } from '../../inbox/shapes.ts'
import { nameOf } from '../../inbox/words.ts'
import SlaClock from '../sla-clock.tsx'
import type { Desk } from './desk.ts'

/** Where a person may bring a conversation from each status; the service has the last word. */
const NEXT: Record<ConversationStatus, ConversationStatus[]> = {
  open: ['pending', 'resolved', 'closed'],
  pending: ['open', 'resolved', 'closed'],
  resolved: ['open', 'closed'],
  closed: ['open'],
}

export function ConversationHead({ desk, thread }: { desk: Desk; thread: Thread }) {
  const { view } = desk
  const { t } = view
  const { customer, key, channel, status, urgency, sla, waiting_since } = thread
  return (
    <header class="matter-head">
      <div class="matter-who">
        <h1 id="matter-title" tabindex={-1}>
          <bdi>{customer.name ?? customer.external_id ?? t('inbox.unknown_customer')}</bdi>
        </h1>
        <p class="matter-facts quiet">
          {key ? (
            <span>
              <Code>{key}</Code>
            </span>
          ) : null}
          <span>{t(`labels.channel_${channel}`)}</span>
          <span data-status={status}>{t(`labels.status_${status}`)}</span>
          {waiting_since ? (
            <span>
              {t('inbox.waiting_since')} <Ago view={view} at={waiting_since} />
            </span>
          ) : null}
        </p>
        <p class="matter-facts">
          {urgency ? (
            <Chip
              view={view}
              about={t('inbox.urgency')}
              label={t(`labels.urgency_${urgency}`)}
              tone={URGENCY_TONES[urgency]}
              unsure={thread.needs_review}
            />
          ) : null}
          {sla.state === 'stopped' ? null : (
            <SlaClock key={sla.due_at ?? ''} view={view} due_at={sla.due_at} />
          )}
          <a class="matter-to-customer" href="#customer">
            {t('inbox.to_customer')}
          </a>
        </p>
      </div>
      <Actions desk={desk} thread={thread} />
    </header>
  )
}

function Actions({ desk, thread }: { desk: Desk; thread: Thread }) {
  const { view } = desk
  const { t, reader } = view
  const { busy } = useStore(desk.conversation)
  const { status, assignee } = thread
  const isMine = assignee !== null && assignee === reader?.id
  const to = (next: ConversationStatus) => () =>
    void desk.change({ status: next }, t('inbox.done_status', { status: t(`labels.status_${next}`) }))
  const main: ConversationStatus = status === 'open' || status === 'pending' ? 'resolved' : 'open'
  return (
    <div class="matter-actions" data-script="" aria-busy={busy ? 'true' : undefined}>
      {isMine || !reader ? null : (
        <Button
          type="button"
          onClick={() => void desk.change({ assignee: reader.id }, t('inbox.done_assigned'))}
        >
          {t('inbox.take')}
        </Button>
      )}
      <Assignee desk={desk} thread={thread} />
      <Button type="button" kind={main === 'resolved' ? 'primary' : 'plain'} onClick={to(main)}>
        {t(`inbox.to_${main}`)}
      </Button>
      <Menu label={t('inbox.more_actions')} icon="more" labelHidden>
        <div class="menu-plain">
          {NEXT[status]
            .filter((next) => next !== main)
            .map((next) => (
              <Button key={next} kind="quiet" type="button" onClick={to(next)}>
                {t(`inbox.to_${next}`)}
              </Button>
            ))}
          <Button kind="quiet" type="button" onClick={() => desk.set({ noting: true })}>
            {t('inbox.add_note')}
          </Button>
        </div>
        <Department desk={desk} thread={thread} />
      </Menu>
    </div>
  )
}

function Assignee({ desk, thread }: { desk: Desk; thread: Thread }) {
  const { view, people } = desk
  const { t, format, reader } = view
  const others = people
    .filter(({ id }) => id !== thread.assignee && id !== reader?.id)
    .toSorted((one, other) => format.compare(one.name, other.name))
  const label = thread.assignee ? nameOf(view, people, thread.assignee) : t('inbox.nobody')
  const give = (assignee: string | null) => () =>
    void desk.change(
      { assignee },
      assignee ? t('inbox.done_given', { name: nameOf(view, people, assignee) }) : t('inbox.done_released'),
    )
  return (
    <Menu label={`${t('inbox.assignee')}: ${label}`} icon="person">
      <div class="menu-plain">
        {thread.assignee ? (
          <Button kind="quiet" type="button" onClick={give(null)}>
            {t('inbox.release')}
          </Button>
        ) : null}
        {others.map(({ id, name }) => (
          <Button key={id} kind="quiet" type="button" onClick={give(id)}>
            <bdi>{name}</bdi>
          </Button>
        ))}
        {others.length === 0 && !thread.assignee ? <p class="quiet">{t('inbox.no_colleagues')}</p> : null}
      </div>
    </Menu>
  )
}

function Department({ desk, thread }: { desk: Desk; thread: Thread }) {
  const { t } = desk.view
  const { counts } = useStore(desk.queue)
  const field = useRef<HTMLInputElement>(null)
  const known = Object.keys(counts?.by_department ?? {}).filter((name) => name !== 'none')
  return (
    <form
      class="form"
      onSubmit={(event: Event) => {
        event.preventDefault()
        const department = field.current?.value.trim() || null
        void desk.change({ department }, t('inbox.done_department'))
      }}
    >
      <div class="field">
        <label for="matter-department">{t('inbox.department')}</label>
        <input
          id="matter-department"
          ref={field}
          dir="auto"
          maxlength={200}
          list="departments"
          value={thread.department ?? ''}
        />
        <datalist id="departments">
          {known.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
      <Button>{t('inbox.save')}</Button>
    </form>
  )
}
