import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addNote } from '../../src/actions/add-note.ts'
import { changeConversation } from '../../src/actions/change-conversation.ts'
import { correctTriage } from '../../src/actions/correct-triage.ts'
import { eraseCustomer, setLegalHold } from '../../src/actions/erase-customer.ts'
import { exportCustomer } from '../../src/actions/export-customer.ts'
import { listConversations } from '../../src/actions/list-conversations.ts'
import { listFlags, readFlag } from '../../src/actions/list-flags.ts'
import { moveFlag } from '../../src/actions/move-flag.ts'
import { readConversation } from '../../src/actions/read-conversation.ts'
import { readCustomer } from '../../src/actions/read-customer.ts'
import { readRisk } from '../../src/actions/read-risk.ts'
import { receiveMessage } from '../../src/actions/receive-message.ts'
import type { Actor } from '../../src/domain/actor.ts'
import { conversationQuery } from '../../src/domain/conversation.ts'
import { flagQuery } from '../../src/domain/flag.ts'
import type { MessageIntake } from '../../src/domain/message.ts'
import {
  ADMIN,
  AGENT,
  after,
  DAY,
  HOUR,
  intake,
  NOON,
  SUPERVISOR,
} from '../adapters/store/store-under-test.ts'
import { openTestDesk, type TestDesk } from './test-desk.ts'

const SERVICE: Actor = { kind: 'key', id: 'key_service', name: 'web shop', role: 'service' }

let test: TestDesk
beforeEach(() => {
  test = openTestDesk()
})
afterEach(() => test.close())

const receive = (more: Partial<MessageIntake> = {}) => receiveMessage(test.desk, SERVICE, intake(more))
const queue = (query: Record<string, unknown> = {}) =>
  listConversations(test.desk, AGENT, conversationQuery.parse(query))

describe('what each role may do', () => {
  const no = { code: 'forbidden' }
  it.each<[string, Actor, () => Promise<unknown>]>([
    [
      'a service read the queue',
      SERVICE,
      () => listConversations(test.desk, SERVICE, conversationQuery.parse({})),
    ],
    ['a service correct', SERVICE, () => correctTriage(test.desk, SERVICE, 'msg_1', { urgency: 'low' })],
    ['a service read customers', SERVICE, () => readCustomer(test.desk, SERVICE, 'cus_1')],
    ['a service see flags', SERVICE, () => listFlags(test.desk, SERVICE, flagQuery.parse({}))],
    ['an agent export', AGENT, () => exportCustomer(test.desk, AGENT, 'cus_1')],
    ['a supervisor erase', SUPERVISOR, () => eraseCustomer(test.desk, SUPERVISOR, 'cus_1')],
  ])('not: %s', async (_, __, act) => {
    await expect(act()).rejects.toMatchObject(no)
  })

  it('a service reads risk', async () => {
    const { customer } = await receive()
    expect(await readRisk(test.desk, SERVICE, customer.id)).toMatchObject({ level: 'low' })
  })
})

describe('what does not exist', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['conversation', () => readConversation(test.desk, AGENT, 'cnv_none')],
    ['conversation to change', () => changeConversation(test.desk, AGENT, 'cnv_none', { status: 'closed' })],
    ['conversation to note', () => addNote(test.desk, AGENT, 'cnv_none', 'x')],
    ['message', () => correctTriage(test.desk, AGENT, 'msg_none', { urgency: 'low' })],
    ['customer', () => readCustomer(test.desk, AGENT, 'cus_none')],
    ['risk', () => readRisk(test.desk, AGENT, 'cus_none')],
    ['flag', () => readFlag(test.desk, AGENT, 'flg_none')],
    ['flag to move', () => moveFlag(test.desk, AGENT, 'flg_none', { stage: 'planned' })],
    ['customer to export', () => exportCustomer(test.desk, ADMIN, 'cus_none')],
    ['customer to erase', () => eraseCustomer(test.desk, ADMIN, 'cus_none')],
  ])('%s is told as not found', async (_, act) => {
    await expect(act()).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the queue', () => {
  it('shows the gas leak before the broken kettle, with its clock', async () => {
    await receive({ text: 'کتری خراب رسید', customer: { external_id: 'kettle' } })
    await receive({ text: 'بوی گاز می‌آد', customer: { external_id: 'gas' } })
    const { items } = await queue({ status: 'open' })
    expect(items.map(({ customer }) => customer.external_id)).toEqual(['gas', 'kettle'])
    expect(items[0]).toMatchObject({
      urgency: 'critical',
      sla: { state: 'running', clock: 'always', remaining_ms: 15 * 60_000 },
      top_message: { text: 'بوی گاز می‌آد' },
    })
  })

  it('follows a correction at once', async () => {
    const { message } = await receive({ text: 'سلام', customer: { external_id: 'quiet' } })
    await receive({ text: 'کتری خراب رسید', customer: { external_id: 'kettle' } })
    await correctTriage(test.desk, AGENT, message.id, { urgency: 'critical', signals: ['safety'] })
    expect((await queue()).items[0]?.customer.external_id).toBe('quiet')
  })
})

describe('a conversation handed over', () => {
  it('brings its facts with it', async () => {
    const first = await receive({ text: 'کتری خراب رسید' })
    const second = await receive({ text: 'لغو می‌کنم', sent_at: after(HOUR) })
    const { id } = first.conversation
    await changeConversation(test.desk, AGENT, id, { assignee: 'نرگس', department: 'billing' })
    await addNote(test.desk, AGENT, id, 'تعویض پیشنهاد شد')
    expect(await readConversation(test.desk, SUPERVISOR, id)).toMatchObject({
      assignee: 'نرگس',
      messages: [{ id: first.message.id }, { id: second.message.id }],
      hand_over: {
        started_at: NOON,
        waiting_since: NOON,
        message_count: 2,
        most_urgent: { urgency: 'high', message_id: second.message.id },
        topics: ['product_quality', 'billing'],
        signals: ['churn_explicit', 'repeat_contact'],
        unanswered_message_ids: [first.message.id, second.message.id],
        assignees: ['نرگس'],
        last_note: { text: 'تعویض پیشنهاد شد' },
        times_late: 0,
      },
    })
  })

  it('refuses a step the states do not have', async () => {
    const { conversation } = await receive()
    await changeConversation(test.desk, AGENT, conversation.id, { status: 'closed' })
    await expect(
      changeConversation(test.desk, AGENT, conversation.id, { status: 'pending' }),
    ).rejects.toMatchObject({ code: 'not_allowed_now', issues: [{ path: 'status' }] })
  })
})

describe('a customer in the round', () => {
  it('shows channels, flag, timeline and how it felt where', async () => {
    await receive({ text: 'ممنون', touchpoint: 'shop', sent_at: after(-DAY) })
    await receive({ text: 'کتری خراب رسید', channel: 'email', touchpoint: 'delivery' })
    const { customer } = await receive({
      text: 'لغو می‌کنم',
      channel: 'email',
      touchpoint: 'delivery',
      sent_at: after(60_000),
    })
    const detail = await readCustomer(test.desk, AGENT, customer.id)
    expect(detail).toMatchObject({
      external_id: 'c-1',
      channels: [
        { channel: 'email', messages: 2, last_at: after(60_000) },
        { channel: 'chat', messages: 1 },
      ],
      flag: { stage: 'open' },
      sentiment_by_touchpoint: [
        { touchpoint: 'delivery', messages: 2, polarity: -1, sentiments: { negative: 2 } },
        { touchpoint: 'shop', messages: 1, polarity: 1, sentiments: { positive: 1 } },
      ],
    })
    expect(detail.timeline.map(({ text }) => text)).toEqual(['لغو می‌کنم', 'کتری خراب رسید', 'ممنون'])
  })

  it('knows the risk of an earlier moment', async () => {
    const { customer } = await receive({ text: 'لغو می‌کنم' })
    const now = await readRisk(test.desk, AGENT, customer.id)
    expect(now.score).toBe(customer.risk?.score)
    expect(await readRisk(test.desk, AGENT, customer.id, after(-HOUR))).toMatchObject({
      score: 0,
      contributions: [],
    })
    test.advance(200 * DAY)
    expect((await readRisk(test.desk, AGENT, customer.id)).score).toBeLessThan(now.score)
    expect((await readRisk(test.desk, AGENT, customer.id, now.as_of)).score).toBe(now.score)
  })

  it('is told apart from a case that time made late', async () => {
    const { customer, conversation } = await receive({ text: 'بوی گاز می‌آد' })
    test.advance(HOUR)
    await test.runDueJobs()
    const late = await readCustomer(test.desk, AGENT, customer.id)
    expect(late.risk?.contributions.map(({ reason }) => reason)).toContain('sla_missed')
    expect(late.risk?.score).toBeGreaterThan(customer.risk?.score ?? 1)
    expect(await readConversation(test.desk, AGENT, conversation.id)).toMatchObject({
      sla: { breached: true },
      hand_over: { times_late: 1 },
    })
  })

  it('can be exported, held and erased', async () => {
    const { customer } = await receive({ text: 'راز' })
    expect(await exportCustomer(test.desk, ADMIN, customer.id)).toMatchObject({ messages: [{ text: 'راز' }] })
    await setLegalHold(test.desk, ADMIN, customer.id, true)
    await expect(eraseCustomer(test.desk, ADMIN, customer.id)).rejects.toMatchObject({ code: 'conflict' })
    await setLegalHold(test.desk, ADMIN, customer.id, false)
    await eraseCustomer(test.desk, ADMIN, customer.id)
    await expect(readCustomer(test.desk, AGENT, customer.id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await test.runDueJobs()).toBe(0)
  })
})

describe('the at-risk board', () => {
  it('moves with a note, and answers the flag with its history', async () => {
    const { flag } = await receive({ text: 'لغو می‌کنم' })
    const moved = await moveFlag(test.desk, AGENT, flag?.id ?? '', { stage: 'saving', note: 'تماس گرفته شد' })
    expect(moved).toMatchObject({
      stage: 'saving',
      owner: AGENT.id,
      customer: { external_id: 'c-1' },
      history: [{ to_stage: 'open' }, { from_stage: 'open', to_stage: 'saving', note: 'تماس گرفته شد' }],
    })
    expect((await listFlags(test.desk, AGENT, flagQuery.parse({ stage: 'open' }))).items).toEqual([])
  })

  it.each([
    ['open', AGENT, 'not_allowed_now'],
    ['lost', AGENT, 'forbidden'],
  ] as const)('from saving, refuses %s', async (stage, actor, code) => {
    const { flag } = await receive({ text: 'لغو می‌کنم' })
    await moveFlag(test.desk, AGENT, flag?.id ?? '', { stage: 'saving' })
    await expect(moveFlag(test.desk, actor, flag?.id ?? '', { stage })).rejects.toMatchObject({ code })
  })
})
