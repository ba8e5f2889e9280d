/** Tells the reader when the page is cut off from the service, and when it is back. */
import { toast } from './toast.ts'
import { clientView } from './view.ts'

/** Shorter breaks mend themselves before anybody needs to know. */
const PATIENCE_MS = 3_000

let waiting: ReturnType<typeof setTimeout> | null = null

export function connectionLost(): void {
  waiting ??= setTimeout(() => document.getElementById('offline')?.removeAttribute('hidden'), PATIENCE_MS)
}

export function connectionBack(): void {
  if (waiting) clearTimeout(waiting)
  waiting = null
  const banner = document.getElementById('offline')
  if (!banner || banner.hidden) return
  banner.hidden = true
  toast(clientView().t('common.online_again'))
}
