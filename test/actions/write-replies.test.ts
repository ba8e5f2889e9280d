import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ClassifyText } from '../../src/actions/classify-text.ts'
import { draftReply } from '../../src/actions/draft-reply.ts'
import { receiveMessage } from '../../src/actions/receive-message.ts'
import { sendReply } from '../../src/actions/send-reply.ts'
import type { Actor } from '../../src/domain/actor.ts'
import { LANGUAGES, type Language } from '../../src/domain/labels.ts'
import type { MessageIntake } from '../../src/domain/message.ts'
import { draftRequest, type ReplyDraft } from '../../src/domain/reply-record.ts'
import {
  type Behaviour,
  type ChatServer,
  fails,
  hangs,
  refuses,
  says,
  startChatServer,
} from '../adapters/llm/chat-server.ts'
import { LATE, openReplyWriter, prompt } from '../adapters/llm/reply-writer/open-reply-writer.ts'
import { AGENT, intake } from '../adapters/store/store-under-test.ts'
import { COMPLAINT, inLanguage } from '../domain/reply/desk.ts'
import { shippedPlaybooks } from '../fakes/playbooks.ts'
import { triageOf } from '../fakes/triage-of.ts'
import { INJECTIONS } from '../fixtures/injections.ts'
import { openTestDesk, type TestDesk } from './test-desk.ts'

const SERVICE: Actor = { kind: 'key', id: 'key_service', name: 'web shop', role: 'service' }
const playbooks = await shippedPlaybooks()

/** Everything is a late delivery; the language is told by its letters. */
const lateDelivery: ClassifyText = async ({ text }) => {
  const language = /[پچژگکی]/.test(text) ? 'fa' : /\p{Script=Arabic}/u.test(text) ? 'ar' : 'en'
  return { ok: true, triage: triageOf({ ...COMPLAINT, topics: ['delivery'] }, inLanguage(language)) }
}

let server: ChatServer
let test: TestDesk
beforeAll(async () => {
  server = await startChatServer()
})
beforeEach(() => {
  server.requests.length = 0
  open()
})
afterEach(() => test.close())
afterAll(() => server.close())

function open(over: Parameters<typeof openReplyWriter>[1] = {}) {
  test = openTestDesk(lateDelivery, playbooks, openReplyWriter(server.baseUrl, over).writer)
}
async function reopen(over: Parameters<typeof openReplyWriter>[1]) {
  await test.close()
  open(over)
}

const receive = (text: string, more: Partial<MessageIntake> = {}) =>
  receiveMessage(test.desk, SERVICE, intake({ text, ...more }))
const drafts = async (id: string, request: Record<string, unknown> = {}) =>
  (await draftReply(test.desk, AGENT, id, draftRequest.parse(request))).drafts
const firstDraft = async (id: string, request: Record<string, unknown> = {}) => {
  const [draft] = await drafts(id, request)
  if (!draft) throw new Error('There was no draft')
  return draft
}

/** The parts of a draft as an LLM would give them, with more behind them where told. */
const partsOf = ({ steps }: ReplyDraft, more: string[] = []) => ({
  parts: [...steps, ...more.map((text) => ({ step: 'care', text }))].map(({ step, text }) => ({
    step,
    text,
    source: step === 'action' || step === 'care' ? 'playbook' : 'frame',
  })),
})
const failedOf = ({ checks }: ReplyDraft) => checks.filter(({ passed }) => !passed)
const HOLLOW: Record<Language, string> = {
  fa: 'رضایت شما باعث افتخار ماست.',
  ar: 'رضاكم غايتنا.',
  en: 'Your call is important to us.',
}

describe.each(LANGUAGES)('a draft of the LLM, %s', (language) => {
  it('comes first, is kept with its source, and can be sent', async () => {
    const { conversation } = await receive(LATE[language])
    const plain = await firstDraft(conversation.id, { use_llm: false })
    expect(server.requests).toHaveLength(0)
    server.script(says(partsOf(plain)))
    expect(plain.made_from.llm).toBeUndefined()
    const [first, second] = await drafts(conversation.id, { count: 2, channel: 'email' })
    expect(second).toMatchObject({ source: 'playbook' })
    expect(first).toMatchObject({
      source: 'llm',
      language,
      playbook: 'delivery/late',
      due_at: plain.due_at,
      made_from: { use_llm: true, llm: { model: 'test-model@reply-3', failed_because: null } },
      subject: second?.subject,
    })
    expect(first?.citations).toContainEqual({ file: 'prompts/playbooks/delivery.yaml', place: 'late' })
    expect(first && failedOf(first)).toEqual([])
    const text = first?.text ?? ''
    const sent = await sendReply(test.desk, AGENT, conversation.id, { text, draft_id: first?.id })
    expect(sent).toMatchObject({ draft: { source: 'llm', outcome: 'accepted' } })
    expect(sent.reply?.checks.filter(({ passed }) => !passed)).toEqual([])
  })

  it('that fails a check is repaired once', async () => {
    const { conversation } = await receive(LATE[language])
    const plain = await firstDraft(conversation.id, { use_llm: false })
    server.script(says(partsOf(plain, [HOLLOW[language]])), says(partsOf(plain)))
    const draft = await firstDraft(conversation.id)
    expect(draft.source).toBe('llm')
    expect(draft.text).not.toContain(HOLLOW[language])
    expect(server.requests).toHaveLength(2)
  })

  it('that fails twice is the playbook’s', async () => {
    const { conversation } = await receive(LATE[language])
    const plain = await firstDraft(conversation.id, { use_llm: false })
    server.script(says(partsOf(plain, [HOLLOW[language]])))
    const draft = await firstDraft(conversation.id)
    expect(draft).toMatchObject({
      source: 'playbook',
      text: plain.text,
      made_from: { llm: { failed_because: 'failed_checks' } },
    })
    expect(server.requests).toHaveLength(2)
  })
})

describe('whatever happens there, the playbook answers', () => {
  it.each<[string, Behaviour, string]>([
    ['silence', hangs, 'timeout'],
    ['too many requests', fails(429), 'rate_limited'],
    ['a server down', fails(500), 'unreachable'],
    ['a refusal', refuses, 'refused'],
    ['nonsense', says('{"labels": []}'), 'invalid_answer'],
  ])('%s', async (_, behaviour, failed_because) => {
    await reopen({ timeoutMs: 300 })
    server.script(behaviour)
    const { conversation } = await receive(LATE.fa)
    const draft = await firstDraft(conversation.id)
    expect(draft).toMatchObject({ source: 'playbook', made_from: { llm: { failed_because } } })
    expect(failedOf(draft)).toEqual([])
  })

  it('over budget the server is not asked', async () => {
    await reopen({ dailyBudgetUsd: 0.000_01 })
    const { conversation } = await receive(LATE.en)
    expect(await firstDraft(conversation.id)).toMatchObject({
      source: 'playbook',
      made_from: { llm: { failed_because: 'over_budget', cost_usd: 0 } },
    })
    expect(server.requests).toHaveLength(0)
  })
})

describe('personal data', () => {
  const CARD = '6037 9912 3456 7893'
  const SECRETS = ['Sarah', 'Ahmadi', '07700 900123', 'sarah.ahmadi@example.org', CARD]
  const text = `${LATE.en}. I am Sarah Ahmadi, call 07700 900123 or write to sarah.ahmadi@example.org, card ${CARD}.`

  it('never reaches the server, and the name is back in the draft', async () => {
    const { conversation } = await receive(text, { customer: { external_id: 'c-1', name: 'Sarah Ahmadi' } })
    const plain = await firstDraft(conversation.id, { use_llm: false, register: 'formal' })
    expect(plain.text).toContain('Sarah Ahmadi')
    const withPlaceholder = JSON.parse(
      JSON.stringify(partsOf(plain)).replaceAll('Sarah Ahmadi', '[NAME_1]').replaceAll('Sarah', '[NAME_1]'),
    )
    // First the value itself: the check that tells so quotes it, and the repair must not.
    const leaking = partsOf(plain, ['We will call you on 07700 900123, Mr Henderson.'])
    const masked = JSON.parse(JSON.stringify(leaking).replaceAll('07700 900123', '[PHONE_1]'))
    masked.parts[0].text = masked.parts[0].text.replaceAll('Sarah Ahmadi', '[NAME_1]')
    server.script(says(masked), says(withPlaceholder))
    const draft = await firstDraft(conversation.id, { register: 'formal' })
    expect(draft.source).toBe('llm')
    expect(draft.text).toContain('Sarah Ahmadi')
    expect(server.requests).toHaveLength(2)
    for (const { raw } of server.requests) {
      for (const secret of SECRETS) expect(raw).not.toContain(secret)
      expect(raw).toMatch(/\[PHONE_1\].*\[EMAIL_1\].*\[CARD_1\]/)
    }
  })

  it('a placeholder that nobody gave never gets through', async () => {
    const { conversation } = await receive(LATE.en)
    const plain = await firstDraft(conversation.id, { use_llm: false })
    server.script(says(partsOf(plain, ['We have your number [PHONE_7] on record.'])))
    expect(await firstDraft(conversation.id)).toMatchObject({ source: 'playbook' })
  })
})

describe('what a customer writes stays data', () => {
  it('forty attempts, in every language', () => {
    expect(INJECTIONS).toHaveLength(40)
    for (const language of LANGUAGES)
      expect(INJECTIONS.filter((each) => each.language === language).length).toBeGreaterThanOrEqual(13)
  })

  it.each(INJECTIONS)('$language: $attempt', async ({ language, attempt, obeyed }) => {
    const { conversation } = await receive(`${LATE[language]}. ${attempt}`)
    const plain = await firstDraft(conversation.id, { use_llm: false })
    expect(plain.language).toBe(language)

    // A server that gives in: what it adds is caught, twice, and the customer reads the playbook's words.
    server.script(says(partsOf(plain, [obeyed])))
    const draft = await firstDraft(conversation.id)
    expect(server.requests).toHaveLength(2)
    expect(draft.source).toBe('playbook')
    expect(draft.text).not.toContain(obeyed)

    // The attempt is in the thread of the JSON, and nowhere else.
    for (const { body } of server.requests) {
      const [system, user] = body.messages
      expect(system?.content).toBe(prompt.text)
      const { thread, ...rest } = JSON.parse(user?.content ?? '')
      const words = attempt.slice(0, 20)
      expect(thread).toHaveLength(1)
      expect(thread[0]).toMatchObject({ author: 'customer', text: expect.stringContaining(words) })
      expect(JSON.stringify(rest)).not.toContain(words)
    }

    // One that does not give in is not punished for what the customer wrote.
    server.script(says(partsOf(plain)))
    expect(await firstDraft(conversation.id)).toMatchObject({ source: 'llm' })
  })
})
