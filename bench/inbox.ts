/**
 * The queue with many open conversations: how long its pages and counts take in the store, as a request asks for
 * them. `npx node bench/inbox.ts [conversations] [rounds]`
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createNewId } from '../src/adapters/store/new-id.ts'
import { openStore } from '../src/adapters/store/store.ts'
import { conversationFilter, conversationQuery } from '../src/domain/conversation.ts'
import { ALWAYS_OPEN } from '../src/domain/desk/opening-hours.ts'
import { latencyOf, table } from './statistics.ts'

const conversations = Number(process.argv[2] ?? 10_000)
const rounds = Number(process.argv[3] ?? 50)
const NOW = '2026-08-02T05:44:00.000Z'

const folder = mkdtempSync(join(tmpdir(), 'deljoo-inbox-'))
const file = join(folder, 'deljoo.db')
const rules = { hours: ALWAYS_OPEN, burstSeconds: 120, phoneCountryCode: '98' }
const store = openStore(file, { newId: createNewId(), rules })
try {
  const raw = new Database(file)
  // Some of everything, in numbers that share no divisor.
  raw.exec(`
    create temp table n as with recursive n(i) as (select 1 union all select i + 1 from n where i < ${conversations}) select i from n;
    insert into customers (id, name, told_at, created_at, updated_at)
      select 'cus_' || i, 'مشتری ' || i, '${NOW}', '${NOW}', '${NOW}' from n;
    insert into customer_identities (id, customer_id, kind, value, created_at)
      select 'idt_' || i, 'cus_' || i, 'external_id', 'c-' || i, '${NOW}' from n;
    insert into conversations (id, customer_id, channel, status, assignee, department, priority, language, sentiment, urgency, intent, emotion, topics, signals, needs_review, top_message_id, message_count, opened_at, waiting_since, pauses, due_at, last_message_at, created_at, updated_at)
      select 'cnv_' || i, 'cus_' || i, case i % 3 when 0 then 'chat' when 1 then 'email' else 'social' end, 'open',
        case when i % 7 < 5 then 'key_' || (i % 11) end, case when i % 2 then 'billing' end, (i * 7919) % 1000003,
        case i % 3 when 0 then 'fa' when 1 then 'ar' else 'en' end, case i % 4 when 0 then 'positive' else 'negative' end,
        case i % 13 when 0 then 'critical' when 1 then 'high' else 'normal' end, 'complaint', 'frustration',
        case i % 5 when 0 then '["billing"]' when 1 then '["delivery","refund_return"]' else '["technical"]' end, '[]', i % 17 = 0, 'msg_' || i, 1, '${NOW}', '${NOW}', '[]',
        strftime('%Y-%m-%dT%H:%M:%fZ', '${NOW}', (i % 400 - 100) || ' minutes'), '${NOW}', '${NOW}', '${NOW}' from n;
    insert into messages (id, conversation_id, customer_id, turn_id, channel, author_role, text, sent_at, received_at, triage_state)
      select 'msg_' || i, 'cnv_' || i, 'cus_' || i, 'msg_' || i, 'chat', 'customer', 'سفارشم هنوز نرسیده است', '${NOW}', '${NOW}', 'pending' from n;
    analyze;
  `)
  raw.close()

  const page = (query: object) => () => store.listConversations(conversationQuery.parse(query), NOW)
  const count = (filter: object) => () =>
    store.countConversations({ filter: conversationFilter.parse(filter), me: 'key_3', now: NOW })
  const { next_cursor } = await store.listConversations(
    conversationQuery.parse({ status: 'open', limit: 200 }),
    NOW,
  )
  const questions: [string, () => Promise<unknown>][] = [
    ['first page, by priority', page({ status: 'open' })],
    ['first page of 200', page({ status: 'open', limit: 200 })],
    ['page after 200', page({ status: 'open', cursor: next_cursor })],
    ['newest first', page({ status: 'open', sort: 'newest' })],
    ['mine', page({ status: 'open', assignee: 'key_3' })],
    [
      'critical, Persian, overdue',
      page({ status: 'open', urgency: 'critical', language: 'fa', sla: 'breached' }),
    ],
    ['a topic nobody wrote about', page({ status: 'open', topic: 'privacy' })],
    ['one customer by name', page({ status: 'open', q: `مشتری ${conversations}` })],
    ['one customer by id', page({ q: 'c-77' })],
    ['a name nobody has', page({ status: 'open', q: 'هیچ‌کس' })],
    ['all counts', count({ status: 'open' })],
    ['counts of mine', count({ status: 'open', assignee: 'key_3' })],
  ]
  const rows = [['', 'p50 ms', 'p99 ms']]
  for (const [name, ask] of questions) {
    await ask()
    const times: number[] = []
    for (let round = 0; round < rounds; round++) {
      const start = performance.now()
      await ask()
      times.push(performance.now() - start)
    }
    const { p50, p99 } = latencyOf(times)
    rows.push([name, p50.toFixed(1), p99.toFixed(1)])
  }
  console.log(`${conversations} open conversations, ${rounds} rounds\n${table(rows)}`)
} finally {
  await store.close()
  rmSync(folder, { recursive: true })
}
