import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClassifyText } from '../../src/actions/classify-text.ts'
import type { Dependencies } from '../../src/actions/dependencies.ts'
import { runJob } from '../../src/actions/run-jobs.ts'
import { createNewId } from '../../src/adapters/store/new-id.ts'
import { openStore } from '../../src/adapters/store/store.ts'
import { lease, NOON, testRules } from '../adapters/store/store-under-test.ts'
import { keywordClassify } from '../fakes/keyword-classify.ts'

/** The verbs on a real SQLite file, with a clock that only moves when told. */
export function openTestDesk(
  classify: ClassifyText = keywordClassify(),
  playbooks: Dependencies['playbooks'] = null,
  replyWriter: Dependencies['replyWriter'] = null,
) {
  const folder = mkdtempSync(join(tmpdir(), 'deljoo-actions-'))
  const store = openStore(join(folder, 'deljoo.db'), { newId: createNewId(), rules: testRules() })
  let nowMs = Date.parse(NOON)
  const calls = { wakeJobs: 0 }
  const desk: Dependencies = {
    store,
    clock: () => new Date(nowMs),
    classify,
    rules: testRules(),
    playbooks,
    replyWriter,
    leaseOwner: 'test',
    wakeJobs: () => {
      calls.wakeJobs++
    },
  }
  return {
    desk,
    store,
    calls,
    advance: (ms: number) => {
      nowMs += ms
    },
    /** Does all that is due, one after the other; answers how many. */
    async runDueJobs(): Promise<number> {
      for (let done = 0; ; done++) {
        const now = desk.clock().toISOString()
        const [job] = await store.leaseJobs({
          now,
          lease: lease('loop', new Date(nowMs + 60_000).toISOString()),
          limit: 1,
        })
        if (!job) return done
        await runJob(desk, job, (_, error) => {
          throw error
        })
      }
    },
    async close() {
      await store.close()
      rmSync(folder, { recursive: true })
    },
  }
}
export type TestDesk = ReturnType<typeof openTestDesk>
