/** The answer to one conversation while it is written: what is known of it, and what can be done with it. */
import type { Channel } from '../../../domain/labels.ts'
import type { Register } from '../../../domain/reply/wording.ts'
import type { DiscardReason } from '../../../domain/reply-record.ts'
import { type Failure, request, sayFailure } from '../../client/request.ts'
import { createStore, type Store } from '../../client/store.ts'
import { withInserted } from '../../reply/marks.ts'
import {
  type AnsweredConversation,
  currentOf,
  isUntouched,
  type ReplyState,
  type Version,
} from '../../reply/shapes.ts'
import type { View } from '../../view.ts'
import { createJudge } from './judging.ts'
import { createKeeper } from './keeping.ts'
import { createSender } from './sending.ts'
import { createSurroundings } from './surroundings.ts'
import { createWriter } from './writer.ts'

/** What the parts of the composer share. */
export type Ground = {
  view: View
  id: string
  path: string
  store: Store<ReplyState>
  set: (change: Partial<ReplyState>) => void
  /** Says what stood in the way. */
  tell: (failure: Failure) => void
}

export type ReplyDesk = ReturnType<typeof createReplyDesk>

const STEPS_ASIDE = { question: null, unsent: false } as const

export function createReplyDesk(view: View, conversation: AnsweredConversation) {
  const { t } = view
  const store = createStore<ReplyState>(atRest(conversation.channel))
  const set = (change: Partial<ReplyState>) => store.set((state) => ({ ...state, ...change }))
  const path = `/v1/conversations/${encodeURIComponent(conversation.id)}`
  const ground: Ground = { view, id: conversation.id, path, store, set, tell: sayFailure }
  const keeper = createKeeper(ground)
  const judge = createJudge(ground)
  const surroundings = createSurroundings(ground, conversation.replies)
  const writer = createWriter(ground, { onDrafts: addDrafts })
  const sender = createSender(ground, { judge, keeper, surroundings, onSent: clear })

  /** Another text in the field than the one typed there. */
  function put(versions: Version[], at: number, more: Partial<ReplyState> = {}): void {
    store.set((state) => ({ ...state, ...STEPS_ASIDE, ...more, versions, at, put: state.put + 1 }))
    keeper.keep()
    judge.soon(0)
  }

  function addDrafts(drafts: readonly Version[]): void {
    const { versions } = store.get()
    // An empty field is no way to answer.
    const worth = versions.filter(({ draft, text }) => draft !== null || text.trim() !== '')
    put([...worth, ...drafts], worth.length)
  }

  function clear(): void {
    keeper.forget()
    store.set((state) => ({
      ...state,
      ...STEPS_ASIDE,
      open: false,
      versions: [],
      at: 0,
      put: state.put + 1,
      judged: null,
      fallback: null,
      wrote_again: false,
      also_writing: null,
    }))
  }

  return {
    view,
    /** The customer's; ISO 639. */
    language: conversation.language,
    store,
    set,
    write: writer.write,
    stopWriting: writer.stop,
    send: sender.send,
    sendAllTheSame: sender.sendAllTheSame,
    sendAcknowledgement: sender.sendAcknowledgement,
    /** What was sent until now is known to whoever begins to write. */
    seen: surroundings.seen,

    /** Opens the composer; the first time with a draft. */
    open(): void {
      const { versions, open } = store.get()
      set({ open: true, sent: null })
      if (!open) surroundings.read()
      if (versions.length === 0) void writer.write()
    },

    close(): void {
      writer.stop()
      set({ open: false, question: null })
    },

    type(text: string): void {
      store.set((state) => {
        const versions = state.versions.length > 0 ? [...state.versions] : [{ draft: null, text: '' }]
        versions[state.at] = { ...(versions[state.at] as Version), text }
        return { ...state, ...STEPS_ASIDE, versions }
      })
      keeper.keep()
      judge.soon()
    },

    /** @returns where the caret goes */
    insert(words: string, place: { start: number; end: number }): number {
      const { versions, at } = store.get()
      const now = currentOf({ versions, at })
      const { text, caret } = withInserted(now.text, place, words)
      put(versions.length > 0 ? versions.with(at, { ...now, text }) : [{ ...now, text }], at)
      return caret
    },

    choose(at: number): void {
      const { versions } = store.get()
      if (versions[at]) put(versions, at)
    },

    /** The draft as it was before the agent's hand. */
    restore(): void {
      const { versions, at } = store.get()
      const now = currentOf({ versions, at })
      if (now.draft) put(versions.with(at, { ...now, text: now.draft.text }), at)
    },

    chooseRegister(register: Register): void {
      set({ register })
      void writer.write()
    },

    /** A draft nobody touched is written anew for the channel; the agent's own words are only looked at again. */
    chooseChannel(channel: Channel): void {
      set({ channel })
      if (isUntouched(currentOf(store.get()))) void writer.write()
      else {
        keeper.keep()
        judge.soon(0)
      }
    },

    async discard(reason: DiscardReason, note: string): Promise<void> {
      const { versions, at } = store.get()
      const now = currentOf({ versions, at })
      if (now.draft) {
        const body = { draft_id: now.draft.id, outcome: 'discarded', reason, ...(note ? { note } : {}) }
        const answer = await request('POST', `${path}/replies`, { body })
        if (!answer.ok) return ground.tell(answer)
      }
      put(versions.toSpliced(at, 1), Math.max(0, at - 1), {
        taken_away: now,
        said: t('reply.said_discarded'),
        ...(versions.length === 1 ? { judged: null } : {}),
      })
    },

    takeBack(): void {
      const { versions, taken_away } = store.get()
      if (taken_away) put([...versions, taken_away], versions.length, { taken_away: null, open: true })
    },

    /** Brings it to life in the browser. @returns ends it */
    start(): () => void {
      const kept = keeper.read()
      if (kept) {
        const { versions, at, channel, register } = kept
        put(versions, at, { channel, register, open: true, said: t('reply.said_kept') })
        surroundings.read()
      }
      const stop = surroundings.listen()
      return () => {
        stop()
        writer.stop()
        judge.stop()
      }
    },
  }
}

export const atRest = (channel: Channel): ReplyState => ({
  open: false,
  phase: 'ready',
  live: '',
  versions: [],
  at: 0,
  put: 0,
  channel,
  register: null,
  judged: null,
  judging: 'done',
  fallback: null,
  guide: null,
  acknowledgement: null,
  told: null,
  sending: false,
  unsent: false,
  question: null,
  answered: null,
  also_writing: null,
  wrote_again: false,
  sent: null,
  taken_away: null,
  said: '',
})
