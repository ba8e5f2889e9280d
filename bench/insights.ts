/** How long the insights take: `node bench/insights.ts [--messages 100000]` fills a database and asks for all of them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readDecisions } from '../src/actions/read-decisions.ts'
import { readModelQuality } from '../src/actions/read-model-quality.ts'
import { readSlaInsights } from '../src/actions/read-sla-insights.ts'
import { readTeamLoad } from '../src/actions/read-team-load.ts'
import { readTrends } from '../src/actions/read-trends.ts'
import { openDatabase } from '../src/adapters/store/database.ts'
import { createNewId } from '../src/adapters/store/new-id.ts'
import { openStore } from '../src/adapters/store/store.ts'
import { SYSTEM } from '../src/domain/actor.ts'
import { parseBusinessHours } from '../src/domain/desk/opening-hours.ts'
import { percentile, table } from './statistics.ts'

const NOW = '2026-08-02T05:44:00.000Z'
const ROUNDS = 7

const { values } = parseArgs({ options: { messages: { type: 'string', default: '100000' } } })
const folder = mkdtempSync(join(tmpdir(), 'deljoo-bench-insights-'))
const path = join(folder, 'deljoo.db')
const parsed = parseBusinessHours({ hours: 'sat-wed 09:00-18:00', timeZone: 'Asia/Tehran' })
if (!parsed.ok) throw new Error(parsed.problem)
const rules = { hours: parsed.hours, burstSeconds: 120, phoneCountryCode: '98' }

/** Thirty days of messages as wide as real ones; every twentieth is abusive, every hundredth judged, each fifth conversation answered. */
function fill(messages: number): void {
  const { file } = openDatabase(path)
  file.exec(`
    create temp table n as with recursive n(i) as (select 1 union all select i + 1 from n where i < ${messages})
      select i, strftime('%Y-%m-%dT%H:%M:%fZ', julianday('${NOW}') - 30.0 * i / ${messages}) as at from n;
    insert into customers (id, told_at, created_at, updated_at) select 'cus_' || i, at, at, at from n where i % 10 = 0;
    insert into conversations (id, customer_id, channel, status, priority, topics, signals, message_count, opened_at, pauses, last_message_at, created_at, updated_at, assignee, due_at, waiting_since)
      select 'cnv_' || i, 'cus_' || i, 'chat', case when i % 100 = 0 then 'open' else 'resolved' end, i, '[]', '[]', 10, at, '[]', at, at, at, 'agent-' || (i % 7), at, at from n where i % 10 = 0;
    insert into messages (id, conversation_id, customer_id, turn_id, channel, author_role, touchpoint, text, sent_at, received_at, triage_state, triage,
        language, sentiment, urgency, intent, emotion, topics, signals, needs_review, decided_by, latency_ms, cost_usd, asked_llm_because)
      select 'msg_' || i, 'cnv_' || ((i / 10 + 1) * 10 % ${messages} + case when (i / 10 + 1) * 10 % ${messages} = 0 then 10 else 0 end), 'cus_10', 'msg_' || i,
        case i % 4 when 0 then 'chat' when 1 then 'email' when 2 then 'sms' else 'social' end, 'customer',
        case i % 5 when 0 then null else 'touchpoint-' || (i % 5) end, printf('%.*c', 400, 'x'), at, at, 'done', json_object('pad', printf('%.*c', 2500, 'y')),
        case i % 3 when 0 then 'fa' when 1 then 'ar' else 'en' end, case i % 4 when 0 then 'neutral' else 'negative' end,
        case i % 11 when 0 then 'critical' when 1 then 'high' else 'normal' end, case i % 2 when 0 then 'complaint' else 'question' end,
        case i % 6 when 0 then 'anger' else 'none' end, case i % 7 when 0 then '["billing","delivery"]' else '["technical"]' end,
        case i % 20 when 0 then '["abusive"]' else '[]' end, i % 13 = 0, case i % 9 when 0 then 'llm' else 'local' end, (i % 300) / 10.0, 0.001,
        case i % 9 when 0 then 'small_margin' end from n;
    insert into waits select 'wai_' || i, 'cnv_' || i, at, at, 'reply', 'agent-' || (i % 7), 'high', at, i % 3 > 0, 1, i * 10, i * 5 from n where i % 10 = 0;
    analyze;
  `)
  file.close()
}

fill(Number(values.messages))
const store = openStore(path, { newId: createNewId(), rules })
const desk = { store, clock: () => new Date(NOW), rules }
const questions = {
  'trends, all dimensions': () => readTrends(desk, SYSTEM, {}),
  'trends, sentiment': () => readTrends(desk, SYSTEM, { dimensions: ['sentiment'] }),
  'trends, one topic': () => readTrends(desk, SYSTEM, { topic: 'billing' }),
  decisions: () => readDecisions(desk, SYSTEM, {}),
  sla: () => readSlaInsights(desk, SYSTEM, {}),
  'model quality': () => readModelQuality(desk, SYSTEM, {}),
  'team load': () => readTeamLoad(desk, SYSTEM, {}),
}
// Of the processor: on a busy machine the clock on the wall measures the others.
const rows = [['', 'p50 ms', 'most ms', 'processor p50 ms']]
for (const [name, ask] of Object.entries(questions)) {
  const times: number[] = []
  const processor: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    const before = process.cpuUsage()
    await ask()
    times.push(performance.now() - start)
    const { user, system } = process.cpuUsage(before)
    processor.push((user + system) / 1_000)
  }
  const shown = [percentile(times, 0.5), Math.max(...times), percentile(processor, 0.5)]
  rows.push([name, ...shown.map((ms) => ms.toFixed(0))])
}
console.log(`${values.messages} messages in thirty days\n${table(rows)}`)
await store.close()
rmSync(folder, { recursive: true })
