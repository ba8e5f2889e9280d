/**
 * Which runs of digits are telephone numbers. Own tables rather than a telephone library: here a wrong hit hides an
 * order number or an amount from the agent's draft, so only shapes that numbers of our region really have are taken.
 */

/** Country code → least and most digits of the national number, without the leading 0. */
const NATIONAL_LENGTHS = new Map<string, readonly [number, number]>([
  ['98', [8, 10]],
  ['966', [8, 9]],
  ['971', [8, 9]],
  ['20', [8, 10]],
  ['965', [8, 8]],
  ['974', [7, 8]],
  ['973', [8, 8]],
  ['968', [8, 8]],
  ['962', [8, 9]],
  ['961', [7, 8]],
  ['964', [8, 10]],
  ['963', [8, 9]],
  ['970', [8, 9]],
  ['972', [8, 9]],
  ['967', [7, 9]],
  ['218', [8, 9]],
  ['216', [8, 8]],
  ['213', [8, 9]],
  ['212', [9, 9]],
  ['249', [9, 9]],
  ['222', [8, 8]],
  ['93', [9, 9]],
  ['90', [10, 10]],
  ['992', [9, 9]],
  ['994', [9, 9]],
  ['374', [8, 8]],
  ['1', [10, 10]],
  ['7', [10, 10]],
  ['44', [9, 10]],
  ['49', [7, 12]],
  ['33', [9, 9]],
  ['34', [9, 9]],
  ['39', [8, 11]],
  ['31', [9, 9]],
  ['46', [7, 10]],
  ['91', [10, 10]],
  ['92', [9, 10]],
])

/** Mobile numbers written with the country code but without plus or zeros, as phones and spreadsheets store them. */
const BARE_INTERNATIONAL =
  /^(?:989\d{9}|9665\d{8}|9715\d{8}|201[0125]\d{8}|9627[789]\d{7}|9647\d{9}|965[569]\d{7}|974[3567]\d{7}|973[36]\d{7}|968[79]\d{7}|961(?:3|7\d|81)\d{6}|9639\d{8}|9705[69]\d{7}|2126\d{8}|2127\d{8})$/

export type DigitRun = {
  /** ASCII digits only. */
  digits: string
  /** Written with a plus in front. */
  plus: boolean
  /** How many digits stood together: `0912 123 4567` is 4, 3, 4. */
  groups: readonly number[]
  /** Words around say that a telephone number follows. */
  expected: boolean
}

/** A number that can hardly be anything else: with country code, or an Iranian mobile number in full. */
export function isSurePhone({ digits, plus }: DigitRun): boolean {
  const international = plus ? digits : digits.startsWith('00') ? digits.slice(2) : null
  if (international !== null) return isInternational(international, plus)
  return /^09[0-39]\d{8}$/.test(digits) || BARE_INTERNATIONAL.test(digits)
}

/** A number shaped like a telephone number; what stands before it must not call it something else. */
export function isLikelyPhone(run: DigitRun): boolean {
  const { digits, groups, expected } = run
  if (isSurePhone(run)) return true
  if (expected && /^\d{7,13}$/.test(digits)) return true
  if (/^0[1-9]\d{8,9}$/.test(digits)) return true
  if (/^0[1-9]\d{7}$/.test(digits)) return groups.length > 1
  if (/^9[0-39]\d{8}$/.test(digits)) return true
  const shape = groups.join('-')
  return /^1?[2-9]\d{9}$/.test(digits) && (shape === '3-3-4' || shape === '1-3-3-4')
}

function isInternational(digits: string, plus: boolean): boolean {
  for (const width of [3, 2, 1]) {
    const lengths = NATIONAL_LENGTHS.get(digits.slice(0, width))
    if (!lengths) continue
    // People write +98 (0)912 …: the zero belongs to national dialling only.
    const national = digits.slice(width).replace(/^0/, '')
    return national.length >= lengths[0] && national.length <= lengths[1]
  }
  return plus && /^[1-9]\d{8,13}$/.test(digits)
}
