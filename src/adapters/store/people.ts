/** People, their one-time links, and the secrets the service keeps for itself. */
import { and, asc, eq, gt, isNull, ne } from 'drizzle-orm'
import type { PeopleStore } from '../../actions/people-store-port.ts'
import { SYSTEM } from '../../domain/actor.ts'
import type { OneTimeLink, Person } from '../../domain/person.ts'
import { addAudit, type StoreContext } from './context.ts'
import type { Reader, Transaction } from './database.ts'
import { one_time_links, people, person_credentials, person_sessions, service_secrets } from './schema.ts'

/** Sessions opened with a key need a row to belong to; nobody can sign in as it. */
const OPERATOR = 'per_operator'

export function peopleStore({ connection, write, newId }: StoreContext): PeopleStore {
  return {
    async keepSecret(name, candidate) {
      return write((tx) => {
        tx.insert(service_secrets).values({ name, value: candidate }).onConflictDoNothing().run()
        return tx.select().from(service_secrets).where(eq(service_secrets.name, name)).get()?.value as string
      })
    },

    async listPeople() {
      return connection
        .select()
        .from(people)
        .where(ne(people.id, OPERATOR))
        .orderBy(asc(people.name), asc(people.id))
        .all()
        .map(toPerson)
    },

    async findPerson(person_id) {
      return personById(connection, person_id)
    },

    async savePreferences(person_id, preferences) {
      connection.update(people).set({ preferences }).where(eq(people.id, person_id)).run()
    },

    async ensureOperator(now) {
      const at = new Date(now)
      const email = 'operator@deljoo.invalid'
      connection
        .insert(people)
        .values({ id: OPERATOR, name: 'operator', email, role: 'admin', created_at: at, updated_at: at })
        .onConflictDoNothing()
        .run()
      return OPERATOR
    },

    async changePerson({ person_id, change, actor, now }) {
      return write((tx) => {
        const before = personById(tx, person_id)
        if (!before || person_id === OPERATOR) return { kind: 'not_found' }
        const role = change.role ?? before.role
        const suspended_at =
          change.suspended === undefined
            ? before.suspended_at
            : change.suspended
              ? (before.suspended_at ?? now)
              : null
        const isAdmin = role === 'admin' && suspended_at === null
        if (!isAdmin && before.role === 'admin' && !otherAdmin(tx, person_id)) return { kind: 'last_admin' }
        tx.update(people)
          .set({ role, suspended_at, updated_at: new Date(now) })
          .where(eq(people.id, person_id))
          .run()
        if (suspended_at !== null) endSessions(tx, person_id)
        const detail = { role, suspended: suspended_at !== null }
        const subject = { subject_kind: 'person', subject_id: person_id }
        addAudit(tx, { at: now, actor, action: 'person-changed', ...subject, detail })
        return { kind: 'changed', person: { ...before, role, suspended_at } }
      })
    },

    async createLink({ link, actor, now, onlyFirst = false }) {
      return write((tx) => {
        if (onlyFirst) {
          if (tx.select({ id: people.id }).from(people).where(ne(people.id, OPERATOR)).limit(1).get())
            return null
          tx.update(one_time_links).set({ revoked_at: now }).where(isNull(one_time_links.revoked_at)).run()
        }
        const id = newId('lnk')
        const row = { id, ...link, created_by: actor.id, created_by_name: actor.name, created_at: now }
        const made = tx.insert(one_time_links).values(row).returning().get()
        const detail = { role: link.role, person_id: link.person_id }
        addAudit(tx, { at: now, actor, action: 'link-made', subject_kind: 'link', subject_id: id, detail })
        return toLink(made)
      })
    },

    async listLinks(now) {
      return connection
        .select()
        .from(one_time_links)
        .where(usable(now))
        .orderBy(asc(one_time_links.id))
        .all()
        .map(toLink)
    },

    async findLink(hash, now) {
      return usableLink(connection, hash, now)
    },

    async revokeLink({ link_id, actor, now }) {
      return write((tx) => {
        const row = tx.select().from(one_time_links).where(eq(one_time_links.id, link_id)).get()
        if (!row) return null
        const { changes } = tx
          .update(one_time_links)
          .set({ revoked_at: now })
          .where(and(eq(one_time_links.id, link_id), usable(now)))
          .run()
        const subject = { subject_kind: 'link', subject_id: link_id }
        if (changes === 1) addAudit(tx, { at: now, actor, action: 'link-revoked', ...subject })
        return toLink(row)
      })
    },

    async useLink({ hash, name, email, password_hash, now }) {
      return write((tx) => {
        const link = usableLink(tx, hash, now)
        if (!link) return { kind: 'dead' }
        const at = new Date(now)
        let person_id = link.person_id
        if (person_id === null) {
          if (tx.select({ id: people.id }).from(people).where(eq(people.email, email)).get())
            return { kind: 'email_taken' }
          person_id = newId('per')
          const row = { id: person_id, name, email, role: link.role, created_at: at, updated_at: at }
          tx.insert(people).values(row).run()
        }
        tx.update(one_time_links).set({ used_at: now }).where(eq(one_time_links.id, link.id)).run()
        const password = { password: password_hash, updated_at: at }
        const account = { provider_id: 'credential', account_id: person_id }
        tx.insert(person_credentials)
          .values({ id: newId('cre'), person_id, ...account, ...password, created_at: at })
          .onConflictDoUpdate({
            target: [person_credentials.provider_id, person_credentials.account_id],
            set: password,
          })
          .run()
        endSessions(tx, person_id)
        const action = link.person_id === null ? 'person-joined' : 'password-set'
        const subject = { subject_kind: 'person', subject_id: person_id }
        addAudit(tx, { at: now, actor: SYSTEM, action, ...subject, detail: { link_id: link.id } })
        return { kind: 'used', person: personById(tx, person_id) as Person }
      })
    },
  }
}

const usable = (now: string) =>
  and(isNull(one_time_links.used_at), isNull(one_time_links.revoked_at), gt(one_time_links.expires_at, now))

function usableLink(reader: Reader, hash: string, now: string) {
  const row = reader
    .select()
    .from(one_time_links)
    .where(and(eq(one_time_links.hash, hash), usable(now)))
    .get()
  if (!row) return null
  const person = row.person_id === null ? null : personById(reader, row.person_id)
  // A link for somebody suspended meanwhile lets nobody in.
  return person?.suspended_at ? null : { ...toLink(row), person }
}

function personById(reader: Reader, person_id: string): Person | null {
  const row = reader.select().from(people).where(eq(people.id, person_id)).get()
  return row ? toPerson(row) : null
}

function otherAdmin(tx: Transaction, person_id: string): boolean {
  const admins = and(
    eq(people.role, 'admin'),
    isNull(people.suspended_at),
    ne(people.id, person_id),
    ne(people.id, OPERATOR),
  )
  return tx.select({ id: people.id }).from(people).where(admins).limit(1).get() !== undefined
}

function endSessions(tx: Transaction, person_id: string): void {
  tx.delete(person_sessions).where(eq(person_sessions.person_id, person_id)).run()
}

function toPerson({
  email_verified,
  image,
  updated_at,
  created_at,
  ...row
}: typeof people.$inferSelect): Person {
  return { ...row, created_at: created_at.toISOString() }
}

function toLink(row: typeof one_time_links.$inferSelect): OneTimeLink {
  const { hash, used_at, revoked_at, ...link } = row
  return link
}
