/** What a colleague must know who takes it over: facts of the thread, each with the way to where it was said. */
import type { Thread } from '../../inbox/shapes.ts'
import { nameOf } from '../../inbox/words.ts'
import type { Desk } from './desk.ts'

export function HandOverSummary({ desk, thread }: { desk: Desk; thread: Thread }) {
  const { view, people } = desk
  const { t, format } = view
  const { hand_over: facts, abuse } = thread
  const now = view.now()
  const lines = [
    facts.started_at === null
      ? null
      : t('inbox.summary_started', { count: facts.message_count, ago: format.ago(facts.started_at, now) }),
    facts.topics.length === 0
      ? null
      : t('inbox.summary_about', {
          topics: format.list(facts.topics.map((each) => t(`labels.topic_${each}`))),
        }),
    facts.signals.length === 0
      ? null
      : t('inbox.summary_signals', {
          signals: format.list(facts.signals.map((each) => t(`labels.signal_${each}`))),
        }),
    facts.unanswered_message_ids.length === 0
      ? null
      : t('inbox.summary_unanswered', { count: facts.unanswered_message_ids.length }),
    facts.times_late === 0 ? null : t('inbox.summary_late', { count: facts.times_late }),
    facts.assignees.length < 2
      ? null
      : t('inbox.summary_assignees', {
          names: format.list(facts.assignees.map((id) => nameOf(view, people, id))),
        }),
    abuse.repeated ? t('inbox.summary_abuse', { count: abuse.occasions }) : null,
  ].filter((line) => line !== null)
  const { promised, most_urgent } = facts
  // One message says all there is to say of itself.
  if (facts.message_count < 2 && !promised && !facts.last_note && facts.times_late === 0) return null
  return (
    <details class="summary" open={facts.message_count > 1}>
      <summary>{t('inbox.summary')}</summary>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
        {most_urgent && facts.message_count > 1 ? (
          <li>
            <a href={`#${most_urgent.message_id}`}>
              {t('inbox.summary_most_urgent', { urgency: t(`labels.urgency_${most_urgent.urgency}`) })}
            </a>
          </li>
        ) : null}
        {promised ? (
          <li
            class="promise"
            data-state={promised.due_at && promised.due_at < now.toISOString() ? 'late' : undefined}
          >
            {t('inbox.summary_promised', { name: nameOf(view, people, promised.author) })}{' '}
            <q dir="auto">{promised.words}</q>
            {promised.due_at ? ` · ${format.ago(promised.due_at, now)}` : null}
          </li>
        ) : null}
        {facts.last_note ? (
          <li>
            {t('inbox.summary_note', { name: nameOf(view, people, facts.last_note.author) })}{' '}
            <q dir="auto">{facts.last_note.text}</q>
          </li>
        ) : null}
      </ul>
    </details>
  )
}
