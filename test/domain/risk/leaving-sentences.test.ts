/**
 * Ninety sentences written before the patterns were looked at. The patterns were then widened by the half `widen`
 * only; the half `check` tells what they are worth on words nobody looked at.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findLeavingCues } from '../../../src/domain/risk/leaving-cues.ts'
import { findLeavingWords } from '../../../src/domain/risk/leaving-words.ts'
import { normalise } from '../../../src/domain/text/normalise.ts'

const sentences = readFileSync('test/fixtures/leaving-sentences.tsv', 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [id = '', half = '', leaving = '', , text = ''] = line.split('\t')
    const words = normalise(text)
    const found = findLeavingCues(words).length > 0 || findLeavingWords(words) !== null
    return { language: id.slice(0, 2), half, leaving: leaving === 'yes', found }
  })
const count = (half: string, leaving: boolean) => {
  const own = sentences.filter((each) => each.half === half && each.leaving === leaving)
  return { all: own.length, found: own.filter(({ found }) => found).length }
}

describe('ninety fresh sentences', () => {
  it('are thirty a language, half of them look-alikes', () => {
    expect(sentences).toHaveLength(90)
    for (const language of ['fa', 'ar', 'en'])
      expect(sentences.filter((each) => each.language === language && each.leaving)).toHaveLength(15)
  })

  it('widened by: all found, no false alarm', () => {
    expect(count('widen', true)).toEqual({ all: 24, found: 24 })
    expect(count('widen', false)).toEqual({ all: 21, found: 0 })
  })

  it('never looked at: no worse than docs/risk.md says', () => {
    expect(count('check', true).found).toBeGreaterThanOrEqual(13)
    expect(count('check', false).found).toBeLessThanOrEqual(1)
  })
})
