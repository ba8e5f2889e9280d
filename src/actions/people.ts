/** The people at the desk: who they are, what they may, and what they chose for their screen. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import type { Person } from '../domain/person.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import type { PersonChange } from './people-store-port.ts'

type PeopleDependencies = Pick<Dependencies, 'store' | 'clock'>

/** @throws {DeljooError} `forbidden` */
export async function listPeople({ store }: Pick<Dependencies, 'store'>, actor: Actor): Promise<Person[]> {
  ensureAllowed(actor, 'read_people')
  return store.listPeople()
}

/** Works at once, also on open sessions. @throws {DeljooError} `forbidden`, `not_found`, `conflict` for the last admin */
export async function changePerson(
  { store, clock }: PeopleDependencies,
  actor: Actor,
  person_id: string,
  change: PersonChange,
): Promise<Person> {
  ensureAllowed(actor, 'manage_people')
  const outcome = await store.changePerson({ person_id, change, actor, now: isoNow(clock) })
  switch (outcome.kind) {
    case 'changed':
      return outcome.person
    case 'not_found':
      throw new DeljooError('not_found', 'There is no person with this id')
    case 'last_admin':
      throw new DeljooError('conflict', 'This is the last active admin')
  }
}
