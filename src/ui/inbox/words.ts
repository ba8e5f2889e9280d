/** Sentences of the inbox that are made from data. */
import type { View } from '../view.ts'
import type { Colleague, ConversationMove, ShownTriage } from './shapes.ts'

/** Whoever did it: a colleague by name, the service, or a program by its id. */
export function nameOf({ t, reader }: View, people: readonly Colleague[], id: string): string {
  if (id === reader?.id) return t('inbox.you')
  if (id === 'system') return t('inbox.service')
  if (id === 'configuration') return t('inbox.operator')
  return people.find((person) => person.id === id)?.name ?? id
}

/** The least sure of the labels that decide what happens next. */
export const leastSure = ({ urgency, sentiment, intent }: ShownTriage) =>
  Math.min(urgency.confidence, sentiment.confidence, intent.confidence)

/** Who decided, how sure, how fast: `local · 0.94 · 3 ms`, and why the LLM was asked. */
export function receiptOf(view: View, triage: ShownTriage, people: readonly Colleague[]): string[] {
  const { t, format } = view
  const { source, model, asked_llm_because, llm_failed_because, latency_ms } = triage.decided_by
  if (source === 'human') return [t('inbox.decided_by_person', { name: nameOf(view, people, model) })]
  const figures = [
    t(source === 'llm' ? 'inbox.decided_by_llm' : 'inbox.decided_locally'),
    format.fixed(leastSure(triage), 2),
    t('inbox.milliseconds', { ms: format.number(latency_ms, latency_ms < 10 ? 1 : 0) }),
  ].join(' · ')
  const reason = asked_llm_because && t(`inbox.ask_${asked_llm_because}`)
  if (reason && llm_failed_because === 'not_configured')
    return [figures, t('inbox.would_have_asked', { reason })]
  const because = reason && t('inbox.asked_because', { reason })
  const failed = llm_failed_because && t('inbox.llm_failed', { reason: t(`inbox.llm_${llm_failed_because}`) })
  return [figures, because, failed].filter((part) => part !== null && part !== '') as string[]
}

/** `Sara: status from open to resolved`. */
export function moveWords(view: View, move: ConversationMove, people: readonly Colleague[]): string {
  const { t } = view
  const by = nameOf(view, people, move.actor)
  if (move.field === 'status')
    return t('inbox.moved_status', { by, to: t(`labels.status_${move.to as 'open'}`) })
  if (move.field === 'assignee') {
    if (move.to === null) return t('inbox.moved_nobody', { by })
    if (move.to === move.actor) return t('inbox.moved_took', { by })
    return t('inbox.moved_assignee', { by, to: nameOf(view, people, move.to) })
  }
  if (move.to === null) return t('inbox.moved_no_department', { by })
  return t('inbox.moved_department', { by, to: move.to })
}
