/** The people's part of the database; each method one atomic unit of work, as in `store-port.ts`. */
import type { Actor } from '../domain/actor.ts'
import type { OneTimeLink, Person, PersonRole, StoredPreferences } from '../domain/person.ts'

export type UsableLink = OneTimeLink & {
  /** Whose password it sets; null: it makes a new person. */
  person: Person | null
}

export type LinkOutcome =
  | { kind: 'used'; person: Person }
  /** Unknown, used, revoked or too old. */
  | { kind: 'dead' }
  | { kind: 'email_taken' }

export type PersonChange = { role?: PersonRole | undefined; suspended?: boolean | undefined }

export type PersonOutcome =
  | { kind: 'changed'; person: Person }
  | { kind: 'not_found' }
  /** Nobody could manage people after it. */
  | { kind: 'last_admin' }

export interface PeopleStore {
  /** The named secret; `candidate` becomes it when there is none yet. */
  keepSecret(name: string, candidate: string): Promise<string>
  /** By name, without the operator. */
  listPeople(): Promise<Person[]>
  findPerson(person_id: string): Promise<Person | null>
  savePreferences(person_id: string, preferences: StoredPreferences): Promise<void>
  /** The row that sessions opened with a key belong to. */
  ensureOperator(now: string): Promise<string>
  /**
   * Changes role or suspension; a suspended person's sessions end in the same unit.
   * The last active admin stays one.
   */
  changePerson(request: {
    person_id: string
    change: PersonChange
    actor: Actor
    now: string
  }): Promise<PersonOutcome>

  /** `onlyFirst`: null when there is a person already; takes the place of earlier first links. */
  createLink(request: {
    link: { hash: string; role: PersonRole; person_id: string | null; expires_at: string }
    actor: Actor
    now: string
    onlyFirst?: boolean
  }): Promise<OneTimeLink | null>
  /** Those that can still be used. */
  listLinks(now: string): Promise<OneTimeLink[]>
  findLink(hash: string, now: string): Promise<UsableLink | null>
  /** Null: no such link. Revoking twice changes nothing. */
  revokeLink(request: { link_id: string; actor: Actor; now: string }): Promise<OneTimeLink | null>
  /** Makes the person, or sets the password and ends the person's sessions; the link is used up by it. */
  useLink(request: {
    hash: string
    /** Ignored where the link sets a password only. */
    name: string
    email: string
    password_hash: string
    now: string
  }): Promise<LinkOutcome>
}
