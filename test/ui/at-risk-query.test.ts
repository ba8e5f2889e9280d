import { describe, expect, it } from 'vitest'
import { addressOf, flagsAsked, nextLook, readAtRiskQuery, sortFlags } from '../../src/ui/at-risk-query.ts'
import { moveAsked } from '../../src/ui/components/flag-form.tsx'
import { createFormat } from '../../src/ui/format.ts'

const NOW = new Date('2026-08-02T05:44:00.000Z')

describe('the address of the at-risk page', () => {
  it.each([
    ['', '/at-risk'],
    ['view=board', '/at-risk?view=board'],
    ['view=nothing&level=worst&stage=gone', '/at-risk'],
    ['owner=none&due=overdue', '/at-risk?owner=none&due=overdue'],
    ['view=table&sort=owner&reversed=1', '/at-risk?view=table&sort=owner&reversed=1'],
    ['sort=value', '/at-risk'],
    [`owner=${'x'.repeat(201)}`, '/at-risk'],
  ])('%s is read and written as %s', (search, address) => {
    expect(addressOf(readAtRiskQuery(Object.fromEntries(new URLSearchParams(search))))).toBe(address)
  })

  it.each([
    ['', { at_work: true }],
    ['stage=all', {}],
    ['stage=lost&level=high', { stage: 'lost', level: 'high' }],
    ['due=overdue&owner=none', { at_work: true, overdue: true, owner: 'none' }],
    ['due=day', { at_work: true, due_before: '2026-08-03T05:44:00.000Z' }],
  ])('%s asks for %j', (search, asked) => {
    expect(flagsAsked(readAtRiskQuery(Object.fromEntries(new URLSearchParams(search))), NOW)).toEqual(asked)
  })
})

describe('sortFlags', () => {
  const flag = (id: string, more: object) =>
    ({
      id,
      score: 0.5,
      due_at: null,
      owner: null,
      opened_at: NOW.toISOString(),
      stage: 'open',
      customer: { name: null },
      ...more,
    }) as never
  const flags = [
    flag('a', {
      score: 0.5,
      due_at: '2026-08-03T00:00:00Z',
      customer: { name: 'یاس' },
      stage: 'saving',
      owner: 'per_2',
    }),
    flag('b', { score: 0.9, customer: { name: 'پروین' } }),
    flag('c', {
      score: 0.7,
      due_at: '2026-08-02T00:00:00Z',
      owner: 'per_1',
      opened_at: '2026-08-03T00:00:00Z',
    }),
  ]
  const nameOf = {
    owner: (id: string | null) => (id === 'per_1' ? 'زهرا' : id && 'آرش'),
    format: createFormat({ language: 'fa', timeZone: 'UTC' }),
  }
  it.each([
    ['value', false, 'abc'],
    ['value', true, 'cba'],
    ['score', false, 'bca'],
    ['due', false, 'cab'],
    ['name', false, 'bac'],
    ['owner', false, 'acb'],
    ['stage', false, 'bca'],
    ['opened', false, 'cab'],
  ] as const)('by %s, reversed: %s', (sort, reversed, order) => {
    expect(
      sortFlags<{ id: string } & never>(flags, { sort, reversed }, nameOf)
        .map(({ id }) => id)
        .join(''),
    ).toBe(order)
  })
})

describe('nextLook', () => {
  const at = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString()
  it.each([
    ['the first time', undefined, null],
    ['nonsense', 'yesterday,x', null],
    ['a new visit', `${at(900)},${at(600)}`, at(600)],
    ['the same visit', `${at(900)},${at(10)}`, at(900)],
    ['the first visit still', `,${at(10)}`, null],
    ['a time to come', `,${at(-600)}`, null],
  ])('%s', (_, kept, since) => {
    expect(nextLook(kept, NOW)).toEqual({ since, keep: `${since ?? ''},${NOW.toISOString()}` })
  })
})

describe('moveAsked', () => {
  const form = (said: Record<string, string>) => {
    const data = new FormData()
    for (const [name, value] of Object.entries(said)) data.set(name, value)
    return data
  }
  it.each([
    ['nothing but the stage', {}, 'planned', {}],
    ['nobody stays nobody, so that who moves it has it', { owner: '', due: 'keep', note: ' ' }, 'saving', {}],
    ['another owner', { owner: 'per_2', due: 'keep' }, 'open', { owner: 'per_2' }],
    ['a time', { due: '24' }, 'open', { due_at: '2026-08-03T05:44:00.000Z' }],
    ['no time', { due: 'none' }, 'open', { due_at: null }],
    [
      'how it ended',
      { outcome: 'price', note: 'گران بود' },
      'lost',
      { outcome_reason: 'price', note: 'گران بود' },
    ],
    ['an outcome of a stage that has none', { outcome: 'price' }, 'open', {}],
  ] as const)('%s', (_, said, stage, rest) => {
    expect(moveAsked(form(said), { stage: 'open', owner: null }, stage, NOW)).toEqual({ stage, ...rest })
  })
})
