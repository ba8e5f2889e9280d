/** Sends the answer: once, with open eyes, and never beside a colleague's without knowing. */
import type { SentReply } from '../../../domain/reply-record.ts'
import { type Failure, request } from '../../client/request.ts'
import { toast } from '../../client/toast.ts'
import { currentOf, failedOf } from '../../reply/shapes.ts'
import type { Judge } from './judging.ts'
import type { Keeper } from './keeping.ts'
import type { Ground } from './reply-desk.ts'
import type { Surroundings } from './surroundings.ts'

type Parts = { judge: Judge; keeper: Keeper; surroundings: Surroundings; onSent: () => void }

export function createSender(
  { view: { t }, path, store, set, tell }: Ground,
  { judge, keeper, surroundings, onSent }: Parts,
) {
  /** The text the agent wants sent though checks fail. */
  let despite: string | null = null

  async function send(): Promise<void> {
    const { phase, sending, question } = store.get()
    const { text } = currentOf(store.get())
    if (phase !== 'ready' || sending || question !== null || text.trim() === '') return
    set({ sending: true, unsent: false })
    // Checks of an older text say nothing; where they cannot be had the service still makes them.
    if (store.get().judged?.text !== text) await judge.now()
    await go(text)
    set({ sending: false })
  }

  async function go(text: string): Promise<void> {
    const { judged, answered } = store.get()
    if (answered) return set({ question: 'answered_meanwhile' })
    const failed = judged?.text === text ? failedOf(judged.checks) : []
    if (failed.length > 0 && despite !== text) return set({ question: 'failed_checks' })
    const { channel } = store.get()
    const { draft } = currentOf(store.get())
    const body = {
      text,
      channel,
      if_last_reply: surroundings.seenReply(),
      ...(draft ? { draft_id: draft.id } : {}),
    }
    const once = keeper.onceKey(JSON.stringify(body))
    const answer = await request<{ reply: SentReply }>('POST', `${path}/replies`, { body, once })
    if (!answer.ok) return notSent(answer)
    const { reply } = answer.body
    const { outcome, edit_distance, promise, sent_at } = reply
    surroundings.seen(reply.id)
    despite = null
    onSent()
    set({ sent: { outcome, edit_distance, promise, sent_at }, said: t('reply.said_sent') })
  }

  async function notSent(failure: Failure): Promise<void> {
    const isMeanwhile = failure.problem?.errors?.some(({ path: field }) => field === 'if_last_reply')
    if (isMeanwhile) {
      await surroundings.look()
      return set({ question: 'answered_meanwhile' })
    }
    set({ unsent: true, said: t('reply.unsent') })
    if (failure.kind !== 'offline') tell(failure)
  }

  return {
    send,

    /** The agent was asked, and wants it sent. */
    async sendAllTheSame(): Promise<void> {
      const { question, answered } = store.get()
      if (question === 'answered_meanwhile' && answered) surroundings.seen(answered.id)
      if (question === 'failed_checks') despite = currentOf(store.get()).text
      set({ question: null })
      await send()
    },

    async sendAcknowledgement(): Promise<void> {
      const { acknowledgement, sending } = store.get()
      if (!acknowledgement || sending) return
      const { turn_id, text, channel, promise } = acknowledgement
      set({ sending: true })
      const answer = await request<ReturnType<typeof store.get>['told']>('POST', `${path}/acknowledgements`, {
        body: { turn_id, text, channel, promise },
      })
      set({ sending: false })
      if (!answer.ok) return tell(answer)
      toast(t('reply.told_now'))
      set({ acknowledgement: null, told: answer.body })
    },
  }
}
