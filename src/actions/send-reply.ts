/** Keeps what the agent sent, with the draft it came from and what the checks say of it. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import type { Conversation } from '../domain/conversation.ts'
import { DeljooError } from '../domain/errors.ts'
import { answerToKeep } from '../domain/reply/learn-answer.ts'
import type { ReplyDraft, SentReply } from '../domain/reply-record.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import { judgeWritten, noConversation, type WrittenReply } from './judge-written-reply.ts'
import { presentConversation } from './present-conversation.ts'

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

export type ReplyToSend = WrittenReply & {
  /** The last reply the agent has seen, null: none; missing: whatever was sent meanwhile. */
  if_last_reply?: string | null | undefined
}

/**
 * The agent decides: a failed check is kept and shown, and stops nothing.
 * @param options.onceKey the request's `Idempotency-Key`: stored with the reply
 * @throws {DeljooError} `forbidden`, `not_found`; `invalid_input` for a draft of another conversation;
 *   `conflict` when the once key belongs to another text, or somebody else answered
 *   since `if_last_reply` (named as the issue)
 */
export async function sendReply(
  dependencies: Pick<Dependencies, 'store' | 'clock' | 'rules' | 'playbooks' | 'wakeJobs'>,
  actor: Actor,
  conversation_id: string,
  { if_last_reply, ...written }: ReplyToSend,
  options: { onceKey?: string | undefined } = {},
): Promise<SendOutcome> {
  ensureAllowed(actor, 'write_replies')
  const { store, clock, rules, wakeJobs } = dependencies
  const { text } = written
  const { message, draft, channel, read, ...judged } = await judgeWritten(
    dependencies,
    conversation_id,
    written,
  )
  const recorded = await store.recordReply({
    conversation_id,
    reply: {
      message_id: message?.id ?? null,
      draft_id: draft?.id ?? null,
      ...judged,
      channel,
      text,
    },
    past_answer: read && answerToKeep({ text, ...judged }, read.context, read.input),
    if_last_reply,
    once_key: options.onceKey === undefined ? null : `${actor.id} ${options.onceKey}`,
    actor,
    now: isoNow(clock),
  })
  if (recorded.kind === 'not_found') throw noConversation()
  if (recorded.kind === 'conflict')
    throw new DeljooError('conflict', 'This Idempotency-Key already belongs to another reply')
  if (recorded.kind === 'answered_meanwhile')
    throw new DeljooError('conflict', 'Somebody else answered meanwhile; nothing was sent', {
      issues: [{ path: 'if_last_reply', message: `must be ${recorded.reply_id}` }],
    })
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
