/**
 * The queue with many open conversations: how long its pages and counts take in the store, as a request asks for
 * them. `npx node bench/inbox.ts [conversations] [rounds]`
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { conversationFilter, conversationQuery } from '../src/domain/conversation.ts'
import { openConversations } from './open-conversations.ts'
import { latencyOf, table } from './statistics.ts'

const conversations = Number(process.argv[2] ?? 10_000)
const rounds = Number(process.argv[3] ?? 50)
const NOW = '2026-08-02T05:44:00.000Z'

const folder = mkdtempSync(join(tmpdir(), 'deljoo-inbox-'))
const file = join(folder, 'deljoo.db')
const store = openConversations(file, conversations, NOW)
try {
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
