import { describe, expect, it } from 'vitest'
import { applyCorrection } from '../../../src/domain/triage/correct.ts'
import { judgeAs, withPolarity } from '../../../src/domain/triage/scores.ts'
import { type Triage, triage as triageSchema } from '../../../src/domain/triage/triage.ts'

const machine: Triage = {
  id: 'cls_1',
  language: { label: 'fa', confidence: 0.99, script: 'arabic', romanised: false, supported: true },
  sentiment: withPolarity(judgeAs('sentiment', 'neutral', 0.5)),
  urgency: judgeAs('urgency', 'normal', 0.6),
  intent: judgeAs('intent', 'question', 0.7),
  topics: [{ label: 'billing', confidence: 0.8 }],
  emotion: judgeAs('emotion', 'none', 0.6),
  signals: [{ label: 'fraud', confidence: 0.7 }],
  needs_review: true,
  reasons: [
    { head: 'urgency', label: 'normal', start: 0, end: 4, text: 'سلام', weight: 0.5 },
    { head: 'topics', label: 'billing', start: 5, end: 9, text: 'قبضم', weight: 0.5 },
  ],
  decided_by: {
    source: 'local',
    model: 'triage@1',
    asked_llm_because: 'low_confidence',
    llm_failed_because: 'timeout',
    latency_ms: 3,
    cost_usd: 0.001,
  },
}

describe('a correction', () => {
  const corrected = applyCorrection(
    machine,
    { urgency: 'critical', sentiment: 'negative', signals: [] },
    'key_7',
  )

  it('makes its heads certain and keeps the others', () => {
    expect(triageSchema.parse(corrected)).toEqual(corrected)
    expect(corrected.urgency).toEqual({
      label: 'critical',
      confidence: 1,
      margin: 1,
      scores: { low: 0, normal: 0, high: 0, critical: 1 },
    })
    expect(corrected.sentiment).toMatchObject({ label: 'negative', confidence: 1, polarity: -1 })
    expect(corrected.signals).toEqual([])
    expect(corrected.intent).toBe(machine.intent)
    expect(corrected.topics).toBe(machine.topics)
  })

  it('leaves nothing to review and tells who decided, while cost and latency stay true', () => {
    expect(corrected.needs_review).toBe(false)
    expect(corrected.decided_by).toEqual({ ...machine.decided_by, source: 'human', model: 'key_7' })
  })

  it('drops reasons that argued for what was corrected', () => {
    expect(corrected.reasons?.map(({ head }) => head)).toEqual(['topics'])
  })

  it("changes nothing in the machine's answer", () => {
    expect(machine.urgency.label).toBe('normal')
    expect(machine.needs_review).toBe(true)
  })

  it('counts a label told twice once', () => {
    expect(applyCorrection(machine, { topics: ['delivery', 'delivery'] }, 'a').topics).toEqual([
      { label: 'delivery', confidence: 1 },
    ])
  })
})
