/** API keys as people see them; the secret itself is shown once and kept only as a hash. */
import { z } from 'zod'
import { type Role, role } from './actor.ts'

export type ApiKey = {
  id: string
  /** First characters of the secret, to recognise it by. */
  prefix: string
  name: string
  role: Role
  created_at: string
  last_used_at: string | null
  revoked_at: string | null
}

/** Body of `POST /v1/keys`. */
export const keyIntake = z.strictObject({ name: z.string().trim().min(1).max(200), role })
export type KeyIntake = z.infer<typeof keyIntake>
