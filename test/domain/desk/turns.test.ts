import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { continuesTurn, groupTurns, type TurnEntry } from '../../../src/domain/desk/turns.ts'

const at = (second: number) => new Date(Date.UTC(2026, 2, 2, 9, 0, second)).toISOString()
const entry = (
  id: string,
  second: number,
  from: TurnEntry['from'] = 'customer',
  conversation_id = 'c',
): TurnEntry => ({
  id,
  conversation_id,
  from,
  at: at(second),
})
const idsOf = (entries: TurnEntry[], seconds?: number) =>
  groupTurns(entries, seconds).map(({ message_ids }) => message_ids.join(''))

describe('groupTurns', () => {
  it.each<[string, TurnEntry[], string[]]>([
    ['one burst', [entry('a', 0), entry('b', 100), entry('c', 220)], ['abc']],
    ['a pause of more than two minutes', [entry('a', 0), entry('b', 121)], ['a', 'b']],
    ['an answer between', [entry('a', 0), entry('x', 5, 'agent'), entry('b', 10)], ['a', 'b']],
    ['two conversations', [entry('a', 0), entry('b', 1, 'customer', 'd'), entry('c', 2)], ['ac', 'b']],
    [
      'an answer elsewhere changes nothing',
      [entry('a', 0), entry('x', 5, 'agent', 'd'), entry('b', 10)],
      ['ab'],
    ],
    ['nothing', [], []],
  ])('%s', (_, entries, turns) => {
    expect(idsOf(entries)).toEqual(turns)
  })

  it('takes the gap as an argument', () => {
    expect(idsOf([entry('a', 0), entry('b', 40)], 30)).toEqual(['a', 'b'])
  })

  it('names a turn by its first message and knows its span', () => {
    expect(groupTurns([entry('b', 50), entry('a', 0)])).toEqual([
      { id: 'a', conversation_id: 'c', message_ids: ['a', 'b'], started_at: at(0), ended_at: at(50) },
    ])
  })

  it('does not depend on the order of arrival, and keeps every message once', () => {
    const some = fc.uniqueArray(
      fc.tuple(fc.integer({ min: 0, max: 3_000 }), fc.constantFrom('customer' as const, 'agent' as const)),
      { selector: ([second]) => second, maxLength: 30 },
    )
    fc.assert(
      fc.property(some, (times) => {
        const entries = times.map(([second, from]) => entry(`m${second}`, second, from))
        const turns = groupTurns(entries)
        expect(groupTurns(entries.toReversed())).toEqual(turns)
        const customers = entries.filter(({ from }) => from === 'customer').map(({ id }) => id)
        expect(turns.flatMap(({ message_ids }) => message_ids).sort()).toEqual(customers.sort())
      }),
    )
  })
})

describe('continuesTurn', () => {
  it.each([
    ['the first message', null, false],
    ['soon after', { at: at(0), answered: false }, true],
    ['soon after, but answered', { at: at(0), answered: true }, false],
    ['too late', { at: at(-61), answered: false }, false],
    ['late arrival of an earlier message', { at: at(90), answered: false }, true],
  ])('%s', (_, previous, expected) => {
    expect(continuesTurn(previous, at(60))).toBe(expected)
  })
})
