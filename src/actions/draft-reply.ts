/** Drafts the answer to a conversation, checks it, and keeps it with what it was made from. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import { composeDrafts } from '../domain/reply/compose.ts'
import { likeliestTopic } from '../domain/reply/context.ts'
import type { OnDraftEvent } from '../domain/reply/draft-event.ts'
import { setsBoundary } from '../domain/reply/situation.ts'
import type { DraftRequest, DraftSource, ReplyDraft } from '../domain/reply-record.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import { findPastAnswers, withArticles } from './ground-reply.ts'
import { abuseStep } from './read-abuse.ts'
import { answeredMessage, replyInputOf } from './reply-input.ts'
import { writeReply } from './write-reply.ts'

/**
 * Drafts of the playbooks, with the articles that fit; the first one is the LLM's where one is configured, `use_llm`
 * is not false, and what it wrote passes every check. `source` says which it is.
 * @param options.signal the caller left: the call to the LLM ends, and nothing is kept
 * @param options.onEvent hears what is written and checked as it happens
 * @throws {DeljooError} `forbidden`, `not_found`; `not_allowed_now` while no message is triaged;
 *   `unavailable` without playbooks, or when the caller left
 */
export async function draftReply(
  dependencies: Pick<Dependencies, 'store' | 'clock' | 'rules' | 'playbooks' | 'replyWriter'>,
  actor: Actor,
  conversation_id: string,
  request: DraftRequest,
  options: { signal?: AbortSignal; onEvent?: OnDraftEvent } = {},
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
  const abuse = await abuseStep(dependencies, message, now)
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
    ...(abuse && { abuse }),
  }
  const input = await withArticles(dependencies, replyInputOf(thread, message, how, rules))
  const composed = composeDrafts(playbooks, input, { seed: made_from.seed, count })
  const { signal, onEvent = () => {} } = options
  const writer = use_llm ? replyWriter : null
  const [plain] = composed
  if (plain === undefined) throw new Error('No draft was composed. This is a bug')
  const { playbook, language } = plain
  onEvent({
    event: 'started',
    data: { source: writer ? 'llm' : 'playbook', playbook, language, channel },
  })
  const written =
    writer &&
    (await writeReply(writer, playbooks, input, {
      ...options,
      past_answers: await findPastAnswers(dependencies, playbooks, input, conversation_id),
    }))
  if (signal?.aborted) throw new DeljooError('unavailable', 'The caller left before the draft was there')
  if (!written?.ok) {
    if (written) onEvent({ event: 'fallback', data: { because: written.failure } })
    onEvent({ event: 'writing', data: { text: plain.text } })
    for (const data of plain.checks) onEvent({ event: 'checking', data })
  }
  const llm = written && {
    model: written.model,
    failed_because: written.ok ? null : written.failure,
    cost_usd: written.costUsd,
  }
  const drafts = written?.ok
    ? [{ ...written.draft, subject: plain.subject }, ...composed.slice(0, count - 1)]
    : composed
  const kept = await store.recordDrafts({
    conversation_id,
    message_id: message.id,
    topic: likeliestTopic(message.triage.topics),
    made_from: {
      ...made_from,
      ...(abuse && composed.some((each) => setsBoundary(playbooks, each)) && { abuse_step: abuse }),
      ...(llm && { llm }),
    },
    drafts,
    actor,
    now,
  })
  if (kept === null) throw noConversation()
  for (const data of kept) onEvent({ event: 'draft', data })
  return { drafts: kept }
}

const noConversation = () => new DeljooError('not_found', 'There is no conversation with this id')
