/** A customer across channels: what is known of them and by which names and addresses they write. */
import { z } from 'zod'
import type { Risk } from './risk/risk.ts'

export const IDENTITY_KINDS = ['external_id', 'email', 'phone', 'handle'] as const
export type IdentityKind = (typeof IDENTITY_KINDS)[number]
/** `value` is normalised (`identity.ts`): the same person writes the same value on every channel. */
export type Identity = { kind: IdentityKind; value: string }

const short = z.string().trim().min(1).max(200)

/** What a message tells of its sender. At least one way to know them again. */
export const customerIntake = z
  .strictObject({
    external_id: short.optional(),
    email: z
      .string()
      .trim()
      .max(320)
      .regex(/^[^\s@]+@[^\s@]+$/, 'must look like name@example.com')
      .optional(),
    phone: z
      .string()
      .trim()
      .max(40)
      .refine((value) => (value.match(/[0-9٠-٩۰-۹]/g)?.length ?? 0) >= 4, 'must have at least four digits')
      .optional(),
    handle: short.refine((value) => /[^@\s]/.test(value), 'must name someone').optional(),
    name: short.optional(),
    segment: short.optional(),
    plan: short.optional(),
    lifetime_value: z.number().min(0).max(1e12).optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD')
      .optional(),
    tenure_months: z.number().min(0).max(2_400).optional(),
  })
  .refine(
    (given) => IDENTITY_KINDS.some((kind) => given[kind] !== undefined),
    'Give at least one of external_id, email, phone, handle',
  )
export type CustomerIntake = z.infer<typeof customerIntake>

/** Attributes that a newer message may change; a value never falls back to null. */
export const CUSTOMER_ATTRIBUTES = [
  'name',
  'segment',
  'plan',
  'lifetime_value',
  'currency',
  'tenure_months',
] as const

export type Customer = {
  id: string
  external_id: string | null
  emails: string[]
  phones: string[]
  handles: string[]
  name: string | null
  segment: string | null
  plan: string | null
  /** In `currency`, whole life so far. */
  lifetime_value: number | null
  currency: string | null
  tenure_months: number | null
  /** Set: erasing is refused. */
  legal_hold: boolean
  created_at: string
  updated_at: string
  /** Null until the first message was triaged. */
  risk: Risk | null
}
