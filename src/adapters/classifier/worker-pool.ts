/**
 * The local model behind the `Classifier` port: a bounded queue on the main thread, one text at a
 * time on each worker thread. The event loop stays free, because `session.run` blocks its thread.
 */
import type { Classifier, ClassifierOutcome, ModelOutput } from '../../actions/ports.ts'
import type { ModelManifest } from '../../domain/triage/manifest.ts'
import type { RawOutput } from './text-model.ts'
import { textModelSource } from './text-model-source.ts'
import { createWorkQueue, type Lane } from './work-queue.ts'
import { openWorkerSlot, type WorkerLoss, type WorkerSlot } from './worker-slot.ts'

/**
 * Texts handed to a worker at once: the one it runs and the one it takes next, so that it does not
 * stand idle while the main thread is busy with a request.
 */
const HANDED_OUT_PER_WORKER = 2
/** Bulk callers bound themselves; this only keeps a mistaken one from filling the memory. */
const BULK_CAPACITY = 4_096
/** A text whose worker was lost twice is given up: it may be what loses them. */
const MAX_ATTEMPTS = 2
/** How long `close` waits for the texts that are running. */
const CLOSE_TIMEOUT_MS = 2_000

export type WorkerPoolOptions = {
  directory: string
  manifest: ModelManifest
  workers: number
  /** Interactive texts that may wait, for each worker. */
  queuePerWorker: number
  onWorkerLost?: (loss: WorkerLoss) => void
  script?: URL
}

type Work = {
  id: number
  text: string
  explain: boolean
  attempts: number
  settle: (outcome: ClassifierOutcome) => void
}
type Place = { slot: WorkerSlot; handedOut: Work[] }

/**
 * Starts the workers and waits until each has loaded the model.
 * @returns the pool, or one sentence on why the model did not load
 */
export async function startWorkerPool(
  options: WorkerPoolOptions,
): Promise<{ ok: true; classifier: Classifier } | { ok: false; problem: string }> {
  const { directory, manifest, workers, queuePerWorker } = options
  const capacity = workers * queuePerWorker
  const queue = createWorkQueue<Work>({ interactive: capacity, bulk: BULK_CAPACITY })
  const source = textModelSource(directory, manifest)
  let nextId = 1
  let meanRunMs = 2
  let closed = false
  let settleStart: (problem: string | null) => void = () => {}
  const started = new Promise<string | null>((resolve) => {
    settleStart = resolve
  })

  const places: Place[] = Array.from({ length: workers }, () => {
    const place: Place = {
      handedOut: [],
      slot: openWorkerSlot({
        script: options.script ?? new URL('./worker.ts', import.meta.url),
        source,
        onReady() {
          if (places.every(({ slot }) => slot.ready)) settleStart(null)
          handOut()
        },
        onReply({ id, runMs, output }) {
          meanRunMs += (runMs - meanRunMs) / 16
          const index = place.handedOut.findIndex((work) => work.id === id)
          const [work] = place.handedOut.splice(index, 1)
          handOut()
          work?.settle(output === null ? failed() : { ok: true, output: toModelOutput(output) })
        },
        onLost(loss) {
          settleStart(`The model did not load: ${loss.message ?? 'its worker thread ended'}.`)
          options.onWorkerLost?.(loss)
          recover(place)
        },
      }),
    }
    return place
  })

  function handOut() {
    while (queue.size > 0) {
      const place = leastBusy()
      const work = place && queue.next()
      if (!work) return
      place.handedOut.push(work)
      place.slot.send({ id: work.id, text: work.text, explain: work.explain })
    }
  }

  function leastBusy(): Place | undefined {
    let best: Place | undefined
    for (const place of places)
      if (place.slot.ready && place.handedOut.length < (best?.handedOut.length ?? HANDED_OUT_PER_WORKER))
        best = place
    return best
  }

  /** A worker takes its texts in order, so only the first of them can have been running. */
  function recover(place: Place) {
    const [running, ...untouched] = place.handedOut.splice(0)
    if (running) {
      running.attempts += 1
      if (running.attempts < MAX_ATTEMPTS) queue.putBack(running)
      else running.settle(failed())
    }
    for (const work of untouched) queue.putBack(work)
    if (isDown()) for (const work of queue.removeAll()) work.settle(unavailable())
    handOut()
  }

  /** No worker can load the model: waiting longer helps nobody, though the slots keep trying. */
  const isDown = () => closed || places.every(({ slot }) => slot.failedToStart)

  const unavailable = (): ClassifierOutcome => ({ ok: false, failure: 'unavailable', retryAfterSeconds: 1 })
  const failed = (): ClassifierOutcome => ({ ok: false, failure: 'failed', retryAfterSeconds: 1 })
  const overloaded = (): ClassifierOutcome => ({
    ok: false,
    failure: 'overloaded',
    retryAfterSeconds: Math.max(1, Math.ceil((queue.size * meanRunMs) / workers / 1_000)),
  })
  const abandoned: ClassifierOutcome = { ok: false, failure: 'abandoned', retryAfterSeconds: 0 }

  function classify(
    text: string,
    { explain, lane, signal }: { explain: boolean; lane: Lane; signal?: AbortSignal },
  ): Promise<ClassifierOutcome> {
    if (signal?.aborted) return Promise.resolve(abandoned)
    if (isDown()) return Promise.resolve(unavailable())
    return new Promise((resolve) => {
      const drop = () => {
        if (queue.remove(work)) work.settle(abandoned)
      }
      const work: Work = {
        id: nextId++,
        text,
        explain,
        attempts: 0,
        settle(outcome) {
          signal?.removeEventListener('abort', drop)
          resolve(outcome)
        },
      }
      if (!queue.add(work, lane)) {
        resolve(overloaded())
        return
      }
      signal?.addEventListener('abort', drop, { once: true })
      handOut()
    })
  }

  async function close() {
    closed = true
    for (const work of queue.removeAll()) work.settle(unavailable())
    const deadline = performance.now() + CLOSE_TIMEOUT_MS
    while (places.some(({ handedOut }) => handedOut.length > 0) && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 5))
    await Promise.all(places.map(({ slot }) => slot.close()))
    for (const work of places.flatMap(({ handedOut }) => handedOut.splice(0))) work.settle(unavailable())
  }

  const problem = await started
  if (problem !== null) {
    await close()
    return { ok: false, problem }
  }
  return {
    ok: true,
    classifier: {
      manifest,
      classify,
      load: () => ({
        waiting: queue.size,
        running: places.reduce((total, { handedOut }) => total + handedOut.length, 0),
        capacity,
        workers: places.filter(({ slot }) => slot.ready).length,
      }),
      close,
    },
  }
}

/** Rows of one large array become views of it: nothing is copied. */
function toModelOutput({ logits, evidence }: RawOutput): ModelOutput {
  if (evidence === null) return { logits, tokens: null }
  const { spans, contributions } = evidence
  return {
    logits,
    tokens: Array.from({ length: spans.length / 2 }, (_, index) => ({
      start: spans[2 * index] ?? 0,
      end: spans[2 * index + 1] ?? 0,
      contributions: contributions.subarray(index * logits.length, (index + 1) * logits.length),
    })),
  }
}
