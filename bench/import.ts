/**
 * The import under fire: `node bench/import.ts [--rows 20000] [--kills 2]` writes a CSV of authored messages, imports
 * it with the real command line, kills that process with SIGKILL at random moments, runs it to its end, and compares
 * what the database holds with what the file holds.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { benchTexts } from './texts.ts'

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '20000' }, kills: { type: 'string', default: '2' } },
})
const rows = Number(values.rows)
const kills = Number(values.kills)

const folder = mkdtempSync(join(tmpdir(), 'deljoo-import-'))
const file = join(folder, 'messages.csv')
const database = join(folder, 'deljoo.db')
const customers = Math.ceil(rows / 8)

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
const start = Date.now() - rows * 60_000
writeFileSync(
  file,
  [
    'channel,external_id,text,sent_at,conversation,customer.external_id',
    ...benchTexts(rows).map((text, i) =>
      [
        'chat',
        `m-${i}`,
        quoted(text),
        new Date(start + i * 60_000).toISOString(),
        `conversation-${i % (customers * 2)}`,
        `customer-${i % customers}`,
      ].join(','),
    ),
  ].join('\n'),
)

/** Runs the import; with `killAfterMs` it is killed then. Answers whether it came to its end. */
function runImport(killAfterMs: number | null): Promise<boolean> {
  const child = spawn(process.execPath, ['src/cli.ts', 'import', file], {
    env: { ...process.env, DATABASE_URL: `file:${database}` },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const timer = killAfterMs === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  return new Promise((resolve) =>
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve(code === 0)
    }),
  )
}

function counts() {
  const db = new Database(database, { readonly: true })
  const one = (sql: string) => (db.prepare(sql).get() as { n: number }).n
  const result = {
    messages: one('select count(*) n from messages'),
    different: one('select count(distinct external_id) n from messages'),
    triaged: one("select count(*) n from messages where triage_state = 'done'"),
    triageEvents: one("select count(*) n from events where type = 'message-triaged'"),
    openWork: one("select count(*) n from jobs where kind in ('triage-message', 'assess-risk')"),
    customers: one('select count(*) n from customers'),
    doubledFlags: one(
      'select count(*) n from (select customer_id from flags where closed_at is null group by customer_id having count(*) > 1)',
    ),
  }
  db.close()
  return result
}

const startedAt = performance.now()
for (let kill = 1; kill <= kills; kill++) {
  const afterMs = 3_000 + Math.random() * 8_000
  const finished = await runImport(afterMs)
  const { messages, triaged } = counts()
  console.log(
    finished
      ? `run ${kill} finished before it could be killed`
      : `killed after ${(afterMs / 1_000).toFixed(1)} s: ${messages} stored, ${triaged} triaged`,
  )
}
const finished = await runImport(null)
const result = counts()
console.log(`finished: ${finished}, ${((performance.now() - startedAt) / 1_000).toFixed(0)} s in all`)
console.log(JSON.stringify(result))
rmSync(folder, { recursive: true })
const right =
  finished &&
  result.messages === rows &&
  result.different === rows &&
  result.triaged === rows &&
  result.triageEvents === rows &&
  result.openWork === 0 &&
  result.customers === customers &&
  result.doubledFlags === 0
console.log(right ? 'Every message is there once and triaged once.' : 'The counts do not agree.')
process.exitCode = right ? 0 : 1
