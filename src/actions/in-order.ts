/** Concurrent work over a sequence, answered in order and within bounds. */

/**
 * Starts `work` for items as they come, at most `width` at a time, and yields the results in the order of the
 * items. Takes no further item while nobody asks for results: memory is bounded by `width`. A result is yielded
 * as soon as it is due, also while the next item has not come yet. `work` must not reject.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item> | Iterable<Item>,
  width: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, void> {
  const source = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]()
  const running: Promise<Result>[] = []
  const take = () => {
    const next = Promise.resolve(source.next())
    // Awaited later, or never when the consumer left: a failure meanwhile is not an unhandled one.
    next.catch(() => {})
    return next
  }
  let incoming: Promise<IteratorResult<Item>> | null = take()
  try {
    while (incoming !== null || running.length > 0) {
      const head = running[0]
      if (head !== undefined && (incoming === null || running.length >= width)) {
        yield await head
        running.shift()
        continue
      }
      const arrived: IteratorResult<Item> | 'head' =
        head === undefined
          ? await (incoming as Promise<IteratorResult<Item>>)
          : await Promise.race([incoming as Promise<IteratorResult<Item>>, head.then(() => 'head' as const)])
      if (arrived === 'head') {
        yield (await head) as Result
        running.shift()
      } else if (arrived.done) incoming = null
      else {
        running.push(work(arrived.value))
        incoming = take()
      }
    }
  } finally {
    // Not awaited: a source that waits for its next item would hold the end back.
    Promise.resolve(source.return?.()).catch(() => {})
  }
}
