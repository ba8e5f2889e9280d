/** The feed of events: what happened, each with its subjects as they stand now. */
import { and, asc, desc, eq, gt, inArray, isNull, lte, ne, notExists } from 'drizzle-orm'
import type { Store } from '../../actions/store-port.ts'
import {
  CONVERSATION_NOW,
  type ConversationNow,
  type DeskEvent,
  type LiveEvent,
} from '../../domain/events.ts'
import type { StoreContext } from './context.ts'
import { currentCustomerId } from './customers.ts'
import type { Reader } from './database.ts'
import { conversations, customers, events, flags, log_marks } from './schema.ts'

type EventStore = Pick<Store, 'readEvents' | 'readLiveEvents' | 'readEventBounds' | 'purgeEvents'>

/** Conversations of one customer that an event about the customer carries. */
const MOST_CONVERSATIONS = 20

export function eventStore(context: StoreContext): EventStore {
  const { connection, writeResumable } = context

  const page = (reader: Reader, { after, limit }: { after: number; limit: number }): DeskEvent[] =>
    reader.select().from(events).where(gt(events.seq, after)).orderBy(asc(events.seq)).limit(limit).all()

  return {
    async readEvents(request) {
      return page(connection, request)
    },

    async readLiveEvents(request) {
      // One snapshot for all the reads: what an event carries is not older than the event.
      return connection.transaction((tx) => withSubjects(tx, context, page(tx, request)))
    },

    async readEventBounds() {
      return connection.transaction((tx) => ({ forgotten: forgottenUntil(tx), last: lastSeq(tx) }))
    },

    async purgeEvents({ before, limit }) {
      return writeResumable((tx) => {
        const from = forgottenUntil(tx)
        const last = lastSeq(tx)
        const oldest = tx
          .select({ seq: events.seq, at: events.at })
          .from(events)
          .where(gt(events.seq, from))
          .orderBy(asc(events.seq))
          .limit(limit)
          .all()
        const young = oldest.findIndex(({ seq, at }) => at >= before || seq === last)
        const old = young === -1 ? oldest : oldest.slice(0, young)
        const until = old.at(-1)?.seq
        if (until === undefined) return 0
        const held = tx
          .select({ id: customers.id })
          .from(customers)
          .where(and(eq(customers.id, events.customer_id), eq(customers.legal_hold, true)))
        tx.delete(events)
          .where(and(gt(events.seq, from), lte(events.seq, until), notExists(held)))
          .run()
        tx.insert(log_marks)
          .values({ log: 'events', forgotten: until })
          .onConflictDoUpdate({ target: log_marks.log, set: { forgotten: until } })
          .run()
        return old.length
      })
    },
  }
}

const forgottenUntil = (reader: Reader): number =>
  reader.select().from(log_marks).where(eq(log_marks.log, 'events')).get()?.forgotten ?? 0

const lastSeq = (reader: Reader): number =>
  reader.select({ seq: events.seq }).from(events).orderBy(desc(events.seq)).limit(1).get()?.seq ?? 0

const ROW = Object.fromEntries(CONVERSATION_NOW.map((name) => [name, conversations[name]])) as {
  [Name in (typeof CONVERSATION_NOW)[number]]: (typeof conversations)[Name]
}
const FLAG = {
  id: flags.id,
  stage: flags.stage,
  score: flags.score,
  level: flags.level,
  owner: flags.owner,
  due_at: flags.due_at,
}
const CUSTOMER = { id: customers.id, risk_score: customers.risk_score, risk_level: customers.risk_level }

/** Each subject is read once, however many of the events are about it. */
function withSubjects(tx: Reader, context: StoreContext, found: DeskEvent[]): LiveEvent[] {
  const ids = (of: (event: DeskEvent) => string | null) => [
    ...new Set(found.map(of).filter((id) => id !== null)),
  ]
  const conversationIds = ids((event) => event.conversation_id)
  const flagIds = ids((event) => event.flag_id)
  const currentIds = new Map(
    ids((event) => event.customer_id).map((id) => [id, currentCustomerId(context, id)]),
  )
  const customerIds = [...new Set(currentIds.values())]
  const rows = byId(
    conversationIds,
    tx.select(ROW).from(conversations).where(inArray(conversations.id, conversationIds)),
  )
  const people = byId(
    customerIds,
    tx.select(CUSTOMER).from(customers).where(inArray(customers.id, customerIds)),
  )
  const named = byId(flagIds, tx.select(FLAG).from(flags).where(inArray(flags.id, flagIds)))
  const atWork = new Map(
    (customerIds.length === 0
      ? []
      : tx
          .select({ ...FLAG, customer_id: flags.customer_id })
          .from(flags)
          .where(and(inArray(flags.customer_id, customerIds), isNull(flags.closed_at)))
          .all()
    ).map(({ customer_id, ...flag }) => [customer_id, flag]),
  )
  const ofCustomer = new Map<string, ConversationNow[]>()
  const unclosedOf = (customer_id: string): ConversationNow[] => {
    const known = ofCustomer.get(customer_id)
    if (known) return known
    const read = unclosed(tx, customer_id)
    ofCustomer.set(customer_id, read)
    return read
  }

  return found.map((event) => {
    const customer_id = event.customer_id === null ? null : (currentIds.get(event.customer_id) ?? null)
    const row = event.conversation_id === null ? undefined : rows.get(event.conversation_id)
    return {
      ...event,
      conversations:
        event.conversation_id !== null
          ? row
            ? [row]
            : []
          : customer_id === null
            ? []
            : unclosedOf(customer_id),
      customer: people.get(customer_id ?? '') ?? null,
      flag: named.get(event.flag_id ?? '') ?? atWork.get(customer_id ?? '') ?? null,
    }
  })
}

const byId = <Row extends { id: string }>(ids: string[], query: { all: () => Row[] }): Map<string, Row> =>
  new Map(ids.length === 0 ? [] : query.all().map((row) => [row.id, row]))

function unclosed(tx: Reader, customer_id: string): ConversationNow[] {
  return tx
    .select(ROW)
    .from(conversations)
    .where(and(eq(conversations.customer_id, customer_id), ne(conversations.status, 'closed')))
    .orderBy(desc(conversations.last_message_at))
    .limit(MOST_CONVERSATIONS)
    .all()
}
