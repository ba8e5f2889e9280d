/** The customer beside the conversation: who they are, how likely they leave and why, what happened before. */
import { explainAction } from '../../../domain/risk/explain.ts'
import { useStore } from '../../client/store.ts'
import { Chip } from '../../components/chip.tsx'
import { Ago, Code } from '../../components/words.tsx'
import type { CustomerStory, Thread } from '../../inbox/shapes.ts'
import { SENTIMENT_TONES } from '../../inbox/tones.ts'
import { nameOf } from '../../inbox/words.ts'
import type { Desk } from './desk.ts'
import { RiskSum } from './risk-sum.tsx'

const TIMELINE_SHOWN = 8

export function CustomerPanel({ desk, thread }: { desk: Desk; thread: Thread }) {
  const { view } = desk
  const { t } = view
  const { customer } = useStore(desk.conversation)
  const shown = customer?.id === thread.customer_id ? customer : null
  return (
    <aside id="customer" class="customer" aria-labelledby="customer-title" tabindex={-1}>
      <h2 id="customer-title" class="customer-title">
        {t('inbox.customer')}
      </h2>
      <RiskSum desk={desk} thread={thread} timeline={shown?.timeline ?? []} />
      <FlagLine desk={desk} thread={thread} />
      <Facts desk={desk} thread={thread} customer={shown} />
      {shown ? <Timeline desk={desk} thread={thread} customer={shown} /> : null}
    </aside>
  )
}

function FlagLine({ desk, thread: { flag } }: { desk: Desk; thread: Thread }) {
  const { view, people } = desk
  const { t } = view
  if (!flag) return null
  return (
    <section class="customer-part" aria-label={t('inbox.flag')}>
      <p>
        <Chip view={view} tone="notice" about={t('inbox.flag')} label={t(`labels.stage_${flag.stage}`)} />{' '}
        {flag.owner ? <bdi>{nameOf(view, people, flag.owner)}</bdi> : t('inbox.no_owner')}
        {flag.due_at ? (
          <>
            {' · '}
            <Ago view={view} at={flag.due_at} />
          </>
        ) : null}
      </p>
      <p class="quiet">{explainAction(flag.next_best_action, view.language)}</p>
      <p>
        <a href={`/at-risk/${flag.id}`}>{t('inbox.open_flag')}</a>
      </p>
    </section>
  )
}

function Facts({ desk, thread, customer }: { desk: Desk; thread: Thread; customer: CustomerStory | null }) {
  const { view } = desk
  const { t, format } = view
  const { lifetime_value, currency, tenure_months, plan, segment, external_id, emails, phones, handles } =
    thread.customer
  const facts: [string, unknown][] = [
    [t('inbox.value'), lifetime_value === null ? null : format.money(lifetime_value, currency)],
    [
      t('inbox.tenure'),
      tenure_months === null ? null : format.duration(tenure_months * 30.4375 * 86_400_000),
    ],
    [t('inbox.plan'), plan && <bdi>{plan}</bdi>],
    [t('inbox.segment'), segment && <bdi>{segment}</bdi>],
    [
      t('inbox.channels'),
      customer && customer.channels.length > 0
        ? format.list(customer.channels.map(({ channel }) => t(`labels.channel_${channel}`)))
        : null,
    ],
    [t('inbox.number'), external_id && <Code>{external_id}</Code>],
    [t('inbox.addresses'), addresses([...emails, ...phones, ...handles])],
  ]
  return (
    <dl class="facts customer-part">
      {facts.map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value as never}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

const addresses = (all: readonly string[]) =>
  all.length === 0
    ? null
    : all.map((each) => (
        <bdi key={each} class="address" dir="ltr">
          {each}
        </bdi>
      ))

function Timeline({ desk, thread, customer }: { desk: Desk; thread: Thread; customer: CustomerStory }) {
  const { view } = desk
  const { t } = view
  const earlier = customer.timeline.filter(({ conversation_id }) => conversation_id !== thread.id)
  const others = customer.conversations.filter(({ id }) => id !== thread.id)
  return (
    <section class="customer-part" aria-labelledby="timeline-title">
      <h3 id="timeline-title">{t('inbox.before')}</h3>
      {earlier.length === 0 ? <p class="quiet">{t('inbox.nothing_before')}</p> : null}
      <ol class="timeline">
        {earlier.slice(0, TIMELINE_SHOWN).map(({ id, conversation_id, channel, sent_at, text, triage }) => (
          <li key={id}>
            <a
              href={`/inbox/${conversation_id}#${id}`}
              onClick={(event: MouseEvent) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return
                event.preventDefault()
                void desk.go(conversation_id, id)
              }}
            >
              <span dir="auto">{text}</span>
            </a>
            <p class="entry-meta">
              {triage ? (
                <Chip
                  view={view}
                  about={t('inbox.sentiment')}
                  label={t(`labels.sentiment_${triage.sentiment.label}`)}
                  tone={SENTIMENT_TONES[triage.sentiment.label]}
                />
              ) : null}
              <span>{t(`labels.channel_${channel}`)}</span>
              <Ago view={view} at={sent_at} />
            </p>
          </li>
        ))}
      </ol>
      {others.length > 0 ? (
        <p>
          <a href={`/inbox?customer=${encodeURIComponent(thread.customer_id)}&status=all`}>
            {t('inbox.all_conversations', { count: others.length + 1 })}
          </a>
        </p>
      ) : null}
    </section>
  )
}
