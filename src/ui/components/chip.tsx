/** A label at a glance: a shape and a word, never colour alone. */
import type { Urgency } from '../../domain/labels.ts'
import type { RiskLevel } from '../../domain/risk/risk.ts'
import type { View } from '../view.ts'

/** How much it weighs: `calm`, `notice`, `alarm`, or `good` news. */
export type Tone = 'plain' | 'good' | 'calm' | 'notice' | 'alarm'

/** One shape per tone, so that they are told apart without colour. */
const SHAPES: Record<Tone, string> = {
  plain: '',
  good: 'M6 1l1.5 3.2 3.5.4-2.6 2.4.7 3.5L6 8.8 2.9 10.5l.7-3.5L1 4.6l3.5-.4z',
  calm: 'M6 10.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9z',
  notice: 'M6 1.2L11 10.5H1z',
  alarm: 'M6 .8L11.2 6 6 11.2.8 6z',
}

export type ChipProps = {
  view: View
  label: string
  tone?: Tone
  /** Below the confidence we trust: a dotted edge, and the word for it. */
  unsure?: boolean
  /** Read out before the label where it would not be understood alone: "urgency". */
  about?: string
}

export function Chip({ view, label, tone = 'plain', unsure = false, about }: ChipProps) {
  return (
    <span class="chip" data-tone={tone} data-unsure={unsure ? '' : undefined}>
      {SHAPES[tone] ? (
        <svg class="chip-shape" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
          <path d={SHAPES[tone]} />
        </svg>
      ) : null}
      {about ? <span class="heard">{about} </span> : null}
      <span>{label}</span>
      {unsure ? <span class="chip-unsure">{view.t('common.check_this')}</span> : null}
    </span>
  )
}

export const URGENCY_TONES: Record<Urgency, Tone> = {
  low: 'plain',
  normal: 'calm',
  high: 'notice',
  critical: 'alarm',
}
export const RISK_TONES: Record<RiskLevel, Tone> = {
  low: 'plain',
  medium: 'calm',
  high: 'notice',
  critical: 'alarm',
}
