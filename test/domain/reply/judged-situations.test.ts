import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { channel, LANGUAGES, type Language } from '../../../src/domain/labels.ts'
import { readReplyContext } from '../../../src/domain/reply/context.ts'
import type { LabelCorrection } from '../../../src/domain/triage/triage.ts'
import { library, messageOf } from './desk.ts'

type Row = {
  id: string
  lang: Language
  half: 'tuned' | 'held_out'
  channel: string
  expected: string
  acceptable: string[]
  also: string[]
  text: string
  labels: LabelCorrection
}
const rows = readFileSync(new URL('../../fixtures/situations.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row)
const halves = [...new Set(rows.map(({ half }) => half))]

it('judges by situations that the playbooks have', () => {
  const known = new Set(library.situations.map(({ id }) => id))
  const named = rows.flatMap(({ expected, acceptable, also }) => [expected, ...acceptable, ...also])
  expect(named.filter((id) => !known.has(id))).toEqual([])
})

it.each(halves)('chooses what a reader would, or what would do: %s', (half) => {
  for (const language of LANGUAGES) {
    const own = rows.filter((row) => row.half === half && row.lang === language)
    const misses = own.filter((row) => {
      const input = messageOf(language, row.text, row.labels, { channel: channel.parse(row.channel) })
      return ![row.expected, ...row.acceptable].includes(readReplyContext(library, input).situation.id)
    })
    // `bench/situations.ts` prints the figures and the misses.
    expect(misses.length / own.length, misses.map(({ id }) => id).join(' ')).toBeLessThanOrEqual(0.1)
  }
})
