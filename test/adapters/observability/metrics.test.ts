import { describe, expect, it } from 'vitest'
import { countTriages, createMetrics } from '../../../src/adapters/observability/metrics.ts'
import { TRIAGE } from '../../../src/http/schemas/examples.ts'

const sources = {
  classifierLoad: () => ({ waiting: 3, running: 2, capacity: 32, workers: 2 }),
  openJobs: async () => 17,
  eventStreams: () => 3,
}

describe('metrics', () => {
  it('count answers by who decided, language, urgency and review', async () => {
    const metrics = createMetrics(sources)
    metrics.observeTriage(TRIAGE)
    metrics.observeTriage(TRIAGE)
    metrics.observeTriage({
      ...TRIAGE,
      language: { ...TRIAGE.language, label: 'tr' },
      needs_review: true,
      decided_by: {
        ...TRIAGE.decided_by,
        asked_llm_because: 'unsupported_language',
        llm_failed_because: 'timeout',
        cost_usd: 0.002,
      },
    })
    const { text } = await metrics.expose()
    const line = (labels: string) => `deljoo_triage_total{${labels}}`
    expect(text).toContain(`${line('source="local",language="fa",urgency="high",needs_review="false"')} 2\n`)
    expect(text).toContain(
      `${line('source="local",language="other",urgency="high",needs_review="true"')} 1\n`,
    )
    expect(text).toContain('deljoo_second_opinion_asked_total{reason="unsupported_language"} 1\n')
    expect(text).toContain('deljoo_second_opinion_failed_total{failure="timeout"} 1\n')
    expect(text).toContain('deljoo_llm_cost_usd_total 0.002\n')
  })

  it('show the queue of the model and the open jobs at the moment of asking', async () => {
    const { text } = await createMetrics(sources).expose()
    for (const line of ['waiting 3', 'running 2', 'capacity 32', 'workers 2'])
      expect(text).toContain(`deljoo_classifier_${line}\n`)
    expect(text).toContain('deljoo_jobs_open 17\n')
  })

  it('count what the classifier verb answers, and only answers', async () => {
    const metrics = createMetrics(sources)
    const counted = countTriages(
      async ({ text }) =>
        text === 'سلام'
          ? { ok: true, triage: TRIAGE }
          : { ok: false, failure: 'overloaded', retryAfterSeconds: 1 },
      metrics.observeTriage,
    )
    const request = { fallback: 'auto', explain: false } as const
    expect((await counted({ ...request, text: 'سلام' })).ok).toBe(true)
    expect((await counted({ ...request, text: 'x' })).ok).toBe(false)
    const { text } = await metrics.expose()
    expect(text.match(/^deljoo_triage_total\{.*\} \d+$/gm)).toEqual([
      'deljoo_triage_total{source="local",language="fa",urgency="high",needs_review="false"} 1',
    ])
  })

  it('show zeros without a model', async () => {
    const { text } = await createMetrics({ ...sources, classifierLoad: () => null }).expose()
    expect(text).toContain('deljoo_classifier_workers 0\n')
  })
})
