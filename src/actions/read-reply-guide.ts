/** The playbook of the answer that is due, for the agent who writes it. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import type { Language } from '../domain/labels.ts'
import { readReplyContext } from '../domain/reply/context.ts'
import { type ReplyGuide, replyGuide } from '../domain/reply/guide.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import { noConversation } from './judge-written-reply.ts'
import { abuseStep } from './read-abuse.ts'
import { answeredMessage, replyInputOf } from './reply-input.ts'

/**
 * @param reader in which language the agent reads; missing: that of the answer
 * @throws {DeljooError} `forbidden`, `not_found`; `not_allowed_now` while no message is triaged; `unavailable` without
 *   playbooks
 */
export async function readReplyGuide(
  { store, clock, rules, playbooks }: Pick<Dependencies, 'store' | 'clock' | 'rules' | 'playbooks'>,
  actor: Actor,
  conversation_id: string,
  reader?: Language | undefined,
): Promise<ReplyGuide> {
  ensureAllowed(actor, 'write_replies')
  const thread = await store.readConversation(conversation_id)
  if (!thread) throw noConversation()
  if (playbooks === null) throw new DeljooError('unavailable', 'This deployment has no playbooks')
  const message = answeredMessage(thread)
  if (message === null)
    throw new DeljooError('not_allowed_now', 'No message of this conversation is triaged yet', {
      retryAfterSeconds: 1,
    })
  const now = isoNow(clock)
  const abuse = await abuseStep({ store }, message, now)
  const how = { channel: thread.conversation.channel, now, ...(abuse && { abuse }) }
  const context = readReplyContext(playbooks, replyInputOf(thread, message, how, rules))
  return replyGuide(context, reader ?? context.language)
}
