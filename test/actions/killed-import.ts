/**
 * A process for `kill.test.ts` to kill: imports a file and does its jobs, on the real store and, where a
 * model is installed, the real classifier. Tells on standard output how far it is.
 * Arguments: database file, JSONL file.
 */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import pino from 'pino'
import { type ClassifyText, createClassifyText } from '../../src/actions/classify-text.ts'
import { importMessages } from '../../src/actions/import-messages.ts'
import { startJobs } from '../../src/actions/run-jobs.ts'
import { createNewId } from '../../src/adapters/store/new-id.ts'
import { openStore } from '../../src/adapters/store/store.ts'
import { readRows } from '../../src/cli/read-rows.ts'
import { openModel } from '../../src/compose.ts'
import { SYSTEM } from '../../src/domain/actor.ts'
import { testRules } from '../adapters/store/store-under-test.ts'
import { keywordClassify } from '../fakes/keyword-classify.ts'

/** Short, so that the work of a killed process is soon taken over. */
const LEASE_MS = 1_500
const MODEL = 'triage-fa-ar-en'

const [database = '', file = ''] = process.argv.slice(2)
const store = openStore(database, { newId: createNewId(), rules: testRules() })
const { classify, close } = await openClassifier()
const dependencies = {
  store,
  clock: () => new Date(),
  classify,
  rules: testRules(),
  playbooks: null,
  replyWriter: null,
  leaseOwner: randomUUID(),
  wakeJobs: () => jobs.wake(),
}
const jobs = startJobs(dependencies, {
  concurrency: 2,
  pollMs: 100,
  leaseMs: LEASE_MS,
  onError: (_, error) => {
    throw error
  },
})
const telling = setInterval(async () => {
  const { open } = await store.countJobs()
  console.log(`open ${open['triage-message']}`)
}, 20)

const report = await importMessages(dependencies, SYSTEM, await readRows(file), {
  batchSize: 50,
  onProgress: ({ read }) => console.log(`read ${read}`),
})
console.log(`imported ${report.accepted} ${report.seen_before} ${report.refused}`)
await jobs.drained()
clearInterval(telling)
await jobs.stop()
await close()
await store.close()
console.log('done')

async function openClassifier(): Promise<{ classify: ClassifyText; close: () => Promise<void> }> {
  if (!existsSync(new URL(`../../models/${MODEL}/manifest.json`, import.meta.url)))
    return { classify: keywordClassify(), close: async () => {} }
  const logger = pino({ level: 'silent' })
  const { classifier } = await openModel({ name: MODEL, workers: 2, queuePerWorker: 16 }, logger)
  const classify = createClassifyText({
    classifier,
    secondOpinion: null,
    newId: createNewId(),
    elapsedMs: () => performance.now(),
    policy: { urgencyConfidence: null, sentimentConfidence: null },
  })
  return { classify, close: async () => classifier?.close() }
}
