import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../../src/actions/store-port.ts'
import { telling } from '../../../src/adapters/store/context.ts'
import { queuePage } from '../../../src/adapters/store/conversations.ts'
import { openDatabase } from '../../../src/adapters/store/database.ts'
import { boardPage } from '../../../src/adapters/store/flags.ts'
import { createNewId } from '../../../src/adapters/store/new-id.ts'
import { openStore } from '../../../src/adapters/store/store.ts'
import { conversationQuery } from '../../../src/domain/conversation.ts'
import { flagQuery } from '../../../src/domain/flag.ts'
import { answering } from './answering.ts'
import { storeCases } from './store.cases.ts'
import {
  ADMIN,
  accept,
  after,
  intake,
  lease,
  NOON,
  read,
  SECOND,
  testRules,
  triage,
} from './store-under-test.ts'

const MIGRATIONS = 'src/adapters/store/migrations'

/** A file as the first versions left it: only the first `steps` migrations applied. */
function openWithMigrations(path: string, steps: number): Database.Database {
  const folder = `${path}-migrations`
  mkdirSync(join(folder, 'meta'), { recursive: true })
  cpSync(MIGRATIONS, folder, { recursive: true })
  const journal = JSON.parse(readFileSync(join(MIGRATIONS, 'meta/_journal.json'), 'utf8'))
  const entries = journal.entries.slice(0, steps)
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }))
  const file = new Database(path)
  migrate(drizzle(file), { migrationsFolder: folder })
  return file
}

describe('the store on SQLite', () => {
  let folder: string
  let path: string
  let store: Store
  const open = () => openStore(path, { newId: createNewId(), rules: testRules() })

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'deljoo-store-'))
    path = join(folder, 'data', 'deljoo.db')
    store = open()
  })
  afterEach(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })

  storeCases(() => store)

  describe('the file', () => {
    it('keeps what was written when it is opened again', async () => {
      const id = await accept(store, { external_id: 'm-1' })
      await store.close()
      store = open()
      expect((await read(store, id)).message.external_id).toBe('m-1')
    })

    it.each([1, 2, 3])(
      'of an older version (%i migrations) is brought up to date and keeps what it had',
      async (steps) => {
        const older = join(folder, 'older.db')
        const file = openWithMigrations(older, steps)
        file.exec(`
        insert into customers (id, told_at, created_at, updated_at) values ('cus_1', '${NOON}', '${NOON}', '${NOON}');
        insert into conversations (id, customer_id, channel, status, priority, topics, signals, message_count, opened_at, pauses, last_message_at, created_at, updated_at)
          values ('cnv_1', 'cus_1', 'chat', 'open', 1, '[]', '[]', 1, '${NOON}', '[]', '${NOON}', '${NOON}', '${NOON}');
      `)
        file.close()
        const upgraded = openStore(older, { newId: createNewId(), rules: testRules() })
        try {
          expect(await upgraded.readConversation('cnv_1')).toMatchObject({ replies: [], surveys: [] })
          const intake = { kind: 'csat', score: 4, conversation_id: 'cnv_1' } as const
          expect(
            await upgraded.recordSurvey({ intake, once_key: null, actor: ADMIN, now: NOON }),
          ).toMatchObject({ kind: 'recorded' })
        } finally {
          await upgraded.close()
        }
      },
    )

    it('takes what was written before there was a search into it, however often it is stopped', async () => {
      const older = join(folder, 'older.db')
      const file = openWithMigrations(older, 15)
      file.exec(`
        insert into customers (id, told_at, created_at, updated_at) values ('cus_1', '${NOON}', '${NOON}', '${NOON}');
        insert into conversations (id, customer_id, channel, status, priority, topics, signals, message_count, opened_at, pauses, last_message_at, created_at, updated_at)
          values ('cnv_1', 'cus_1', 'chat', 'open', 1, '[]', '[]', 1, '${NOON}', '[]', '${NOON}', '${NOON}', '${NOON}');
        insert into messages (id, conversation_id, customer_id, turn_id, channel, author_role, text, sent_at, received_at, triage_state)
          with recursive n(i) as (select 1 union all select i + 1 from n where i < 250)
          select 'msg_' || i, 'cnv_1', 'cus_1', 'msg_' || i, 'chat', 'customer', 'شماره ' || (1000 + i), '${NOON}', '${NOON}', 'done' from n;
        insert into notes (id, conversation_id, author, text, created_at) values ('not_1', 'cnv_1', 'key_1', 'یادداشت پلیکان', '${NOON}');
      `)
      file.close()
      const raw = new Database(older)
      const openOlder = () => openStore(older, { newId: createNewId(), rules: testRules() })
      const indexed = () => raw.prepare('select count(*) from searchable_texts').pluck().get()
      const finds = async (opened: Store, q: string) =>
        (await opened.listConversations(conversationQuery.parse({ q }), NOON)).items[0]?.match?.id
      let minute = 0
      let portions = 0
      for (;;) {
        // Another process each time, after one that died with the job in its hands.
        const died = openOlder()
        const at = (seconds: number) => after((minute * 60 + seconds) * SECOND)
        const [lost] = await died.leaseJobs({ now: at(0), lease: lease('dies', at(30)), limit: 1 })
        await died.close()
        if (!lost) break
        const before = indexed()
        const opened = openOlder()
        const [job] = await opened.leaseJobs({ now: at(31), lease: lease('lives', at(59)), limit: 1 })
        if (job?.kind !== 'index-texts') throw new Error('The job was lost')
        if (portions === 0) await accept(opened, { text: 'تازه', customer: { external_id: 'new' } })
        const first = await opened.indexEarlierTexts({ job, now: at(31) })
        expect(first).toBeLessThanOrEqual(25)
        expect(Number(indexed())).toBeGreaterThan(Number(before))
        // Done once: who held it before may not do it again.
        expect(await opened.indexEarlierTexts({ job: lost, now: at(31) })).toBe(0)
        await opened.close()
        portions++
        minute++
        if (portions === 1) raw.exec("delete from jobs where kind = 'triage-message'")
      }
      expect([portions, indexed()]).toEqual([11, 252])
      const opened = openOlder()
      expect(await finds(opened, '۱۱۷۷')).toBe('msg_177')
      expect(await finds(opened, 'پليكان')).toBe('not_1')
      expect(raw.prepare('select count(*) from search_backfills').pluck().get()).toBe(0)
      await opened.close()
      raw.close()
    })

    it('lets two processes write, each message and job once', async () => {
      const other = open()
      try {
        const [ours] = await store.acceptMessages([intake({ external_id: 'm' })], {
          now: NOON,
          lane: 'bulk',
          lease: null,
        })
        const [theirs] = await other.acceptMessages([intake({ external_id: 'm' })], {
          now: NOON,
          lane: 'bulk',
          lease: null,
        })
        expect([ours?.kind, theirs?.kind]).toEqual(['accepted', 'seen_before'])
        const taken = [
          ...(await store.leaseJobs({ now: NOON, lease: lease('one'), limit: 5 })),
          ...(await other.leaseJobs({ now: NOON, lease: lease('two'), limit: 5 })),
        ]
        expect(taken).toHaveLength(1)
      } finally {
        await other.close()
      }
    })

    it('waits for the disk with what people were told, and not with what a job would do again', () => {
      const { file, write, writeResumable } = openDatabase(path)
      const waits = () => file.pragma('synchronous', { simple: true }) === 2
      expect(file.pragma('journal_mode', { simple: true })).toBe('wal')
      expect(file.pragma('foreign_keys', { simple: true })).toBe(1)
      expect(write(waits)).toBe(true)
      expect(writeResumable(waits)).toBe(false)
      expect(() =>
        write(() => {
          throw new Error('no')
        }),
      ).toThrow('no')
      expect(writeResumable(waits)).toBe(false)
      file.close()
    })

    it.each(["update audit set action = 'x'", 'delete from audit'])('refuses: %s', async (statement) => {
      await store.createKey({
        key: { name: 'x', role: 'agent' },
        prefix: 'p',
        hash: 'h',
        actor: ADMIN,
        now: NOON,
      })
      const file = new Database(path)
      expect(() => file.exec(statement)).toThrow('append-only')
      file.close()
      expect(await store.readAudit({ after: 0, limit: 10 })).toHaveLength(1)
    })

    it('holds no byte of an erased customer', async () => {
      const secret = 'محرمانه‌ترین جمله'
      const id = await accept(store, { text: secret, customer: { email: 'erased-person@example.com' } })
      await triage(store, id)
      const { message, conversation } = await read(store, id)
      await answering(() => store).send(
        { message_id: message.id, conversation_id: conversation.id, customer_id: conversation.customer_id },
        {},
        {
          past_answer: {
            language: 'fa',
            topic: 'billing',
            situation: 'billing/double_charge',
            outcome: 'edited',
            question_words: 'کلمهٔکمیاب',
            text: 'پاسخ محرمانه',
          },
        },
      )
      const note = { conversation_id: conversation.id, text: 'یادداشت‌های فلامینگو', actor: ADMIN, now: NOON }
      await store.addNote(note)
      const bytes = () =>
        readdirSync(join(folder, 'data')).map((name) => readFileSync(join(folder, 'data', name)).toString())
      expect(bytes().some((content) => content.includes(secret))).toBe(true)
      await store.eraseCustomer({ customer_id: (await read(store, id)).customer.id, actor: ADMIN, now: NOON })
      for (const content of bytes()) {
        expect(content).not.toContain(secret)
        expect(content).not.toContain('erased-person')
        expect(content).not.toContain('پاسخ محرمانه')
        expect(content).not.toContain('کمیاب')
        // As the search keeps them: no half-space, and word by word.
        for (const word of ['ترین', 'محرمانه', 'فلامینگو', 'یادداشت']) expect(content).not.toContain(word)
      }
    })
  })

  describe('with 10,000 conversations', () => {
    const plan = (query: { toSQL: () => { sql: string; params: unknown[] } }) => {
      const file = new Database(path)
      const { sql, params } = query.toSQL()
      const steps = file.prepare(`explain query plan ${sql}`).all(...params) as { detail: string }[]
      file.close()
      return steps.map(({ detail }) => detail).join('; ')
    }

    it.each([
      [{ status: 'open' }, 'conversations_by_priority '],
      [{}, 'conversations_by_priority_any'],
      [{ status: 'open', sort: 'newest' }, 'conversations_by_time '],
      [{ sort: 'oldest' }, 'conversations_by_time_any'],
      [{ status: 'open', sort: 'relevance' }, 'conversations_by_priority '],
      [{ status: 'open', sla: 'breached', sentiment: 'negative' }, 'conversations_by_priority '],
      [{ status: 'open', urgency: 'critical', flagged: 'true' }, 'conversations_by_priority '],
    ])('the page %j comes from an index, in order', (query, index) => {
      const opened = { ...telling(openDatabase(path), () => {}), newId: createNewId(), rules: testRules() }
      const steps = plan(queuePage(opened, conversationQuery.parse(query), NOON))
      opened.file.close()
      expect(steps).toContain(`USING INDEX ${index}`)
      expect(steps).not.toContain('TEMP B-TREE')
    })

    it('the board and one customer’s history come from an index', () => {
      const opened = { ...telling(openDatabase(path), () => {}), newId: createNewId(), rules: testRules() }
      const board = plan(boardPage(opened, flagQuery.parse({ stage: 'open' })))
      const history = opened.file
        .prepare(
          'explain query plan select * from messages where customer_id = ? order by sent_at desc, id desc limit 100',
        )
        .all('cus_1') as { detail: string }[]
      opened.file.close()
      expect(board).toContain('USING INDEX flags_by_stage')
      expect(history.map(({ detail }) => detail).join()).toContain('USING INDEX messages_by_customer')
      expect(history.map(({ detail }) => detail).join()).not.toContain('TEMP B-TREE')
    })

    it.each([
      ['topics, count(*)', 'topics is not null group by topics', 'COVERING INDEX messages_by_labels'],
      ['sum(cost_usd)', 'decided_by is not null group by decided_by', 'COVERING INDEX messages_by_decision'],
      ['turn_id', `instr(signals, '"abusive"') > 0`, 'INDEX messages_abusive'],
      ['machine_triage', 'human_labels is not null', 'INDEX messages_judged'],
    ])('insights read %s from an index', (columns, condition, index) => {
      const opened = openDatabase(path)
      const steps = opened.file
        .prepare(
          `explain query plan select ${columns} from messages where sent_at >= ? and sent_at < ? and ${condition}`,
        )
        .all(NOON, NOON) as { detail: string }[]
      opened.file.close()
      expect(steps.map(({ detail }) => detail).join()).toContain(`USING ${index}`)
    })

    it('a page takes milliseconds', async () => {
      const file = new Database(path)
      file.exec(`
        create temp table numbers as with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000) select i from n;
        insert into customers (id, told_at, created_at, updated_at) select 'cus_' || i, '${NOON}', '${NOON}', '${NOON}' from numbers;
        insert into conversations (id, customer_id, channel, status, priority, topics, signals, message_count, opened_at, pauses, last_message_at, created_at, updated_at)
          select 'cnv_' || i, 'cus_' || i, 'chat', 'open', (i * 7919) % 10000, '[]', '[]', 1, '${NOON}', '[]', '${NOON}', '${NOON}', '${NOON}' from numbers;
      `)
      file.close()
      const times: number[] = []
      let cursor: string | null = null
      for (let page = 0; page < 20; page++) {
        const query = conversationQuery.parse({ status: 'open', ...(cursor ? { cursor } : {}) })
        const start = performance.now()
        const answer = await store.listConversations(query, NOON)
        times.push(performance.now() - start)
        expect(answer.items).toHaveLength(50)
        cursor = answer.next_cursor
      }
      // A scan and sort of all rows takes several times as long; the bound leaves room for a busy machine.
      expect(times.sort((one, other) => one - other)[10]).toBeLessThan(25)
    })
  })
})
