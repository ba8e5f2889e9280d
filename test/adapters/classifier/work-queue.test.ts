import { describe, expect, it } from 'vitest'
import { createWorkQueue } from '../../../src/adapters/classifier/work-queue.ts'

const work = (name: string) => ({ name })
const open = () => createWorkQueue<{ name: string }>({ interactive: 2, bulk: 3 })

function drain(queue: ReturnType<typeof open>): string[] {
  const names: string[] = []
  for (let next = queue.next(); next; next = queue.next()) names.push(next.name)
  return names
}

describe('the queue before the workers', () => {
  it('gives returned work first, then interactive, then bulk, each in order of arrival', () => {
    const queue = open()
    queue.add(work('bulk 1'), 'bulk')
    queue.add(work('interactive 1'), 'interactive')
    queue.add(work('bulk 2'), 'bulk')
    queue.add(work('interactive 2'), 'interactive')
    queue.putBack(work('returned 1'))
    queue.putBack(work('returned 2'))
    expect(drain(queue)).toEqual([
      'returned 1',
      'returned 2',
      'interactive 1',
      'interactive 2',
      'bulk 1',
      'bulk 2',
    ])
  })

  it('refuses what exceeds the lane, whatever the other lane holds', () => {
    const queue = open()
    expect([1, 2, 3, 4].map((number) => queue.add(work(`b${number}`), 'bulk'))).toEqual([
      true,
      true,
      true,
      false,
    ])
    expect([1, 2, 3].map((number) => queue.add(work(`i${number}`), 'interactive'))).toEqual([
      true,
      true,
      false,
    ])
    expect(queue.size).toBe(5)
    queue.next()
    expect(queue.add(work('i4'), 'interactive')).toBe(true)
    expect(drain(queue)).toEqual(['i2', 'i4', 'b1', 'b2', 'b3'])
  })

  it('takes back work past every bound, for it was promised an answer', () => {
    const queue = open()
    for (const name of ['i1', 'i2']) queue.add(work(name), 'interactive')
    queue.putBack(work('r1'))
    expect(queue.size).toBe(3)
  })

  it('lets go of work that nobody waits for any more', () => {
    const queue = open()
    const [kept, dropped] = [work('kept'), work('dropped')]
    queue.add(dropped, 'interactive')
    queue.add(kept, 'bulk')
    expect(queue.remove(dropped)).toBe(true)
    expect(queue.remove(dropped)).toBe(false)
    expect(drain(queue)).toEqual(['kept'])
    expect(queue.remove(kept)).toBe(false)
  })

  it('empties at once', () => {
    const queue = open()
    queue.add(work('b'), 'bulk')
    queue.add(work('i'), 'interactive')
    expect(queue.removeAll().map(({ name }) => name)).toEqual(['i', 'b'])
    expect(queue.size).toBe(0)
    expect(queue.next()).toBeUndefined()
  })
})
