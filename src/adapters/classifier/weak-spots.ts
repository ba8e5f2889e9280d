/** What the model's card says the model gets wrong: the table under "Known weak spots" in `models/README.md`. */
import { readFile } from 'node:fs/promises'
import type { WeakSpot } from '../../domain/triage/weak-spot.ts'

const CARD = new URL('../../../models/README.md', import.meta.url)

/** Empty where there is no card, or no such table in it. */
export const readWeakSpots = async (): Promise<WeakSpot[]> =>
  weakSpotsIn(await readFile(CARD, 'utf8').catch(() => ''))

/** @param card Markdown */
export function weakSpotsIn(card: string): WeakSpot[] {
  const [, section = ''] = /^## Known weak spots[^\n]*\n(.*?)(?=^## |$(?![\s\S]))/ms.exec(card) ?? []
  return section
    .split('\n')
    .filter((line) => /^\|.*\|$/.test(line.trim()) && !/^\|[\s|:-]+\|$/.test(line.trim()))
    .slice(1)
    .map((line) =>
      line
        .trim()
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
    .flatMap(([message, answer, right]) => (message && answer && right ? [{ message, answer, right }] : []))
}
