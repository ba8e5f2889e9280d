import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ClassifyRequestInput } from '../../src/domain/triage/request.ts'
import { triage as triageSchema } from '../../src/domain/triage/triage.ts'
import { answer, judged } from '../adapters/llm/answers.ts'
import { type ChatServer, fails, hangs, refuses, says, startChatServer } from '../adapters/llm/chat-server.ts'
import { classifying, LLM_ANSWER, llmAt, modelOf, refusing, SURE, TEXT, UNSURE } from './classifying.ts'

let server: ChatServer
beforeAll(async () => {
  server = await startChatServer()
})
beforeEach(() => {
  server.requests.length = 0
})
afterAll(() => server.close())
const llm = (timeoutMs?: number) => llmAt(server.baseUrl, timeoutMs)

const GREEK = 'Το δέμα μου δεν έφτασε ποτέ και κανείς δεν απαντά στο τηλέφωνο εδώ και μέρες'

describe('who decides, and the receipt that says so', () => {
  const local = { source: 'local', model: 'triage-test@0.0.1', cost_usd: 0 }
  const byLlm = { source: 'llm', model: 'test-model@second-opinion-1', llm_failed_because: null }
  const cases: [
    string,
    {
      logits: Float32Array
      llm?: Parameters<ChatServer['script']>[0]
      request?: Partial<ClassifyRequestInput>
    },
    object,
  ][] = [
    [
      'a sure answer stands',
      { logits: SURE, llm: says(LLM_ANSWER) },
      {
        urgency: 'high',
        needs_review: false,
        requests: 0,
        decided_by: { ...local, asked_llm_because: null, llm_failed_because: null },
      },
    ],
    [
      'an unsure one without an LLM goes to a person',
      { logits: UNSURE },
      {
        urgency: 'normal',
        needs_review: true,
        requests: 0,
        decided_by: {
          ...local,
          asked_llm_because: 'possible_missed_urgency',
          llm_failed_because: 'not_configured',
        },
      },
    ],
    [
      'an unsure one is asked about',
      { logits: UNSURE, llm: says(LLM_ANSWER) },
      {
        urgency: 'critical',
        needs_review: false,
        requests: 1,
        decided_by: { ...byLlm, asked_llm_because: 'possible_missed_urgency', cost_usd: 0.000_57 },
      },
    ],
    [
      'unless the caller forbids it',
      { logits: UNSURE, llm: says(LLM_ANSWER), request: { fallback: 'never' } },
      {
        urgency: 'normal',
        needs_review: true,
        requests: 0,
        decided_by: { ...local, asked_llm_because: null, llm_failed_because: null },
      },
    ],
    [
      'a sure one is asked about when the caller wants it',
      { logits: SURE, llm: says(LLM_ANSWER), request: { fallback: 'always' } },
      {
        urgency: 'critical',
        needs_review: false,
        requests: 1,
        decided_by: { ...byLlm, asked_llm_because: 'requested' },
      },
    ],
    [
      'wanted, but not configured: the sure answer stands',
      { logits: SURE, request: { fallback: 'always' } },
      {
        urgency: 'high',
        needs_review: false,
        requests: 0,
        decided_by: { ...local, asked_llm_because: 'requested', llm_failed_because: 'not_configured' },
      },
    ],
    [
      'an LLM that times out',
      { logits: UNSURE, llm: hangs },
      {
        urgency: 'normal',
        needs_review: true,
        requests: 1,
        decided_by: { source: 'local', llm_failed_because: 'timeout' },
      },
    ],
    [
      'an LLM that is rate limited',
      { logits: UNSURE, llm: fails(429) },
      {
        urgency: 'normal',
        needs_review: true,
        requests: 1,
        decided_by: { ...local, llm_failed_because: 'rate_limited' },
      },
    ],
    [
      'an LLM that refuses is paid all the same',
      { logits: UNSURE, llm: refuses },
      {
        urgency: 'normal',
        needs_review: true,
        requests: 1,
        decided_by: { source: 'local', llm_failed_because: 'refused', cost_usd: 0.000_57 },
      },
    ],
    [
      'an LLM that talks nonsense',
      { logits: UNSURE, llm: says('Hello!') },
      {
        urgency: 'normal',
        needs_review: true,
        requests: 2,
        decided_by: { source: 'local', llm_failed_because: 'invalid_answer' },
      },
    ],
    [
      'an LLM that read another language',
      { logits: UNSURE, llm: says(answer({ language: 'ar' })) },
      {
        urgency: 'normal',
        needs_review: true,
        requests: 1,
        decided_by: { source: 'local', llm_failed_because: 'wrong_language' },
      },
    ],
    [
      'wanted by the caller and failed: the sure answer stands',
      { logits: SURE, llm: hangs, request: { fallback: 'always' } },
      {
        urgency: 'high',
        needs_review: false,
        requests: 1,
        decided_by: { source: 'local', asked_llm_because: 'requested', llm_failed_because: 'timeout' },
      },
    ],
    [
      'an LLM that calms down what looks pressing',
      { logits: SURE, llm: says(answer({ urgency: judged('low', 0.9) })), request: { fallback: 'always' } },
      { urgency: 'low', needs_review: true, requests: 1, decided_by: { source: 'llm' } },
    ],
    [
      'a language we do not serve, without an LLM',
      { logits: SURE, request: { text: GREEK } },
      {
        urgency: 'high',
        needs_review: true,
        requests: 0,
        decided_by: {
          ...local,
          asked_llm_because: 'unsupported_language',
          llm_failed_because: 'not_configured',
        },
      },
    ],
    [
      'a language we do not serve, with an LLM',
      {
        logits: SURE,
        llm: says(
          answer({
            language: 'el',
            sentiment: judged('negative', 0.8),
            topics: [judged('delivery', 0.9)],
            signals: [],
          }),
        ),
        request: { text: GREEK },
      },
      {
        urgency: 'high',
        needs_review: false,
        requests: 1,
        decided_by: { ...byLlm, asked_llm_because: 'unsupported_language' },
      },
    ],
  ]
  it.each(cases)('%s', async (_, given, expected) => {
    if (given.llm) server.script(given.llm)
    const outcome = await classifying({
      classifier: modelOf(() => given.logits).classifier,
      secondOpinion: given.llm ? llm(given.llm === hangs ? 300 : undefined) : null,
    })({ text: TEXT, ...given.request })
    if (!outcome.ok) throw new Error(outcome.failure)
    const { triage } = outcome
    expect(triageSchema.parse(triage)).toEqual(triage)
    expect({ ...triage, urgency: triage.urgency.label, requests: server.requests.length }).toMatchObject(
      expected,
    )
    expect(triage).toMatchObject({ id: 'cls_1', decided_by: { latency_ms: 1.23 } })
  })
})

describe('when the local model cannot answer', () => {
  it.each([
    ['none is loaded', null],
    ['it fails', modelOf(() => refusing('unavailable')).classifier],
  ])('%s: the LLM decides, and says why it was asked', async (_, classifier) => {
    server.script(says(LLM_ANSWER))
    const outcome = await classifying({ classifier, secondOpinion: llm() })({ text: TEXT })
    expect(outcome).toMatchObject({
      ok: true,
      triage: {
        needs_review: false,
        decided_by: { source: 'llm', asked_llm_because: 'local_model_unavailable' },
      },
    })
  })

  it.each([
    ['no model, no LLM', null, 'none', 'auto', { failure: 'unavailable', retryAfterSeconds: 30 }, 0],
    [
      'a failing model, no LLM',
      refusing('unavailable'),
      'none',
      'auto',
      { failure: 'unavailable', retryAfterSeconds: 7 },
      0,
    ],
    [
      'a failing model, a failing LLM',
      refusing('unavailable'),
      'failing',
      'auto',
      { failure: 'unavailable', retryAfterSeconds: 7 },
      1,
    ],
    [
      'a failing model, the LLM forbidden',
      refusing('unavailable'),
      'good',
      'never',
      { failure: 'unavailable' },
      0,
    ],
    [
      'a full queue is no reason to pay',
      refusing('overloaded'),
      'good',
      'always',
      { failure: 'overloaded', retryAfterSeconds: 7 },
      0,
    ],
    ['the caller has left', refusing('abandoned'), 'good', 'auto', { failure: 'abandoned' }, 0],
  ] as const)('%s: no label is invented', async (_, refusal, helper, fallback, expected, requests) => {
    server.script(helper === 'good' ? says(LLM_ANSWER) : fails(500))
    const outcome = await classifying({
      classifier: refusal && modelOf(() => refusal).classifier,
      secondOpinion: helper === 'none' ? null : llm(),
    })({ text: TEXT, fallback })
    expect(outcome).toMatchObject({ ok: false, ...expected })
    expect(server.requests).toHaveLength(requests)
  })

  it('the caller leaves while the LLM thinks', async () => {
    const leaving = new AbortController()
    server.script(() => leaving.abort())
    const outcome = await classifying({ classifier: modelOf(() => UNSURE).classifier, secondOpinion: llm() })(
      { text: TEXT },
      { signal: leaving.signal },
    )
    expect(outcome).toMatchObject({ ok: false, failure: 'abandoned' })
  })
})

it("the operator's bar counts", async () => {
  const outcome = await classifying({ policy: { urgencyConfidence: 0.999, sentimentConfidence: null } })({
    text: TEXT,
  })
  expect(outcome).toMatchObject({
    triage: { needs_review: true, decided_by: { asked_llm_because: 'low_confidence' } },
  })
})
