/** Small examples of the insights, reckoned by the same rules as the answers. */
import { ALWAYS_OPEN } from '../../domain/desk/opening-hours.ts'
import { decisionInsights } from '../../domain/insights/decisions.ts'
import { modelQuality } from '../../domain/insights/model-quality.ts'
import { type Range, rangeOf } from '../../domain/insights/range.ts'
import { slaInsights } from '../../domain/insights/sla.ts'
import { teamLoad } from '../../domain/insights/team-load.ts'
import { trendsOf } from '../../domain/insights/trends.ts'
import { CUSTOMER_BRIEF, MESSAGE, NOTE } from './desk-examples.ts'
import { TRIAGE } from './examples.ts'

const NOW = '2026-08-02T05:44:00.000Z'
const AGENT = NOTE.author

function lastTwoDays(): Range {
  const query = { since: '2026-08-01T00:00:00Z', until: NOW, period: 'day' } as const
  const outcome = rangeOf(query, { now: NOW, hours: { ...ALWAYS_OPEN, time_zone: 'Asia/Tehran' } })
  if (!outcome.ok) throw new Error('The range of the examples is wrong. This is a bug')
  return outcome.range
}
const range = lastTwoDays()
const { since, until, time_zone } = range

export const TRENDS = trendsOf(
  range,
  [
    {
      messages: 40,
      labelled: 39,
      dimensions: {
        sentiment: [
          { labels: ['negative'], messages: 22 },
          { labels: ['neutral'], messages: 17 },
        ],
      },
    },
    { messages: 3, labelled: 3, dimensions: { sentiment: [{ labels: ['negative'], messages: 3 }] } },
  ],
  ['sentiment'],
)

export const SLA_INSIGHTS = slaInsights(range, {
  waits: [
    {
      ended_at: '2026-08-01T09:00:00.000Z',
      urgency: 'high',
      in_time: true,
      is_first: true,
      waited_ms: 2_400_000,
      counted_ms: 2_400_000,
    },
  ],
  overdue: [{ urgency: 'normal', due_at: '2026-08-02T05:00:00.000Z', assignee: null }],
  now: NOW,
})

export const DECISIONS = decisionInsights(range, [
  {
    counts: [
      {
        decided_by: 'local',
        needs_review: false,
        asked_llm_because: null,
        llm_failed_because: null,
        messages: 36,
        cost_usd: 0,
      },
      {
        decided_by: 'llm',
        needs_review: false,
        asked_llm_because: 'small_margin',
        llm_failed_because: null,
        messages: 3,
        cost_usd: 0.0021,
      },
    ],
    latencies: [
      { decided_by: 'local', value: 3.2, count: 36 },
      { decided_by: 'llm', value: 1_240.5, count: 3 },
    ],
    draft_cost_usd: 0.004,
  },
])

export const MODEL_QUALITY = modelQuality(
  { since, until, time_zone },
  {
    messages: [{ machine: TRIAGE, human: { urgency: 'critical', sentiment: 'negative' } }],
    truncated: false,
  },
)

export const TEAM_LOAD = teamLoad(
  range,
  {
    open: [
      { agent: AGENT, open: 6, waiting: 4, overdue: 1 },
      { agent: null, open: 2, waiting: 2, overdue: 0 },
    ],
    handled: [{ agent: AGENT, replies: 14, conversations: 11, resolved: 8, ended: 11, in_time: 10 }],
    abuse: [
      { at: '2026-07-31T10:00:00.000Z', id: 'a' },
      { at: '2026-08-01T10:00:00.000Z', id: 'b' },
      { at: '2026-08-01T15:00:00.000Z', id: 'c' },
    ].map(({ at, id }) => ({
      id,
      turn_id: id,
      customer_id: MESSAGE.customer_id,
      sent_at: at,
      department: 'delivery',
      agents: [AGENT],
    })),
    customers: [CUSTOMER_BRIEF],
    keys: [{ id: AGENT, name: 'نرگس' }],
  },
  NOW,
)
