/** The open conversation in the browser: read, kept up to date, and changed beside colleagues who change it too. */
import type { ConversationChange } from '../../../domain/conversation.ts'
import type { CustomerRiskChange } from '../../../domain/risk-change.ts'
import type { CorrectionIntake } from '../../../domain/triage/triage.ts'
import { type Failure, request } from '../../client/request.ts'
import { createStore } from '../../client/store.ts'
import type { CustomerStory, InboxProps, ShownMessage, Thread } from '../../inbox/shapes.ts'
import { toShownMessage, toStory, toThread } from '../../inbox/slim.ts'
import type { View } from '../../view.ts'
import { lastLook, noteLook } from './looks.ts'

export type ConversationState = {
  id: string | null
  thread: Thread | null
  customer: CustomerStory | null
  /** What moved the risk since the reader last looked at this customer. */
  risk_change: CustomerRiskChange | null
  state: 'ready' | 'loading' | 'missing' | 'failed'
  /** A change is on its way. */
  busy: boolean
}

export type ConversationStore = ReturnType<typeof createConversationStore>

const GATHER_MS = 150
const NOTHING: ConversationState = {
  id: null,
  thread: null,
  customer: null,
  risk_change: null,
  state: 'ready',
  busy: false,
}

type Corrected = { message: ShownMessage }

export function createConversationStore(view: View, open: InboxProps['open']) {
  const store = createStore<ConversationState>(
    open ? { ...NOTHING, id: open.thread.id, thread: open.thread, customer: open.customer } : NOTHING,
  )
  let refreshing: ReturnType<typeof setTimeout> | null = null
  const set = (change: Partial<ConversationState>) => store.set((state) => ({ ...state, ...change }))
  const isOpen = (id: string) => store.get().id === id
  const path = (id: string) => `/v1/conversations/${encodeURIComponent(id)}`

  async function readThread(id: string): Promise<Thread | null> {
    const answer = await request<Thread>('GET', path(id))
    if (!isOpen(id)) return null
    if (answer.ok) {
      const thread = toThread(answer.body)
      set({ thread, state: 'ready' })
      return thread
    }
    // What is shown stays readable while the service is away.
    if (store.get().thread === null) set({ state: answer.problem?.status === 404 ? 'missing' : 'failed' })
    return null
  }

  async function readCustomer(id: string, customer_id: string): Promise<void> {
    const customerPath = `/v1/customers/${encodeURIComponent(customer_id)}`
    const since = lastLook(customer_id)
    const query = new URLSearchParams({ lang: view.language, ...(since ? { since } : {}) })
    const [customer, change] = await Promise.all([
      request<CustomerStory>('GET', customerPath),
      request<CustomerRiskChange>('GET', `${customerPath}/risk/changes?${query}`),
    ])
    if (!isOpen(id)) return
    if (customer.ok) set({ customer: toStory(customer.body) })
    if (change.ok) set({ risk_change: change.body })
  }

  async function read(id: string): Promise<void> {
    const thread = await readThread(id)
    if (thread) await readCustomer(id, thread.customer_id)
  }

  /** @returns null when it is done, else what stood in the way */
  async function change(wanted: ConversationChange): Promise<Failure | null> {
    const { id, thread } = store.get()
    if (id === null || thread === null) return null
    set({ busy: true })
    // Whoever saw it with another assignee is told, and nothing of the colleague's is undone.
    const body = { ...wanted, if_assignee: thread.assignee }
    const answer = await request('PATCH', path(id), { body })
    await readThread(id)
    set({ busy: false })
    return answer.ok ? null : answer
  }

  return {
    ...store,
    change,
    read: () => {
      const { id } = store.get()
      return id === null ? Promise.resolve() : read(id)
    },

    async open(id: string | null): Promise<void> {
      leave()
      store.set(() => ({ ...NOTHING, id, state: id === null ? 'ready' : 'loading' }))
      if (id !== null) await read(id)
    },

    /** Something happened to it, or to its customer. */
    refreshSoon(): void {
      if (refreshing !== null) return
      refreshing = setTimeout(() => {
        refreshing = null
        const { id } = store.get()
        if (id !== null) void read(id)
      }, GATHER_MS)
    },

    async addNote(text: string): Promise<Failure | null> {
      const { id } = store.get()
      if (id === null) return null
      const answer = await request('POST', `${path(id)}/notes`, { body: { text } })
      if (!answer.ok) return answer
      await readThread(id)
      return null
    },

    async correct(message_id: string, body: CorrectionIntake): Promise<Failure | null> {
      const answer = await request<Corrected>(
        'POST',
        `/v1/messages/${encodeURIComponent(message_id)}/corrections`,
        { body },
      )
      if (!answer.ok) return answer
      const message = toShownMessage(answer.body.message)
      store.set((state) => ({
        ...state,
        thread: state.thread && {
          ...state.thread,
          messages: state.thread.messages.map((each) => (each.id === message.id ? message : each)),
        },
      }))
      await read(message.conversation_id)
      return null
    },
  }

  /** The next look at this customer starts from here. */
  function leave(): void {
    const { thread } = store.get()
    if (thread) noteLook(thread.customer_id, new Date().toISOString())
  }
}
