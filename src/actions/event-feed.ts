/**
 * The log of events as it grows, for any number of readers: one reads the database for all of them. Each reader
 * has a place of its own in the log and asks for what comes after it, so none needs a buffer, and none can miss
 * an event or see one twice.
 */
import { DeljooError } from '../domain/errors.ts'
import type { LiveEvent } from '../domain/events.ts'
import { createGate } from './gate.ts'
import type { Store } from './store-port.ts'

export type EventFeedSettings = {
  /** How soon a write of another process is noticed. */
  pollMs?: number
  /** Least time between two reads of the database: what is written in between is read together. */
  gapMs?: number
  /** Latest events kept in memory for readers that lag or come back. */
  keep?: number
  /** Told of a read that failed; it is tried again. */
  onError?: (error: unknown) => void
}

/** What comes after a place in the log. `position`: where the reader stands then. */
export type FeedReading =
  /** In order; empty: nothing yet. */
  | { kind: 'events'; events: LiveEvent[]; position: number }
  /** The place is older than the log, or of another log: what happened in between cannot be told. */
  | { kind: 'reset'; reason: 'expired' | 'unknown'; position: number }

export type FeedReader = {
  /** The newest event when the reader came. */
  head: number
  read: (position: number) => Promise<FeedReading>
  leave: () => void
}

export type EventFeed = {
  /** There may be new events. Cheap: call it after every write. */
  wake: () => void
  /**
   * @param onChange called whenever there may be more to read, and when the feed closes
   * @throws {DeljooError} `unavailable` once it is closed
   */
  join: (onChange: () => void) => Promise<FeedReader>
  readers: () => number
  isClosed: () => boolean
  /** Lets all readers go. */
  close: () => Promise<void>
}

/** Events a reader gets at once; with what each carries about 1 kB. */
const MOST_AT_ONCE = 32
const PAGE = 200
/** Readers that are further back than memory reaches, served at the same time. */
const REPLAYS_AT_A_TIME = 4

type FeedStore = Pick<Store, 'readLiveEvents' | 'readEventBounds'>

export function createEventFeed(store: FeedStore, settings: EventFeedSettings = {}): EventFeed {
  const { pollMs = 500, gapMs = 20, keep = 5_000, onError = () => {} } = settings
  const readers = new Set<() => void>()
  const replay = createGate(REPLAYS_AT_A_TIME)
  /** All events after `floor` up to `head`. */
  let kept: LiveEvent[] = []
  let floor = 0
  let head = 0
  let closed = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let readAtMs = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | null = null
  let hasBegun = false
  let isDue = false
  let started: Promise<void> = Promise.resolve()

  const schedule = (delayMs: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void run(readOn).catch(onError), delayMs)
  }

  const wake = () => {
    if (readers.size === 0 || closed || isDue) return
    isDue = true
    if (reading === null) schedule(Math.max(0, readAtMs + gapMs - performance.now()))
  }

  /** One read at a time; sees to it that the next one comes. */
  const run = (work: () => Promise<void>): Promise<void> => {
    reading ??= work().finally(() => {
      reading = null
      readAtMs = performance.now()
      if (readers.size > 0 && !closed) schedule(isDue ? gapMs : pollMs)
    })
    return reading
  }

  /** Takes in what is new and tells everybody. */
  const readOn = async (): Promise<void> => {
    for (;;) {
      isDue = false
      const events = await store.readLiveEvents({ after: head, limit: PAGE })
      if (events.length === 0) return
      take(events)
      for (const tell of [...readers]) tell()
      if (events.length < PAGE) return
    }
  }

  const take = (events: LiveEvent[]) => {
    for (const event of events) {
      // Erased means gone from here too.
      if (event.type === 'customer-erased')
        kept = kept.filter(({ customer_id }) => customer_id !== event.customer_id)
      kept.push(event)
      head = event.seq
    }
    // A quarter more than asked before it is cut: cutting copies.
    if (kept.length <= keep * 1.25) return
    floor = kept[kept.length - keep - 1]?.seq ?? floor
    kept = kept.slice(-keep)
  }

  /** The first reader after a while finds memory up to date, or empty where that would be much to read. */
  const begin = async (): Promise<void> => {
    const { forgotten, last } = await store.readEventBounds()
    const isNear = hasBegun && head >= forgotten && head <= last && last - head <= keep
    if (isNear) return readOn()
    hasBegun = true
    isDue = false
    kept = []
    floor = last
    head = last
  }

  const start = async (): Promise<void> => {
    while (reading !== null) await reading.catch(() => {})
    await run(begin)
  }

  const readFromStore = (position: number): Promise<FeedReading> =>
    replay(async () => {
      const events = await store.readLiveEvents({ after: position, limit: MOST_AT_ONCE })
      // Asked after reading: what was forgotten meanwhile shows.
      const { forgotten, last } = await store.readEventBounds()
      if (position < forgotten) return { kind: 'reset', reason: 'expired', position: last }
      if (position > last) return { kind: 'reset', reason: 'unknown', position: last }
      // Where the rest up to memory was erased, nothing is left to read there.
      const end = events.at(-1)?.seq ?? Math.max(position, floor)
      return { kind: 'events', events, position: end }
    })

  const read = async (position: number): Promise<FeedReading> => {
    if (position < floor || position > head) return readFromStore(position)
    const from = firstAfter(kept, position)
    const events = kept.slice(from, from + MOST_AT_ONCE)
    return { kind: 'events', events, position: events.at(-1)?.seq ?? head }
  }

  return {
    wake,
    async join(onChange) {
      const refuse = () => {
        if (closed) throw new DeljooError('unavailable', 'The service is stopping', { retryAfterSeconds: 2 })
      }
      refuse()
      readers.add(onChange)
      try {
        if (readers.size === 1) started = start()
        await started
        refuse()
      } catch (error) {
        readers.delete(onChange)
        throw error
      }
      return {
        head,
        read,
        leave: () => {
          readers.delete(onChange)
          if (readers.size === 0) clearTimeout(timer)
        },
      }
    },
    readers: () => readers.size,
    isClosed: () => closed,
    async close() {
      closed = true
      clearTimeout(timer)
      for (const tell of [...readers]) tell()
      readers.clear()
      await reading?.catch(() => {})
    },
  }
}

/** Index of the first event after `position`; `events` in order. */
function firstAfter(events: readonly LiveEvent[], position: number): number {
  let low = 0
  let high = events.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((events[middle] as LiveEvent).seq <= position) low = middle + 1
    else high = middle
  }
  return low
}
