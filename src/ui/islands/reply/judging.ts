/** Has the text checked again whenever the hand rests. */
import { request } from '../../client/request.ts'
import { currentOf, type Judged } from '../../reply/shapes.ts'
import type { Ground } from './reply-desk.ts'

const REST_MS = 500

export type Judge = ReturnType<typeof createJudge>

export function createJudge({ path, store, set }: Ground) {
  let timer: ReturnType<typeof setTimeout> | null = null
  let running: AbortController | null = null

  function stop(): void {
    if (timer) clearTimeout(timer)
    timer = null
    running?.abort()
    running = null
  }

  /** @returns false when it could not be checked */
  async function now(): Promise<boolean> {
    stop()
    const { channel } = store.get()
    const { draft, text } = currentOf(store.get())
    if (text.trim() === '') {
      set({ judged: null, judging: 'done' })
      return true
    }
    const ours = new AbortController()
    running = ours
    set({ judging: 'busy' })
    try {
      const answer = await request<Omit<Judged, 'text'>>('POST', `${path}/reply-checks`, {
        body: { text, channel, ...(draft ? { draft_id: draft.id } : {}) },
        signal: ours.signal,
      })
      running = null
      if (!answer.ok) {
        set({ judging: 'failed' })
        return false
      }
      const { outcome, edit_distance, checks, promise } = answer.body
      set({ judging: 'done', judged: { outcome, edit_distance, checks, promise, text } })
      return true
    } catch (error) {
      // A newer text is on its way.
      if (ours.signal.aborted) return false
      throw error
    }
  }

  return {
    stop,
    now,
    soon(afterMs = REST_MS): void {
      stop()
      timer = setTimeout(() => void now(), afterMs)
    },
  }
}
