/** What people do with an at-risk flag: one table of stages, and who may choose which. */
import type { Actor, Role } from '../actor.ts'
import type { BusinessHours } from '../desk/opening-hours.ts'
import {
  DEFAULT_FLAG_SETTINGS,
  dueAt,
  FLAG_OUTCOMES,
  FLAG_STAGES,
  type Flag,
  type FlagOutcomeReason,
  type FlagSettings,
  type FlagStage,
  isFlagClosed,
} from './flag.ts'

/** Where a person may move a flag from each stage. */
export const FLAG_TRANSITIONS: Record<FlagStage, readonly FlagStage[]> = {
  open: ['planned', 'saving', 'recovered', 'lost', 'dismissed'],
  planned: ['open', 'saving', 'recovered', 'lost', 'dismissed'],
  saving: ['planned', 'recovered', 'lost', 'dismissed'],
  recovered: ['open'],
  lost: ['open'],
  dismissed: ['open'],
}

const SUPERVISORS: readonly Role[] = ['supervisor', 'admin']
const GRAVE_STAGES: readonly FlagStage[] = ['lost', 'dismissed']

export type FlagRefusal =
  | { code: 'not_allowed'; from: FlagStage; to: FlagStage; allowed: readonly FlagStage[] }
  /** Giving a customer up, dismissing and reopening are a supervisor's. */
  | { code: 'needs_supervisor'; from: FlagStage; to: FlagStage }
  | { code: 'needs_note'; from: FlagStage; to: FlagStage }
  /** The reason belongs to another ending, or there is none. */
  | { code: 'wrong_outcome'; from: FlagStage; to: FlagStage; allowed: readonly FlagOutcomeReason[] }

export type FlagMoveRequest = {
  to: FlagStage
  actor: Actor
  at: string
  note?: string | null
  outcome_reason?: FlagOutcomeReason | null | undefined
  hours?: BusinessHours
  settings?: FlagSettings
}

/**
 * A person moves a flag. Who takes an unowned case into work owns it; a closed case has no due time,
 * a reopened one gets a fresh one. Staying at a stage is allowed and changes nothing.
 */
export function moveFlag(
  flag: Flag,
  request: FlagMoveRequest,
): { ok: true; flag: Flag } | { ok: false; refusal: FlagRefusal } {
  const { to, actor, at, settings = DEFAULT_FLAG_SETTINGS } = request
  const from = flag.stage
  const refuse = (refusal: FlagRefusal) => ({ ok: false, refusal }) as const
  const outcome_reason = request.outcome_reason ?? null
  const allowed: readonly FlagOutcomeReason[] = isFlagClosed(to) ? FLAG_OUTCOMES[to] : []
  if (outcome_reason !== null && !allowed.includes(outcome_reason))
    return refuse({ code: 'wrong_outcome', from, to, allowed })
  if (to === from) return { ok: true, flag: outcome_reason === null ? flag : { ...flag, outcome_reason } }
  if (!FLAG_TRANSITIONS[from].includes(to)) {
    return refuse({ code: 'not_allowed', from, to, allowed: FLAG_TRANSITIONS[from] })
  }
  const isGrave = GRAVE_STAGES.includes(to) || isFlagClosed(from)
  if (isGrave && !SUPERVISORS.includes(actor.role)) return refuse({ code: 'needs_supervisor', from, to })
  if (settings.noteRequiredFor.includes(to) && !request.note?.trim()) {
    return refuse({ code: 'needs_note', from, to })
  }
  const moved = { ...flag, stage: to, outcome_reason, updated_at: at }
  if (isFlagClosed(to)) return { ok: true, flag: { ...moved, due_at: null, closed_at: at } }
  const owner = to === 'open' ? flag.owner : (flag.owner ?? actor.id)
  if (!isFlagClosed(from)) return { ok: true, flag: { ...moved, owner } }
  const due_at = dueAt(flag.level, at, request.hours, settings)
  return { ok: true, flag: { ...moved, owner, due_at, closed_at: null, calm_since: null } }
}

/** Where this person may move a flag, without the stage it is in: what a screen offers. A note counts as given: the one who moves it can write one. */
export function movesOpenTo(flag: Flag, role: Actor['role']): FlagStage[] {
  const actor: Actor = { kind: 'person', id: '', name: '', role }
  return FLAG_STAGES.filter(
    (to) => to !== flag.stage && moveFlag(flag, { to, actor, at: flag.updated_at, note: '-' }).ok,
  )
}
