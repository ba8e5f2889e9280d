import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance } from '../../src/domain/edit-distance.ts'

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['kitten', 'sitting', 3 / 7],
    ['سلام مریم', 'سلام مریم', 0],
    ['تا فردا می‌رسد', 'تا امروز می‌رسد', 4 / 15],
    ['سيصل غداً', 'سيصل اليوم', 5 / 10],
    ['abc', '', 1],
    ['', 'abc', 1],
    ['aXb', 'ab', 1 / 3],
    // One letter each, not two halves of a surrogate pair.
    ['😀😀', '😀😁', 1 / 2],
  ])('%j → %j is %d', (before, after, expected) => {
    expect(editDistance(before, after)).toBeCloseTo(expected, 10)
  })

  it('is a distance between 0 and 1', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'ب', 'پ', ' ', '😀'), maxLength: 12 })
    fc.assert(
      fc.property(text, text, (one, other) => {
        const distance = editDistance(one, other)
        expect(distance).toBeGreaterThanOrEqual(0)
        expect(distance).toBeLessThanOrEqual(1)
        expect(distance).toBe(editDistance(other, one))
        expect(distance === 0).toBe(one === other)
        expect(editDistance(one, `${one}x`)).toBeCloseTo(1 / (Array.from(one).length + 1), 10)
      }),
    )
  })

  it('knows long texts apart', () => {
    expect(editDistance('ab'.repeat(500), 'xy'.repeat(500))).toBe(1)
  })
})
