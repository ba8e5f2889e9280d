/** What the search costs a message that comes in: portions with and without it in turn, in one run. Part of `inbox.ts`. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createNewId } from '../src/adapters/store/new-id.ts'
import { openStore } from '../src/adapters/store/store.ts'
import { ALWAYS_OPEN } from '../src/domain/desk/opening-hours.ts'
import { indexedWords } from '../src/domain/search/indexed-words.ts'
import { percentile } from './statistics.ts'
import { benchTexts } from './texts.ts'

const NOW = '2026-08-02T05:44:00.000Z'
const ROUNDS = 30
const PER_ROUND = 100

/** @param folder for two databases of its own */
export async function intakeWithAndWithout(folder: string): Promise<string> {
  const open = (name: string) => {
    const file = join(folder, name)
    const rules = { hours: ALWAYS_OPEN, burstSeconds: 120, phoneCountryCode: '98' }
    return { file, store: openStore(file, { newId: createNewId(), rules }) }
  }
  const [searched, plain] = [open('searched.db'), open('plain.db')]
  // The words are still made there; their time is measured alone and taken off.
  const raw = new Database(plain.file)
  raw.exec('create trigger no_search before insert on searchable_texts begin select raise(ignore); end')
  raw.close()
  const texts = benchTexts(ROUNDS * PER_ROUND)
  const take = async ({ store }: typeof searched, round: number): Promise<number> => {
    const start = process.cpuUsage()
    for (let index = 0; index < PER_ROUND; index++) {
      const text = texts[round * PER_ROUND + index] as string
      const customer = { external_id: `c-${(round * PER_ROUND + index) % 700}` }
      const message = { channel: 'chat', text, customer, external_id: `m-${round}-${index}` } as const
      await store.acceptMessages([message], { now: NOW, lane: 'bulk', lease: null })
    }
    return spent(start)
  }
  const words = (round: number): number => {
    const start = process.cpuUsage()
    for (const text of texts.slice(round * PER_ROUND, (round + 1) * PER_ROUND)) indexedWords(text)
    return spent(start)
  }
  const [taken, bare, made]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < ROUNDS; round++) {
    taken.push(await take(searched, round))
    bare.push(await take(plain, round))
    made.push(words(round))
  }
  await searched.store.close()
  await plain.store.close()
  const [withIt, without, wordsOnly] = [taken, bare, made].map((times) => percentile(times, 0.5)) as [
    number,
    number,
    number,
  ]
  const base = without - wordsOnly
  return `intake, µs of processor a message: ${withIt.toFixed(0)} with the search, ${base.toFixed(0)} without (words ${wordsOnly.toFixed(0)}, index ${(withIt - without).toFixed(0)}); ratio ${(withIt / base).toFixed(2)}`
}

/** Microseconds of processor a message. */
function spent(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start)
  return (user + system) / PER_ROUND
}
