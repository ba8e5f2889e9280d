/** Sessions of people who signed in, kept by a library behind this port. */
import type { PersonRole } from '../domain/person.ts'

/** What a session says of itself. Suspended people have none. */
export type SessionFacts = {
  person_id: string
  name: string
  role: PersonRole
  preferences: Record<string, string>
  /** Set when it was opened with an API key and lasts only as long as that key. */
  key_hash: string | null
}

export interface Identity {
  /** Set-Cookie values of a new session; null when e-mail or password is wrong, or the person suspended. */
  signIn(credentials: { email: string; password: string }): Promise<string[] | null>
  /** A session without a password, for someone who proved who they are by a link or a key. */
  open(person_id: string, key_hash: string | null): Promise<string[]>
  /** The session behind the cookie's value; null: none, or over. `renew`: answers Set-Cookie when its time is to be longer. */
  read(
    cookie: string,
    options: { renew: boolean },
  ): Promise<{ session: SessionFacts; cookies: string[] } | null>
  /** Ends it; answers the Set-Cookie values that clear it. */
  close(cookie: string): Promise<string[]>
  hashPassword(password: string): Promise<string>
}

/** Name of the session cookie. */
export const SESSION_COOKIE = 'deljoo_session'
