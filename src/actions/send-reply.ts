/** Keeps what the agent sent, with the draft it came from and what the checks say of it. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import type { Conversation } from '../domain/conversation.ts'
import { DeljooError } from '../domain/errors.ts'
import { checkReply } from '../domain/reply/check-reply.ts'
import { type ReplyContext, type ReplyInput, readReplyContext } from '../domain/reply/context.ts'
import { answerToKeep } from '../domain/reply/learn-answer.ts'
import { judgeEdit, promiseIn, type ReplyDraft, type SentReply } from '../domain/reply-record.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import { presentConversation } from './present-conversation.ts'
import { type AnsweredMessage, answeredMessage, replyInputOf } from './reply-input.ts'
import type { ConversationThread } from './store-port.ts'

/** The answer of `POST /v1/conversations/{id}/replies`. */
export type RepliedConversation = {
  /** Null: a draft was discarded, nothing was sent. */
  reply: SentReply | null
  /** The draft as it stands now; null: written without one. */
  draft: ReplyDraft | null
  conversation: Conversation
}
export type SendOutcome = RepliedConversation & {
  customer_id: string
  /** The once key came before: this is the first reply. */
  seen_before: boolean
}

export type ReplyToSend = {
  text: string
  draft_id?: string | undefined
  channel?: SentReply['channel'] | undefined
}

/**
 * The agent decides: a failed check is kept and shown, and stops nothing.
 * @param options.onceKey the request's `Idempotency-Key`: stored with the reply
 * @throws {DeljooError} `forbidden`, `not_found`; `invalid_input` for a draft of another conversation;
 *   `conflict` when the once key belongs to another text
 */
export async function sendReply(
  dependencies: Pick<Dependencies, 'store' | 'clock' | 'rules' | 'playbooks' | 'wakeJobs'>,
  actor: Actor,
  conversation_id: string,
  { text, draft_id, channel }: ReplyToSend,
  options: { onceKey?: string | undefined } = {},
): Promise<SendOutcome> {
  ensureAllowed(actor, 'write_replies')
  const { store, clock, rules, wakeJobs } = dependencies
  const thread = await store.readConversation(conversation_id)
  if (!thread) throw noConversation()
  const draft = draft_id === undefined ? null : await draftOf(dependencies, conversation_id, draft_id)
  const message = answeredMessage(thread, draft?.message_id)
  const used = channel ?? draft?.made_from.channel ?? thread.conversation.channel
  const read = message && (await readFor(dependencies, thread, message, draft, used))
  const judged = draft ? judgeEdit(draft.text, text) : { outcome: null, edit_distance: null }
  const checks = read ? checkReply(text, read.context) : []
  const recorded = await store.recordReply({
    conversation_id,
    reply: {
      message_id: message?.id ?? null,
      draft_id: draft?.id ?? null,
      ...judged,
      channel: used,
      text,
      checks,
      promise: read ? promiseIn(text, read.context) : null,
    },
    past_answer: read && answerToKeep({ text, checks, outcome: judged.outcome }, read.context, read.input),
    once_key: options.onceKey === undefined ? null : `${actor.id} ${options.onceKey}`,
    actor,
    now: isoNow(clock),
  })
  if (recorded.kind === 'not_found') throw noConversation()
  if (recorded.kind === 'conflict')
    throw new DeljooError('conflict', 'This Idempotency-Key already belongs to another reply')
  wakeJobs()
  const { kind, reply, conversation } = recorded
  return {
    reply,
    draft: reply.draft_id === null ? null : await store.readDraft(reply.draft_id),
    conversation: presentConversation(conversation, rules, isoNow(clock)),
    customer_id: conversation.customer_id,
    seen_before: kind === 'seen_before',
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

const noConversation = () => new DeljooError('not_found', 'There is no conversation with this id')

export const noDraft = () =>
  new DeljooError('invalid_input', 'Not valid: draft_id', {
    issues: [{ path: 'draft_id', message: 'is not a draft of this conversation' }],
  })
