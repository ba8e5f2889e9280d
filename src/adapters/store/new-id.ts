/**
 * Identifiers in the manner of ULID (https://github.com/ulid/spec): 48 bits of time and 80 random ones,
 * in Crockford's base 32, so that they sort by the time of making.
 */
import type { Clock, NewId } from '../../actions/ports.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const TIME_LETTERS = 10
const RANDOM_LETTERS = 16

/** Ids of one process made in the same millisecond keep their order: the random part counts up. */
export function createNewId(clock: Clock = () => new Date()): NewId {
  let lastMs = -1
  let random: number[] = []
  return (prefix) => {
    const nowMs = clock().getTime()
    if (nowMs > lastMs) {
      lastMs = nowMs
      random = [...crypto.getRandomValues(new Uint8Array(RANDOM_LETTERS))].map((byte) => byte & 31)
    } else countUp(random)
    return `${prefix}_${timeLetters(lastMs)}${random.map((digit) => ALPHABET[digit]).join('')}`
  }
}

function countUp(digits: number[]): void {
  for (let index = digits.length - 1; index >= 0; index--) {
    const digit = digits[index] as number
    digits[index] = (digit + 1) & 31
    if (digit < 31) return
  }
}

function timeLetters(ms: number): string {
  let letters = ''
  for (let rest = ms, count = 0; count < TIME_LETTERS; count++, rest = Math.floor(rest / 32))
    letters = ALPHABET[rest % 32] + letters
  return letters
}
