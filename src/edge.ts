/** Cloudflare Workers: the stateless part of the API. Without local model and database, the LLM decides alone. */
import prompt from '../prompts/second-opinion.md'
import { createClassifyText } from './actions/classify-text.ts'
import { createEventFeed } from './actions/event-feed.ts'
import { hashKey } from './actions/keys.ts'
import type { NewId, SecondOpinion, SpendingLedger } from './actions/ports.ts'
import type { Store } from './actions/store-port.ts'
import { createSecondOpinion } from './adapters/llm/openai-second-opinion.ts'
import { parsePrompt } from './adapters/llm/prompt.ts'
import { createApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { DeljooError } from './domain/errors.ts'

export type Environment = Record<string, string | undefined>

/** Every verb of the desk says plainly that this deployment cannot do it. */
const absentStore = new Proxy({} as Store, {
  get: () => () => Promise.reject(new DeljooError('unavailable', 'This deployment has no database')),
})

/** The day's spending as this isolate knows it; others count for themselves. */
function ledgerOfIsolate(): SpendingLedger {
  const spent = new Map<string, number>()
  const of = (day: string) => spent.get(day) ?? 0
  return {
    async reserve(day, amountUsd, limitUsd) {
      if (of(day) + amountUsd > limitUsd) return false
      spent.set(day, of(day) + amountUsd)
      return true
    },
    async settle(day, reservedUsd, spentUsd) {
      spent.set(day, of(day) - reservedUsd + spentUsd)
    },
  }
}

const clock = () => new Date()
const newId: NewId = (prefix) => `${prefix}_${crypto.randomUUID().replaceAll('-', '')}`

function openSecondOpinion(settings: Config['llm']): SecondOpinion | null {
  if (settings === null) return null
  return createSecondOpinion({ settings, prompt: parsePrompt(prompt), ledger: ledgerOfIsolate(), clock })
}

/** The application from the bindings of a Worker. */
export function openEdge(environment: Environment) {
  const config = readConfig(environment)
  const secondOpinion = openSecondOpinion(config.llm)
  const classify = createClassifyText({
    classifier: null,
    secondOpinion,
    newId,
    elapsedMs: () => performance.now(),
    policy: config.policy,
  })
  return createApp({
    settings: config.server,
    desk: {
      store: absentStore,
      clock,
      classify,
      rules: config.rules,
      playbooks: null,
      replyWriter: null,
      leaseOwner: 'edge',
      wakeJobs() {},
    },
    async authenticate(key) {
      if (config.adminKey === null || (await hashKey(key)) !== (await hashKey(config.adminKey))) return null
      return {
        kind: 'configuration',
        id: 'configuration',
        name: 'admin key of the configuration',
        role: 'admin',
      }
    },
    modelCard: () => null,
    readiness: async () => [
      {
        name: 'second opinion',
        ready: secondOpinion !== null,
        detail: secondOpinion ? 'configured' : 'set OPENAI_API_KEY: there is no local model at the edge yet',
      },
    ],
    log: { request: (level, event) => console[level](JSON.stringify(event)) },
    metrics: {
      observeRequest() {},
      observeDraft() {},
      observeCheck() {},
      observeDraftOutcome() {},
      expose: async () => ({ contentType: 'text/plain; version=0.0.4', text: '' }),
    },
    hangUp() {},
    events: createEventFeed(absentStore),
    addressOf: (c) => c.req.header('cf-connecting-ip') ?? 'unknown',
    readAsset: async () => null,
  })
}
