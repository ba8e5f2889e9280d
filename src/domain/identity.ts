/** One written form per name or address, so that the same person is found again on every channel. */
import type { CustomerIntake, Identity } from './customer.ts'

/** Persian and Arabic digits end in the digit's value: U+06F0–06F9, U+0660–0669. */
const asciiDigits = (text: string) =>
  text.normalize('NFKC').replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))

/**
 * Digits with country code and nothing else. `+98 912…`, `0098912…` and, when `countryCode` is `98`,
 * `0912…` are one number. Without a country code the digits stay as they are.
 */
export function normalisePhone(raw: string, countryCode: string | null): string {
  const ascii = asciiDigits(raw).replace(/\(0\)/g, '')
  const digits = ascii.replace(/\D/g, '')
  if (/^\D*\+/.test(ascii)) return digits
  if (digits.startsWith('00')) return digits.slice(2)
  if (countryCode !== null && digits.startsWith('0')) return countryCode + digits.slice(1)
  return digits
}

export const normaliseEmail = (raw: string) => raw.trim().normalize('NFKC').toLowerCase()
export const normaliseHandle = (raw: string) => raw.trim().normalize('NFKC').replace(/^@+/, '').toLowerCase()

/** The identities an intake names, strongest first. `countryCode`: of phone numbers written without one, e.g. `98`. */
export function identitiesOf(customer: CustomerIntake, countryCode: string | null): Identity[] {
  const { external_id, email, phone, handle } = customer
  return [
    ...(external_id ? [{ kind: 'external_id' as const, value: external_id.trim() }] : []),
    ...(email ? [{ kind: 'email' as const, value: normaliseEmail(email) }] : []),
    ...(phone ? [{ kind: 'phone' as const, value: normalisePhone(phone, countryCode) }] : []),
    ...(handle ? [{ kind: 'handle' as const, value: normaliseHandle(handle) }] : []),
  ]
}
