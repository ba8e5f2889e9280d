import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/actions/store-port.ts'
import { conversationFilter, conversationQuery } from '../../../src/domain/conversation.ts'
import { URGENCIES, type Urgency } from '../../../src/domain/labels.ts'
import { MOST_VIEWS, viewIntake } from '../../../src/domain/view.ts'
import { AGENT, accept, after, DAY, HOUR, lease, NOON, read, SECOND, triage } from './store-under-test.ts'

let runs = 0

export function deskCases(store: () => Store): void {
  const list = (query: Record<string, unknown> = {}, now = NOON) =>
    store().listConversations(conversationQuery.parse(query), now)
  const take = async (urgency: Urgency, name: string, sent_at = NOON) => {
    const id = await accept(store(), { sent_at, conversation: name, customer: { external_id: name } })
    await triage(store(), id, { urgency })
    return (await read(store(), id)).conversation.id
  }
  const names = (page: Awaited<ReturnType<typeof list>>) =>
    page.items.map(({ conversation }) => conversation.key)

  describe('the queue', () => {
    it('puts the most urgent first and, within one urgency, who is due first', async () => {
      await take('normal', 'normal')
      await take('critical', 'critical')
      await take('high', 'late high', after(-HOUR))
      await take('high', 'high')
      const page = await list({ status: 'open' })
      expect(names(page)).toEqual(['critical', 'late high', 'high', 'normal'])
      expect(page.items[0]).toMatchObject({
        customer: { external_id: 'critical', risk_score: null },
        top_message: { triage: { urgency: { label: 'critical' } } },
        flag: null,
      })
    })

    it.each([
      [{ status: 'pending' }, ['b']],
      [{ urgency: 'critical' }, ['a']],
      [{ topic: 'privacy' }, ['c']],
      [{ assignee: 'نرگس' }, ['b']],
      [{ assignee: 'none', status: 'open' }, ['a', 'c']],
      [{ department: 'billing' }, ['b']],
      [{ channel: 'email' }, ['c']],
      [{ language: 'fa', urgency: 'low' }, ['c']],
      [{ language: 'en' }, []],
      [{ needs_review: 'true' }, []],
      [{ flagged: 'false' }, ['a', 'b', 'c']],
      [{ flagged: 'true' }, []],
      [{ sentiment: 'neutral' }, ['a', 'b', 'c']],
      [{ sentiment: 'positive' }, []],
      [{ sla: 'none' }, ['b']],
      [{ sla: 'running' }, ['a', 'c']],
      [{ sla: 'breached' }, []],
      [{ q: 'a' }, ['a']],
      [{ q: 'nobody' }, []],
    ])('filters by %j', async (query, expected) => {
      await take('critical', 'a')
      const id = await take('normal', 'b')
      const change = { status: 'pending', assignee: 'نرگس', department: 'billing' } as const
      await store().changeConversation({ conversation_id: id, change, actor: AGENT, now: NOON })
      const third = await accept(store(), {
        channel: 'email',
        conversation: 'c',
        customer: { external_id: 'c' },
      })
      await triage(store(), third, { urgency: 'low', topics: ['privacy', 'other'] })
      expect(names(await list(query)).sort()).toEqual(expected)
    })

    it('finds late ones by the clock', async () => {
      await take('critical', 'a')
      await take('low', 'b')
      expect(names(await list({ sla: 'breached' }, after(HOUR)))).toEqual(['a'])
      expect(names(await list({ sla: 'running' }, after(HOUR)))).toEqual(['b'])
    })

    it.each([['کریمی'], ['علی کر'], ['كريمي'], ['ALI@example.com'], ['c-7'], ['order-8812']])(
      'finds a customer or an order by %s',
      async (q) => {
        const customer = { external_id: 'c-7', name: 'علی کریمی', email: 'ali@example.com' }
        await accept(store(), { conversation: 'order-8812', customer })
        await accept(store(), { conversation: 'other', customer: { external_id: 'c-8', name: 'سارا' } })
        expect(names(await list({ q }))).toEqual(['order-8812'])
      },
    )

    it.each([['%'], ['_'], ["'"], ['"'], ['\\']])('takes %s literally', async (q) => {
      await accept(store(), { conversation: 'a', customer: { external_id: 'c', name: 'سارا' } })
      expect(names(await list({ q }))).toEqual([])
    })

    it('counts what each filter would leave', async () => {
      const count = (filter: Record<string, unknown> = {}, now = after(HOUR)) =>
        store().countConversations({ filter: conversationFilter.parse(filter), me: AGENT.id, now })
      expect(await count()).toMatchObject({ total: 0, mine: 0, by_status: {} })
      await take('critical', 'a')
      await take('low', 'b')
      const id = await take('normal', 'c')
      await accept(store(), { channel: 'email', conversation: 'd', customer: { external_id: '__proto__' } })
      const change = { assignee: AGENT.id, department: '__proto__', status: 'pending' } as const
      await store().changeConversation({ conversation_id: id, change, actor: AGENT, now: NOON })
      const counts = await count()
      expect(counts).toMatchObject({
        total: 4,
        mine: 1,
        by_urgency: { critical: 1, low: 1, normal: 1, none: 1 },
        by_sla: { breached: 1, running: 2, none: 1 },
        by_assignee: { [AGENT.id]: 1, none: 3 },
      })
      const { items } = await list()
      for (const name of ['status', 'channel', 'urgency', 'sentiment', 'department'] as const)
        for (const value of new Set(items.map(({ conversation }) => conversation[name] ?? 'none'))) {
          const left = items.filter(({ conversation }) => (conversation[name] ?? 'none') === value).length
          expect(Object.entries(counts[`by_${name}`])).toContainEqual([value, left])
        }
      expect(await count({ status: 'pending' })).toMatchObject({
        total: 1,
        mine: 1,
        by_status: { pending: 1 },
      })
    })

    it('filters by customer', async () => {
      await take('normal', 'a')
      const id = await take('normal', 'b')
      const { items } = await list({})
      const customer = items.find(({ conversation }) => conversation.id === id)?.customer.id
      expect(names(await list({ customer }))).toEqual(['b'])
    })

    it.each(['priority', 'newest', 'oldest'] as const)(
      'pages through %s without a gap or a repeat while new ones come in',
      async (sort) => {
        for (let index = 0; index < 7; index++) await take('normal', `n${index}`, after(index * 1_000))
        const seen: (string | null)[] = []
        let cursor: string | undefined
        for (let pages = 0; pages < 10; pages++) {
          const page = await list({ sort, limit: 3, ...(cursor ? { cursor } : {}) })
          seen.push(...names(page))
          if (page.next_cursor === null) break
          cursor = page.next_cursor
          if (pages === 0)
            await take(
              sort === 'oldest' ? 'low' : 'critical',
              'new',
              after(-DAY * (sort === 'newest' ? -1 : 1)),
            )
        }
        const old = seen.filter((name) => name !== 'new')
        const expected = ['n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6']
        expect(old).toEqual(sort === 'newest' ? expected.toReversed() : expected)
      },
    )

    it('pages give what stayed in place once, however rows move, come and go meanwhile', async () => {
      const change = fc.record({
        row: fc.nat(11),
        urgency: fc.constantFrom(...URGENCIES),
        moves: fc.boolean(),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 4 }), async (rounds) => {
          const run = `r${runs++}`
          const rows: { id: string; message_id: string }[] = []
          for (let index = 0; index < 12; index++) {
            const message_id = await accept(store(), {
              sent_at: after(index * SECOND),
              conversation: `${run}-${index}`,
              customer: { external_id: `${run}-${index}` },
              channel: 'sms',
            })
            rows.push({ message_id, id: (await read(store(), message_id)).conversation.id })
          }
          const moved = new Set<string>()
          const seen: string[] = []
          let cursor: string | null = null
          for (let page = 0; page === 0 || cursor !== null; page++) {
            const answer = await list({ channel: 'sms', limit: 3, ...(cursor ? { cursor } : {}) })
            seen.push(...answer.items.map(({ conversation }) => conversation.id))
            cursor = answer.next_cursor
            for (const { row, urgency, moves } of rounds[page] ?? []) {
              const { id, message_id } = rows[row] as (typeof rows)[number]
              moved.add(id)
              if (moves)
                await store().correctTriage({ message_id, labels: { urgency }, actor: AGENT, now: NOON })
              else
                await accept(store(), {
                  conversation: `${run}-new`,
                  customer: { handle: run },
                  channel: 'chat',
                })
            }
          }
          const stayed = rows.map(({ id }) => id).filter((id) => !moved.has(id))
          expect(stayed.filter((id) => seen.filter((other) => other === id).length !== 1)).toEqual([])
        }),
        { numRuns: 15 },
      )
    })

    it.each([['nonsense'], [Buffer.from('["flags",1,"x"]').toString('base64url')], ['']])(
      'refuses the cursor %j',
      async (cursor) => {
        await expect(list({ cursor })).rejects.toMatchObject({ code: 'invalid_input' })
      },
    )
  })

  describe('a conversation', () => {
    it('moves by the table, with a line in history, audit and events', async () => {
      const id = await take('normal', 'a')
      const change = (status: 'open' | 'pending' | 'resolved' | 'closed', now = NOON) =>
        store().changeConversation({ conversation_id: id, change: { status }, actor: AGENT, now })
      expect(await change('resolved', after(SECOND))).toMatchObject({
        kind: 'changed',
        changed: { status: 'resolved', waiting_since: null, priority: 0, due_at: null },
      })
      expect(await change('pending')).toEqual({ kind: 'not_allowed', from: 'resolved', to: 'pending' })
      expect(await change('open', after(HOUR))).toMatchObject({
        kind: 'changed',
        changed: { status: 'open', waiting_since: after(HOUR) },
      })
      const thread = await store().readConversation(id)
      expect(thread?.moves.map(({ field, from, to }) => [field, from, to])).toEqual([
        ['status', 'open', 'resolved'],
        ['status', 'resolved', 'open'],
      ])
      expect((await store().readAudit({ after: 0, limit: 10 })).map(({ action }) => action)).toEqual([
        'conversation-changed',
        'conversation-changed',
      ])
    })

    it('is not changed by setting what it is already', async () => {
      const id = await take('normal', 'a')
      const before = await store().readEvents({ after: 0, limit: 100 })
      await store().changeConversation({
        conversation_id: id,
        change: { status: 'open', assignee: null },
        actor: AGENT,
        now: NOON,
      })
      expect(await store().readEvents({ after: 0, limit: 100 })).toEqual(before)
      expect(await store().readAudit({ after: 0, limit: 10 })).toEqual([])
    })

    it('taken by two at once goes to one, and the other is told', async () => {
      const id = await take('normal', 'a')
      const grab = (assignee: string, if_assignee: string | null = null) =>
        store().changeConversation({
          conversation_id: id,
          change: { assignee, if_assignee },
          actor: AGENT,
          now: NOON,
        })
      const [first, second] = await Promise.all([grab('نرگس'), grab('sara')])
      expect(first).toMatchObject({ kind: 'changed', changed: { assignee: 'نرگس' } })
      expect(second).toEqual({ kind: 'taken', assignee: 'نرگس' })
      // Sent again after a lost answer it is no conflict.
      expect(await grab('نرگس')).toMatchObject({ kind: 'changed' })
      expect(await grab('sara', 'نرگس')).toMatchObject({ kind: 'changed', changed: { assignee: 'sara' } })
      const thread = await store().readConversation(id)
      expect(thread?.moves.map(({ to }) => to)).toEqual(['نرگس', 'sara'])
    })

    it('keeps notes and shows the whole thread', async () => {
      const id = await take('normal', 'a')
      const note = await store().addNote({
        conversation_id: id,
        text: 'قول تماس تا ساعت ۵',
        actor: AGENT,
        now: after(SECOND),
      })
      const thread = await store().readConversation(id)
      expect(thread).toMatchObject({
        conversation: { id },
        customer: { external_id: 'a' },
        messages: [{ conversation_id: id }],
        notes: [{ id: note?.id, author: AGENT.id, text: 'قول تماس تا ساعت ۵' }],
      })
    })

    it('that does not exist is told as such', async () => {
      const conversation_id = 'cnv_none'
      expect(await store().readConversation(conversation_id)).toBeNull()
      expect(await store().addNote({ conversation_id, text: 'x', actor: AGENT, now: NOON })).toBeNull()
      expect(
        await store().changeConversation({
          conversation_id,
          change: { status: 'closed' },
          actor: AGENT,
          now: NOON,
        }),
      ).toEqual({ kind: 'not_found' })
    })
  })

  describe('views', () => {
    const view = (name: string) =>
      viewIntake.parse({ name, filter: { assignee: 'me', flagged: true }, sort: 'oldest' })
    const create = (owner: string, name: string) => store().createView({ owner, view: view(name), now: NOON })

    it('belong to one person, each name once', async () => {
      const kept = await create('key_1', 'ب')
      expect(kept).toEqual({ ...view('ب'), id: expect.stringMatching(/^viw_/), created_at: NOON })
      await create('key_1', 'الف')
      expect(await create('key_1', 'ب')).toBeNull()
      expect(await create('key_2', 'ب')).not.toBeNull()
      expect((await store().listViews('key_1')).map(({ name }) => name)).toEqual(['الف', 'ب'])
      const view_id = kept?.id ?? ''
      expect(await store().deleteView({ owner: 'key_2', view_id })).toBe(false)
      expect(await store().deleteView({ owner: 'key_1', view_id })).toBe(true)
      expect(await store().listViews('key_1')).toHaveLength(1)
    })

    it('are no more than anybody needs', async () => {
      for (let index = 0; index < MOST_VIEWS; index++) await create('key_1', String(index))
      expect(await create('key_1', 'one more')).toBeNull()
    })
  })

  describe('the clock', () => {
    const check = async (now: string) => {
      const jobs = await store().leaseJobs({ now, lease: lease('clock', after(60 * SECOND, now)), limit: 20 })
      const job = jobs.find(({ kind }) => kind === 'check-sla')
      return job ? store().recordSlaCheck({ job, now }) : null
    }

    it('notes a time that passed, once', async () => {
      const id = await take('critical', 'a')
      expect(await check(after(14 * 60 * SECOND))).toBeNull()
      expect(await check(after(16 * 60 * SECOND))).toEqual({ missed: true })
      expect(await check(after(HOUR))).toBeNull()
      const thread = await store().readConversation(id)
      expect(thread?.sla_misses).toMatchObject([{ due_at: after(15 * 60 * SECOND), answered_at: null }])
      const missed = (await store().readEvents({ after: 0, limit: 100 })).filter(
        ({ type }) => type === 'sla-missed',
      )
      expect(missed).toHaveLength(1)
    })

    it('looks again when it was asked too early', async () => {
      const id = await take('critical', 'a')
      // A person finds it harmless: the promise is a longer one now.
      const message_id = (await store().readConversation(id))?.messages[0]?.id as string
      await store().correctTriage({
        message_id,
        labels: { urgency: 'normal' },
        actor: AGENT,
        now: after(SECOND),
      })
      expect(await check(after(16 * 60 * SECOND))).toEqual({ missed: false })
      expect((await store().countJobs()).open['check-sla']).toBe(1)
      expect(await check(after(DAY))).toEqual({ missed: true })
    })

    it('has nothing to note once somebody answered, and knows when they did', async () => {
      const id = await take('critical', 'a')
      await check(after(16 * 60 * SECOND))
      await store().changeConversation({
        conversation_id: id,
        change: { status: 'resolved' },
        actor: AGENT,
        now: after(HOUR),
      })
      expect((await store().readConversation(id))?.sla_misses).toMatchObject([{ answered_at: after(HOUR) }])
      const other = await take('critical', 'b')
      await store().changeConversation({
        conversation_id: other,
        change: { status: 'resolved' },
        actor: AGENT,
        now: after(SECOND),
      })
      expect(await check(after(HOUR))).toEqual({ missed: false })
    })
  })
}
