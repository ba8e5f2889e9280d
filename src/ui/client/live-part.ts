/** A part of the page that the server writes anew: fetched with the page's own address and put in place of the old. */
import { connectionBack, connectionLost } from './connection.ts'
import { sessionEnded } from './request.ts'

const RETRY_MS = 500
const GATHER_MS = 200

/** Somebody is in the middle of something that replacing the page's part would take from them. */
const isBusy = (part: Element) =>
  document.querySelector('dialog[open]') !== null || part.querySelector('details.menu[open]') !== null

/**
 * @param id of the element to be written anew; what is focused in it stays focused when it is still there
 * @returns asks for it; several askings at once are one
 */
export function livePart(id: string): { refresh: () => void; stop: () => void } {
  let waiting: ReturnType<typeof setTimeout> | null = null
  let stopped = false

  async function run(): Promise<void> {
    waiting = null
    const old = document.getElementById(id)
    if (!old || stopped) return
    if (isBusy(old)) return later(RETRY_MS)
    const fresh = await read(id)
    const now = document.getElementById(id)
    if (!fresh || !now || stopped) return
    // A menu may have been opened while it was on its way.
    if (isBusy(now)) return later(RETRY_MS)
    const focused = now.contains(document.activeElement) ? document.activeElement?.id : undefined
    const known = new Set([...now.querySelectorAll('li[id]')].map((row) => row.id))
    if (fresh.innerHTML === now.innerHTML) return
    now.replaceChildren(...fresh.childNodes)
    for (const row of now.querySelectorAll<HTMLElement>('li[id]'))
      if (known.size > 0 && !known.has(row.id)) row.dataset.fresh = ''
    if (focused) document.getElementById(focused)?.focus()
  }
  function later(ms: number): void {
    waiting ??= setTimeout(() => void run(), ms)
  }
  return {
    refresh: () => later(GATHER_MS),
    stop() {
      stopped = true
      if (waiting) clearTimeout(waiting)
    },
  }
}

async function read(id: string): Promise<HTMLElement | null> {
  try {
    const response = await fetch(location.href, { headers: { accept: 'text/html' } })
    if (response.redirected) sessionEnded()
    if (!response.ok || response.redirected) return null
    connectionBack()
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    return page.getElementById(id)
  } catch {
    connectionLost()
    return null
  }
}
