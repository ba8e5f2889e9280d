/** How likely the customer leaves, as a sum that can be read: each line with their own words and the way there. */
import { explainContribution } from '../../../domain/risk/explain.ts'
import type { RiskContribution } from '../../../domain/risk/risk.ts'
import { useStore } from '../../client/store.ts'
import { Chip, RISK_TONES } from '../../components/chip.tsx'
import { Ago } from '../../components/words.tsx'
import type { Thread, TimelineMessage } from '../../inbox/shapes.ts'
import type { Desk } from './desk.ts'

const LINES = 6
/** Less than this is not worth a line of its own. */
const LEAST_POINTS = 0.005

export function RiskSum({
  desk,
  thread,
  timeline,
}: {
  desk: Desk
  thread: Thread
  timeline: readonly TimelineMessage[]
}) {
  const { view } = desk
  const { t, format } = view
  const { risk_change } = useStore(desk.conversation)
  const { risk } = thread.customer
  if (!risk) return <p class="quiet customer-part">{t('inbox.risk_unknown')}</p>
  const lines = risk.contributions.filter(({ points }) => Math.abs(points) >= LEAST_POINTS)
  const rest = lines.slice(LINES).reduce((sum, { points }) => sum + points, 0)
  return (
    <section class="customer-part" aria-labelledby="risk-title">
      <h3 id="risk-title" class="heard">
        {t('inbox.risk')}
      </h3>
      <p class="risk-head">
        <span class="risk-score">{format.fixed(risk.score, 2)}</span>
        <Chip
          view={view}
          about={t('inbox.risk')}
          label={t(`labels.risk_${risk.level}`)}
          tone={RISK_TONES[risk.level]}
        />
        <span class="quiet">
          {risk.expected_loss === null
            ? t('inbox.may_leave')
            : t('inbox.at_stake', { value: format.money(risk.expected_loss, risk.currency) })}
        </span>
      </p>
      {risk_change && Math.abs(risk_change.change) >= LEAST_POINTS ? (
        <p class="risk-change" data-direction={risk_change.change > 0 ? 'up' : 'down'}>
          <span class="risk-arrow" aria-hidden="true">
            {risk_change.change > 0 ? '▲' : '▼'}
          </span>{' '}
          {risk_change.sentence}
        </p>
      ) : null}
      {lines.length === 0 ? null : (
        <ul class="sum">
          {lines.slice(0, LINES).map((line, index) => (
            <SumLine
              key={`${line.reason} ${line.source.kind} ${line.source.id}`}
              desk={desk}
              thread={thread}
              line={line}
              timeline={timeline}
              isQuoted={lines.slice(0, index).every(({ quote }) => quote !== line.quote)}
            />
          ))}
          {Math.abs(rest) >= LEAST_POINTS ? (
            <li>
              <span class="sum-points">{format.signed(rest)}</span>
              <span>{t('inbox.smaller_reasons', { count: lines.length - LINES })}</span>
            </li>
          ) : null}
        </ul>
      )}
    </section>
  )
}

function SumLine({
  desk,
  thread,
  line,
  timeline,
  isQuoted,
}: {
  desk: Desk
  thread: Thread
  line: RiskContribution
  timeline: readonly TimelineMessage[]
  /** The line before has not shown the same words already. */
  isQuoted: boolean
}) {
  const { view } = desk
  const { message_id, points, at } = line
  const quote = isQuoted ? line.quote : null
  const isHere = thread.messages.some(({ id }) => id === message_id)
  const elsewhere = timeline.find(({ id }) => id === message_id)?.conversation_id
  const conversation_id = isHere ? thread.id : elsewhere
  return (
    <li data-direction={points > 0 ? 'up' : 'down'}>
      <span class="sum-points">{view.format.signed(points)}</span>
      <span>
        {explainContribution(line, view.language)} <Ago view={view} at={at} />
        {quote && conversation_id && message_id ? (
          <a
            class="sum-quote"
            href={isHere ? `#${message_id}` : `/inbox/${conversation_id}#${message_id}`}
            onClick={(event: MouseEvent) => {
              if (isHere || event.metaKey || event.ctrlKey || event.shiftKey) return
              event.preventDefault()
              void desk.go(conversation_id, message_id)
            }}
          >
            <q dir="auto">{quote}</q>
          </a>
        ) : quote ? (
          <q class="sum-quote" dir="auto">
            {quote}
          </q>
        ) : null}
      </span>
    </li>
  )
}
