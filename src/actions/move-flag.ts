/** Moves an at-risk flag: stage, owner, due time, with a note. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import type { FlagMove, FlagWithHistory } from '../domain/flag.ts'
import type { FlagRefusal } from '../domain/risk/flag-moves.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import { readFlag } from './list-flags.ts'

/** @throws {DeljooError} `forbidden`, `not_found`, `not_allowed_now`; `invalid_input` where a note is due */
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
    case 'another_at_work':
      throw new DeljooError('not_allowed_now', 'The customer has another flag that is being worked on')
    case 'refused':
      throw refused(outcome.refusal)
    case 'changed':
      return readFlag(dependencies, actor, flag_id)
  }
}

function refused(refusal: FlagRefusal): DeljooError {
  const { from, to } = refusal
  switch (refusal.code) {
    case 'not_allowed':
      return new DeljooError('not_allowed_now', `A flag cannot move from ${from} to ${to}`, {
        issues: [{ path: 'stage', message: `is ${from}; may become ${refusal.allowed.join(', ')}` }],
      })
    case 'needs_supervisor':
      return new DeljooError('forbidden', `Only a supervisor moves a flag from ${from} to ${to}`)
    case 'wrong_outcome':
      return new DeljooError('invalid_input', 'Not valid: outcome_reason', {
        issues: [
          {
            path: 'outcome_reason',
            message:
              refusal.allowed.length > 0
                ? `for ${to} must be one of ${refusal.allowed.join(', ')}`
                : `belongs only to a closed flag, not to ${to}`,
          },
        ],
      })
    case 'needs_note':
      return new DeljooError('invalid_input', `Moving a flag to ${to} needs a note`, {
        issues: [{ path: 'note', message: 'must say why' }],
      })
  }
}
