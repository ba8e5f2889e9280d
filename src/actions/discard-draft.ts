/** A draft that was of no use, and why: what the next drafts are to be better at. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import type { DiscardReason } from '../domain/reply-record.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import { noDraft } from './judge-written-reply.ts'
import { presentConversation } from './present-conversation.ts'
import type { RepliedConversation } from './send-reply.ts'

/**
 * Nothing is sent, so the conversation stays as it is. Done twice it changes nothing.
 * @throws {DeljooError} `forbidden`; `not_found`; `invalid_input` for a draft of another conversation;
 *   `not_allowed_now` when it was sent already
 */
export async function discardDraft(
  { store, clock, rules }: Pick<Dependencies, 'store' | 'clock' | 'rules'>,
  actor: Actor,
  conversation_id: string,
  discard: { draft_id: string; reason: DiscardReason; note?: string | undefined },
): Promise<RepliedConversation> {
  ensureAllowed(actor, 'write_replies')
  const now = isoNow(clock)
  const { draft_id, reason, note = null } = discard
  const outcome = await store.discardDraft({ conversation_id, draft_id, reason, note, actor, now })
  switch (outcome.kind) {
    case 'not_found':
      if (await store.readConversation(conversation_id)) throw noDraft()
      throw new DeljooError('not_found', 'There is no conversation with this id')
    case 'sent_already':
      throw new DeljooError('not_allowed_now', 'This draft was sent already', {
        issues: [{ path: 'draft_id', message: 'was sent already' }],
      })
    case 'discarded':
      return {
        reply: null,
        draft: outcome.draft,
        conversation: presentConversation(outcome.conversation, rules, now),
      }
  }
}
