/** The thread that runs the model: one text at a time, in the order received. Started by `worker-slot.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { loadTextModel, type RawOutput } from './text-model.ts'
import type { TextModelSource } from './text-model-source.ts'

/** One text to classify; `id` comes back with the answer. */
export type WorkRequest = { id: number; text: string; explain: boolean }
export type WorkReply = { id: number; runMs: number; output: RawOutput | null }
export type WorkerMessage = { ready: true } | WorkReply

if (parentPort === null) throw new Error('worker.ts runs only as a worker thread. This is a bug.')
const port = parentPort
const model = await loadTextModel(workerData as TextModelSource)
// The first pass allocates buffers and compiles code; no customer should wait for that.
await model.run('warm up', true)

let before: Promise<void> = Promise.resolve()
port.on('message', (request: WorkRequest) => {
  before = before.then(() => answer(request))
})
port.postMessage({ ready: true } satisfies WorkerMessage)

async function answer({ id, text, explain }: WorkRequest): Promise<void> {
  const start = performance.now()
  const output = await model.run(text, explain).catch(() => null)
  const reply: WorkReply = { id, runMs: performance.now() - start, output }
  // The evidence is moved, not copied; for 47 logits a copy is cheaper than the move.
  const moved = output?.evidence ? [output.evidence.contributions.buffer, output.evidence.spans.buffer] : []
  port.postMessage(reply satisfies WorkerMessage, moved as ArrayBuffer[])
}
