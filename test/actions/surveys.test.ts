import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { changeConversation } from '../../src/actions/change-conversation.ts'
import { readRisk } from '../../src/actions/read-risk.ts'
import { receiveMessage } from '../../src/actions/receive-message.ts'
import { recordSurvey } from '../../src/actions/record-survey.ts'
import type { Actor } from '../../src/domain/actor.ts'
import type { MessageIntake } from '../../src/domain/message.ts'
import { AGENT, DAY, intake } from '../adapters/store/store-under-test.ts'
import { openTestDesk, type TestDesk } from './test-desk.ts'

const SERVICE: Actor = { kind: 'key', id: 'key_service', name: 'web shop', role: 'service' }

let test: TestDesk
beforeEach(() => {
  test = openTestDesk()
})
afterEach(() => test.close())

const receive = (more: Partial<MessageIntake> = {}) => receiveMessage(test.desk, SERVICE, intake(more))

describe('a survey', () => {
  it('after a resolved case moves the risk, both ways', async () => {
    const { conversation, customer } = await receive({ text: 'کتری خراب رسید' })
    const { id: conversation_id } = conversation
    await changeConversation(test.desk, AGENT, conversation_id, { status: 'resolved' })
    await test.runDueJobs()
    const before = (await readRisk(test.desk, AGENT, customer.id)).score
    test.advance(DAY)
    const answer = { kind: 'csat', conversation_id } as const
    const { survey } = await recordSurvey(test.desk, SERVICE, { ...answer, score: 1, comment: 'افتضاح' })
    await test.runDueJobs()
    const low = await readRisk(test.desk, AGENT, customer.id)
    expect(low.score).toBeGreaterThan(before)
    expect(low.contributions).toContainEqual(
      expect.objectContaining({ reason: 'low_survey', source: { kind: 'survey', id: survey.id } }),
    )
    test.advance(DAY)
    await recordSurvey(test.desk, SERVICE, { ...answer, score: 5 })
    await test.runDueJobs()
    const good = await readRisk(test.desk, AGENT, customer.id)
    expect(good.score).toBeLessThan(low.score)
    expect(good.contributions.map(({ reason }) => reason)).toContain('good_survey')
  })

  it('of an unknown conversation, another customer, or with another answer is refused', async () => {
    const { conversation } = await receive()
    const survey = { kind: 'nps', score: 7 } as const
    const record = (more: Partial<Parameters<typeof recordSurvey>[2]>) =>
      recordSurvey(test.desk, SERVICE, { ...survey, ...more })
    await expect(record({ conversation_id: 'cnv_none' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      record({ conversation_id: conversation.id, customer: { external_id: 'c-9' } }),
    ).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: 'customer' }] })
    const once = { external_id: 's-1', conversation_id: conversation.id }
    expect((await record(once)).seen_before).toBe(false)
    expect((await record(once)).seen_before).toBe(true)
    await expect(record({ ...once, score: 8 })).rejects.toMatchObject({ code: 'conflict' })
  })
})
