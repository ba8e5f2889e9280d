/**
 * Who acts: a person, an API key or the service itself, its role, and what each role may do.
 * One table, read by every verb; the HTTP layer only tells who is asking.
 */
import { z } from 'zod'
import { DeljooError } from './errors.ts'

export const ROLES = ['service', 'agent', 'supervisor', 'admin'] as const
export const role = z.enum(ROLES)
export type Role = z.infer<typeof role>

/** `id` is the id of the key (`key_…`) or person (`per_…`), `configuration` for the operator's own admin key, or `system`. */
export type Actor = {
  kind: 'key' | 'person' | 'configuration' | 'system'
  id: string
  name: string
  role: Role
}

/** The service acting by itself: job loop, import from the command line. */
export const SYSTEM: Actor = { kind: 'system', id: 'system', name: 'system', role: 'admin' }

const everyone = ROLES
const desk = ['agent', 'supervisor', 'admin'] as const

/** `service` classifies, takes messages, surveys and account events in and reads risk; people at the desk do the rest. */
export const PERMISSIONS = {
  classify: everyone,
  receive_messages: everyone,
  record_surveys: everyone,
  record_account_events: everyone,
  read_risk: everyone,
  read_conversations: desk,
  follow_events: desk,
  change_conversations: desk,
  write_replies: desk,
  read_articles: desk,
  write_articles: ['supervisor', 'admin'],
  correct_triage: desk,
  read_customers: desk,
  read_flags: desk,
  move_flags: desk,
  read_insights: ['supervisor', 'admin'],
  /** Of their own work; `read_insights` shows everybody's. */
  read_own_insights: desk,
  review_replies: ['supervisor', 'admin'],
  /** Of their own replies; `review_replies` shows everybody's. */
  read_own_reviews: desk,
  export_customers: ['supervisor', 'admin'],
  erase_customers: ['admin'],
  manage_keys: ['admin'],
  read_people: desk,
  manage_people: ['admin'],
} as const satisfies Record<string, readonly Role[]>
export type Permission = keyof typeof PERMISSIONS

export function isAllowed(actor: Pick<Actor, 'role'>, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(actor.role)
}

/** @throws {DeljooError} `forbidden`, naming the roles that would do */
export function ensureAllowed(actor: Actor, permission: Permission): void {
  if (isAllowed(actor, permission)) return
  throw new DeljooError('forbidden', `This needs the role ${PERMISSIONS[permission].join(' or ')}`)
}
