/**
 * The model without a service around it: worker threads that tokenise and run as fast as they can,
 * each on its own texts, with nothing sent between threads until the end.
 */
import { once } from 'node:events'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { loadTextModel } from '../src/adapters/classifier/text-model.ts'
import type { TextModelSource } from '../src/adapters/classifier/text-model-source.ts'

export type RawRun = { messages: number; elapsedMs: number; latenciesMs: number[] }

export type RawModel = {
  /** All threads at once for this long; their counts added up. `cpuMs` is processor time for each message. */
  run(durationMs: number): Promise<{ messagesPerSecond: number; cpuMs: number; latenciesMs: number[] }>
  stop(): Promise<void>
}

/** Loads the model in `threads` threads. `texts` must be normalised. */
export async function startRawModel(
  source: TextModelSource,
  texts: readonly string[],
  threads: number,
): Promise<RawModel> {
  const workers = await Promise.all(
    Array.from({ length: threads }, async (_, index) => {
      // Each thread begins elsewhere in the texts, as connections do.
      const from = Math.floor((index * texts.length) / threads)
      const own = [...texts.slice(from), ...texts.slice(0, from)]
      const worker = new Worker(new URL(import.meta.url), { workerData: { source, texts: own } })
      await answerOf(worker)
      return worker
    }),
  )
  return {
    async run(durationMs) {
      const cpuBefore = process.cpuUsage()
      const runs = await Promise.all(
        workers.map((worker) => {
          const answer = answerOf(worker) as Promise<RawRun>
          worker.postMessage(durationMs)
          return answer
        }),
      )
      const cpu = process.cpuUsage(cpuBefore)
      return {
        cpuMs: (cpu.user + cpu.system) / 1_000 / runs.reduce((sum, run) => sum + run.messages, 0),
        messagesPerSecond: runs.reduce((sum, run) => sum + (1_000 * run.messages) / run.elapsedMs, 0),
        latenciesMs: runs.flatMap((run) => run.latenciesMs),
      }
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

/** The next message; rejects when the thread fails first. */
const answerOf = async (worker: Worker) => (await once(worker, 'message'))[0] as unknown

if (!isMainThread && parentPort !== null) {
  const port = parentPort
  const { source, texts } = workerData as { source: TextModelSource; texts: string[] }
  const model = await loadTextModel(source)
  let index = 0

  port.on('message', async (durationMs: number) => {
    const latenciesMs: number[] = []
    const start = performance.now()
    let now = start
    while (now - start < durationMs) {
      await model.run(texts[index++ % texts.length] ?? '', false)
      const after = performance.now()
      latenciesMs.push(after - now)
      now = after
    }
    port.postMessage({ messages: latenciesMs.length, elapsedMs: now - start, latenciesMs } satisfies RawRun)
  })
  port.postMessage('ready')
}
