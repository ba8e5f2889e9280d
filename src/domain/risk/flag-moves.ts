/** Where this person may move a flag: what a screen offers, by the very rule that judges the move. */
import type { Actor } from '../actor.ts'
import { FLAG_STAGES, type Flag, type FlagStage, moveFlag } from './flag.ts'

/** Without the stage it is in. A note counts as given: the one who moves it can write one. */
export function movesOpenTo(flag: Flag, role: Actor['role']): FlagStage[] {
  const actor: Actor = { kind: 'person', id: '', name: '', role }
  return FLAG_STAGES.filter(
    (to) => to !== flag.stage && moveFlag(flag, { to, actor, at: flag.updated_at, note: '-' }).ok,
  )
}
