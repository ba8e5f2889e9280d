/** Check digits: what tells a real number of a kind from any other run of digits. All take ASCII digits. */

/** Luhn (ISO/IEC 7812), for payment cards and some identity cards. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let index = digits.length - 1, double = false; index >= 0; index--, double = !double) {
    const digit = Number(digits[index]) * (double ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return digits.length > 0 && sum % 10 === 0
}

/** A payment card: known length, a first digit that card networks use, Luhn. */
export function isCardNumber(digits: string): boolean {
  const known = /^(?:[2-69]\d{15}|3[47]\d{13}|3[068]\d{12}|62\d{17}|4\d{18})$/
  return known.test(digits) && !/^(\d)\1+$/.test(digits) && passesLuhn(digits)
}

/** The Iranian national number (کد ملی): ten digits, the last a weighted sum of the others modulo 11. */
export function isIranianNationalId(digits: string): boolean {
  if (!/^\d{10}$/.test(digits) || /^(\d)\1+$/.test(digits)) return false
  let sum = 0
  for (let index = 0; index < 9; index++) sum += Number(digits[index]) * (10 - index)
  const rest = sum % 11
  return Number(digits[9]) === (rest < 2 ? rest : 11 - rest)
}

/** The Egyptian national number: century, birth date, governorate; fourteen digits. */
export function isEgyptianNationalId(digits: string): boolean {
  const match = /^[23](\d\d)(\d\d)(\d\d)(\d\d)\d{5}$/.exec(digits)
  if (!match) return false
  const [month, day, governorate] = match.slice(2).map(Number)
  return within(month, 1, 12) && within(day, 1, 31) && (within(governorate, 1, 35) || governorate === 88)
}

/** The Emirates ID: 784, year of birth, seven digits, Luhn. */
export function isEmiratesId(digits: string): boolean {
  return /^784(?:19|20)\d{10}$/.test(digits) && passesLuhn(digits)
}

/** The Saudi identity or residence number: ten digits from 1 or 2 on, Luhn. One number in ten passes: ask for a cue. */
export function isSaudiId(digits: string): boolean {
  return /^[12]\d{9}$/.test(digits) && passesLuhn(digits)
}

function within(value: number | undefined, low: number, high: number): boolean {
  return value !== undefined && value >= low && value <= high
}

/** Lengths of the IBAN per country, from the SWIFT IBAN registry. */
const IBAN_LENGTHS = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 ' +
    'FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IR26 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 ' +
    'LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SD18 ' +
    'SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
)

/** How long an IBAN of this country is; 0 when the country has none. */
export function ibanLength(country: string): number {
  return IBAN_LENGTHS.get(country) ?? 0
}

/** ISO 13616 over upper-case letters and digits without blanks: the remainder modulo 97 is 1. */
export function isIban(iban: string): boolean {
  if (iban.length !== ibanLength(iban.slice(0, 2)) || !/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban)) return false
  let rest = 0
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}
