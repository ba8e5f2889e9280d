/** Reading customers. Finding and joining them when a message comes in is `identities.ts`. */
import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Store } from '../../actions/store-port.ts'
import type { Customer } from '../../domain/customer.ts'
import type { CustomerBrief } from '../../domain/flag.ts'
import { labelsAt } from '../../domain/labels-then.ts'
import type { RiskAccountChange, RiskEvent, RiskSlaMiss } from '../../domain/risk/risk.ts'
import { addAudit, type StoreContext } from './context.ts'
import type { Reader } from './database.ts'
import {
  accountEventsOfCustomer,
  aliasById,
  customerById,
  flagAtWork,
  identitiesOfCustomer,
  messagesOfCustomer,
  repliesOfCustomer,
  surveysOfCustomer,
} from './queries.ts'
import { machineAnswerOf, toConversation, toFlag, toMessage } from './rows.ts'
import {
  conversation_moves,
  conversations,
  corrections,
  customer_identities,
  customers,
  flags,
  messages,
  sla_misses,
} from './schema.ts'

type Prepares = Pick<StoreContext, 'prepared'>

/** The id that holds now: of the customer this one was joined into, where it was. */
export function currentCustomerId({ prepared }: Prepares, customer_id: string): string {
  return prepared(aliasById).get({ id: customer_id })?.customer_id ?? customer_id
}

export function readCustomerRow(context: Prepares, customer_id: string): Customer | null {
  const id = currentCustomerId(context, customer_id)
  const row = context.prepared(customerById).get({ id })
  if (!row) return null
  const identities = context.prepared(identitiesOfCustomer).all({ customer_id: id })
  const values = (kind: string) =>
    identities.filter((identity) => identity.kind === kind).map(({ value }) => value)
  const { told_at: _told, risk_score: _score, risk_level: _level, risk, ...known } = row
  return {
    ...known,
    external_id: values('external_id')[0] ?? null,
    emails: values('email'),
    phones: values('phone'),
    handles: values('handle'),
    risk,
  }
}

/** Names for a list, by customer id. */
export function readBriefs(reader: Reader, customer_ids: string[]): Map<string, CustomerBrief> {
  if (customer_ids.length === 0) return new Map()
  const rows = reader
    .select({
      id: customers.id,
      external_id: customer_identities.value,
      name: customers.name,
      segment: customers.segment,
      lifetime_value: customers.lifetime_value,
      currency: customers.currency,
      risk_score: customers.risk_score,
      risk_level: customers.risk_level,
    })
    .from(customers)
    .leftJoin(
      customer_identities,
      and(eq(customer_identities.customer_id, customers.id), eq(customer_identities.kind, 'external_id')),
    )
    .where(inArray(customers.id, customer_ids))
    .all()
  return new Map(rows.map((row) => [row.id, row]))
}

export function readFlagAtWork({ prepared }: Prepares, customer_id: string) {
  const row = prepared(flagAtWork).get({ customer_id })
  return row ? toFlag(row) : null
}

type CustomerStore = Pick<
  Store,
  | 'readCustomer'
  | 'listCustomerMessages'
  | 'listCustomerConversations'
  | 'readOpenFlag'
  | 'readRiskSubject'
  | 'setLegalHold'
>

export function customerStore(context: StoreContext): CustomerStore {
  const { connection, write } = context
  return {
    async readCustomer(customer_id) {
      return readCustomerRow(context, customer_id)
    },

    async listCustomerMessages(customer_id, limit) {
      return connection
        .select()
        .from(messages)
        .where(eq(messages.customer_id, customer_id))
        .orderBy(desc(messages.sent_at), desc(messages.id))
        .limit(limit)
        .all()
        .map(toMessage)
    },

    async listCustomerConversations(customer_id, limit) {
      return connection
        .select()
        .from(conversations)
        .where(eq(conversations.customer_id, customer_id))
        .orderBy(desc(conversations.last_message_at))
        .limit(limit)
        .all()
        .map(toConversation)
    },

    async readOpenFlag(customer_id) {
      return readFlagAtWork(context, customer_id)
    },

    async readRiskSubject(customer_id, labels_at) {
      // One snapshot for all the reads.
      return connection.transaction((tx) => {
        const customer = readCustomerRow(context, customer_id)
        if (!customer) return null
        const flagged = tx
          .select()
          .from(flags)
          .where(eq(flags.customer_id, customer.id))
          .orderBy(desc(flags.opened_at), desc(flags.id))
          .all()
        const { lifetime_value, currency } = customer
        return {
          customer,
          history: {
            lifetime_value,
            currency,
            events: riskEvents(context, tx, customer.id, labels_at ?? null),
          },
          flags: flagged.map(toFlag),
        }
      })
    },

    async setLegalHold({ customer_id, hold, actor, now }) {
      return write((tx) => {
        const id = currentCustomerId(context, customer_id)
        const changed = tx
          .update(customers)
          .set({ legal_hold: hold, updated_at: now })
          .where(eq(customers.id, id))
          .run()
        if (changed.changes === 0) return false
        const action = hold ? 'legal-hold-set' : 'legal-hold-lifted'
        addAudit(tx, { at: now, actor, action, subject_kind: 'customer', subject_id: id })
        return true
      })
    },
  }
}

function riskEvents(
  { prepared }: Prepares,
  reader: Reader,
  customer_id: string,
  labels_at: string | null,
): RiskEvent[] {
  const rows = prepared(messagesOfCustomer).all({ customer_id })
  const written = labels_at === null ? rows : withLabelsAt(reader, customer_id, rows, labels_at)
  const moved = reader
    .select({
      id: conversation_moves.id,
      at: conversation_moves.at,
      to: conversation_moves.to,
      actor: conversation_moves.actor,
      conversation_id: conversation_moves.conversation_id,
    })
    .from(conversation_moves)
    .innerJoin(conversations, eq(conversations.id, conversation_moves.conversation_id))
    .where(and(eq(conversations.customer_id, customer_id), eq(conversation_moves.field, 'status')))
    .all()
  const missed = reader
    .select({ miss: sla_misses })
    .from(sla_misses)
    .innerJoin(conversations, eq(conversations.id, sla_misses.conversation_id))
    .where(eq(conversations.customer_id, customer_id))
    .all()
  const answered = prepared(repliesOfCustomer).all({ customer_id })
  const asked = prepared(surveysOfCustomer).all({ customer_id })
  const changed = prepared(accountEventsOfCustomer).all({ customer_id })
  return [
    ...answered.map((reply) => ({ kind: 'reply' as const, ...reply })),
    ...asked.map((survey) => ({ kind: 'survey' as const, ...survey })),
    ...changed.map(
      ({ external_id: _, customer_id: __, occurred_at: at, ...event }): RiskAccountChange => ({
        kind: 'account_change',
        at,
        ...event,
      }),
    ),
    ...written.map((row) => ({ kind: 'message' as const, ...toMessage(row) })),
    ...moved
      // The service itself only puts back to rest; the person's mark before that counts.
      .filter(({ to, actor }) => to === 'resolved' && actor !== 'system')
      .map(({ id, at, conversation_id }) => ({ kind: 'resolution' as const, id, at, conversation_id })),
    ...missed.map(({ miss: { waiting_since: _, ...miss } }): RiskSlaMiss => ({ kind: 'sla_miss', ...miss })),
  ]
}

function withLabelsAt(
  reader: Reader,
  customer_id: string,
  rows: (typeof messages.$inferSelect)[],
  labels_at: string,
): (typeof messages.$inferSelect)[] {
  const made = reader
    .select({ correction: corrections })
    .from(corrections)
    .innerJoin(messages, eq(messages.id, corrections.message_id))
    .where(eq(messages.customer_id, customer_id))
    .orderBy(asc(corrections.created_at), asc(corrections.id))
    .all()
  const ofMessage = Map.groupBy(
    made.map(({ correction }) => correction),
    ({ message_id }) => message_id,
  )
  return rows.map((row) => {
    const its = ofMessage.get(row.id)
    return its ? { ...row, triage: labelsAt({ ...row, machine: machineAnswerOf(row) }, its, labels_at) } : row
  })
}
