import { describe, expect, it } from 'vitest'
import { evaluate, type GoldRow } from '../../../src/domain/evaluation/evaluate.ts'
import { HEADS, type SingleHead, URGENCIES } from '../../../src/domain/labels.ts'
import type { Triage } from '../../../src/domain/triage/triage.ts'

/** A triage that says the given labels with the given confidence. */
function said(labels: Partial<Record<SingleHead, string>>, confidence = 0.9, needsReview = false): Triage {
  const head = (name: SingleHead) => {
    const label = labels[name] ?? HEADS[name][0]
    return { label, confidence, margin: 0.5, scores: {} }
  }
  return {
    id: 'cls_1',
    language: { label: 'fa', confidence: 1, script: 'arabic', romanised: false, supported: true },
    sentiment: { ...head('sentiment'), polarity: 0 },
    urgency: head('urgency'),
    intent: head('intent'),
    emotion: head('emotion'),
    topics: [{ label: 'billing', confidence }],
    signals: [],
    needs_review: needsReview,
    decided_by: {
      source: 'local',
      model: 'm@1',
      asked_llm_because: null,
      llm_failed_because: null,
      latency_ms: 1,
      cost_usd: 0,
    },
  } as unknown as Triage
}

describe('evaluate', () => {
  const gold: GoldRow[] = [
    {
      text: 'پولم دو بار کم شد',
      lang: 'fa',
      sentiment: 'negative',
      urgency: 'critical',
      topics: ['billing'],
    },
    { text: 'ممنون', lang: 'fa', sentiment: 'positive', urgency: 'low', topics: ['other'] },
    { text: 'وين طلبي؟', lang: 'ar', urgency: 'high', signals: ['repeat_contact'] },
  ]
  const triages = [
    said({ sentiment: 'negative', urgency: 'normal' }),
    said({ sentiment: 'positive', urgency: 'low' }, 0.6, true),
    said({ urgency: 'critical' }),
  ]
  const { all, languages } = evaluate(gold, triages)

  it('scores only rows that carry the label, per language', () => {
    expect(all.rows).toBe(3)
    expect(all.sentiment?.rows).toBe(2)
    expect(all.sentiment?.macro_f1).toBe(1)
    expect(languages.ar?.sentiment).toBeUndefined()
    expect(languages.fa?.topics).toEqual({ rows: 2, micro_f1: 0.5 })
    expect(all.signals?.micro_f1).toBe(0)
    expect(all.needs_review).toBeCloseTo(1 / 3)
  })

  it('tells what urgency mistakes cost', () => {
    expect(all.urgency).toMatchObject({ hot_recall: 0.5, critical_recall: 0, under_by_2: 1 / 3 })
  })

  it('lays out confusion in the order of the vocabulary', () => {
    expect(all.urgency?.confusion.labels).toEqual(URGENCIES)
  })
})
