/** How many segments an SMS takes (3GPP TS 23.038): seven bits a letter where its alphabet suffices, else UCS-2. */

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
/** Each of these takes two places. */
const EXTENDED = '^{}\\[~]|€\f'

export type SmsSize = {
  alphabet: 'gsm7' | 'ucs2'
  /** Septets, or UTF-16 units. */
  length: number
  segments: number
  /** What is left in the last segment. */
  left: number
}

export function smsSize(text: string): SmsSize {
  const septets = gsmLengths(text)
  const alphabet = septets === null ? 'ucs2' : 'gsm7'
  const units = septets ?? Array.from(text, (character) => character.length)
  const length = units.reduce((sum, each) => sum + each, 0)
  const [single, part] = alphabet === 'gsm7' ? [160, 153] : [70, 67]
  if (length <= single) return { alphabet, length, segments: 1, left: single - length }
  let segments = 1
  let used = 0
  // An escaped or surrogate pair is never cut in two.
  for (const each of units) {
    if (used + each > part) {
      segments += 1
      used = 0
    }
    used += each
  }
  return { alphabet, length, segments, left: part - used }
}

function gsmLengths(text: string): number[] | null {
  const lengths: number[] = []
  for (const character of text) {
    if (BASIC.includes(character)) lengths.push(1)
    else if (EXTENDED.includes(character)) lengths.push(2)
    else return null
  }
  return lengths
}
