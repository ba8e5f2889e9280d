import { describe, expect, it } from 'vitest'
import { createNewId } from '../../../src/adapters/store/new-id.ts'

describe('newId', () => {
  it('sorts by time of making, also within a millisecond and when the clock steps back', () => {
    const moments = [1_000, 1_000, 1_000, 2_000, 1_500, 1_700_000_000_000]
    const newId = createNewId(() => new Date(moments.shift() ?? 1_700_000_000_001))
    const ids = Array.from({ length: 500 }, () => newId('msg'))
    expect(ids.toSorted()).toEqual(ids)
    expect(new Set(ids).size).toBe(500)
  })

  it('looks like its prefix and 26 letters', () => {
    expect(createNewId()('cus')).toMatch(/^cus_[0-9A-HJKMNP-TV-Z]{26}$/)
  })

  it('is not the same in two processes', () => {
    const clock = () => new Date(1_000)
    expect(createNewId(clock)('a')).not.toBe(createNewId(clock)('a'))
  })
})
