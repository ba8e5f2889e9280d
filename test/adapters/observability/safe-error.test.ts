import { describe, expect, it } from 'vitest'
import { safeError } from '../../../src/adapters/observability/safe-error.ts'

const WORDS = 'کارتم را دزدیده‌اند'

describe('safeError', () => {
  it.each<[string, unknown, object]>([
    ['an error', new TypeError(WORDS), { name: 'TypeError' }],
    ['an error of several lines', new Error(`${WORDS}\n    at ${WORDS}\n${WORDS}`), { name: 'Error' }],
    ['a driver’s error', Object.assign(new Error(WORDS), { code: 'SQLITE_BUSY' }), { code: 'SQLITE_BUSY' }],
    ['a cause', new Error('x', { cause: new RangeError(WORDS) }), { cause: { name: 'RangeError' } }],
    ['a code that is text', Object.assign(new Error('x'), { code: WORDS }), { name: 'Error' }],
    ['a thrown string', WORDS, { name: 'string' }],
    ['nothing', undefined, { name: 'undefined' }],
  ])('%s keeps its kind and place, never its words', (_, error, expected) => {
    const safe = safeError(error)
    expect(safe).toMatchObject(expected)
    expect(JSON.stringify(safe)).not.toContain(WORDS)
    if (error instanceof Error) expect(safe.frames[0]).toMatch(/^at .*safe-error\.test\.ts:\d+:\d+\)?$/)
  })

  it('ends at a chain of causes that never does', () => {
    const error = new Error('x')
    error.cause = error
    expect(JSON.stringify(safeError(error)).length).toBeLessThan(20_000)
  })
})
