/** What a page shows when there is nothing, not yet, or not any more. */
import type { Child } from 'hono/jsx'
import type { View } from '../view.ts'
import { Icon, type IconName } from './icon.tsx'

/** Says what will be here and what to do now. */
export function EmptyState({
  icon,
  title,
  text,
  children,
}: {
  icon: IconName
  title: string
  text: string
  children?: Child
}) {
  return (
    <div class="state">
      <span class="state-mark">
        <Icon name={icon} />
      </span>
      <h2>{title}</h2>
      <p class="quiet">{text}</p>
      {children ? <div class="actions">{children}</div> : null}
    </div>
  )
}

/** Says what happened, what was kept, what to do. */
export function ErrorState({
  title,
  text,
  heading: Heading = 'h2',
  children,
}: {
  title: string
  text: string
  /** `h1` where it is all there is on the page. */
  heading?: 'h1' | 'h2'
  children?: Child
}) {
  return (
    <div class="state" data-kind="error" role="alert">
      <span class="state-mark">
        <Icon name="warning" />
      </span>
      <Heading>{title}</Heading>
      <p class="quiet">{text}</p>
      {children ? <div class="actions">{children}</div> : null}
    </div>
  )
}

/** Grey lines where text will be; read out once as "loading". */
export function Skeleton({ view, lines = 3 }: { view: View; lines?: number }) {
  return (
    <div class="skeleton" role="status">
      <span class="heard">{view.t('common.loading')}</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} class="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  )
}
