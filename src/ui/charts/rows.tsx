/** Labels with a bar, or with a share and how sure it is: a list that reads as text, with the picture beside it. */
import type { Child } from 'hono/jsx'

/** `value` from 0 to 1, of the whole width. */
export type BarRow = { key: string; label: Child; value: number; said: Child }

export function Bars({ rows }: { rows: readonly BarRow[] }) {
  return (
    <ul class="chart-rows">
      {rows.map(({ key, label, value, said }) => (
        <li key={key}>
          <span>{label}</span>
          <span class="chart-said">{said}</span>
          <svg class="chart-row" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect class="chart-row-ground" width="100" height="6" />
            <rect class="chart-column-part" width={percent(value)} height="6" />
          </svg>
        </li>
      ))}
    </ul>
  )
}

/** A share with its 95 % interval; without a sample only the words. */
export type ShareRow = {
  key: string
  label: Child
  share: number | null
  interval: { low: number; high: number } | null
  /** Hollow: too few to say much. */
  weak: boolean
  said: Child
}

export function ShareRows({ rows }: { rows: readonly ShareRow[] }) {
  return (
    <ul class="chart-rows">
      {rows.map(({ key, label, share, interval, weak, said }) => (
        <li key={key} data-weak={weak ? '' : undefined}>
          <span>{label}</span>
          <span class="chart-said">{said}</span>
          <svg class="chart-row" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect class="chart-row-ground" y="2.5" width="100" height="1" />
            {interval ? (
              <rect
                class="chart-interval"
                x={percent(interval.low)}
                width={percent(interval.high - interval.low)}
                y="1"
                height="4"
              />
            ) : null}
            {share === null ? null : (
              <rect class="chart-column-part" x={percent(share) - 0.6} width="1.2" height="6" />
            )}
          </svg>
        </li>
      ))}
    </ul>
  )
}

const percent = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * 1_000) / 10
