import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inOrder } from '../../src/actions/in-order.ts'

async function collect<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = []
  for await (const value of values) all.push(value)
  return all
}

describe('inOrder', () => {
  it('keeps the order and the width, however long each item takes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(4), { maxLength: 40 }),
        fc.integer({ min: 1, max: 8 }),
        async (turns, width) => {
          let running = 0
          let most = 0
          const work = async ([index, wait]: [number, number]) => {
            most = Math.max(most, ++running)
            for (let turn = 0; turn < wait; turn++) await new Promise((resolve) => setImmediate(resolve))
            running--
            return index
          }
          const results = await collect(inOrder([...turns.entries()], width, work))
          expect(results).toEqual([...turns.keys()])
          expect(most).toBeLessThanOrEqual(width)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('takes no further item while nobody asks for results', async () => {
    let taken = 0
    function* endless() {
      for (;;) yield taken++
    }
    const results = inOrder(endless(), 4, async (item) => item)
    await results.next()
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect(taken).toBeLessThanOrEqual(6)
    await results.return()
  })

  it('gives a result that is due although the next item has not come', async () => {
    async function* slow() {
      yield 'first'
      await new Promise(() => {})
    }
    const results = inOrder(slow(), 4, async (item) => item)
    expect(await results.next()).toEqual({ done: false, value: 'first' })
  })

  it('passes on a source that breaks off, and lets it go when the reader leaves', async () => {
    let released = false
    async function* breaking() {
      try {
        yield 1
        throw new Error('gone')
      } finally {
        released = true
      }
    }
    const results = inOrder(breaking(), 1, async (item) => item)
    expect((await results.next()).value).toBe(1)
    await expect(results.next()).rejects.toThrow('gone')
    expect(released).toBe(true)
  })
})
