/**
 * A figure over time, one line or columns, labelled at the lines themselves. Time runs left to right in every
 * language, as on the dashboards our readers know; the page says so.
 */
import { scaleBand, scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import type { View } from '../view.ts'

export const WIDTH = 360
export const HEIGHT = 168
const LEFT = 44
const RIGHT = 48
const TOP = 12
const BOTTOM = 24

/** `value` null: nothing to tell of this period. */
export type Point = { start: string; value: number | null }

/** What a chart says to those who do not see it. */
export type Heard = { id: string; title: string; description: string }

function Frame({ heard, children }: { heard: Heard; children: unknown }) {
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
      {children as never}
    </svg>
  )
}

/** Times run left to right, words as they are read: «۴ آذر», not «آذر ۴». */
export const inReading = ({ direction }: View, text: string) =>
  `${direction === 'rtl' ? '\u2067' : '\u2066'}${text}\u2069`

const bandOf = (points: readonly Point[]) =>
  scaleBand<number>(
    points.map((_, index) => index),
    [LEFT, WIDTH - RIGHT],
  ).paddingInner(0.2)

function Axes({
  view,
  points,
  y,
  write,
}: {
  view: View
  points: readonly Point[]
  y: { (value: number): number; ticks: (count: number) => number[] }
  write: (value: number) => string
}) {
  const x = bandOf(points)
  const last = points.length - 1
  const days = last < 1 ? [0] : [0, last]
  return (
    <>
      {y.ticks(3).map((value) => (
        <g key={value}>
          <line class="chart-grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(value)} y2={y(value)} />
          <text class="chart-tick" x={LEFT - 6} y={y(value) + 4} text-anchor="end">
            {inReading(view, write(value))}
          </text>
        </g>
      ))}
      {days.map((index) => (
        <text
          key={index}
          class="chart-tick"
          x={(x(index) ?? 0) + x.bandwidth() / 2}
          y={HEIGHT - 6}
          text-anchor={last < 1 ? 'middle' : index === 0 ? 'start' : 'end'}
        >
          {inReading(view, view.format.dayMonth(points[index]?.start ?? ''))}
        </text>
      ))}
    </>
  )
}

const heightOf = (most: number) => scaleLinear([0, most > 0 ? most : 1], [HEIGHT - BOTTOM, TOP]).nice(3)

/** @param most the value at the top, at least; 1 for shares that shall be compared between charts */
export function LineChart({
  view,
  heard,
  points,
  most,
  weak = false,
  write,
}: {
  view: View
  heard: Heard
  points: readonly Point[]
  most: number
  /** Too few to say much: drawn thin and broken. */
  weak?: boolean
  write: (value: number) => string
}) {
  const x = bandOf(points)
  const y = heightOf(most)
  const at = (index: number) => (x(index) ?? 0) + x.bandwidth() / 2
  const path = line<Point>(
    (_, index) => at(index),
    ({ value }) => y(value ?? 0),
  ).defined(({ value }) => value !== null)
  const known = points.flatMap(({ value }, index) => (value === null ? [] : [{ index, value }]))
  const last = known.at(-1)
  return (
    <Frame heard={heard}>
      <Axes view={view} points={points} y={y} write={write} />
      <path class="chart-line" data-weak={weak ? '' : undefined} d={path([...points]) ?? ''} />
      {known.length <= 31
        ? known.map(({ index, value }) => (
            <circle key={index} class="chart-dot" cx={at(index)} cy={y(value)} r="2.5" />
          ))
        : null}
      {last ? (
        <text class="chart-label" x={at(last.index) + 7} y={y(last.value) + 4}>
          {inReading(view, write(last.value))}
        </text>
      ) : null}
    </Frame>
  )
}

/** Columns of a total with the part that matters in front. */
export function ColumnChart({
  view,
  heard,
  points,
  write,
  labels,
}: {
  view: View
  heard: Heard
  /** `part` stands in front of `value`. */
  points: readonly (Point & { part: number })[]
  write: (value: number) => string
  labels: { all: string; part: string }
}) {
  const x = bandOf(points)
  const y = heightOf(Math.max(...points.map(({ value }) => value ?? 0)))
  const column = (index: number, value: number, name: string) => (
    <rect
      class={name}
      x={x(index)}
      width={x.bandwidth()}
      y={y(value)}
      height={Math.max(0, HEIGHT - BOTTOM - y(value))}
    />
  )
  return (
    <>
      <p class="chart-key">
        <span class="chart-swatch" data-part="" /> {labels.part} <span class="chart-swatch" /> {labels.all}
      </p>
      <Frame heard={heard}>
        <Axes view={view} points={points} y={y} write={write} />
        {points.map(({ start, value, part }, index) => (
          <g key={start}>
            {column(index, value ?? 0, 'chart-column')}
            {column(index, part, 'chart-column-part')}
          </g>
        ))}
      </Frame>
    </>
  )
}
