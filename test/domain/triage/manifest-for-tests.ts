/** A small manifest with known numbers, so that rules can be calculated by hand; the real one comes with the model. */
import { HEADS, type Head, MULTI_HEADS } from '../../../src/domain/labels.ts'
import { type ModelManifest, modelManifest } from '../../../src/domain/triage/manifest.ts'

const ORDER = ['sentiment', 'urgency', 'intent', 'emotion', 'topics', 'signals'] as const

let offset = 0
const heads = ORDER.map((name) => {
  const head = {
    name,
    kind: (MULTI_HEADS as readonly string[]).includes(name) ? ('multi' as const) : ('single' as const),
    labels: [...HEADS[name]],
    offset,
  }
  offset += HEADS[name].length
  return head
})

const plain = (head: Head, temperature = 1) => ({ temperature, bias: HEADS[head].map(() => 0) })

/** Everything at temperature 1 but sentiment, which is softer in Persian and shifted towards `mixed` in Arabic. */
export const manifest: ModelManifest = modelManifest.parse({
  name: 'triage-test',
  version: '0.0.1',
  created: '2026-01-01',
  normaliser: 1,
  max_tokens: 192,
  files: {},
  heads,
  bias: Array.from({ length: offset }, () => 0),
  calibration: {
    sentiment: {
      default: plain('sentiment'),
      fa: plain('sentiment', 2),
      ar: { temperature: 1, bias: [0, 0, 0, 1] },
    },
    urgency: { default: plain('urgency') },
    intent: { default: plain('intent') },
    emotion: { default: plain('emotion') },
    topics: { default: plain('topics') },
    signals: { default: plain('signals') },
  },
  label_thresholds: {
    topics: Object.fromEntries(HEADS.topics.map((label) => [label, 0.4])),
    signals: Object.fromEntries(HEADS.signals.map((label) => [label, label === 'fraud' ? 0.3 : 0.5])),
  },
  policy: {
    sentiment: { confidence: 0.6, margin: 0.15 },
    urgency: { confidence: 0.55, margin: 0.1, low_confidence: 0.65 },
    intent: { confidence: 0.5, margin: 0.1 },
    emotion: { confidence: 0.4, margin: 0.05 },
  },
  reliability: {},
  validation: {},
  golden: [],
})

/** Logits of one text: 0 everywhere, -6 for topics and signals, but where told otherwise. */
export function logits(given: Partial<Record<Head, Record<string, number>>>): Float32Array {
  const values = new Float32Array(offset)
  for (const head of manifest.heads) {
    for (const [at, label] of head.labels.entries()) {
      values[head.offset + at] = given[head.name]?.[label] ?? (head.kind === 'multi' ? -6 : 0)
    }
  }
  return values
}

/** Position of a label's logit. */
export function at(head: Head, label: string): number {
  const found = manifest.heads.find(({ name }) => name === head)
  return (found?.offset ?? 0) + (found?.labels.indexOf(label) ?? 0)
}
