/** Asks for drafts and shows the first one while it is written. */
import type { DraftEvent } from '../../../domain/reply/draft-event.ts'
import { requestEvents } from '../../client/event-request.ts'
import { toast } from '../../client/toast.ts'
import { failedOf, type Version } from '../../reply/shapes.ts'
import { afterEvent, BEGUN, type Writing } from '../../reply/writing.ts'
import type { Ground } from './reply-desk.ts'

/** As many drafts as the service makes at once. */
const MOST_DRAFTS = 5

export function createWriter(
  { view: { t }, path, store, set, tell }: Ground,
  { onDrafts }: { onDrafts: (drafts: readonly Version[]) => void },
) {
  let abort: AbortController | null = null

  function stop(): void {
    abort?.abort()
    abort = null
    if (store.get().phase !== 'ready') set({ phase: 'ready', live: '' })
  }

  /** @param count more than one: the first ones may be known already */
  async function ask(count: number): Promise<Writing | null> {
    const ours = new AbortController()
    abort = ours
    let writing = BEGUN
    let problem: unknown = null
    set({ phase: 'asking', live: '', fallback: null, said: t('reply.said_writing') })
    const { channel, register } = store.get()
    try {
      const failure = await requestEvents(`${path}/reply-drafts`, {
        body: { channel, count, ...(register ? { register } : {}) },
        signal: ours.signal,
        onEvent({ event, data }) {
          if (event === 'done') return
          if (event === 'problem') problem = data
          else {
            const phase = writing.phase
            writing = afterEvent(writing, { event, data } as DraftEvent)
            const said =
              writing.phase !== phase && writing.phase === 'repairing' ? t('reply.said_repairing') : null
            set({ phase: writing.phase, live: writing.text, ...(said ? { said } : {}) })
          }
        },
      })
      if (failure) tell(failure)
      else if (problem || writing.drafts.length === 0) toast(t('reply.not_written'), 'problem')
    } catch (error) {
      // Stopped by the agent.
      if (!ours.signal.aborted) throw error
      return null
    }
    abort = null
    set({ phase: 'ready', live: '' })
    return writing.drafts.length > 0 ? writing : null
  }

  return {
    stop,
    /** The first draft, or one in other words than those that are there. */
    async write(): Promise<void> {
      stop()
      const known = store.get().versions.flatMap(({ draft }) => (draft ? [draft.text] : []))
      const writing = await ask(Math.min(known.length + 1, MOST_DRAFTS))
      if (!writing) return
      const fresh = writing.drafts.find(({ text }) => !known.includes(text))
      if (!fresh) {
        toast(t('reply.no_other_words'))
        return set({ said: '' })
      }
      onDrafts([{ draft: fresh, text: fresh.text }])
      const failed = failedOf(fresh.checks).length
      set({
        fallback: writing.fallback,
        said: failed === 0 ? t('reply.said_ready') : t('reply.said_ready_failed', { count: failed }),
      })
    },
  }
}
