/**
 * Where each token stands in the text it came from. The tokenizer gives token strings only, so they
 * are laid along the text: `▁` is a space, `<0xNN>` tokens are the UTF-8 bytes of one character.
 */
import type { Span } from '../../domain/text/mapped-text.ts'

const BYTE_TOKEN = /^<0x([0-9A-F]{2})>$/

/**
 * The `[start, end)` UTF-16 range of each token in `text`, in order, without the space before it;
 * only a token that is nothing but a space keeps the space. All bytes of one character get the range
 * of that character. A token that is not in the text (a special token) gets an empty range.
 */
export function alignTokens(tokens: readonly string[], text: string): Span[] {
  const spaced = text.replaceAll('▁', ' ')
  let cursor = 0
  let character: Span = { start: 0, end: 0 }

  return tokens.map((token) => {
    const byte = BYTE_TOKEN.exec(token)?.[1]
    if (byte !== undefined) {
      if (!isContinuation(Number.parseInt(byte, 16))) {
        character = { start: cursor, end: cursor + characterLength(text, cursor) }
        cursor = character.end
      }
      return character
    }
    const piece = token.replaceAll('▁', ' ')
    if (spaced.startsWith(piece, cursor)) {
      const start = piece.length > 1 && piece.startsWith(' ') ? cursor + 1 : cursor
      cursor += piece.length
      return { start, end: cursor }
    }
    // The tokenizer puts a space before the first word that the text does not have.
    if (piece.startsWith(' ') && spaced.startsWith(piece.slice(1), cursor)) {
      const start = cursor
      cursor += piece.length - 1
      return { start, end: cursor }
    }
    return { start: cursor, end: cursor }
  })
}

/** Second to fourth byte of a UTF-8 character (RFC 3629). */
const isContinuation = (byte: number) => (byte & 0xc0) === 0x80

/** UTF-16 units of the character at `index`: 1 or 2, and 0 behind the end. */
function characterLength(text: string, index: number): number {
  const code = text.codePointAt(index)
  return code === undefined ? 0 : code > 0xffff ? 2 : 1
}
