import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

/** A button that shows more below it. Closes with Escape, a click elsewhere, or when something in it is chosen. */
export function Menu({
  label,
  icon,
  labelHidden = false,
  align = 'end',
  children,
}: {
  label: string
  icon?: IconName
  labelHidden?: boolean
  align?: 'start' | 'end'
  children: Child
}) {
  return (
    <details class="menu" data-align={align}>
      <summary class="button" data-kind="quiet" data-icon-only={labelHidden ? '' : undefined}>
        {icon ? <Icon name={icon} /> : null}
        <span class={labelHidden ? 'button-tip' : undefined}>{label}</span>
      </summary>
      <div class="menu-sheet">{children}</div>
    </details>
  )
}
