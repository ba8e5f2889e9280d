/**
 * The queue with many open conversations: how long its pages and counts take in the store, as a request asks for
 * them, and what the search costs a message that comes in. `npx node bench/inbox.ts [conversations] [rounds]`
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { conversationFilter, conversationQuery } from '../src/domain/conversation.ts'
import { intakeWithAndWithout } from './intake-search.ts'
import { openConversations } from './open-conversations.ts'
import { latencyOf, table } from './statistics.ts'
import { benchTexts } from './texts.ts'

const conversations = Number(process.argv[2] ?? 10_000)
const rounds = Number(process.argv[3] ?? 50)
const NOW = '2026-08-02T05:44:00.000Z'

const folder = mkdtempSync(join(tmpdir(), 'deljoo-inbox-'))
const file = join(folder, 'deljoo.db')
const store = openConversations(file, conversations, NOW)
try {
  // Our own authored messages, three to a conversation.
  const texts = benchTexts(3_000)
  const raw = new Database(file)
  const insert = raw.prepare(
    `insert into messages (id, conversation_id, customer_id, turn_id, channel, author_role, text, sent_at, received_at, triage_state)
      values (@id, 'cnv_' || @i, 'cus_' || @i, @id, 'chat', 'customer', @text, '${NOW}', '${NOW}', 'pending')
      on conflict (id) do update set text = excluded.text`,
  )
  raw.transaction(() => {
    for (let index = 0; index < 3 * conversations; index++) {
      const i = String((index % conversations) + 1)
      insert.run({
        id: `msg_${index < conversations ? i : index + 1}`,
        i,
        text: texts[(index * 7) % texts.length],
      })
    }
  })()
  raw.exec(`
    insert or ignore into search_backfills (source, done_through) values ('message', '');
    insert or ignore into jobs (id, kind, subject_id, lane, run_at, available_at, updated_at) values ('job_1', 'index-texts', 'all', 'background', '${NOW}', '${NOW}', '${NOW}');
    analyze;
  `)
  raw.close()

  const began = performance.now()
  let portions = 0
  for (let now = NOW; ; now = new Date(Date.parse(now) + 60_000).toISOString()) {
    const lease = { owner: 'bench', until: new Date(Date.parse(now) + 30_000).toISOString() }
    const job = await store.leaseJob({ now, lease, kind: 'index-texts', subject_id: 'all' })
    if (!job) break
    await store.indexEarlierTexts({ job, now })
    portions++
  }
  const perPortion = (performance.now() - began) / portions
  console.log(`earlier texts: ${portions} portions, ${perPortion.toFixed(1)} ms each`)

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
    ['a word many wrote', page({ status: 'open', q: 'سفارش' })],
    ['a word many wrote, by relevance', page({ q: 'سفارش', sort: 'relevance' })],
    ['two words', page({ status: 'open', q: 'refund money' })],
    ['two Arabic words', page({ status: 'open', q: 'الطلب متأخر' })],
    ['one word and a half-space', page({ status: 'open', q: 'نمی‌رسه' })],
    ['counts of two words', count({ status: 'open', q: 'refund money' })],
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
  console.log(await intakeWithAndWithout(folder))
} finally {
  await store.close()
  rmSync(folder, { recursive: true })
}
