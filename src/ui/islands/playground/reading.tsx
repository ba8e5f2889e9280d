/** One answer in full: what it says, the words that moved it, every score, and the receipt. */
import type { SingleHead } from '../../../domain/labels.ts'
import type { Reason, Triage } from '../../../domain/triage/triage.ts'
import { Bar } from '../../components/bar.tsx'
import { Chip, URGENCY_TONES } from '../../components/chip.tsx'
import { segmentsOf } from '../../playground/segments.ts'
import { headWords, labelWords } from '../../playground/words.ts'
import type { View } from '../../view.ts'
import { Receipt } from './receipt.tsx'

/** Where the bars have their ticks: from here on the answer counts. */
export type Thresholds = {
  topics: Partial<Record<string, number>>
  signals: Partial<Record<string, number>>
  /** Confidence below which the LLM or a person is asked; the stricter one for calm answers. */
  sentiment: number
  urgency: number
  calm_urgency: number
}

export type ReadingProps = {
  view: View
  /** Tells the parts of two readings on one page apart. */
  id: string
  title: string
  text: string
  triage: Triage
  thresholds: Thresholds | null
}

export function Reading({ view, id, title, text, triage, thresholds }: ReadingProps) {
  const { t } = view
  const bars: [SingleHead, number | null][] = [
    ['urgency', thresholds && barOf(triage, thresholds)],
    ['sentiment', thresholds?.sentiment ?? null],
    ['intent', null],
    ['emotion', null],
  ]
  return (
    <article class="reading" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p class="reading-verdict">
        <Chip
          view={view}
          about={headWords(view, 'urgency')}
          label={`${headWords(view, 'urgency')}: ${labelWords(view, 'urgency', triage.urgency.label)}`}
          tone={URGENCY_TONES[triage.urgency.label]}
          unsure={triage.needs_review}
        />
        {(['sentiment', 'intent', 'emotion'] as const).map((head) => (
          <Chip
            key={head}
            view={view}
            about={headWords(view, head)}
            label={labelWords(view, head, triage[head].label)}
          />
        ))}
        {triage.signals.map(({ label }) => (
          <Chip
            key={label}
            view={view}
            about={headWords(view, 'signals')}
            label={labelWords(view, 'signals', label)}
            tone="notice"
          />
        ))}
      </p>
      <Marked view={view} text={text} reasons={triage.reasons ?? []} />
      <div class="scores">
        {bars.map(([head, threshold]) => (
          <Scores key={head} view={view} head={head} answer={triage[head]} threshold={threshold} />
        ))}
        <Chosen view={view} head="topics" given={triage.topics} thresholds={thresholds?.topics ?? {}} />
        <Chosen view={view} head="signals" given={triage.signals} thresholds={thresholds?.signals ?? {}} />
      </div>
      {triage.signals.length === 0 ? <p class="quiet">{t('playground.no_signals')}</p> : null}
      <Receipt view={view} triage={triage} />
    </article>
  )
}

const barOf = ({ urgency }: Triage, { urgency: bar, calm_urgency }: Thresholds) =>
  urgency.label === 'low' || urgency.label === 'normal' ? calm_urgency : bar

/** The text with its reasons; each says on focus or when pointed at what it speaks for. */
function Marked({ view, text, reasons }: { view: View; text: string; reasons: readonly Reason[] }) {
  const { t, format } = view
  const why = (all: readonly Reason[]) =>
    all
      .map(({ head, label, weight }) =>
        t('playground.reason', {
          head: headWords(view, head),
          label: labelWords(view, head, label),
          share: format.percent(weight),
        }),
      )
      .join(' · ')
  return (
    <figure class="marked">
      <blockquote dir="auto">
        {segmentsOf(text, reasons).map((segment, index) =>
          segment.reasons.length === 0 ? (
            <span key={index}>{segment.text}</span>
          ) : (
            <mark
              key={index}
              class="why"
              tabindex={0}
              data-urgency={segment.reasons.some(isPressing) ? '' : undefined}
              data-feeling={segment.reasons.some((reason) => !isPressing(reason)) ? '' : undefined}
            >
              {segment.text}
              <span class="why-tip" dir={view.direction}>
                {why(segment.reasons)}
              </span>
            </mark>
          ),
        )}
      </blockquote>
      <figcaption class="quiet">
        {t(reasons.length === 0 ? 'playground.no_reasons' : 'playground.reasons_text')}
      </figcaption>
    </figure>
  )
}

const isPressing = ({ head }: Reason) => head === 'urgency' || head === 'signals'

function Scores<Name extends SingleHead>({
  view,
  head,
  answer,
  threshold,
}: {
  view: View
  head: Name
  answer: Triage[Name]
  threshold: number | null
}) {
  const { t, format } = view
  const scores = Object.entries(answer.scores)
  return (
    <section class="score-group" aria-label={headWords(view, head)}>
      <h3>{headWords(view, head)}</h3>
      <dl class="score-list">
        {scores.map(([label, score]) => (
          <Line
            key={label}
            view={view}
            label={labelWords(view, head, label)}
            share={score}
            chosen={label === answer.label}
            ticks={label === answer.label && threshold !== null ? [threshold] : []}
          />
        ))}
      </dl>
      <p class="score-note">
        {t('playground.margin', { margin: format.fixed(answer.margin, 2) })}
        {threshold === null ? null : ` · ${t('playground.sure_from', { bar: format.fixed(threshold, 2) })}`}
      </p>
    </section>
  )
}

/** Topics and signals: those that reached their own threshold. */
function Chosen({
  view,
  head,
  given,
  thresholds,
}: {
  view: View
  head: 'topics' | 'signals'
  given: readonly { label: string; confidence: number }[]
  thresholds: Partial<Record<string, number>>
}) {
  const { t, format } = view
  if (given.length === 0) return null
  const bars = given.flatMap(({ label }) => thresholds[label] ?? [])
  return (
    <section class="score-group" aria-label={headWords(view, head)}>
      <h3>{headWords(view, head)}</h3>
      <dl class="score-list">
        {given.map(({ label, confidence }) => (
          <Line
            key={label}
            view={view}
            label={labelWords(view, head, label)}
            share={confidence}
            chosen
            ticks={[thresholds[label] ?? []].flat()}
          />
        ))}
      </dl>
      {bars.length > 0 ? (
        <p class="score-note">
          {t('playground.counts_from', { bars: format.list(bars.map((bar) => format.fixed(bar, 2))) })}
        </p>
      ) : null}
    </section>
  )
}

function Line({
  view,
  label,
  share,
  chosen,
  ticks,
}: {
  view: View
  label: string
  share: number
  chosen: boolean
  ticks: readonly number[]
}) {
  return (
    <div class="score" data-chosen={chosen ? '' : undefined}>
      <dt>{label}</dt>
      <dd>
        <Bar share={share} ticks={ticks} tone={chosen ? 'chosen' : 'plain'} />
        <span>{view.format.fixed(share, 2)}</span>
      </dd>
    </div>
  )
}
