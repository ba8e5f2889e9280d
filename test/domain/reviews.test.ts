import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coachingOf } from '../../src/domain/coaching.ts'
import { drawSample, type Review, type ReviewScores, reviewIntake } from '../../src/domain/review.ts'

const ids = Array.from({ length: 400 }, (_, index) => `cnv_${String(index).padStart(4, '0')}`)

describe('a sample', () => {
  it('is the same for the same seed, in whatever order the ids come', () => {
    expect(drawSample(ids.toReversed(), 'one', 10)).toEqual(drawSample(ids, 'one', 10))
    expect(drawSample(ids, 'two', 10)).not.toEqual(drawSample(ids, 'one', 10))
  })

  it('keeps its order when some are reviewed meanwhile', () => {
    fc.assert(
      fc.property(fc.string(), fc.subarray(ids), (seed, gone) => {
        const before = drawSample(ids, seed, ids.length).filter((id) => !gone.includes(id))
        const left = ids.filter((id) => !gone.includes(id))
        expect(drawSample(left, seed, left.length)).toEqual(before)
      }),
      { numRuns: 20 },
    )
  })

  it('favours nobody: every conversation is drawn about as often over many seeds', () => {
    const drawn = new Map<string, number>()
    const few = ids.slice(0, 40)
    for (let seed = 0; seed < 2_000; seed += 1)
      for (const id of drawSample(few, String(seed), 4)) drawn.set(id, (drawn.get(id) ?? 0) + 1)
    // 200 expected, standard deviation about 13.
    for (const id of few) expect(drawn.get(id)).toBeGreaterThan(140)
    for (const id of few) expect(drawn.get(id)).toBeLessThan(260)
  })

  it.each([
    [0, 5, 0],
    [3, 5, 3],
    [9, 5, 5],
  ])('of %i for %i has %i', (there, size, expected) => {
    expect(drawSample(ids.slice(0, there), 's', size)).toHaveLength(expected)
  })
})

describe('a scorecard', () => {
  const scores = { empathy: 3, accuracy: 3, tone: 3, resolution: 3 }
  it.each([
    ['whole', { reply_id: 'r', scores }, true],
    ['with a zero', { reply_id: 'r', scores: { ...scores, tone: 0 } }, false],
    ['with a five', { reply_id: 'r', scores: { ...scores, tone: 5 } }, false],
    ['with a half', { reply_id: 'r', scores: { ...scores, tone: 2.5 } }, false],
    ['with a criterion left out', { reply_id: 'r', scores: { empathy: 3 } }, false],
    ['with a criterion of its own', { reply_id: 'r', scores: { ...scores, speed: 3 } }, false],
    ['with an empty note', { reply_id: 'r', scores, note: ' ' }, false],
  ])('%s is taken: %s', (_, given, taken) => {
    expect(reviewIntake.safeParse(given).success).toBe(taken)
  })
})

let made = 0
const review = (agent: string, scores: Partial<ReviewScores>, at = ++made): Review => ({
  id: `rev_${at}`,
  reply_id: `rpl_${at}`,
  conversation_id: `cnv_${at}`,
  agent,
  reviewer: 'per_lead',
  scores: { empathy: 3, accuracy: 3, tone: 3, resolution: 3, ...scores },
  note: null,
  strengths: null,
  created_at: new Date(Date.UTC(2026, 7, 1) + at * 60_000).toISOString(),
})

describe('coaching', () => {
  it('names the weakest criterion with its worst examples, the newest of equals first', () => {
    const [coaching] = coachingOf([
      review('sara', { resolution: 2 }, 1),
      review('sara', { resolution: 1 }, 2),
      review('sara', { resolution: 2 }, 3),
      review('sara', { tone: 4 }, 4),
    ])
    expect(coaching).toMatchObject({ agent: 'sara', reviews: 4, practise: 'resolution' })
    expect(coaching?.examples.map(({ review_id, score }) => [review_id, score])).toEqual([
      ['rev_2', 1],
      ['rev_3', 2],
      ['rev_1', 2],
    ])
    expect(coaching?.criteria.find(({ criterion }) => criterion === 'resolution')).toEqual({
      criterion: 'resolution',
      average: 2,
      count: 4,
      trend: null,
    })
    expect(coaching?.best).toMatchObject({ review_id: 'rev_4' })
  })

  it('asks nobody to practise what is good enough', () => {
    expect(coachingOf([review('sara', {})])).toMatchObject([{ practise: null, examples: [], best: null }])
  })

  it.each([
    [[2, 2, 2, 3, 4, 3], 1.33],
    [[4, 4, 4, 2, 2, 2], -2],
    [[3, 3, 3, 3, 3, 3], 0],
    // The one in the middle belongs to neither half.
    [[2, 2, 2, 4, 3, 3, 3], 1],
    [[1, 1, 4, 4, 4], null],
  ])('sees a direction in %j: %s', (scores, trend) => {
    const reviews = scores.map((tone, at) => review('sara', { tone: tone as 1 }, at + 1))
    const [coaching] = coachingOf(reviews.toReversed())
    expect(coaching?.criteria.find(({ criterion }) => criterion === 'tone')?.trend).toBe(trend)
  })

  it('puts who needs it most first', () => {
    const agents = coachingOf([review('good', { tone: 4 }), review('weak', { tone: 1 }), review('even', {})])
    expect(agents.map(({ agent }) => agent)).toEqual(['weak', 'even', 'good'])
  })

  it('of nothing is nothing', () => {
    expect(coachingOf([])).toEqual([])
  })
})
