import { describe, expect, it } from 'vitest'
import { ALWAYS_OPEN } from '../../../src/domain/desk/opening-hours.ts'
import { decisionInsights } from '../../../src/domain/insights/decisions.ts'
import { rangeOf } from '../../../src/domain/insights/range.ts'
import { slaInsights, type WaitRow } from '../../../src/domain/insights/sla.ts'
import { trendsOf } from '../../../src/domain/insights/trends.ts'
import { SENTIMENTS, TOPICS } from '../../../src/domain/labels.ts'

const NOW = '2026-08-02T12:00:00.000Z'
const outcome = rangeOf({ since: '2026-07-31T00:00:00Z', until: NOW }, { now: NOW, hours: ALWAYS_OPEN })
if (!outcome.ok) throw new Error(outcome.problem)
const { range } = outcome

describe('trends', () => {
  const day = (messages: number, more: object = {}) => ({ messages, labelled: messages, dimensions: more })

  it('tells every label of every day, also where nobody wrote', () => {
    const trends = trendsOf(range, [
      day(4, {
        sentiment: [
          { labels: ['negative'], messages: 3 },
          { labels: ['mixed'], messages: 1 },
        ],
      }),
      day(0),
      day(2, {
        sentiment: [
          { labels: ['negative'], messages: 1 },
          { labels: ['neutral'], messages: 1 },
        ],
      }),
    ])
    expect(trends.periods.map(({ date, messages }) => [date, messages])).toEqual([
      ['2026-07-31', 4],
      ['2026-08-01', 0],
      ['2026-08-02', 2],
    ])
    const sentiment = trends.trends.find(({ dimension }) => dimension === 'sentiment')
    expect(sentiment?.lines.map(({ label }) => label)).toEqual([...SENTIMENTS])
    expect(sentiment?.lines[0]).toEqual({
      label: 'negative',
      messages: 4,
      share: 0.6667,
      counts: [3, 0, 1],
      shares: [0.75, null, 0.5],
    })
    expect(sentiment?.others).toBeNull()
  })

  it('counts a message under each of its topics, and one without signals under none', () => {
    const { trends } = trendsOf(
      range,
      [
        day(3, {
          topic: [
            { labels: ['billing', 'delivery'], messages: 2 },
            { labels: ['billing'], messages: 1 },
          ],
          signal: [
            { labels: [], messages: 2 },
            { labels: ['abusive'], messages: 1 },
          ],
        }),
      ],
      ['signal', 'topic'],
    )
    const [topic, signal] = trends
    const line = (trend: typeof topic, label: string | null) =>
      trend?.lines.find((each) => each.label === label)?.messages
    expect(topic?.lines).toHaveLength(TOPICS.length)
    expect([line(topic, 'billing'), line(topic, 'delivery')]).toEqual([3, 2])
    expect([line(signal, null), line(signal, 'abusive')]).toEqual([2, 1])
  })

  it('keeps the twenty most frequent touchpoints and sums the rest', () => {
    const touchpoint = Array.from({ length: 25 }, (_, at) => ({ labels: [`t${at}`], messages: 25 - at }))
    const { trends } = trendsOf(range, [day(325, { touchpoint })], ['touchpoint'])
    expect(trends[0]?.lines.map(({ label }) => label)).toEqual(
      Array.from({ length: 20 }, (_, at) => `t${at}`),
    )
    expect(trends[0]?.others).toEqual({ labels: 5, messages: 15, counts: [15] })
  })

  it('an unserved language joins those of the guide', () => {
    const language = [{ labels: ['und'], messages: 1 }]
    const { trends } = trendsOf(range, [day(1, { language })], ['language'])
    expect(trends[0]?.lines.map(({ label }) => label)).toEqual(['fa', 'ar', 'en', 'und'])
  })
})

describe('SLA', () => {
  const wait = (ended_at: string, more: Partial<WaitRow> = {}): WaitRow => ({
    ended_at,
    urgency: 'high',
    in_time: true,
    is_first: true,
    waited_ms: 60_000,
    counted_ms: 30_000,
    ...more,
  })
  const insights = slaInsights(range, {
    waits: [
      wait('2026-07-31T10:00:00.000Z'),
      wait('2026-07-31T11:00:00.000Z', { in_time: false, waited_ms: 600_000, is_first: false }),
      wait('2026-08-02T11:00:00.000Z', { urgency: 'low' }),
    ],
    overdue: [
      { urgency: null, due_at: '2026-08-02T10:00:00.000Z', assignee: null },
      { urgency: 'high', due_at: '2026-08-01T10:00:00.000Z', assignee: 'x' },
    ],
    now: NOW,
  })

  it('counts a wait where it ended', () => {
    expect(insights.periods.map(({ in_time: { count, of } }) => [count, of])).toEqual([
      [1, 2],
      [0, 0],
      [1, 1],
    ])
    expect(insights.periods[0]?.by_urgency.map(({ urgency, in_time }) => [urgency, in_time.of])).toEqual([
      ['critical', 0],
      ['high', 2],
      ['normal', 0],
      ['low', 0],
    ])
  })

  it('tells first answers from all, and both clocks', () => {
    expect(insights.total).toMatchObject({
      in_time: { count: 2, of: 3, share: 0.6667, too_few: true },
      first_answer: { count: 2, p50_ms: 60_000, p90_ms: 60_000 },
      any_answer: { count: 3, p90_ms: 600_000 },
      counted: { count: 3, p90_ms: 30_000 },
    })
  })

  it('tells what is late now; what has no urgency yet is ordinary', () => {
    expect(insights.total.overdue_now).toEqual({
      conversations: 2,
      oldest_due_at: '2026-08-01T10:00:00.000Z',
    })
    expect(
      insights.by_urgency.map(({ urgency, overdue_now }) => [urgency, overdue_now.conversations]),
    ).toEqual([
      ['critical', 0],
      ['high', 1],
      ['normal', 1],
      ['low', 0],
    ])
  })
})

describe('decisions', () => {
  const alike = {
    needs_review: false,
    asked_llm_because: null,
    llm_failed_because: null,
    cost_usd: 0,
  } as const

  it('adds up days and reasons', () => {
    const found = [
      {
        counts: [
          { ...alike, decided_by: 'local' as const, messages: 8 },
          {
            ...alike,
            decided_by: 'llm' as const,
            asked_llm_because: 'small_margin' as const,
            messages: 1,
            cost_usd: 0.002,
          },
        ],
        latencies: [{ decided_by: 'local' as const, value: 3, count: 8 }],
        draft_cost_usd: 0.01,
      },
      { counts: [], latencies: [], draft_cost_usd: 0 },
      {
        counts: [
          {
            ...alike,
            decided_by: 'local' as const,
            needs_review: true,
            asked_llm_because: 'small_margin' as const,
            llm_failed_because: 'timeout' as const,
            messages: 1,
          },
        ],
        latencies: [{ decided_by: 'local' as const, value: 8_000, count: 1 }],
        draft_cost_usd: 0,
      },
    ]
    const { total, periods, asked_because, failed_because } = decisionInsights(range, found)
    expect(total).toMatchObject({
      labelled: 10,
      local: { count: 9, of: 10 },
      llm: { count: 1 },
      human: { count: 0, share: 0 },
      needs_review: { count: 1 },
      asked_llm: { count: 2 },
      cost_usd: 0.002,
      draft_cost_usd: 0.01,
      latency: { local: { count: 9, p50_ms: 3, p90_ms: 8_000 }, llm: { count: 0, p50_ms: null } },
    })
    expect(periods.map(({ labelled }) => labelled)).toEqual([9, 0, 1])
    expect(asked_because).toEqual([{ reason: 'small_margin', messages: 2, decided: 1 }])
    expect(failed_because).toEqual([{ reason: 'timeout', messages: 1 }])
  })
})
