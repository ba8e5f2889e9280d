/** The risk score over time as it was written, with the events on it; steps, because it holds until it is written anew. */
import { scaleLinear, scaleTime } from 'd3-scale'
import { curveStepAfter, line } from 'd3-shape'
import type { View } from '../view.ts'
import { type Heard, inReading } from './time-chart.tsx'

const WIDTH = 360
const HEIGHT = 160
const LEFT = 28
const RIGHT = 44
const TOP = 12
const BOTTOM = 24

export type ScorePoint = { at: string; score: number }
/** `up`: it raised the risk. */
export type ScoreEvent = { at: string; what: string; kind: 'up' | 'down' | 'moved' }

/** @param scores oldest first, at least one */
export function ScoreCurve({
  view,
  heard,
  scores,
  events,
  until,
}: {
  view: View
  heard: Heard
  scores: readonly ScorePoint[]
  events: readonly ScoreEvent[]
  until: string
}) {
  const { format } = view
  const first = Math.min(...[...scores, ...events].map(({ at }) => Date.parse(at)))
  const last = Math.max(Date.parse(until), first + 60_000)
  const x = scaleTime([new Date(first), new Date(last)], [LEFT, WIDTH - RIGHT])
  const y = scaleLinear([0, 1], [HEIGHT - BOTTOM, TOP])
  const now = scores.at(-1)
  const shown = now ? [...scores, { at: new Date(last).toISOString(), score: now.score }] : []
  const path = line<ScorePoint>(
    ({ at }) => x(new Date(at)),
    ({ score }) => y(score),
  ).curve(curveStepAfter)
  const scoreAt = (at: string) => scores.findLast((each) => each.at <= at)?.score ?? scores[0]?.score ?? 0
  return (
    <svg
      class="chart-plot"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      direction="ltr"
      role="img"
      aria-labelledby={`${heard.id}-title ${heard.id}-description`}
    >
      <title id={`${heard.id}-title`}>{heard.title}</title>
      <desc id={`${heard.id}-description`}>{heard.description}</desc>
      {[0, 0.5, 1].map((value) => (
        <g key={value}>
          <line class="chart-grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(value)} y2={y(value)} />
          <text class="chart-tick" x={LEFT - 6} y={y(value) + 4} text-anchor="end">
            {format.number(value, 1)}
          </text>
        </g>
      ))}
      <path class="chart-line" d={path(shown) ?? ''} />
      {events.map((event) => (
        <Mark
          key={`${event.at} ${event.what}`}
          event={event}
          x={x(new Date(event.at))}
          y={y(scoreAt(event.at))}
        >
          {`${event.what} · ${format.dateTime(event.at)}`}
        </Mark>
      ))}
      {now ? (
        <text class="chart-label" x={WIDTH - RIGHT + 6} y={y(now.score) + 4}>
          {format.fixed(now.score, 2)}
        </text>
      ) : null}
      <text class="chart-tick" x={LEFT} y={HEIGHT - 6}>
        {inReading(view, format.dayMonth(new Date(first)))}
      </text>
      <text class="chart-tick" x={WIDTH - RIGHT} y={HEIGHT - 6} text-anchor="end">
        {inReading(view, format.dayMonth(new Date(last)))}
      </text>
    </svg>
  )
}

/** One shape a kind: a triangle up or down, a square for what we did. */
const SHAPES = { up: 'M0 -5L5 4H-5z', down: 'M0 5L-5 -4H5z', moved: 'M-4 -4H4V4H-4z' } as const

function Mark({ event, x, y, children }: { event: ScoreEvent; x: number; y: number; children: string }) {
  return (
    <path
      class="chart-event"
      data-kind={event.kind}
      d={SHAPES[event.kind]}
      transform={`translate(${x} ${y})`}
    >
      <title>{children}</title>
    </path>
  )
}
