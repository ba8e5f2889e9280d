import type { View } from '../view.ts'
import { Button } from './button.tsx'

/** Pages behind cursors: there is a next one or not, and the first one again. */
export function Pagination({
  view,
  first,
  next,
}: {
  view: View
  /** Address of the first page; null: this is it. */
  first: string | null
  next: string | null
}) {
  if (first === null && next === null) return null
  return (
    <nav class="pagination" aria-label={view.t('common.pages')}>
      {first ? <Button href={first}>{view.t('common.first_page')}</Button> : null}
      {next ? (
        <Button href={next} rel="next">
          {view.t('common.next_page')}
        </Button>
      ) : null}
    </nav>
  )
}
