/** What is known of a reply before it is sent: its checks, its promise, and how far it is from its draft. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import { checkReply } from '../domain/reply/check-reply.ts'
import { type ReplyContext, type ReplyInput, readReplyContext } from '../domain/reply/context.ts'
import { judgeEdit, promiseIn, type ReplyDraft, type SentReply } from '../domain/reply-record.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import { type AnsweredMessage, answeredMessage, replyInputOf } from './reply-input.ts'
import type { ConversationThread } from './store-port.ts'

export type WrittenReply = {
  text: string
  draft_id?: string | undefined
  channel?: SentReply['channel'] | undefined
}

/** The answer of `POST /v1/conversations/{id}/reply-checks`. */
export type CheckedReply = Pick<SentReply, 'outcome' | 'edit_distance' | 'channel' | 'checks' | 'promise'>

export type JudgedReply = CheckedReply & {
  message: AnsweredMessage | null
  draft: ReplyDraft | null
  /** What the checks were read from; null: without playbooks, or while nothing is triaged. */
  read: { context: ReplyContext; input: ReplyInput } | null
}

type Parts = Pick<Dependencies, 'store' | 'clock' | 'rules' | 'playbooks'>

/**
 * What `sendReply` would say of this text; nothing is kept of it.
 * @throws {DeljooError} `forbidden`, `not_found`; `invalid_input` for a draft of another conversation
 */
export async function checkWrittenReply(
  dependencies: Parts,
  actor: Actor,
  conversation_id: string,
  written: WrittenReply,
): Promise<CheckedReply> {
  ensureAllowed(actor, 'write_replies')
  const { outcome, edit_distance, channel, checks, promise } = await judgeWritten(
    dependencies,
    conversation_id,
    written,
  )
  return { outcome, edit_distance, channel, checks, promise }
}

/** @throws {DeljooError} `not_found`; `invalid_input` for a draft of another conversation */
export async function judgeWritten(
  dependencies: Parts,
  conversation_id: string,
  { text, draft_id, channel: asked }: WrittenReply,
): Promise<JudgedReply> {
  const thread = await dependencies.store.readConversation(conversation_id)
  if (!thread) throw noConversation()
  const draft = draft_id === undefined ? null : await draftOf(dependencies, conversation_id, draft_id)
  const message = answeredMessage(thread, draft?.message_id)
  const channel = asked ?? draft?.made_from.channel ?? thread.conversation.channel
  const read = message && (await readFor(dependencies, thread, message, draft, channel))
  const judged = draft ? judgeEdit(draft.text, text) : { outcome: null, edit_distance: null }
  return {
    ...judged,
    channel,
    checks: read ? checkReply(text, read.context) : [],
    promise: read ? promiseIn(text, read.context) : null,
    message,
    draft,
    read,
  }
}

/** @throws {DeljooError} `invalid_input` when it is not a draft of this conversation */
async function draftOf(
  { store }: Pick<Dependencies, 'store'>,
  conversation_id: string,
  draft_id: string,
): Promise<ReplyDraft> {
  const draft = await store.readDraft(draft_id)
  if (draft?.conversation_id !== conversation_id) throw noDraft()
  return draft
}

/**
 * What is read for the checks. With a draft it is what the draft was made from, its time included: the time it
 * promises was reckoned from there; and an article that it cites or suggests may have been inserted.
 */
async function readFor(
  { store, clock, rules, playbooks }: Pick<Dependencies, 'store' | 'clock' | 'rules' | 'playbooks'>,
  thread: ConversationThread,
  message: AnsweredMessage,
  draft: ReplyDraft | null,
  channel: SentReply['channel'],
): Promise<{ context: ReplyContext; input: ReplyInput } | null> {
  if (playbooks === null) return null
  const read = (input: ReplyInput) => ({ context: readReplyContext(playbooks, input), input })
  if (draft === null) return read(replyInputOf(thread, message, { channel, now: isoNow(clock) }, rules))
  const { made_from, language, created_at } = draft
  const how = {
    channel,
    language,
    now: created_at,
    ...(made_from.public === null ? {} : { public: made_from.public }),
    ...(made_from.register === null ? {} : { register: made_from.register }),
    ...(made_from.abuse_step && { abuse: made_from.abuse_step }),
  }
  const grounds = await store.readArticles(articlesOf(draft))
  return read({ ...replyInputOf(thread, message, how, rules), grounds })
}

const articlesOf = ({ citations, suggestions }: ReplyDraft): string[] => [
  ...new Set(
    [...citations, ...suggestions].flatMap((each) => ('article_id' in each ? [each.article_id] : [])),
  ),
]

export const noConversation = () => new DeljooError('not_found', 'There is no conversation with this id')

export const noDraft = () =>
  new DeljooError('invalid_input', 'Not valid: draft_id', {
    issues: [{ path: 'draft_id', message: 'is not a draft of this conversation' }],
  })
