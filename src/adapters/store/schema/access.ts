/** People who sign in, their sessions and passwords, and the one-time links that let them in. */

import type { StoredPreferences } from '../../../domain/person.ts'
import { PERSON_ROLES } from '../../../domain/person.ts'
import { flag, index, json, moment, table, text, time, uniqueIndex, word } from '../columns.ts'

/** better-auth reads and writes these three; its own names are mapped in `src/adapters/identity/`. */
export const people = table(
  'people',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    /** In small letters. */
    email: text('email').notNull(),
    email_verified: flag('email_verified').notNull().default(false),
    image: text('image'),
    role: word('role', PERSON_ROLES).notNull(),
    preferences: json<StoredPreferences>('preferences').notNull().default({}),
    suspended_at: time('suspended_at'),
    last_seen_at: time('last_seen_at'),
    created_at: moment('created_at').notNull(),
    updated_at: moment('updated_at').notNull(),
  },
  (t) => [uniqueIndex('people_by_email').on(t.email)],
)

export const person_sessions = table(
  'person_sessions',
  {
    id: text('id').primaryKey(),
    person_id: text('person_id')
      .notNull()
      .references(() => people.id),
    token: text('token').notNull(),
    /** Of the API key it was opened with, if it was: the session ends with the key. */
    key_hash: text('key_hash'),
    ip_address: text('ip_address'),
    user_agent: text('user_agent'),
    expires_at: moment('expires_at').notNull(),
    created_at: moment('created_at').notNull(),
    updated_at: moment('updated_at').notNull(),
  },
  (t) => [uniqueIndex('sessions_by_token').on(t.token), index('sessions_by_person').on(t.person_id)],
)

export const person_credentials = table(
  'person_credentials',
  {
    id: text('id').primaryKey(),
    person_id: text('person_id')
      .notNull()
      .references(() => people.id),
    account_id: text('account_id').notNull(),
    provider_id: text('provider_id').notNull(),
    password: text('password'),
    created_at: moment('created_at').notNull(),
    updated_at: moment('updated_at').notNull(),
  },
  (t) => [uniqueIndex('credentials_by_account').on(t.provider_id, t.account_id)],
)

/** A link works once: for a new person (`role`), or for a new password (`person_id`). */
export const one_time_links = table(
  'one_time_links',
  {
    id: text('id').primaryKey(),
    hash: text('hash').notNull(),
    role: word('role', PERSON_ROLES).notNull(),
    person_id: text('person_id').references(() => people.id),
    created_by: text('created_by').notNull(),
    created_by_name: text('created_by_name').notNull(),
    created_at: time('created_at').notNull(),
    expires_at: time('expires_at').notNull(),
    used_at: time('used_at'),
    revoked_at: time('revoked_at'),
  },
  (t) => [uniqueIndex('one_time_links_by_hash').on(t.hash)],
)

/** What the service makes for itself at its first start and needs again. */
export const service_secrets = table('service_secrets', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
})
