/** Links that let one person in once: an invitation, or a new password. 256 random bits, kept as a hash. */
import { type Actor, ensureAllowed, SYSTEM } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import { type OneTimeLink, type PersonIntake, type PersonRole, personIntake } from '../domain/person.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import type { Identity } from './identity-port.ts'
import { hashKey } from './keys.ts'
import type { LinkOutcome, UsableLink } from './people-store-port.ts'

const HOUR_MS = 3_600_000
/** How long an invitation works. */
export const LINK_DAYS = 7
const FIRST_LINK_HOURS = 24

/** `token` goes into the address and cannot be shown again. */
export type NewLink = OneTimeLink & { token: string }

type LinkDependencies = Pick<Dependencies, 'store' | 'clock'>

function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

async function makeLink(
  { store, clock }: LinkDependencies,
  actor: Actor,
  link: { role: PersonRole; person_id: string | null; hours: number; onlyFirst?: boolean },
): Promise<NewLink | null> {
  const token = newToken()
  const expires_at = new Date(clock().getTime() + link.hours * HOUR_MS).toISOString()
  const { role, person_id, onlyFirst = false } = link
  const made = await store.createLink({
    link: { hash: await hashKey(token), role, person_id, expires_at },
    actor,
    now: isoNow(clock),
    onlyFirst,
  })
  return made && { ...made, token }
}

/** For the very first admin; null when somebody has an account already. Earlier first links end. */
export const createFirstLink = (dependencies: LinkDependencies): Promise<NewLink | null> =>
  makeLink(dependencies, SYSTEM, {
    role: 'admin',
    person_id: null,
    hours: FIRST_LINK_HOURS,
    onlyFirst: true,
  })

/** @throws {DeljooError} `forbidden` */
export async function invitePerson(
  dependencies: LinkDependencies,
  actor: Actor,
  role: PersonRole,
): Promise<NewLink> {
  ensureAllowed(actor, 'manage_people')
  return (await makeLink(dependencies, actor, { role, person_id: null, hours: LINK_DAYS * 24 })) as NewLink
}

/** A link with which the person chooses a new password. @throws {DeljooError} `forbidden`, `not_found` */
export async function offerNewPassword(
  dependencies: LinkDependencies,
  actor: Actor,
  person_id: string,
): Promise<NewLink> {
  ensureAllowed(actor, 'manage_people')
  const person = (await dependencies.store.listPeople()).find(({ id }) => id === person_id)
  if (!person) throw new DeljooError('not_found', 'There is no person with this id')
  const link = { role: person.role, person_id, hours: LINK_DAYS * 24 }
  return (await makeLink(dependencies, actor, link)) as NewLink
}

/** Null: unknown, used, revoked or too old; which of them is nobody's business. */
export async function findLink(
  { store, clock }: LinkDependencies,
  token: string,
): Promise<UsableLink | null> {
  return store.findLink(await hashKey(token), isoNow(clock))
}

/** @throws {DeljooError} `forbidden`, `not_found` */
export async function revokeLink(
  { store, clock }: LinkDependencies,
  actor: Actor,
  link_id: string,
): Promise<OneTimeLink> {
  ensureAllowed(actor, 'manage_people')
  const revoked = await store.revokeLink({ link_id, actor, now: isoNow(clock) })
  if (!revoked) throw new DeljooError('not_found', 'There is no link with this id')
  return revoked
}

/** @throws {DeljooError} `forbidden` */
export async function listLinks({ store, clock }: LinkDependencies, actor: Actor): Promise<OneTimeLink[]> {
  ensureAllowed(actor, 'manage_people')
  return store.listLinks(isoNow(clock))
}

export type JoinOutcome =
  | Exclude<LinkOutcome, { kind: 'used' }>
  | { kind: 'joined'; cookies: string[] }
  /** `fields`: those of the form that are not right. */
  | { kind: 'invalid'; fields: (keyof PersonIntake)[] }

/** Uses the link up: makes the person or sets the password, and signs in. */
export async function join(
  { store, clock, identity }: LinkDependencies & { identity: Identity },
  token: string,
  form: Record<keyof PersonIntake, string>,
): Promise<JoinOutcome> {
  const link = await findLink({ store, clock }, token)
  if (!link) return { kind: 'dead' }
  const { person } = link
  const parsed = personIntake.safeParse(person ? { ...form, name: person.name, email: person.email } : form)
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => path[0] as keyof PersonIntake)
    return { kind: 'invalid', fields: [...new Set(fields)] }
  }
  const { name, email, password } = parsed.data
  const password_hash = await identity.hashPassword(password)
  const hash = await hashKey(token)
  const outcome = await store.useLink({ hash, name, email, password_hash, now: isoNow(clock) })
  if (outcome.kind !== 'used') return outcome
  return { kind: 'joined', cookies: await identity.open(outcome.person.id, null) }
}
