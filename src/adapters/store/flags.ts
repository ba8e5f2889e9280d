/** The at-risk board and the assessments that fill it. */
import { and, asc, desc, eq, isNotNull, isNull, lt, ne, type SQL, sql } from 'drizzle-orm'
import type { Store } from '../../actions/store-port.ts'
import { boardWeight, type FlagHistoryEntry, type FlagListItem, type FlagQuery } from '../../domain/flag.ts'
import type { Flag, FlagDecision } from '../../domain/risk/flag.ts'
import { moveFlag } from '../../domain/risk/flag-moves.ts'
import type { Risk } from '../../domain/risk/risk.ts'
import { addAudit, addEvent, type StoreContext } from './context.ts'
import { currentCustomerId, readBriefs, readFlagAtWork } from './customers.ts'
import type { Reader, Transaction } from './database.ts'
import { requestJob, settleJob } from './jobs.ts'
import { decodeCursor, encodeCursor } from './page-cursor.ts'
import { riskOfCustomer } from './queries.ts'
import { placeInQueue } from './roll-up.ts'
import { toFlag } from './rows.ts'
import { conversations, customers, flag_history, flags } from './schema.ts'

type FlagStore = Pick<Store, 'listFlags' | 'readFlag' | 'moveFlag' | 'recordRisk'>

/** Risk fades with time: who stands out is looked at again after this long, so that flags close and scores fall. */
const LOOK_AGAIN_MS = 24 * 3_600_000
const LOOK_AGAIN_FROM_SCORE = 0.2

export function flagStore(context: StoreContext): FlagStore {
  const { connection, write, writeResumable, newId } = context

  const addHistory = (tx: Transaction, entry: Omit<FlagHistoryEntry, 'id'>) =>
    tx
      .insert(flag_history)
      .values({ id: newId('flh'), ...entry })
      .run()

  /** False: another flag of the customer is at work, or this one is not as it was when the decision was made. */
  function applyDecision(
    tx: Transaction,
    decision: FlagDecision,
    seen: readonly Flag[],
    now: string,
  ): boolean {
    if (decision.action === 'none') return true
    if (decision.action === 'open') {
      const { customer_id, stage, score } = decision.flag
      if (readFlagAtWork(context, customer_id)) return false
      const flag_id = newId('flg')
      tx.insert(flags)
        .values({ id: flag_id, ...decision.flag, weight: boardWeight(decision.flag) })
        .run()
      addHistory(tx, {
        flag_id,
        at: now,
        actor: 'system',
        from_stage: null,
        to_stage: stage,
        score,
        note: null,
        outcome_reason: null,
        owner: null,
      })
      addEvent(context, 'flag-opened', now, { customer_id, flag_id }, { score })
      return true
    }
    const { id: flag_id, ...flag } = decision.flag
    const before = seen.find(({ id }) => id === flag_id)
    if (!before) return false
    const written = tx
      .update(flags)
      .set({ ...flag, weight: boardWeight(flag) })
      .where(
        and(eq(flags.id, flag_id), eq(flags.updated_at, before.updated_at), eq(flags.stage, before.stage)),
      )
      .run()
    if (written.changes === 0) return false
    const { customer_id, stage, score, level } = flag
    if (stage !== before.stage) {
      const from_stage = before.stage
      addHistory(tx, {
        flag_id,
        at: now,
        actor: 'system',
        from_stage,
        to_stage: stage,
        score,
        note: null,
        outcome_reason: null,
        owner: decision.flag.owner,
      })
    }
    const type = decision.action === 'close' ? 'flag-closed' : 'flag-updated'
    if (type === 'flag-closed' || score !== before.score || level !== before.level)
      addEvent(context, type, now, { customer_id, flag_id }, { score, level, stage })
    return true
  }

  return {
    async listFlags(query) {
      const rows = boardPage(context, query).all()
      const page = rows.slice(0, query.limit)
      const last = page.at(-1)
      return {
        items: withCustomers(connection, page.map(toFlag)),
        next_cursor: rows.length > query.limit && last ? encodeCursor('flags', last.weight, last.id) : null,
      }
    },

    async readFlag(flag_id) {
      const row = connection.select().from(flags).where(eq(flags.id, flag_id)).get()
      const [flag] = row ? withCustomers(connection, [toFlag(row)]) : []
      return flag ? { ...flag, history: readHistory(connection, flag_id) } : null
    },

    async moveFlag({ flag_id, move, actor, now }) {
      return write((tx) => {
        const row = tx.select().from(flags).where(eq(flags.id, flag_id)).get()
        if (!row) return { kind: 'not_found' as const }
        const before = toFlag(row)
        const { stage = before.stage, note = null, outcome_reason } = move
        const asked = { to: stage, actor, at: now, note, outcome_reason, hours: context.rules.hours }
        const moved = moveFlag(before, asked)
        if (!moved.ok) return { kind: 'refused' as const, refusal: moved.refusal }
        const other = readFlagAtWork(context, before.customer_id)
        if (moved.flag.closed_at === null && other && other.id !== flag_id)
          return { kind: 'another_at_work' as const }
        const given = {
          ...(move.owner === undefined ? {} : { owner: move.owner }),
          ...(move.due_at === undefined
            ? {}
            : { due_at: move.due_at && new Date(move.due_at).toISOString() }),
        }
        const told = note === null ? {} : { note }
        const { id: _, ...after } = { ...moved.flag, ...given, ...told, updated_at: now }
        tx.update(flags).set(after).where(eq(flags.id, flag_id)).run()
        const { customer_id, score } = after
        const entry = { at: now, actor: actor.id, from_stage: before.stage, to_stage: stage, score, note }
        addHistory(tx, {
          flag_id,
          ...entry,
          outcome_reason: outcome_reason ?? null,
          owner: after.owner,
        })
        const detail = { from: before.stage, to: stage }
        addAudit(tx, {
          at: now,
          actor,
          action: 'flag-moved',
          subject_kind: 'flag',
          subject_id: flag_id,
          detail,
        })
        addEvent(context, 'flag-moved', now, { customer_id, flag_id }, { from: before.stage, stage, score })
        return { kind: 'changed' as const }
      })
    },

    async recordRisk({ job, risk, decision, seenFlags, lookAgainAt, now }) {
      try {
        writeResumable((tx) => {
          const customer_id = job.subject_id
          if (!settleJob(tx, context, job, now)) throw STALE
          if (!applyDecision(tx, decision, seenFlags, now)) throw STALE
          const told = writeRisk(tx, context, customer_id, risk, now)
          moveInQueue(tx, context, customer_id, now, told)
          const standsOut = risk.score >= LOOK_AGAIN_FROM_SCORE || readFlagAtWork(context, customer_id)
          const fadesAt = standsOut ? new Date(Date.parse(now) + LOOK_AGAIN_MS).toISOString() : null
          const run_at = [fadesAt, lookAgainAt].filter((at) => at !== null).sort()[0]
          if (run_at === undefined) return
          requestJob(context, {
            kind: 'review-risk',
            subject_id: customer_id,
            lane: 'background',
            run_at,
            now,
          })
        })
        return 'recorded'
      } catch (error) {
        if (error === STALE) return 'stale'
        throw error
      }
    },
  }
}

/** Takes back what the unit has written so far; never leaves this file. */
const STALE = new Error('The assessment is out of date')

/** True: the risk changed, which was told. */
function writeRisk(
  tx: Transaction,
  context: StoreContext,
  customer_id: string,
  risk: Risk,
  now: string,
): boolean {
  const before = context.prepared(riskOfCustomer).get({ id: customer_id })?.risk
  tx.update(customers)
    .set({ risk, risk_score: risk.score, risk_level: risk.level, updated_at: now })
    .where(eq(customers.id, customer_id))
    .run()
  const { score, level } = risk
  if (before && before.score === score && before.level === level) return false
  addEvent(
    context,
    'customer-risk-changed',
    now,
    { customer_id },
    { score, level, before: before?.score ?? null },
  )
  return true
}

/** The value at risk moves the customer's waiting conversations; `told`: whoever watches looks at them anyway. */
function moveInQueue(
  tx: Transaction,
  context: StoreContext,
  customer_id: string,
  now: string,
  told: boolean,
): void {
  const waiting = tx
    .select()
    .from(conversations)
    .where(
      and(
        eq(conversations.customer_id, customer_id),
        isNotNull(conversations.waiting_since),
        ne(conversations.status, 'closed'),
      ),
    )
    .all()
  for (const row of waiting) {
    const { priority } = placeInQueue(context, row, now)
    if (priority === row.priority) continue
    tx.update(conversations).set({ priority, updated_at: now }).where(eq(conversations.id, row.id)).run()
    if (told) continue
    const subjects = { customer_id, conversation_id: row.id }
    addEvent(context, 'conversation-changed', now, subjects, { priority })
  }
}

/** The rows of one page and one more, which tells whether there is a next page. */
export function boardPage(context: StoreContext, query: FlagQuery) {
  const given: (SQL | false | undefined)[] = [
    query.stage && eq(flags.stage, query.stage),
    query.at_work !== undefined && (query.at_work ? isNull(flags.closed_at) : isNotNull(flags.closed_at)),
    query.level && eq(flags.level, query.level),
    query.owner !== undefined &&
      (query.owner === 'none' ? isNull(flags.owner) : eq(flags.owner, query.owner)),
    query.customer !== undefined && eq(flags.customer_id, currentCustomerId(context, query.customer)),
    query.due_before !== undefined && lt(flags.due_at, new Date(query.due_before).toISOString()),
    query.cursor !== undefined && after(query.cursor),
  ]
  return context.connection
    .select()
    .from(flags)
    .where(and(...given.filter((condition) => condition !== false && condition !== undefined)))
    .orderBy(desc(flags.weight), desc(flags.id))
    .limit(query.limit + 1)
}

function after(cursor: string): SQL {
  const { value, id } = decodeCursor('flags', cursor)
  return sql`(${flags.weight}, ${flags.id}) < (${value}, ${id})`
}

export function readHistory(reader: Reader, flag_id: string): FlagHistoryEntry[] {
  return reader
    .select()
    .from(flag_history)
    .where(eq(flag_history.flag_id, flag_id))
    .orderBy(asc(flag_history.at), asc(flag_history.id))
    .all()
}

function withCustomers(reader: Reader, items: Flag[]): FlagListItem[] {
  const briefs = readBriefs(reader, [...new Set(items.map(({ customer_id }) => customer_id))])
  return items.map((flag) => {
    const customer = briefs.get(flag.customer_id)
    if (!customer) throw new Error('A flag without its customer. This is a bug')
    return { ...flag, customer }
  })
}
