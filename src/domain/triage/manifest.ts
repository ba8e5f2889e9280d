/**
 * `manifest.json` beside a model: what it is, how its logits become calibrated probabilities,
 * and which answers prove that it was loaded right. Written by `models/train/export.py`.
 */
import { z } from 'zod'
import { emotion, HEADS, type Head, intent, language, sentiment, signal, topic, urgency } from '../labels.ts'

const perLanguage = <Value extends z.ZodType>(value: Value) =>
  z.object({ default: value, fa: value.optional(), ar: value.optional(), en: value.optional() })

const headOf = <Value extends z.ZodType>(value: Value) =>
  z.object({
    sentiment: value,
    urgency: value,
    intent: value,
    emotion: value,
    topics: value,
    signals: value,
  })

/** probability = softmax or sigmoid of `logit / temperature + bias[label]` (Guo et al. 2017, vector scaling). */
const calibration = z.object({ temperature: z.number().positive(), bias: z.array(z.number()) })

const thresholds = z.object({
  confidence: z.number().min(0).max(1),
  margin: z.number().min(0).max(1),
  /** Stricter bar for an answer of low or normal urgency: missing an emergency costs more. */
  low_confidence: z.number().min(0).max(1).optional(),
})

const reliability = z.object({
  count: z.int().nonnegative(),
  ece: z.number(),
  accuracy: z.number(),
  bins: z.array(z.object({ confidence: z.number(), accuracy: z.number(), count: z.int() })),
})

const goldenLabel = <Label extends z.ZodType>(label: Label) => z.object({ label, confidence: z.number() })

export const modelManifest = z.object({
  name: z.string(),
  version: z.string(),
  created: z.string(),
  /** Version of the normalisation rules the model was trained with. */
  normaliser: z.literal(1),
  max_tokens: z.int().positive(),
  files: z.record(z.string(), z.object({ sha256: z.string(), bytes: z.int() })),
  heads: z
    .array(
      z.object({
        name: z.enum(Object.keys(HEADS) as [Head, ...Head[]]),
        kind: z.enum(['single', 'multi']),
        labels: z.array(z.string()),
        offset: z.int().nonnegative(),
      }),
    )
    .refine(
      (heads) =>
        Object.entries(HEADS).every(([name, labels]) =>
          heads.some((head) => head.name === name && head.labels.join() === labels.join()),
        ),
      'The heads and labels of the model are not those of the labelling guide',
    ),
  bias: z.array(z.number()),
  calibration: headOf(perLanguage(calibration)),
  label_thresholds: z.object({
    topics: z.record(topic, z.number()),
    signals: z.record(signal, z.number()),
  }),
  policy: z.object({ sentiment: thresholds, urgency: thresholds, intent: thresholds, emotion: thresholds }),
  reliability: z.record(z.string(), z.record(z.string(), reliability)),
  validation: z.record(z.string(), z.unknown()),
  golden: z.array(
    z.object({
      lang: language,
      text: z.string(),
      sentiment: goldenLabel(sentiment),
      urgency: goldenLabel(urgency),
      intent: goldenLabel(intent),
      emotion: goldenLabel(emotion),
      topics: z.array(topic),
      signals: z.array(signal),
    }),
  ),
})

export type ModelManifest = z.infer<typeof modelManifest>
export type PolicyThresholds = ModelManifest['policy']
