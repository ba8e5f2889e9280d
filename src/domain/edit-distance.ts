/** How far one text is from another, letter by letter. */

/**
 * Levenshtein distance over the length of the longer text: 0 is the same, 1 has nothing left of it.
 * Counted in code points, so that no letter is cut in two.
 */
export function editDistance(before: string, after: string): number {
  const [one, other] = [codePoints(before), codePoints(after)]
  const longest = Math.max(one.length, other.length)
  return longest === 0 ? 0 : levenshtein(...withoutCommonEnds(one, other)) / longest
}

const codePoints = (text: string) =>
  Uint32Array.from(Array.from(text, (letter) => letter.codePointAt(0) as number))

/** What people leave alone at both ends costs nothing to compare. */
function withoutCommonEnds(one: Uint32Array, other: Uint32Array): [Uint32Array, Uint32Array] {
  const shortest = Math.min(one.length, other.length)
  let start = 0
  while (start < shortest && one[start] === other[start]) start++
  let end = 0
  while (end < shortest - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++
  return [one.subarray(start, one.length - end), other.subarray(start, other.length - end)]
}

/** Row by row of the classic table (Wagner and Fischer 1974); only the row before is kept. */
function levenshtein(one: Uint32Array, other: Uint32Array): number {
  const row = Uint32Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let index = 0; index < one.length; index++) {
    const letter = one[index]
    let diagonal = index
    let left = index + 1
    row[0] = left
    for (let column = 1; column <= other.length; column++) {
      const above = row[column] as number
      const changed = diagonal + (letter === other[column - 1] ? 0 : 1)
      const moved = Math.min(above, left) + 1
      left = Math.min(changed, moved)
      row[column] = left
      diagonal = above
    }
  }
  return row[other.length] as number
}
