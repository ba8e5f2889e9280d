/** The real worker, with a way to lose it: its thread ends when it is the turn of the text "crash". */
import { parentPort } from 'node:worker_threads'
import type { WorkRequest } from '../../../src/adapters/classifier/worker.ts'

if (parentPort === null) throw new Error('Only for worker threads')
const port = parentPort
const waiting: string[] = []
const endOnCrash = () => {
  if (waiting[0] === 'crash') process.exit(1)
}

port.on('message', ({ text }: WorkRequest) => {
  waiting.push(text)
  endOnCrash()
})
const send = port.postMessage.bind(port)
port.postMessage = (message, moved) => {
  send(message, moved as [])
  if (!('ready' in message)) waiting.shift()
  endOnCrash()
}
await import('../../../src/adapters/classifier/worker.ts')
