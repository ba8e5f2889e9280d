/**
 * One place for a worker thread. A thread that is lost is replaced after a pause that doubles with
 * every loss in a row, so that a model that cannot run does not keep the processor busy with starting.
 */
import { Worker } from 'node:worker_threads'
import type { TextModelSource } from './text-model-source.ts'
import type { WorkerMessage, WorkReply, WorkRequest } from './worker.ts'

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 30_000

/** Why a thread was lost, for the log. `message` is only given for a failed start: later it might quote a customer. */
export type WorkerLoss = {
  during: 'start' | 'work'
  lossesInARow: number
  restartMs: number
  message: string | null
}

export type WorkerSlot = {
  readonly ready: boolean
  /** The last attempt to start a thread failed: the model cannot be loaded now. */
  readonly failedToStart: boolean
  send(request: WorkRequest): void
  /** Ends the thread for good. */
  close(): Promise<void>
}

/**
 * onnxruntime 1.30 matches a recursive pattern against the process's command line when it starts; a text of
 * 16 kB given there overflowed the usual 4 MB of a worker's stack.
 */
const STACK_MB = 32

/**
 * A worker's heap holds 21 MB and makes garbage all the time. Left to itself V8 lets that pile up, by the memory of
 * the machine, for hundreds of megabytes and tens of thousands of texts; with bounds it is cleared in time.
 */
const HEAP_MB = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 }

export function openWorkerSlot(options: {
  script: URL
  source: TextModelSource
  onReady: () => void
  onReply: (reply: WorkReply) => void
  onLost: (loss: WorkerLoss) => void
}): WorkerSlot {
  let worker: Worker
  let ready = false
  let failedToStart = false
  /** Since the last finished work. */
  let lossesInARow = 0
  let closed = false
  let restart: NodeJS.Timeout | undefined

  function start() {
    let message: string | null = null
    worker = new Worker(options.script, {
      workerData: options.source,
      resourceLimits: { stackSizeMb: STACK_MB, ...HEAP_MB },
    })
    worker.on('message', (received: WorkerMessage) => {
      if ('ready' in received) {
        ready = true
        failedToStart = false
        options.onReady()
      } else {
        lossesInARow = 0
        options.onReply(received)
      }
    })
    worker.on('error', (error: unknown) => {
      message = error instanceof Error ? error.message : String(error)
    })
    worker.on('exit', () => {
      if (closed) return
      const during = ready ? 'work' : 'start'
      ready = false
      failedToStart = during === 'start'
      lossesInARow += 1
      const restartMs = Math.min(FIRST_PAUSE_MS * 2 ** (lossesInARow - 1), LONGEST_PAUSE_MS)
      restart = setTimeout(start, restartMs)
      options.onLost({ during, lossesInARow, restartMs, message: during === 'start' ? message : null })
    })
  }
  start()

  return {
    get ready() {
      return ready
    },
    get failedToStart() {
      return failedToStart
    },
    send: (request) => worker.postMessage(request),
    async close() {
      closed = true
      ready = false
      clearTimeout(restart)
      await worker.terminate()
    },
  }
}
