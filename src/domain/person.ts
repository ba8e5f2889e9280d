/** People who work at the desk and sign in to the screens, and the links that let them in. */
import { z } from 'zod'

export const PERSON_ROLES = ['agent', 'supervisor', 'admin'] as const
export const personRole = z.enum(PERSON_ROLES)
export type PersonRole = z.infer<typeof personRole>

/** Choices for their own screen; the screens know the words. */
export type StoredPreferences = Record<string, string>

export type Person = {
  id: string
  name: string
  email: string
  role: PersonRole
  preferences: StoredPreferences
  suspended_at: string | null
  created_at: string
  /** When they last signed in; null: never. */
  last_seen_at: string | null
}

/** Without its secret, which was shown once. */
export type OneTimeLink = {
  id: string
  role: PersonRole
  /** For a new password of this person; null: for a new person. */
  person_id: string | null
  /** Id of the actor: a person, a key, `configuration` or `system`. */
  created_by: string
  created_by_name: string
  created_at: string
  expires_at: string
}

export const MIN_PASSWORD_LENGTH = 10
/** scrypt takes no longer for a long text, but nobody needs more. */
export const MAX_PASSWORD_LENGTH = 128

export const personIntake = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.string().trim().toLowerCase().pipe(z.email().max(200)),
  password: z.string().min(MIN_PASSWORD_LENGTH).max(MAX_PASSWORD_LENGTH),
})
export type PersonIntake = z.infer<typeof personIntake>
