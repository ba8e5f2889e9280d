/** The operator's settings that the desk's rules need, parsed once at start. */
import type { BusinessHours } from './desk/opening-hours.ts'

export type DeskRules = {
  hours: BusinessHours
  /** Messages of one customer closer than this are one turn. */
  burstSeconds: number
  /** Country of phone numbers written without one, e.g. `98`; null: unknown, they stay as written. */
  phoneCountryCode: string | null
}
