/** Confidence against agreement: on the diagonal the machine is as right as it says. */
import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import type { View } from '../view.ts'
import type { Heard } from './time-chart.tsx'

const SIZE = 220
const EDGE = 36

export type ReliabilityPoint = { confidence: number; right: number; count: number }

/** @param measured on validation data, as a line; @param judged by people at this desk, as dots that grow with their number */
export function ReliabilityChart({
  view,
  heard,
  measured,
  judged,
}: {
  view: View
  heard: Heard
  measured: readonly ReliabilityPoint[]
  judged: readonly ReliabilityPoint[]
}) {
  const x = scaleLinear([0, 1], [EDGE, SIZE - 10])
  const y = scaleLinear([0, 1], [SIZE - EDGE, 10])
  const path = line<ReliabilityPoint>(
    ({ confidence }) => x(confidence),
    ({ right }) => y(right),
  )
  const { format, t } = view
  return (
    <svg
      class="chart-plot"
      data-square=""
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      direction="ltr"
      role="img"
      aria-labelledby={`${heard.id}-title ${heard.id}-description`}
    >
      <title id={`${heard.id}-title`}>{heard.title}</title>
      <desc id={`${heard.id}-description`}>{heard.description}</desc>
      {[0, 0.5, 1].map((value) => (
        <g key={value}>
          <line class="chart-grid" x1={EDGE} x2={SIZE - 10} y1={y(value)} y2={y(value)} />
          <text class="chart-tick" x={EDGE - 5} y={y(value) + 4} text-anchor="end">
            {format.percent(value)}
          </text>
          <text
            class="chart-tick"
            x={x(value)}
            y={SIZE - EDGE + 14}
            text-anchor={value === 0 ? 'start' : value === 1 ? 'end' : 'middle'}
          >
            {format.percent(value)}
          </text>
        </g>
      ))}
      <line class="chart-diagonal" x1={x(0)} x2={x(1)} y1={y(0)} y2={y(1)} />
      <path class="chart-line" d={path([...measured]) ?? ''} />
      {judged.map(({ confidence, right, count }) => (
        <circle
          key={confidence}
          class="chart-judged"
          cx={x(confidence)}
          cy={y(right)}
          r={Math.min(9, 2 + Math.sqrt(count) / 2)}
        />
      ))}
      <text class="chart-tick" x={(EDGE + SIZE - 10) / 2} y={SIZE - 4} text-anchor="middle">
        {t('insights.confidence')}
      </text>
    </svg>
  )
}
