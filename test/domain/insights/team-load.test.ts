import { describe, expect, it } from 'vitest'
import { ALWAYS_OPEN } from '../../../src/domain/desk/opening-hours.ts'
import { type AbuseCase, type Exposure, exposureOf } from '../../../src/domain/insights/exposure.ts'
import { rangeOf } from '../../../src/domain/insights/range.ts'
import { LOAD_LIMITS, ownLoad, type TeamWork, teamLoad } from '../../../src/domain/insights/team-load.ts'

const NOW = '2026-08-02T12:00:00.000Z'
const at = (hours: number) => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString()
const outcome = rangeOf({ since: at(24 * 20), period: 'week' }, { now: NOW, hours: ALWAYS_OPEN })
if (!outcome.ok) throw new Error(outcome.problem)
const { range } = outcome

describe('whom an abusive message reached', () => {
  const abuse = (more: Partial<AbuseCase> = {}): AbuseCase => ({
    id: 'm',
    turn_id: 'm',
    customer_id: 'c',
    conversation_id: 'cnv',
    sent_at: at(10),
    assignee: null,
    department: null,
    moves: [],
    replies: [],
    notes: [],
    ...more,
  })
  const assign = (hours: number, from: string | null, to: string | null) =>
    ({ at: at(hours), field: 'assignee', from, to }) as const

  it.each<[string, Partial<AbuseCase>, string[]]>([
    ['nobody had it', {}, []],
    ['assigned all along', { assignee: 'sara' }, ['sara']],
    ['assigned when it came, taken away since', { moves: [assign(5, 'sara', null)] }, ['sara']],
    ['assigned afterwards, while it waited', { assignee: 'ali', moves: [assign(8, null, 'ali')] }, ['ali']],
    [
      'assigned after it was answered',
      { assignee: 'ali', moves: [assign(2, null, 'ali')], replies: [{ author: 'sara', sent_at: at(9) }] },
      ['sara'],
    ],
    [
      'answered by two: the first',
      {
        replies: [
          { author: 'a', sent_at: at(9) },
          { author: 'b', sent_at: at(8) },
        ],
      },
      ['a'],
    ],
    ['answered before it came', { replies: [{ author: 'a', sent_at: at(11) }] }, []],
    [
      'noted while it waited, and after',
      {
        notes: [
          { author: 'n', created_at: at(9) },
          { author: 'late', created_at: at(1) },
        ],
        replies: [{ author: 'a', sent_at: at(5) }],
      },
      ['a', 'n'],
    ],
    ['once, however often', { assignee: 'a', replies: [{ author: 'a', sent_at: at(9) }] }, ['a']],
  ])('%s', (_, more, agents) => {
    expect(exposureOf(abuse(more)).agents).toEqual(agents)
  })

  it('and the department that had it then', () => {
    const moves = [{ at: at(3), field: 'department' as const, from: 'billing', to: 'legal' }]
    expect(exposureOf(abuse({ department: 'legal', moves })).department).toBe('billing')
  })
})

describe('the load', () => {
  const reached = (hours: number, agents: string[], more: Partial<Exposure> = {}): Exposure => ({
    id: `${hours}`,
    turn_id: `${hours}`,
    customer_id: 'cus_1',
    sent_at: at(hours),
    department: null,
    agents,
    ...more,
  })
  const customer = {
    id: 'cus_1',
    external_id: null,
    name: null,
    segment: null,
    lifetime_value: null,
    currency: null,
    risk_score: null,
    risk_level: null,
  }
  const work = (more: Partial<TeamWork> = {}): TeamWork => ({
    open: [],
    handled: [],
    abuse: [],
    customers: [customer],
    keys: [{ id: 'key_1', name: 'sara' }],
    ...more,
  })
  const load = (more: Partial<TeamWork>) => teamLoad(range, work(more), NOW)

  it('joins the name a conversation was assigned by with the key of that name', () => {
    const { agents } = load({
      open: [
        { agent: 'sara', open: 2, waiting: 1, overdue: 1 },
        { agent: 'key_1', open: 1, waiting: 1, overdue: 0 },
        { agent: null, open: 5, waiting: 5, overdue: 2 },
      ],
      handled: [{ agent: 'key_1', replies: 4, conversations: 3, resolved: 2, ended: 3, in_time: 2 }],
      abuse: [reached(5, ['sara', 'key_1'])],
    })
    expect(agents.map(({ agent, name, open }) => [agent, name, open])).toEqual([
      ['key_1', 'sara', 3],
      [null, null, 5],
    ])
    expect(agents[0]).toMatchObject({
      overdue: 1,
      replies: 4,
      answered: 3,
      resolved: 2,
      in_time: { count: 2, of: 3 },
      abusive: { messages: 1, last_7_days: 1 },
    })
    expect(
      load({
        keys: [
          { id: 'key_1', name: 'sara' },
          { id: 'key_2', name: 'sara' },
        ],
        abuse: [reached(1, ['sara'])],
      }).agents[0]?.agent,
    ).toBe('sara')
  })

  const some = (count: number, agents: string[], daysAgo = 0) =>
    Array.from({ length: count }, (_, index) => reached(daysAgo * 24 + index + 1, agents))
  it.each<[string, Exposure[], string | null]>([
    ['little', some(LOAD_LIMITS.rotateFromPerWeek - 1, ['a']), null],
    ['three in a week', some(LOAD_LIMITS.rotateFromPerWeek, ['a']), 'rotate'],
    ['six in a week', some(LOAD_LIMITS.limitFromPerWeek, ['a']), 'limit'],
    ['most of what there was', [...some(5, ['a'], 12), ...some(2, ['b'], 15)], 'share_out'],
    ['half of it', [...some(4, ['a'], 12), ...some(4, ['b'], 15)], null],
    ['all of it, but alone at the desk', some(7, ['a'], 12), null],
  ])('%s', (_, abuse, code) => {
    const suggestion = load({ abuse }).agents.find(({ agent }) => agent === 'a')?.suggestion
    expect(suggestion?.code ?? null).toBe(code)
    if (!suggestion) return
    expect(suggestion.text.fa).toMatch(/[۰-۹]/)
    expect(suggestion.text.ar).toMatch(/[٠-٩]/)
    expect(suggestion.text.en).toMatch(/\d/)
  })

  it('shows customers with two occasions in thirty days, bursts being one', () => {
    const twice = load({ abuse: [reached(5, ['a']), reached(100, ['b'])] })
    expect(twice.repeated_abuse).toMatchObject([
      { occasions: 2, messages: 2, last_at: at(5), agents: ['a', 'b'] },
    ])
    expect(
      load({ abuse: [reached(5, ['a'], { turn_id: 't' }), reached(5.1, ['a'], { turn_id: 't' })] })
        .repeated_abuse,
    ).toEqual([])
    expect(load({ abuse: [reached(5, ['a']), reached(24 * 31, ['a'])] }).repeated_abuse).toEqual([])
  })

  it('counts by period and department', () => {
    const { periods, departments, total } = load({
      abuse: [reached(5, ['a'], { department: 'billing' }), reached(24 * 12, ['a']), reached(24 * 60, ['a'])],
    })
    expect(periods.map(({ abusive }) => abusive).reduce((sum, each) => sum + each, 0)).toBe(2)
    expect(total.abusive).toBe(2)
    expect(departments.map(({ department, abusive }) => [department, abusive])).toEqual([
      ['billing', 1],
      [null, 1],
    ])
  })

  it('shows an agent their own work, no colleague and no customer', () => {
    const all = load({
      open: [
        { agent: 'key_1', open: 1, waiting: 1, overdue: 0 },
        { agent: 'ali', open: 9, waiting: 9, overdue: 9 },
      ],
      abuse: [...some(6, ['key_1']), reached(50, ['ali'])],
    })
    const own = ownLoad(all, 'key_1')
    expect(own.agents.map(({ agent, suggestion }) => [agent, suggestion])).toEqual([['key_1', null]])
    expect(own).toMatchObject({ total: { open: 1, abusive: 6 }, repeated_abuse: [], departments: [] })
    expect(ownLoad(all, 'nobody')).toMatchObject({ agents: [], total: { open: 0, abusive: 0 } })
  })
})
