/** A colleague's remark on a conversation. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import type { Note } from '../domain/conversation.ts'
import { DeljooError } from '../domain/errors.ts'
import { type Dependencies, isoNow } from './dependencies.ts'

/** @throws {DeljooError} `forbidden`, `not_found` */
export async function addNote(
  dependencies: Pick<Dependencies, 'store' | 'clock'>,
  actor: Actor,
  conversation_id: string,
  text: string,
): Promise<Note> {
  ensureAllowed(actor, 'change_conversations')
  const { store, clock } = dependencies
  const note = await store.addNote({ conversation_id, text, actor, now: isoNow(clock) })
  if (!note) throw new DeljooError('not_found', 'There is no conversation with this id')
  return note
}
