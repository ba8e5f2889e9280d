/** Prometheus figures by prom-client. Every label comes from a closed list, so that no text can become one. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { ClassifyText } from '../../actions/classify-text.ts'
import { LANGUAGES } from '../../domain/labels.ts'
import type { Triage } from '../../domain/triage/triage.ts'
import { replyFigures } from './reply-metrics.ts'

export type MetricsSources = {
  /** How busy the local model is; `null` without one. */
  classifierLoad: () => { waiting: number; running: number; capacity: number; workers: number } | null
  /** Jobs that wait or run. */
  openJobs: () => number | Promise<number>
  /** Callers that follow the events. */
  eventStreams: () => number
}

/** Seconds: from a classify call that waits for nobody to a second opinion that runs into its timeout. */
const DURATION_BUCKETS = [
  0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256, 0.512, 1, 2, 4, 8, 16,
]

const languageLabel = (label: string) => ((LANGUAGES as readonly string[]).includes(label) ? label : 'other')

function requestFigures(registers: Registry[]) {
  const durations = new Histogram({
    name: 'deljoo_http_request_duration_seconds',
    help: 'Time from request to the end of the handler, by route pattern',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: DURATION_BUCKETS,
    registers,
  })
  return (method: string, route: string, status: number, seconds: number) =>
    durations.observe({ method, route, status }, seconds)
}

function triageFigures(registers: Registry[]) {
  const triaged = new Counter({
    name: 'deljoo_triage_total',
    help: 'Answers given, by who decided, language, urgency and whether a person should look',
    labelNames: ['source', 'language', 'urgency', 'needs_review'] as const,
    registers,
  })
  const asked = new Counter({
    name: 'deljoo_second_opinion_asked_total',
    help: 'Times the LLM was asked or should have been, by reason',
    labelNames: ['reason'] as const,
    registers,
  })
  const failed = new Counter({
    name: 'deljoo_second_opinion_failed_total',
    help: 'Times the LLM did not decide although asked, by cause',
    labelNames: ['failure'] as const,
    registers,
  })
  const cost = new Counter({
    name: 'deljoo_llm_cost_usd_total',
    help: 'Spent on second opinions by this process, in US dollars',
    registers,
  })
  return ({ language, urgency, needs_review, decided_by }: Triage) => {
    triaged.inc({
      source: decided_by.source,
      language: languageLabel(language.label),
      urgency: urgency.label,
      needs_review: String(needs_review),
    })
    if (decided_by.asked_llm_because) asked.inc({ reason: decided_by.asked_llm_because })
    if (decided_by.llm_failed_because) failed.inc({ failure: decided_by.llm_failed_because })
    if (decided_by.cost_usd > 0) cost.inc(decided_by.cost_usd)
  }
}

function stateFigures(registers: Registry[], sources: MetricsSources) {
  const LOAD = {
    waiting: 'Texts that wait for the local model',
    running: 'Texts the local model is working on',
    capacity: 'Texts that may wait before new ones are refused',
    workers: 'Worker threads with a model session',
  } as const
  for (const [name, help] of Object.entries(LOAD) as [keyof typeof LOAD, string][]) {
    new Gauge({
      name: `deljoo_classifier_${name}`,
      help,
      registers,
      collect() {
        this.set(sources.classifierLoad()?.[name] ?? 0)
      },
    })
  }
  new Gauge({
    name: 'deljoo_event_streams',
    help: 'Streams of events that are open',
    registers,
    collect() {
      this.set(sources.eventStreams())
    },
  })
  new Gauge({
    name: 'deljoo_jobs_open',
    help: 'Jobs that wait or run',
    registers,
    async collect() {
      this.set(await sources.openJobs())
    },
  })
}

/** The port `Metrics` of the HTTP layer, with the process's own figures (memory, CPU, event-loop delay). */
export function createMetrics(sources: MetricsSources) {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  stateFigures(registers, sources)
  return {
    observeRequest: requestFigures(registers),
    observeTriage: triageFigures(registers),
    ...replyFigures(registers),
    async expose() {
      return { contentType: registry.contentType, text: await registry.metrics() }
    },
  }
}

/** The classifier verb, with every answer counted, whoever asked: request, import or job loop. */
export function countTriages(classify: ClassifyText, observeTriage: (triage: Triage) => void): ClassifyText {
  return async (request, options) => {
    const outcome = await classify(request, options)
    if (outcome.ok) observeTriage(outcome.triage)
    return outcome
  }
}
