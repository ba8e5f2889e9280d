import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const MESSAGES = 1_500
const CUSTOMERS = 200
const PROGRAM = fileURLToPath(new URL('./killed-import.ts', import.meta.url))

const TEXTS = [
  'سلام، سفارشم کی می‌رسه؟',
  'برای بار سوم می‌گم، اگر درست نشه لغو می‌کنم',
  'الجهاز معطل ولم يرد أحد',
  'شكرا جزيلا على المساعدة',
  'your kettle arrived broken',
  'بوی گاز می‌آد، لطفاً زود بیاید',
  'salam, faktoram eshtebah ast',
]

/** Long enough ago that every clock has run out, so that no count depends on the minute of the test. */
const BEGAN_MS = Date.now() - 12 * 24 * 3_600_000

/** Every third row has an id of its own, the others get one from their content. */
const rows = Array.from({ length: MESSAGES }, (_, index) => ({
  channel: index % 2 ? 'chat' : 'email',
  text: TEXTS[index % TEXTS.length],
  sent_at: new Date(BEGAN_MS + index * 60_000).toISOString(),
  conversation: `order-${index % 450}`,
  ...(index % 3 ? {} : { external_id: `m-${index}` }),
  customer:
    index % 5
      ? { external_id: `c-${index % CUSTOMERS}`, lifetime_value: index, currency: 'USD' }
      : { external_id: `c-${index % CUSTOMERS}`, email: `c-${index % CUSTOMERS}@example.com` },
}))

describe('an import killed in the middle', () => {
  let folder: string
  let file: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'deljoo-kill-'))
    file = join(folder, 'messages.jsonl')
    writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is finished once by running it again', { timeout: 300_000 }, async () => {
    const database = join(folder, 'killed.db')
    const moments = [
      { kind: 'read', at: Math.floor(MESSAGES * (0.1 + 0.3 * Math.random())) },
      { kind: 'read', at: Math.floor(MESSAGES * (0.5 + 0.4 * Math.random())) },
      // After the last row was stored, while the jobs still run.
      { kind: 'open', at: Math.floor(100 + 300 * Math.random()) },
    ] as const
    for (const moment of moments) {
      const killed = await runUntil(database, moment)
      expect(killed, JSON.stringify(moment)).toBe('SIGKILL')
    }
    expect(await runUntil(database, null)).toBeNull()
    const reference = join(folder, 'undisturbed.db')
    expect(await runUntil(reference, null)).toBeNull()

    const counts = count(database)
    expect(counts).toMatchObject({
      messages: MESSAGES,
      triaged: MESSAGES,
      received_events: MESSAGES,
      received_once: MESSAGES,
      triaged_events: MESSAGES,
      triaged_once: MESSAGES,
      counted_in_conversations: MESSAGES,
      jobs_left: 0,
      flags_at_work_twice: 0,
    })
    expect(counts.flags).toBeGreaterThan(0)
    expect(counts.flag_opened_events).toBe(counts.flags)
    expect(counts.sla_missed_events).toBe(counts.sla_misses)
    expect(counts).toEqual(count(reference))
  })

  /** Runs the import; with a moment given, kills it there. Answers the signal it ended by, null for its own end. */
  function runUntil(
    database: string,
    moment: { kind: 'read' | 'open'; at: number } | null,
  ): Promise<NodeJS.Signals | null> {
    const child = spawn(process.execPath, [PROGRAM, database, file], { stdio: ['ignore', 'pipe', 'inherit'] })
    let imported = false
    createInterface({ input: child.stdout as NonNullable<ChildProcess['stdout']> }).on('line', (line) => {
      const [kind, value] = line.split(' ')
      if (kind === 'imported') imported = true
      if (moment === null || kind !== moment.kind) return
      const reached = kind === 'read' ? Number(value) >= moment.at : imported && Number(value) <= moment.at
      // A few milliseconds later, so that it dies anywhere and not just after telling.
      if (reached) setTimeout(() => child.kill('SIGKILL'), Math.random() * 10)
    })
    return new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('exit', (code, signal) =>
        code === 0 || signal ? resolve(signal) : reject(new Error(`The import ended with ${code}`)),
      )
    })
  }
})

function count(database: string) {
  const db = new Database(database, { readonly: true })
  const one = (sql: string) => (db.prepare(sql).get() as { n: number }).n
  const events = (type: string, what = '*') =>
    one(`select count(${what}) n from events where type = '${type}'`)
  const counts = {
    messages: one('select count(distinct external_id) n from messages'),
    triaged: one("select count(*) n from messages where triage_state = 'done' and triage is not null"),
    received_events: events('message-received'),
    received_once: events('message-received', 'distinct message_id'),
    triaged_events: events('message-triaged'),
    triaged_once: events('message-triaged', 'distinct message_id'),
    customers: one('select count(*) n from customers'),
    assessed: one('select count(*) n from customers where risk is not null'),
    conversations: one('select count(*) n from conversations'),
    counted_in_conversations: one('select sum(message_count) n from conversations'),
    turns: one('select count(distinct turn_id) n from messages'),
    flags: one('select count(*) n from flags'),
    flag_opened_events: events('flag-opened'),
    flags_at_work_twice: one(
      'select count(*) n from (select 1 from flags where closed_at is null group by customer_id having count(*) > 1)',
    ),
    sla_misses: one('select count(*) n from sla_misses'),
    sla_missed_events: events('sla-missed'),
    jobs_left: one("select count(*) n from jobs where kind <> 'review-risk'"),
  }
  db.close()
  return counts
}
