import { describe, expect, it } from 'vitest'
import { type DecidedMessage, previewPolicy } from '../../src/domain/insights/policy-preview.ts'
import { judgeAs, withPolarity } from '../../src/domain/triage/scores.ts'
import type { LabelCorrection } from '../../src/domain/triage/triage.ts'
import { triageOf } from '../fakes/triage-of.ts'

const bars = { confidence: 0.5, margin: 0 }
const THRESHOLDS = { urgency: bars, sentiment: bars, intent: bars, emotion: bars }
const OWN = { urgencyConfidence: null, sentimentConfidence: null }

/** Decided high with this confidence; sentiment is certain. */
const decided = (confidence: number, human: LabelCorrection | null = null): DecidedMessage => ({
  machine: triageOf(
    {},
    {
      urgency: judgeAs('urgency', 'high', confidence),
      sentiment: withPolarity(judgeAs('sentiment', 'negative', 1)),
    },
  ),
  human,
})
const preview = (messages: DecidedMessage[], urgencyConfidence: number | null) =>
  previewPolicy(messages, THRESHOLDS, { now: OWN, proposed: { ...OWN, urgencyConfidence } })

describe('the preview of other thresholds', () => {
  it.each([
    ['the same', null, 1],
    ['stricter', 0.75, 2],
    ['strictest', 1, 3],
    ['looser', 0.3, 0],
  ])('%s: %s', (_, bar, unsure) => {
    const result = preview([decided(0.4), decided(0.7), decided(0.9)], bar)
    expect(result).toMatchObject({ messages: 3, now: { unsure: 1 }, proposed: { unsure } })
  })

  it('counts the errors that would be caught, and what would be looked at for nothing', () => {
    const result = preview(
      [
        decided(0.6, { urgency: 'normal' }),
        decided(0.9, { urgency: 'critical' }),
        decided(0.6, { urgency: 'high', sentiment: 'negative' }),
        decided(0.6, { intent: 'praise' }),
        decided(0.95, { sentiment: 'neutral' }),
      ],
      0.7,
    )
    expect(result).toEqual({
      messages: 5,
      decided_by_llm: 0,
      judged: 4,
      errors: 3,
      now: { unsure: 0, errors_caught: 0, right_unsure: 0 },
      proposed: { unsure: 3, errors_caught: 1, right_unsure: 1 },
    })
  })

  it('leaves out what an LLM decided, for its scores are not the model’s', () => {
    const { machine } = decided(0.4)
    const byLlm = {
      machine: { ...machine, decided_by: { ...machine.decided_by, source: 'llm' as const } },
      human: null,
    }
    expect(preview([byLlm, decided(0.4)], null)).toMatchObject({
      messages: 1,
      decided_by_llm: 1,
      now: { unsure: 1 },
    })
  })

  it('of nothing is nothing', () => {
    expect(preview([], 0.9)).toMatchObject({ messages: 0, judged: 0, proposed: { unsure: 0 } })
  })
})
