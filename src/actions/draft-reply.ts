/** Drafts the answer to a conversation, checks it, and keeps it with what it was made from. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import { composeDrafts } from '../domain/reply/compose.ts'
import type { DraftRequest, DraftSource, ReplyDraft } from '../domain/reply-record.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import { answeredMessage, replyInputOf } from './reply-input.ts'
import { writeReply } from './write-reply.ts'

/**
 * Drafts of the playbooks; the first one is the LLM's where one is configured, `use_llm` is not false, and what it wrote
 * passes every check. `source` says which it is.
 * @throws {DeljooError} `forbidden`, `not_found`; `not_allowed_now` while no message is triaged;
 *   `unavailable` without playbooks
 */
export async function draftReply(
  dependencies: Pick<Dependencies, 'store' | 'clock' | 'rules' | 'playbooks' | 'replyWriter'>,
  actor: Actor,
  conversation_id: string,
  request: DraftRequest,
): Promise<{ drafts: ReplyDraft[] }> {
  ensureAllowed(actor, 'write_replies')
  const { store, clock, rules, playbooks, replyWriter } = dependencies
  const thread = await store.readConversation(conversation_id)
  if (!thread) throw noConversation()
  if (playbooks === null) throw new DeljooError('unavailable', 'This deployment has no playbooks')
  const message = answeredMessage(thread)
  if (message === null)
    throw new DeljooError('not_allowed_now', 'No message of this conversation is triaged yet', {
      retryAfterSeconds: 1,
    })
  const now = isoNow(clock)
  const { register, use_llm = replyWriter !== null, count } = request
  const channel = request.channel ?? thread.conversation.channel
  const made_from: DraftSource = {
    triage_id: message.triage.id,
    channel,
    public: request.public ?? null,
    register: register ?? null,
    use_llm,
    // Asked again later, other words come where there are some.
    seed: `${message.id} ${now}`,
  }
  const how = {
    channel,
    now,
    ...(request.public === undefined ? {} : { public: request.public }),
    ...(register === undefined ? {} : { register }),
  }
  const input = replyInputOf(thread, message, how, rules)
  const composed = composeDrafts(playbooks, input, { seed: made_from.seed, count })
  const written = use_llm && replyWriter ? await writeReply(replyWriter, playbooks, input) : null
  const llm = written && {
    model: written.model,
    failed_because: written.ok ? null : written.failure,
    cost_usd: written.costUsd,
  }
  const drafts = written?.ok
    ? [{ ...written.draft, subject: composed[0]?.subject ?? null }, ...composed.slice(0, count - 1)]
    : composed
  const [likeliest] = message.triage.topics.toSorted((one, other) => other.confidence - one.confidence)
  const kept = await store.recordDrafts({
    conversation_id,
    message_id: message.id,
    topic: likeliest?.label ?? 'other',
    made_from: { ...made_from, ...(llm && { llm }) },
    drafts,
    actor,
    now,
  })
  if (kept === null) throw noConversation()
  return { drafts: kept }
}

const noConversation = () => new DeljooError('not_found', 'There is no conversation with this id')
