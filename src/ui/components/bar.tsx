/**
 * A share as a quiet bar, with ticks where something changes. The figure stands beside it in words; the bar itself
 * is for the eye. Widths are attributes of SVG: the policy refuses `style`.
 */
export function Bar({
  share,
  ticks = [],
  tone = 'plain',
}: {
  /** 0 to 1. */
  share: number
  /** 0 to 1 each: thresholds. */
  ticks?: readonly number[]
  /** `chosen` is the one that counts. */
  tone?: 'plain' | 'chosen'
}) {
  const percent = (value: number) => `${Math.round(Math.min(1, Math.max(0, value)) * 1_000) / 10}%`
  return (
    <svg class="bar" data-tone={tone} aria-hidden="true" focusable="false">
      <rect class="bar-ground" width="100%" height="100%" rx="3" />
      <rect class="bar-share" width={percent(share)} height="100%" rx="3" />
      {ticks.map((tick) => (
        <rect key={String(tick)} class="bar-tick" x={percent(tick)} width="2" height="100%" />
      ))}
    </svg>
  )
}
