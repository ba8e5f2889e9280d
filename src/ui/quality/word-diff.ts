/** What changed between two texts, word by word. */
export type Change = { kind: 'same' | 'gone' | 'new'; text: string }

/** Words with the space behind them, so that joined they are the text. */
const wordsOf = (text: string) => text.match(/\s*\S+\s*|\s+/g) ?? []
const bare = (word: string) => word.trim()

/**
 * From a draft to what was sent: the longest common row of words stays, in order; neighbours of one kind are joined.
 * The time grows with the product of the lengths, a few milliseconds for messages of 8,000 characters.
 */
export function wordDiff(before: string, after: string): Change[] {
  const [one, other] = [wordsOf(before), wordsOf(after)]
  const width = other.length + 1
  /** Length of the longest common row from these places on. */
  const common = new Uint16Array((one.length + 1) * width)
  const at = (left: number, right: number) => common[left * width + right] ?? 0
  const isSame = (left: number, right: number) => bare(one[left] ?? '') === bare(other[right] ?? '')
  for (let left = one.length - 1; left >= 0; left -= 1)
    for (let right = other.length - 1; right >= 0; right -= 1)
      common[left * width + right] = isSame(left, right)
        ? at(left + 1, right + 1) + 1
        : Math.max(at(left + 1, right), at(left, right + 1))

  const changes: Change[] = []
  const add = (kind: Change['kind'], text: string) => {
    const last = changes.at(-1)
    if (last?.kind === kind) last.text += text
    else changes.push({ kind, text })
  }
  let [left, right] = [0, 0]
  while (left < one.length || right < other.length) {
    if (left < one.length && right < other.length && isSame(left, right)) {
      // As it was sent: only the space around a word may differ.
      add('same', other[right] ?? '')
      left += 1
      right += 1
    } else if (left < one.length && (right === other.length || at(left + 1, right) >= at(left, right + 1))) {
      add('gone', one[left] ?? '')
      left += 1
    } else {
      add('new', other[right] ?? '')
      right += 1
    }
  }
  return changes
}
