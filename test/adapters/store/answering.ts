import type { Store } from '../../../src/actions/store-port.ts'
import type { PastAnswer } from '../../../src/domain/knowledge/past-answer.ts'
import type { Topic } from '../../../src/domain/labels.ts'
import type { Draft } from '../../../src/domain/reply/draft.ts'
import { draftOf } from '../../fakes/draft-of.ts'
import { AGENT, accept, after, NOON, read, SECOND, triage } from './store-under-test.ts'

export const MADE_FROM = {
  triage_id: 'cls_1',
  channel: 'chat',
  public: null,
  register: null,
  use_llm: false,
  seed: 's',
} as const

/** Short ways to a conversation, its drafts and its replies. */
export function answering(store: () => Store) {
  const take = async (name = 'a', more: Parameters<typeof accept>[1] = {}) => {
    const message_id = await accept(store(), { conversation: name, customer: { external_id: name }, ...more })
    await triage(store(), message_id, { urgency: 'critical' })
    const { conversation, customer } = await read(store(), message_id)
    return { message_id, conversation_id: conversation.id, customer_id: customer.id }
  }
  type Taken = Awaited<ReturnType<typeof take>>

  const draft = async (
    { conversation_id, message_id }: Taken,
    { topic = 'billing', now = NOON, ...more }: Partial<Draft> & { topic?: Topic; now?: string } = {},
  ) => {
    const drafts = [draftOf(more)]
    const record = { conversation_id, message_id, topic, made_from: MADE_FROM, drafts, actor: AGENT, now }
    const [kept] = (await store().recordDrafts(record)) ?? []
    if (!kept) throw new Error('The draft was not kept')
    return kept
  }
  type Reply = Parameters<Store['recordReply']>[0]['reply']
  const send = (
    { conversation_id, message_id }: Taken,
    more: Partial<Reply> = {},
    {
      now = after(SECOND),
      once_key = null,
      past_answer = null,
    }: { now?: string; once_key?: string | null; past_answer?: PastAnswer | null } = {},
  ) =>
    store().recordReply({
      conversation_id,
      reply: {
        message_id,
        draft_id: null,
        outcome: null,
        edit_distance: null,
        channel: 'chat',
        text: 'سلام، پیگیری می‌کنم.',
        checks: [],
        promise: null,
        ...more,
      },
      past_answer,
      once_key,
      actor: AGENT,
      now,
    })
  const discard = ({ conversation_id }: Taken, draft_id: string, note: string | null = null) =>
    store().discardDraft({
      conversation_id,
      draft_id,
      reason: 'wrong_tone',
      note,
      actor: AGENT,
      now: after(SECOND),
    })
  const events = async () => store().readEvents({ after: 0, limit: 200 })
  const actions = async () => (await store().readAudit({ after: 0, limit: 100 })).map(({ action }) => action)
  return { take, draft, send, discard, events, actions }
}
