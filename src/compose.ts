/** Ties adapters to verbs for every program on Node: the service and the command line. Nothing happens on import. */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import type { Logger } from 'pino'
import { type ClassifyText, createClassifyText } from './actions/classify-text.ts'
import type { Dependencies } from './actions/dependencies.ts'
import { createEventFeed, type EventFeed } from './actions/event-feed.ts'
import type { Classifier, SecondOpinion } from './actions/ports.ts'
import type { ReplyWriter } from './actions/reply-writer-port.ts'
import { type JobLoop, startJobs } from './actions/run-jobs.ts'
import type { Store } from './actions/store-port.ts'
import { checkGolden } from './adapters/classifier/golden-check.ts'
import { loadManifest, modelDirectory } from './adapters/classifier/load-manifest.ts'
import { startWorkerPool } from './adapters/classifier/worker-pool.ts'
import { parsePrompt } from './adapters/llm/prompt.ts'
import { loadPlaybooks } from './adapters/playbooks/load-playbooks.ts'
import { createNewId } from './adapters/store/new-id.ts'
import { type DeskStore, openStore } from './adapters/store/store.ts'
import { type Config, ConfigError } from './config.ts'

const JOB_POLL_MS = 1_000

/** The local model, or why it is not there. A service without it still takes messages in. */
export type LoadedModel = {
  classifier: Classifier | null
  /** Sentences for the operator; empty when the model answers as it should. */
  problems: string[]
}

/** Loads the model and lets it prove itself on its golden answers. Never throws for a missing or damaged model. */
export async function openModel(settings: Config['model'], logger: Logger): Promise<LoadedModel> {
  const directory = modelDirectory(settings.name)
  const loaded = await loadManifest(directory)
  if (!loaded.ok) return { classifier: null, problems: [loaded.problem] }
  const pool = await startWorkerPool({
    directory,
    manifest: loaded.manifest,
    workers: settings.workers === 0 ? availableParallelism() : settings.workers,
    queuePerWorker: settings.queuePerWorker,
    onWorkerLost: (loss) => logger.error(loss, 'model worker lost'),
  })
  if (!pool.ok) return { classifier: null, problems: [pool.problem] }
  return { classifier: pool.classifier, problems: await checkGolden(pool.classifier) }
}

/** The second opinion, or null when none is configured. */
export async function openSecondOpinion(
  settings: Config['llm'],
  store: Store,
): Promise<SecondOpinion | null> {
  if (settings === null) return null
  // Loaded only when it is used: its library has more files than all the others together.
  const { createSecondOpinion } = await import('./adapters/llm/openai-second-opinion.ts')
  const prompt = parsePrompt(await readFile(new URL('../prompts/second-opinion.md', import.meta.url), 'utf8'))
  return createSecondOpinion({ settings, prompt, ledger: store, clock: () => new Date() })
}

/** The writer of replies, on the same server and budget; null when none is configured. */
export async function openReplyWriter(settings: Config['llm'], store: Store): Promise<ReplyWriter | null> {
  if (settings === null) return null
  const { createReplyWriter } = await import('./adapters/llm/reply-writer/reply-writer.ts')
  const prompt = parsePrompt(await readFile(new URL('../prompts/reply.md', import.meta.url), 'utf8'))
  return createReplyWriter({ settings, prompt, ledger: store, clock: () => new Date() })
}

export type Desk = {
  dependencies: Dependencies
  classify: ClassifyText
  model: LoadedModel
  store: DeskStore
  /** The log of events as it grows, for those who follow it. */
  events: EventFeed
  /** Starts doing the jobs that wait; stopped by `close`. */
  startJobs: () => JobLoop
  close: () => Promise<void>
}

/**
 * Opens database and model and binds the verbs to them.
 * @param folder where `prompts` with the playbooks is; the service's own when missing
 * @throws {ConfigError} when a playbook is not as it should be; nothing is open then
 */
export async function openDesk(config: Config, logger: Logger, folder?: string): Promise<Desk> {
  const clock = () => new Date()
  const playbooks = await loadPlaybooks(folder)
  if (!playbooks.ok) throw new ConfigError(playbooks.problem)
  let feed: EventFeed | null = null
  const store = openStore(config.databaseFile, {
    newId: createNewId(clock),
    rules: config.rules,
    onEvents: () => feed?.wake(),
  })
  const events = createEventFeed(store, {
    onError: (err) => logger.error({ err }, 'events could not be read'),
  })
  feed = events
  const model = await openModel(config.model, logger)
  const classify = createClassifyText({
    classifier: model.classifier,
    secondOpinion: await openSecondOpinion(config.llm, store),
    newId: createNewId(clock),
    elapsedMs: () => performance.now(),
    policy: config.policy,
  })
  let loop: JobLoop | null = null
  const dependencies: Dependencies = {
    store,
    clock,
    classify,
    rules: config.rules,
    playbooks: playbooks.library,
    replyWriter: await openReplyWriter(config.llm, store),
    leaseOwner: randomUUID(),
    wakeJobs: () => loop?.wake(),
  }
  return {
    dependencies,
    classify,
    model,
    store,
    events,
    startJobs() {
      loop = startJobs(dependencies, {
        concurrency: model.classifier?.load().workers ?? 1,
        pollMs: JOB_POLL_MS,
        eventRetentionDays: config.eventRetentionDays,
        onError: (job, err) =>
          logger.error({ job: job?.id ?? null, kind: job?.kind ?? null, err }, 'job failed'),
      })
      return loop
    },
    async close() {
      await events.close()
      await loop?.stop()
      await model.classifier?.close()
      await store.close()
    },
  }
}
