/** A route that does nothing: the same server stack, JSON in, an answer of the usual size out. */
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const ANSWER = {
  id: 'cls_00000000000000000000000000',
  language: { label: 'fa', confidence: 0.99, script: 'arabic', romanised: false, supported: true },
  sentiment: {
    label: 'negative',
    confidence: 0.94,
    margin: 0.9,
    scores: { negative: 0.94, neutral: 0.04, positive: 0.01, mixed: 0.01 },
    polarity: -0.93,
  },
  urgency: {
    label: 'high',
    confidence: 0.81,
    margin: 0.66,
    scores: { low: 0.01, normal: 0.15, high: 0.81, critical: 0.03 },
  },
  intent: {
    label: 'complaint',
    confidence: 0.97,
    margin: 0.95,
    scores: { complaint: 0.97, question: 0.02, request: 0.01, praise: 0, suggestion: 0, other: 0 },
  },
  topics: [{ label: 'billing', confidence: 0.91 }],
  emotion: {
    label: 'frustration',
    confidence: 0.72,
    margin: 0.5,
    scores: {
      anger: 0.22,
      frustration: 0.72,
      disappointment: 0.02,
      anxiety: 0.01,
      sadness: 0.01,
      confusion: 0.01,
      gratitude: 0,
      joy: 0,
      none: 0.01,
    },
  },
  signals: [{ label: 'repeat_contact', confidence: 0.88 }],
  needs_review: false,
  decided_by: {
    source: 'local',
    model: 'none',
    asked_llm_because: null,
    llm_failed_because: null,
    latency_ms: 0,
    cost_usd: 0,
  },
}

const app = new Hono()
app.get('/', (context) => context.text('ready'))
app.post('/v1/classify', async (context) => {
  const { text } = await context.req.json<{ text: string }>()
  return text === '' ? context.json({ title: 'empty' }, 422) : context.json(ANSWER)
})

const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env.PORT) })
process.once('SIGTERM', () => server.close(() => process.exit(0)))
