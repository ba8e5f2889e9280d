/** Moves an at-risk flag: stage, owner, due time, with a note. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import type { FlagMove, FlagWithHistory } from '../domain/flag.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import { readFlag } from './list-flags.ts'

/** @throws {DeljooError} `forbidden`, `not_found`, `not_allowed_now` for a transition the stages refuse */
export async function moveFlag(
  dependencies: Pick<Dependencies, 'store' | 'clock'>,
  actor: Actor,
  flag_id: string,
  move: FlagMove,
): Promise<FlagWithHistory> {
  ensureAllowed(actor, 'move_flags')
  const { store, clock } = dependencies
  const outcome = await store.moveFlag({ flag_id, move, actor, now: isoNow(clock) })
  switch (outcome.kind) {
    case 'not_found':
      throw new DeljooError('not_found', 'There is no flag with this id')
    case 'not_allowed':
      throw new DeljooError('not_allowed_now', `A flag cannot move from ${outcome.from} to ${outcome.to}`, {
        issues: [{ path: 'stage', message: `is ${outcome.from}` }],
      })
    case 'changed':
      return readFlag(dependencies, actor, flag_id)
  }
}
