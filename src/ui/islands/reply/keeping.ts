/** Keeps the unsent answer in this tab through reloads, a lost connection and an ended session. */
import { fromKept, keptKey, toKept } from '../../reply/kept.ts'
import type { KeptReply } from '../../reply/shapes.ts'
import type { Ground } from './reply-desk.ts'

export type Keeper = ReturnType<typeof createKeeper>

export function createKeeper({ view, id, store }: Ground) {
  const key = keptKey(view.reader?.id ?? '', id)
  let once: KeptReply['once'] = null

  function keep(): void {
    const { versions, at, channel, register } = store.get()
    const text = toKept({ versions, at, channel, register, once })
    try {
      if (text === null) sessionStorage.removeItem(key)
      else sessionStorage.setItem(key, text)
    } catch {
      // A full storage: the text is still on the page.
    }
  }

  return {
    keep,
    read(): KeptReply | null {
      const kept = fromKept(sessionStorage.getItem(key))
      once = kept?.once ?? null
      return kept
    },
    forget(): void {
      once = null
      sessionStorage.removeItem(key)
    },
    /** The same for the same request, also after a reload: so a retry sends nothing twice. */
    onceKey(of: string): string {
      if (once?.of !== of) {
        // `randomUUID` is only there over TLS.
        const bytes = crypto.getRandomValues(new Uint8Array(16))
        once = { of, key: [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('') }
        keep()
      }
      return once.key
    },
  }
}
