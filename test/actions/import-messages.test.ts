import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ImportRow, importMessages } from '../../src/actions/import-messages.ts'
import { SYSTEM } from '../../src/domain/actor.ts'
import { intake } from '../adapters/store/store-under-test.ts'
import { openTestDesk, type TestDesk } from './test-desk.ts'

let test: TestDesk
beforeEach(() => {
  test = openTestDesk()
})
afterEach(() => test.close())

const rows = (values: unknown[]): ImportRow[] => values.map((value, index) => ({ line: index + 2, value }))
const stored = async () => (await test.store.countJobs()).open['triage-message']

describe('importMessages', () => {
  it('stores the good rows and tells of the bad ones by line, not by word', async () => {
    const report = await importMessages(
      test.desk,
      SYSTEM,
      rows([
        intake({ external_id: 'a' }),
        { ...intake(), channel: 'pigeon' },
        intake({ external_id: 'b' }),
        { ...intake(), text: 'x'.repeat(8_001) },
        undefined,
        { ...intake(), mood: 'secret words' },
      ]),
    )
    expect(report).toMatchObject({ read: 6, accepted: 2, seen_before: 0, refused: 4 })
    expect(report.refused_rows.map(({ line }) => line)).toEqual([3, 5, 6, 7])
    expect(report.refused_rows[0]?.issues[0]?.path).toBe('channel')
    expect(JSON.stringify(report)).not.toContain('secret words')
    expect(await stored()).toBe(2)
  })

  it('changes nothing when it is run again, rows without external_id included', async () => {
    const file = rows([intake(), intake(), intake({ text: 'دوم' }), intake({ external_id: 'a' })])
    const first = await importMessages(test.desk, SYSTEM, file, { batchSize: 2 })
    expect(first).toMatchObject({ accepted: 4, seen_before: 0 })
    const again = await importMessages(test.desk, SYSTEM, file, { batchSize: 3 })
    expect(again).toMatchObject({ accepted: 0, seen_before: 4 })
    expect(await stored()).toBe(4)
  })

  it('finishes what was stopped, and tells how far it is', async () => {
    const stop = new AbortController()
    const file = rows(Array.from({ length: 10 }, (_, index) => intake({ external_id: `m-${index}` })))
    const seen: number[] = []
    const half = await importMessages(test.desk, SYSTEM, file, {
      batchSize: 4,
      signal: stop.signal,
      onProgress: ({ read }) => {
        seen.push(read)
        stop.abort()
      },
    })
    expect(half).toMatchObject({ read: 4, accepted: 4 })
    const rest = await importMessages(test.desk, SYSTEM, file, {
      batchSize: 4,
      onProgress: ({ read }) => seen.push(read),
    })
    expect(rest).toMatchObject({ accepted: 6, seen_before: 4 })
    expect(seen).toEqual([4, 4, 4, 8, 10, 10])
  })

  it('refuses an external_id that belongs to another text', async () => {
    const file = rows([intake({ external_id: 'a' }), intake({ external_id: 'a', text: 'دیگر' })])
    const report = await importMessages(test.desk, SYSTEM, file)
    expect(report).toMatchObject({ accepted: 1, refused: 1 })
    expect(report.refused_rows).toEqual([
      { line: 3, issues: [{ path: 'external_id', message: expect.any(String) }] },
    ])
  })
})
