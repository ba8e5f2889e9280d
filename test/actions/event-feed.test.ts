import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  createEventFeed,
  type EventFeed,
  type EventFeedSettings,
  type FeedReader,
} from '../../src/actions/event-feed.ts'
import type { Store } from '../../src/actions/store-port.ts'
import { createNewId } from '../../src/adapters/store/new-id.ts'
import { openStore } from '../../src/adapters/store/store.ts'
import {
  ADMIN,
  AGENT,
  accept,
  after,
  DAY,
  NOON,
  read,
  testRules,
} from '../adapters/store/store-under-test.ts'

let folder: string
let store: Store
/** Another process on the same file: nobody is woken by what it writes. */
let elsewhere: Store
let conversation_id: string
let customer_id: string
const feeds: EventFeed[] = []
let wake = () => {}

const open = (onEvents: () => void) =>
  openStore(join(folder, 'deljoo.db'), { newId: createNewId(), rules: testRules(), onEvents })

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deljoo-feed-'))
  store = open(() => wake())
  elsewhere = open(() => {})
  const { conversation } = await read(store, await accept(store))
  conversation_id = conversation.id
  customer_id = conversation.customer_id
})
afterEach(async () => {
  for (const feed of feeds.splice(0)) await feed.close()
  await store.close()
  await elsewhere.close()
  rmSync(folder, { recursive: true })
})

function newFeed(settings: EventFeedSettings = {}): EventFeed {
  const feed = createEventFeed(store, { pollMs: 60_000, gapMs: 0, ...settings })
  feeds.push(feed)
  wake = feed.wake
  return feed
}

const write = async (into: Store = store, times = 1) => {
  for (let time = 0; time < times; time++)
    await into.addNote({ conversation_id, text: 'یادداشت', actor: AGENT, now: NOON })
}
const lastSeq = async () => (await store.readEventBounds()).last

/** A reader with a flag that waits to be told. */
async function join_(feed: EventFeed) {
  let told = Promise.withResolvers<void>()
  const reader = await feed.join(() => told.resolve())
  return {
    ...reader,
    async change() {
      await told.promise
      told = Promise.withResolvers()
    },
  }
}

async function readAll(reader: FeedReader, position: number): Promise<number[]> {
  const seqs: number[] = []
  for (;;) {
    const reading = await reader.read(position)
    if (reading.kind === 'reset') throw new Error(reading.reason)
    if (reading.events.length === 0) return seqs
    seqs.push(...reading.events.map(({ seq }) => seq))
    position = reading.position
  }
}

describe('a reader', () => {
  it('begins at the newest event and is woken by a write of this process', async () => {
    const reader = await join_(newFeed())
    expect(reader.head).toBe(await lastSeq())
    expect(await reader.read(reader.head)).toEqual({ kind: 'events', events: [], position: reader.head })
    await write()
    await reader.change()
    expect(await readAll(reader, reader.head)).toEqual([reader.head + 1])
  })

  it('hears of a write of another process by the poll', async () => {
    const reader = await join_(newFeed({ pollMs: 10 }))
    await write(elsewhere)
    await reader.change()
    expect(await readAll(reader, reader.head)).toEqual([reader.head + 1])
  })

  it('reads from the log what memory has let go, in pieces, without a gap to memory', async () => {
    const feed = newFeed({ keep: 5 })
    const reader = await join_(feed)
    await write(store, 90)
    while ((await readAll(reader, reader.head)).length < 90) await reader.change()
    await write(store, 3)
    await reader.change()
    const expected = Array.from({ length: 93 }, (_, index) => reader.head + 1 + index)
    await expect.poll(() => readAll(reader, reader.head)).toEqual(expected)
  })

  it.each<[string, (last: number) => number, string]>([
    ['older than the log', () => 0, 'expired'],
    ['of another log', (last) => last + 5, 'unknown'],
  ])('whose place is %s is told to begin anew', async (_, place, reason) => {
    await write(store, 3)
    expect(await store.purgeEvents({ before: after(DAY), limit: 10 })).toBe(3)
    const reader = await join_(newFeed())
    const last = await lastSeq()
    expect(await reader.read(place(last))).toEqual({ kind: 'reset', reason, position: last })
  })

  it('may be ahead of memory: what another process told it of comes once', async () => {
    const reader = await join_(newFeed())
    await write(elsewhere)
    const ahead = await lastSeq()
    expect(ahead).toBe(reader.head + 1)
    expect(await reader.read(ahead)).toEqual({ kind: 'events', events: [], position: ahead })
    await write()
    await reader.change()
    expect(await readAll(reader, ahead)).toEqual([ahead + 1])
  })

  it('finds nothing of an erased customer, also not in memory', async () => {
    const reader = await join_(newFeed())
    await write(store, 2)
    await reader.change()
    await store.eraseCustomer({ customer_id, actor: ADMIN, now: NOON })
    await reader.change()
    const reading = await reader.read(reader.head)
    expect(reading).toMatchObject({ events: [{ type: 'customer-erased' }] })
  })

  it('is let go when the feed closes, and nobody joins then', async () => {
    const feed = newFeed()
    const reader = await join_(feed)
    await feed.close()
    await reader.change()
    expect([feed.isClosed(), feed.readers()]).toEqual([true, 0])
    await expect(feed.join(() => {})).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe('the feed', () => {
  it('reads once for all readers and many writes, and not at all for nobody', async () => {
    let reads = 0
    const counting = {
      readEventBounds: () => store.readEventBounds(),
      readLiveEvents: (request: { after: number; limit: number }) => {
        reads++
        return store.readLiveEvents(request)
      },
    }
    const feed = createEventFeed(counting, { pollMs: 60_000, gapMs: 5 })
    feeds.push(feed)
    wake = feed.wake
    await write()
    await sleep(10)
    expect(reads).toBe(0)
    const readers = await Promise.all(Array.from({ length: 50 }, () => join_(feed)))
    reads = 0
    await write(store, 20)
    for (const reader of readers) {
      await reader.change()
      await expect.poll(() => readAll(reader, reader.head)).toHaveLength(20)
    }
    expect(reads).toBeLessThan(10)
    for (const { leave } of readers) leave()
    await sleep(10)
    reads = 0
    await write()
    await sleep(10)
    expect(reads).toBe(0)
  })

  it('tries again after a read that failed', async () => {
    let fails = true
    const errors: unknown[] = []
    const failing = {
      readEventBounds: () => store.readEventBounds(),
      readLiveEvents: (request: { after: number; limit: number }) =>
        fails ? Promise.reject(new Error('busy')) : store.readLiveEvents(request),
    }
    const feed = createEventFeed(failing, { pollMs: 5, gapMs: 0, onError: (error) => errors.push(error) })
    feeds.push(feed)
    fails = false
    const reader = await join_(feed)
    fails = true
    await write()
    await expect.poll(() => errors.length).toBeGreaterThan(0)
    fails = false
    await reader.change()
    expect(await readAll(reader, reader.head)).toHaveLength(1)
  })

  it('refuses a first reader while the log cannot be read', async () => {
    const broken = () => Promise.reject(new Error('gone'))
    const feed = createEventFeed({ readEventBounds: broken, readLiveEvents: broken })
    await expect(feed.join(() => {})).rejects.toThrow('gone')
    expect(feed.readers()).toBe(0)
  })
})

describe('any interleaving', () => {
  const step = fc.oneof(
    fc.record({
      does: fc.constant('write' as const),
      times: fc.integer({ min: 1, max: 12 }),
      here: fc.boolean(),
    }),
    fc.record({ does: fc.constant('read' as const), times: fc.integer({ min: 1, max: 4 }) }),
    fc.constant({ does: 'leave' as const }),
    fc.constant({ does: 'pause' as const }),
  )

  it('of writes, reads and absences gives each event once, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 25 }),
        fc.integer({ min: 1, max: 20 }),
        async (steps, keep) => {
          const feed = newFeed({ keep, pollMs: 1 })
          const begin = await lastSeq()
          let position = begin
          const seen: number[] = []
          let reader: FeedReader | null = null
          for (const step of steps) {
            if (step.does === 'write') await write(step.here ? store : elsewhere, step.times)
            else if (step.does === 'pause') await sleep(1)
            else if (step.does === 'leave') {
              reader?.leave()
              reader = null
            } else {
              reader ??= await join_(feed)
              for (let time = 0; time < step.times; time++) {
                const reading = await reader.read(position)
                if (reading.kind === 'reset') throw new Error(reading.reason)
                seen.push(...reading.events.map(({ seq }) => seq))
                position = reading.position
              }
            }
          }
          reader ??= await join_(feed)
          const last = await lastSeq()
          while (position < last) {
            seen.push(...(await readAll(reader, position)))
            position = Math.max(position, seen.at(-1) ?? 0)
            await sleep(1)
          }
          reader.leave()
          await feed.close()
          const written = await store.readEvents({ after: begin, limit: 10_000 })
          expect(seen).toEqual(written.map(({ seq }) => seq))
        },
      ),
      { numRuns: 60 },
    )
  }, 60_000)
})
