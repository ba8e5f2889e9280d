/** One message: the customer's words with their reasons, its labels, and who read it so. */
import type { Head } from '../../../domain/labels.ts'
import { Chip, type Tone, URGENCY_TONES } from '../../components/chip.tsx'
import { Ago } from '../../components/words.tsx'
import { markedParts, type Part } from '../../inbox/reasons.ts'
import type { ShownMessage, ShownTriage } from '../../inbox/shapes.ts'
import { isUnsure } from '../../inbox/slim.ts'
import { SENTIMENT_TONES } from '../../inbox/tones.ts'
import { receiptOf } from '../../inbox/words.ts'
import type { View } from '../../view.ts'
import type { Desk } from './desk.ts'

export function MessageView({ desk, message }: { desk: Desk; message: ShownMessage }) {
  const { view } = desk
  const { t } = view
  const { id, text, triage, triage_state, channel, sent_at } = message
  return (
    <div class="message" id={id} tabindex={-1}>
      <p class="entry-meta">
        <span>{t(`labels.channel_${channel}`)}</span>
        <Ago view={view} at={sent_at} />
      </p>
      <p class="entry-text" dir="auto">
        {triage
          ? markedParts(text, triage.reasons).map((part, index) => (
              <Marked key={index} view={view} part={part} />
            ))
          : text}
      </p>
      {triage ? (
        <>
          <Labels desk={desk} message={message} triage={triage} />
          <Receipt desk={desk} triage={triage} machine={message.machine_triage} />
        </>
      ) : (
        <p class="receipt" role="status">
          {t(triage_state === 'failed' ? 'inbox.not_read' : 'inbox.being_read')}
        </p>
      )}
    </div>
  )
}

function Marked({ view, part: { text, urgency, feeling } }: { view: View; part: Part }) {
  if (!urgency && !feeling) return <>{text}</>
  const { t } = view
  const why = [urgency, feeling]
    .flatMap((reason) => (reason ? [labelWords(view, reason.head, reason.label)] : []))
    .join(' · ')
  return (
    <mark
      class="reason"
      tabindex={0}
      data-urgency={urgency ? '' : undefined}
      data-feeling={feeling ? '' : undefined}
      data-why={t('inbox.reason_for', { labels: why })}
    >
      {text}
      <span class="heard"> ({t('inbox.reason_for', { labels: why })})</span>
    </mark>
  )
}

/** `urgency: high`. */
export function labelWords({ t }: View, head: Head, label: string): string {
  const prefix = head === 'topics' ? 'topic' : head === 'signals' ? 'signal' : head
  return `${t(`inbox.head_${head}`)}: ${t(`labels.${prefix}_${label}` as 'labels.topic_other')}`
}

function Labels({ desk, message, triage }: { desk: Desk; message: ShownMessage; triage: ShownTriage }) {
  const { view } = desk
  const { t } = view
  const isHuman = triage.decided_by.source === 'human'
  const unsure = (confidence: number) => !isHuman && isUnsure({ confidence })
  const chip = (head: Head, label: string, words: string, tone: Tone, confidence: number) => (
    <button
      key={`${head} ${label}`}
      type="button"
      class="label"
      title={t('inbox.correct_label')}
      onClick={() => desk.correctNow(head, message.id)}
    >
      <Chip
        view={view}
        about={t(`inbox.head_${head}`)}
        label={words}
        tone={tone}
        unsure={unsure(confidence)}
      />
    </button>
  )
  const { urgency, sentiment, intent, emotion, topics, signals } = triage
  return (
    <p class="labels">
      {chip(
        'urgency',
        urgency.label,
        t(`labels.urgency_${urgency.label}`),
        URGENCY_TONES[urgency.label],
        urgency.confidence,
      )}
      {chip(
        'sentiment',
        sentiment.label,
        t(`labels.sentiment_${sentiment.label}`),
        SENTIMENT_TONES[sentiment.label],
        sentiment.confidence,
      )}
      {chip('intent', intent.label, t(`labels.intent_${intent.label}`), 'plain', intent.confidence)}
      {emotion.label === 'none'
        ? null
        : chip('emotion', emotion.label, t(`labels.emotion_${emotion.label}`), 'plain', emotion.confidence)}
      {topics.map(({ label, confidence }) =>
        chip('topics', label, t(`labels.topic_${label}`), 'plain', confidence),
      )}
      {signals.map(({ label, confidence }) =>
        chip('signals', label, t(`labels.signal_${label}`), 'notice', confidence),
      )}
    </p>
  )
}

function Receipt({
  desk,
  triage,
  machine,
}: {
  desk: Desk
  triage: ShownTriage
  machine: ShownTriage | null
}) {
  const { view, people } = desk
  const { t } = view
  const said = machine && differs(view, machine, triage)
  return (
    <p class="receipt">
      <span>{receiptOf(view, triage, people).join(' · ')}</span>
      {triage.needs_review ? <strong class="receipt-review">{t('inbox.needs_review')}</strong> : null}
      {said ? <span>{t('inbox.machine_said', { labels: said })}</span> : null}
    </p>
  )
}

/** What the machine had said of the heads a person put right. */
function differs(view: View, machine: ShownTriage, now: ShownTriage): string {
  return (['urgency', 'sentiment', 'intent', 'emotion'] as const)
    .filter((head) => machine[head].label !== now[head].label)
    .map((head) => labelWords(view, head, machine[head].label))
    .join(view.language === 'en' ? ', ' : '، ')
}
