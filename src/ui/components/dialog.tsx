import type { Child } from 'hono/jsx'
import type { View } from '../view.ts'
import { Button } from './button.tsx'

/** A native dialog: the browser keeps the focus inside and closes it with Escape. Opened by `opens(id)`. */
export function Dialog({
  view,
  id,
  title,
  text,
  open = false,
  children,
}: {
  view: View
  id: string
  title: string
  text?: string
  /** Open from the start, e.g. to show a form again with its mistakes. */
  open?: boolean
  children: Child
}) {
  return (
    <dialog
      id={id}
      class="dialog"
      aria-labelledby={`${id}-title`}
      data-open={open ? '' : undefined}
      closedby="any"
    >
      <header class="dialog-head">
        <h2 id={`${id}-title`}>{title}</h2>
        <Button kind="quiet" icon="close" iconOnly type="button" command="close" commandfor={id}>
          {view.t('common.close')}
        </Button>
      </header>
      {text ? <p class="quiet">{text}</p> : null}
      {children}
    </dialog>
  )
}
