/** `/v1/model`: the card of the loaded model, with how far its confidences can be trusted. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { DeljooError } from '../../domain/errors.ts'
import type { ModelManifest } from '../../domain/triage/manifest.ts'
import type { AppDeps } from '../deps.ts'
import { answer, json, newRoutes, SECURED } from '../endpoint.ts'
import { readProblems } from '../schemas/problem.ts'

const reliabilitySchema = z
  .object({
    count: z.int().meta({ description: 'Messages it was measured on' }),
    ece: z
      .number()
      .meta({ description: 'Expected calibration error: mean distance of confidence and accuracy' }),
    accuracy: z.number().meta({ description: 'Share of right answers' }),
    bins: z
      .array(
        z.object({
          confidence: z.number().meta({ description: 'Mean confidence of the bin' }),
          accuracy: z.number().meta({ description: 'Share of right answers in it' }),
          count: z.int().meta({ description: 'Messages in it' }),
        }),
      )
      .meta({ description: 'The reliability diagram' }),
  })
  .meta({ id: 'Reliability' })

const modelSchema = z
  .object({
    name: z.string().meta({ description: 'Name of the model', example: 'triage-fa-ar-en' }),
    version: z.string().meta({ description: 'Its version', example: '1.0.0' }),
    created: z.string().meta({ description: 'When it was made' }),
    max_tokens: z
      .int()
      .meta({ description: 'Longest text it reads at once; longer ones are split by sentence' }),
    heads: z
      .array(
        z.object({
          name: z.string().meta({ description: 'The question' }),
          kind: z.enum(['single', 'multi']).meta({ description: 'One label, or any number' }),
          labels: z.array(z.string()).meta({ description: 'The possible labels' }),
        }),
      )
      .meta({ description: 'What it answers' }),
    reliability: z
      .record(z.string(), z.record(z.string(), reliabilitySchema))
      .meta({ description: 'Per head and language, on validation data' }),
    validation: z.record(z.string(), z.unknown()).meta({ description: 'Figures on validation data' }),
  })
  .meta({ id: 'Model', description: 'The card of the loaded model' })

/** What callers may know of the manifest; files, logit biases and golden answers are ours. */
const publicCard = ({
  name,
  version,
  created,
  max_tokens,
  heads,
  reliability,
  validation,
}: ModelManifest) => ({
  name,
  version,
  created,
  max_tokens,
  heads: heads.map((head) => ({ name: head.name, kind: head.kind, labels: head.labels })),
  reliability,
  validation,
})

const modelRoute = createRoute({
  method: 'get',
  path: '/v1/model',
  operationId: 'readModel',
  tags: ['Model'],
  summary: 'The model and its reliability',
  description:
    'Which model answers, what it can say, and how well its confidences fit, per head and language.',
  security: SECURED,
  request: { query: z.strictObject({}) },
  responses: {
    200: answer(
      'The model card',
      json(modelSchema, {
        card: {
          value: {
            name: 'triage-fa-ar-en',
            version: '1.0.0',
            created: '2026-08-02',
            max_tokens: 128,
            heads: [{ name: 'urgency', kind: 'single', labels: ['low', 'normal', 'high', 'critical'] }],
            reliability: {
              urgency: {
                fa: {
                  count: 400,
                  ece: 0.03,
                  accuracy: 0.81,
                  bins: [{ confidence: 0.85, accuracy: 0.84, count: 120 }],
                },
              },
            },
            validation: {},
          },
        },
      }),
    ),
    ...readProblems('unavailable'),
  },
})

export function modelRoutes(deps: AppDeps) {
  const routes = newRoutes()
  routes.openapi(modelRoute, (c) => {
    const manifest = deps.modelCard()
    if (!manifest) throw new DeljooError('unavailable', 'No model is loaded')
    return c.json(publicCard(manifest), 200)
  })
  return routes
}
