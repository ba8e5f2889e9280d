/** What goes on around the answer: colleagues who answer too, a customer who writes again, the playbook. */

import type { Acknowledgement, SentAcknowledgement } from '../../../domain/acknowledgement.ts'
import type { ReplyGuide } from '../../../domain/reply/guide.ts'
import { type LiveEvent, listen } from '../../client/live-events.ts'
import { request } from '../../client/request.ts'
import type { AnsweredConversation } from '../../reply/shapes.ts'
import type { Ground } from './reply-desk.ts'

export type Surroundings = ReturnType<typeof createSurroundings>

type Replies = AnsweredConversation['replies']

export function createSurroundings({ view, id, path, store, set }: Ground, replies: Replies) {
  let seen_reply: string | null = replies.at(-1)?.id ?? null

  /** Whether somebody answered since the agent began. */
  async function look(): Promise<void> {
    const answer = await request<{ replies: Replies }>('GET', path)
    if (!answer.ok) return
    const last = answer.body.replies.at(-1)
    if (last && last.id !== seen_reply) set({ answered: last, also_writing: null })
  }

  async function readGuide(): Promise<void> {
    const answer = await request<ReplyGuide>('GET', `${path}/reply-guide?lang=${view.language}`)
    if (answer.ok) set({ guide: answer.body })
  }

  async function readAcknowledgement(): Promise<void> {
    const answer = await request<{
      acknowledgement: Acknowledgement | null
      last_sent: SentAcknowledgement | null
    }>('GET', `${path}/acknowledgements`)
    if (answer.ok) set({ acknowledgement: answer.body.acknowledgement, told: answer.body.last_sent })
  }

  return {
    look,
    /** The last reply the agent knows of, for the service to compare. */
    seenReply: () => seen_reply,
    seen(reply_id: string | null): void {
      seen_reply = reply_id
      set({ answered: null })
    },

    read(): void {
      void readGuide()
      void readAcknowledgement()
    },

    listen: () =>
      listen<LiveEvent>({
        types: ['reply-sent', 'reply-drafted', 'message-received'],
        onEvent({ type, conversation_id, data }) {
          if (conversation_id !== id || !store.get().open) return
          const isOwn = data.by === view.reader?.id
          if (type === 'reply-drafted' && !isOwn) set({ also_writing: String(data.by ?? '') })
          if (type === 'message-received') set({ wrote_again: true })
          if (type === 'reply-sent' && data.reply_id !== seen_reply && !store.get().sending) void look()
        },
        onReset() {
          if (store.get().open && !store.get().sending) void look()
        },
      }),
  }
}
