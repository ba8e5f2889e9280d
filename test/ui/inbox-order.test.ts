import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConversationNow } from '../../src/domain/events.ts'
import {
  compareRows,
  firstPage,
  hasLeft,
  holding,
  mayConcern,
  type Queue,
  shownRows,
  withChanges,
  withPage,
} from '../../src/ui/inbox/queue-order.ts'
import type { QueueRow } from '../../src/ui/inbox/shapes.ts'

const row = (id: string, priority: number) =>
  ({ id, priority, last_message_at: `2026-08-0${priority}` }) as QueueRow
const queueOf = (priorities: number[], next_cursor: string | null = null) =>
  firstPage(
    priorities.map((priority) => row(`c${priority}`, priority)),
    next_cursor,
  )
const ids = (queue: Queue) => shownRows(queue).map(({ id }) => id)
const change = (queue: Queue, changed: QueueRow[], gone: string[] = []) =>
  withChanges(queue, { changed, gone }, undefined)

describe('the queue while it is looked at', () => {
  it('puts a new row at its place and marks it', () => {
    const queue = change(queueOf([9, 5, 1]), [row('new', 7)])
    expect(ids(queue)).toEqual(['c9', 'new', 'c5', 'c1'])
    expect([...queue.marks]).toEqual([['new', 'new']])
  })

  it('moves a row whose priority changed, once', () => {
    const queue = change(queueOf([9, 5, 1]), [row('c1', 8)])
    expect(ids(queue)).toEqual(['c9', 'c1', 'c5'])
    expect([...queue.marks]).toEqual([['c1', 'moved']])
  })

  it('does not mark a row that changed without moving', () => {
    const queue = change(queueOf([9, 5, 1]), [row('c5', 6)])
    expect(ids(queue)).toEqual(['c9', 'c5', 'c1'])
    expect(queue.marks.size).toBe(0)
  })

  it('lets a row go', () => {
    expect(ids(change(queueOf([9, 5, 1]), [], ['c5']))).toEqual(['c9', 'c1'])
  })

  it('leaves what comes after the loaded pages to the next page', () => {
    const queue = change(queueOf([9, 5], 'more'), [row('below', 2), row('c9', 1)])
    expect(ids(queue)).toEqual(['c5'])
    expect(ids(withPage(queue, [row('below', 2), row('c9', 1)], null, undefined))).toEqual([
      'c5',
      'below',
      'c9',
    ])
  })

  it('shows a row once that moved between two pages', () => {
    const queue = change(queueOf([9, 5], 'more'), [row('c3', 7)])
    expect(ids(withPage(queue, [row('c3', 3), row('c1', 1)], null, undefined))).toEqual([
      'c9',
      'c3',
      'c5',
      'c1',
    ])
  })
})

describe('the row that is read', () => {
  const reading = holding(queueOf([9, 5, 1]), 'c5')

  it.each<[string, Queue, string[]]>([
    ['moved up', change(reading, [row('c5', 10)]), ['c9', 'c5', 'c1']],
    ['moved down', change(reading, [row('c5', 0)]), ['c9', 'c5', 'c1']],
    ['got one above it', change(reading, [row('c8', 8)]), ['c9', 'c5', 'c8', 'c1']],
    ['lost the one above it', change(reading, [], ['c9']), ['c1', 'c5']],
    ['left', change(reading, [], ['c5']), ['c9', 'c5', 'c1']],
  ])('keeps its place when it %s', (_, queue, expected) => {
    expect(ids(queue)).toEqual(expected)
  })

  it('is known to have left, and goes when another is read', () => {
    const queue = change(reading, [], ['c5'])
    expect([hasLeft(reading), hasLeft(queue)]).toEqual([false, true])
    expect(ids(holding(queue, 'c1'))).toEqual(['c9', 'c1'])
  })

  it('shows what became of it meanwhile', () => {
    const queue = change(reading, [{ ...row('c5', 0), words: 'again' }])
    expect(shownRows(queue)[1]).toMatchObject({ id: 'c5', words: 'again' })
    expect(ids(holding(queue, null))).toEqual(['c9', 'c1', 'c5'])
  })
})

describe('whatever happens', () => {
  const step = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    priority: fc.integer({ min: 1, max: 9 }),
    what: fc.constantFrom('change', 'go', 'hold'),
  })

  it('no row is there twice, and all but the one that is read are in order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let queue = queueOf([])
        for (const { id, priority, what } of steps) {
          if (what === 'change') queue = change(queue, [row(id, priority)])
          else if (what === 'go') queue = change(queue, [], [id])
          else queue = holding(queue, id)
          const shown = shownRows(queue)
          expect(new Set(shown.map((each) => each.id)).size).toBe(shown.length)
          const others = shown.filter((each) => each.id !== queue.held?.row.id)
          expect(others).toEqual(others.toSorted((one, other) => compareRows(one, other, undefined)))
        }
      }),
    )
  })
})

describe('which events are worth a question', () => {
  const queue = queueOf([9, 5], 'more')
  const now = (id: string, priority: number, status = 'open') => ({ id, priority, status }) as ConversationNow

  it.each([
    ['a row that is loaded', now('c5', 1, 'resolved'), {}, true],
    ['one that belongs among the loaded ones', now('x', 6), {}, true],
    ['one that belongs further down', now('x', 3), {}, false],
    ['one of another status', now('x', 6, 'resolved'), {}, false],
    ['any status, where all are shown', now('x', 6, 'resolved'), { status: 'all' }, true],
  ])('%s', (_, conversation, filter, expected) => {
    expect(mayConcern(queue, conversation, filter)).toBe(expected)
  })
})
