import { describe, expect, it } from 'vitest'
import { withComplaint } from './complaint.ts'
import { expectProblem } from './harness.ts'

const board = async ({ send }: Awaited<ReturnType<typeof withComplaint>>, query = '') =>
  (await send('GET', `/v1/flags${query}`)).json.items

describe('a flag from opening to outcome', () => {
  it('carries owner, due time, next action, note and outcome, and its history can be read', async () => {
    const harness = await withComplaint()
    const { send } = harness
    const [flag] = await board(harness)
    expect(flag).toMatchObject({ note: null, outcome_reason: null, peak_score: flag.score })
    const path = `/v1/flags/${flag.id}`
    const plan = { stage: 'planned', owner: 'sara', due_at: '2026-08-01T00:00:00Z', note: 'تماس فردا' }
    const planned = await send('PATCH', path, { as: 'agent', body: plan })
    expect(planned.json).toMatchObject({
      note: 'تماس فردا',
      owner: 'sara',
      due_at: '2026-08-01T00:00:00.000Z',
    })
    expect((await board(harness, '?overdue=true')).map(({ id }: { id: string }) => id)).toEqual([flag.id])
    expect(await board(harness, '?overdue=true&owner=sara&level=critical')).toHaveLength(
      flag.level === 'critical' ? 1 : 0,
    )
    expect(await board(harness, '?due_before=2026-07-31T00:00:00Z')).toEqual([])
    expect(await board(harness, '?overdue=true&due_before=2030-07-31T00:00:00Z')).toHaveLength(1)

    const won = { stage: 'recovered', outcome_reason: 'price', note: 'حل شد' }
    expectProblem(await send('PATCH', path, { body: won }), 400, 'invalid-input', ['outcome_reason'])
    const closed = await send('PATCH', path, { body: { ...won, outcome_reason: 'problem_solved' } })
    expect(closed.json).toMatchObject({ outcome_reason: 'problem_solved', note: 'حل شد', due_at: null })
    expect(
      closed.json.history.map(({ to_stage, note, owner, outcome_reason }: Record<string, string | null>) => [
        to_stage,
        owner,
        note,
        outcome_reason,
      ]),
    ).toEqual([
      ['open', null, null, null],
      ['planned', 'sara', 'تماس فردا', null],
      ['recovered', 'sara', 'حل شد', 'problem_solved'],
    ])
    expect(await board(harness, '?overdue=true')).toEqual([])

    const { json } = await send('GET', '/v1/insights/flags', { as: 'supervisor' })
    expect(json).toMatchObject({
      opened: 1,
      recovered: 1,
      verdict: 'too_few_outcomes',
      precision: {
        judged: 1,
        right: 1,
        precision: 1,
        enough: false,
        by_level: [{ level: flag.level }],
        by_language: [{ language: 'fa' }],
        by_reason: [{ reason: flag.reasons[0].reason }],
      },
      first_action: { acted: 1, waiting: 0, median_ms: 0 },
      outcome_reasons: [{ stage: 'recovered', reason: 'problem_solved', flags: 1 }],
      recovered_value: [{ currency: 'USD', value: flag.expected_loss, flags: 1 }],
    })
    const later = await send('GET', '/v1/insights/flags?since=2026-08-03T00:00:00Z')
    expect(later.json).toMatchObject({ opened: 0, precision: { interval: null } })
  })

  it.each([
    ['/v1/flags?overdue=yes', ['query.overdue']],
    ['/v1/flags?due_before=soon', ['query.due_before']],
    ['/v1/insights/flags?since=soon', ['query.since']],
    ['/v1/insights/surveys?kind=nps', ['query.kind']],
  ])('refuses %s', async (path, paths) => {
    const { send } = await withComplaint()
    expectProblem(await send('GET', path), 400, 'invalid-input', paths)
  })
})

describe('GET /v1/insights/surveys', () => {
  it('joins CSAT, NPS and CES to language and topics', async () => {
    const { send, conversation } = await withComplaint()
    const tell = (kind: string, score: number, more: object = { conversation_id: conversation.id }) =>
      send('POST', '/v1/surveys', { body: { kind, score, ...more } })
    await tell('csat', 2)
    await tell('nps', 9)
    await tell('nps', 3, { customer: { external_id: 'c-1' } })
    await tell('ces', 6)
    const { json } = await send('GET', '/v1/insights/surveys', { as: 'supervisor' })
    const [csat, nps, ces] = json.kinds
    expect(csat).toMatchObject({ kind: 'csat', responses: 1, mean: 2, score: 0 })
    expect(csat.by_topic.map(({ topic }: { topic: string }) => topic)).toEqual(conversation.topics)
    expect(nps).toMatchObject({ responses: 2, good: 1, bad: 1, score: 0 })
    expect(nps.by_language.map(({ language }: { language: string | null }) => language).sort()).toEqual([
      'fa',
      null,
    ])
    expect(ces).toMatchObject({ responses: 1, mean: 6, score: 100 })
    expect(
      (await send('GET', '/v1/insights/surveys?until=2026-08-01T00:00:00Z')).json.kinds[0].responses,
    ).toBe(0)
  })
})
