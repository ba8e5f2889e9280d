/** Lets at most so many run at a time; the rest waits in order. */
export function createGate(most: number) {
  const waiting: (() => void)[] = []
  let running = 0
  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // The next one takes over the place; only without one does it become free.
      if (next) next()
      else running--
    }
  }
}
