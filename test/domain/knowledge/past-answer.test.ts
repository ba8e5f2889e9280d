import { describe, expect, it } from 'vitest'
import { type PastAnswerHit, rankPastAnswers } from '../../../src/domain/knowledge/past-answer.ts'

const NOW = '2026-08-02T05:44:00.000Z'
const ago = (days: number) => new Date(Date.parse(NOW) - days * 86_400_000).toISOString()
const wanted = { situation: 'delivery/late', topic: 'delivery', now: NOW } as const

const hit = (text: string, more: Partial<PastAnswerHit> = {}): PastAnswerHit => ({
  reply_id: 'rpl_1',
  conversation_id: 'cnv_1',
  language: 'fa',
  topic: 'delivery',
  situation: 'delivery/late',
  outcome: 'accepted',
  text,
  sent_at: ago(10),
  score: 5,
  rated_well: false,
  ...more,
})

describe('of answers that match alike', () => {
  it.each<[string, Partial<PastAnswerHit>, Partial<PastAnswerHit>]>([
    ['the edited one before the untouched draft', { outcome: 'edited' }, { outcome: 'accepted' }],
    ['the same situation before the same topic', {}, { situation: 'delivery/lost' }],
    [
      'the same topic before another',
      { situation: 'delivery/lost' },
      { situation: 'billing/double_charge', topic: 'billing' },
    ],
    ['the well rated one', { rated_well: true }, {}],
    ['the recent one', { sent_at: ago(1) }, { sent_at: ago(200) }],
    [
      'even a recent untouched one after an edited one of last month',
      { outcome: 'edited', sent_at: ago(30) },
      { sent_at: ago(0) },
    ],
  ])('%s comes first', (_, better, worse) => {
    const [first, second] = [hit('better', better), hit('worse', worse)]
    for (const hits of [
      [first, second],
      [second, first],
    ])
      expect(rankPastAnswers(hits, wanted).map(({ text }) => text)).toEqual(['better', 'worse'])
  })
})

it('a much better match wins over everything else', () => {
  const hits = [
    hit('far', { outcome: 'edited', rated_well: true, score: 2 }),
    hit('near', { score: 10, sent_at: ago(300) }),
  ]
  expect(rankPastAnswers(hits, wanted)[0]?.text).toBe('near')
})

it('leaves out what hardly matches, and texts that were there', () => {
  const hits = [hit('one'), hit('one '), hit('two', { score: 1 }), hit('three', { score: 4 })]
  expect(rankPastAnswers(hits, wanted).map(({ text }) => text)).toEqual(['one', 'three'])
  expect(rankPastAnswers([], wanted)).toEqual([])
})
