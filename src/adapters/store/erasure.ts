/** Everything about one customer: handed out, or gone. */
import { and, asc, eq, inArray, or } from 'drizzle-orm'
import type { Store } from '../../actions/store-port.ts'
import { addAudit, addEvent, type StoreContext } from './context.ts'
import { currentCustomerId, readCustomerRow } from './customers.ts'
import { readHistory } from './flags.ts'
import { toConversation, toDraft, toFlag, toMessage, toReply, toSurvey } from './rows.ts'
import {
  account_events,
  acknowledgements,
  conversation_moves,
  conversations,
  corrections,
  customer_aliases,
  customer_identities,
  customers,
  events,
  flag_history,
  flags,
  idempotency_keys,
  jobs,
  messages,
  notes,
  past_answers,
  replies,
  reply_drafts,
  reviews,
  sla_misses,
  surveys,
  waits,
} from './schema.ts'

export function erasureStore(context: StoreContext): Pick<Store, 'eraseCustomer' | 'exportCustomer'> {
  const { write, file } = context
  return {
    async eraseCustomer({ customer_id: given, actor, now }) {
      const outcome = write((tx) => {
        const customer_id = currentCustomerId(context, given)
        const row = tx.select().from(customers).where(eq(customers.id, customer_id)).get()
        if (!row) return { kind: 'not_found' as const }
        if (row.legal_hold) return { kind: 'legal_hold' as const }

        const its = {
          messages: tx
            .select({ id: messages.id })
            .from(messages)
            .where(eq(messages.customer_id, customer_id)),
          conversations: tx
            .select({ id: conversations.id })
            .from(conversations)
            .where(eq(conversations.customer_id, customer_id)),
          flags: tx.select({ id: flags.id }).from(flags).where(eq(flags.customer_id, customer_id)),
        }
        tx.delete(jobs)
          .where(
            or(
              eq(jobs.subject_id, customer_id),
              inArray(jobs.subject_id, its.messages),
              inArray(jobs.subject_id, its.conversations),
            ),
          )
          .run()
        tx.delete(corrections).where(inArray(corrections.message_id, its.messages)).run()
        tx.delete(messages).where(eq(messages.customer_id, customer_id)).run()
        tx.delete(past_answers).where(inArray(past_answers.conversation_id, its.conversations)).run()
        tx.delete(reviews).where(inArray(reviews.conversation_id, its.conversations)).run()
        tx.delete(replies).where(inArray(replies.conversation_id, its.conversations)).run()
        tx.delete(reply_drafts).where(inArray(reply_drafts.conversation_id, its.conversations)).run()
        tx.delete(account_events).where(eq(account_events.customer_id, customer_id)).run()
        tx.delete(acknowledgements).where(inArray(acknowledgements.conversation_id, its.conversations)).run()
        tx.delete(surveys).where(eq(surveys.customer_id, customer_id)).run()
        tx.delete(notes).where(inArray(notes.conversation_id, its.conversations)).run()
        tx.delete(conversation_moves)
          .where(inArray(conversation_moves.conversation_id, its.conversations))
          .run()
        tx.delete(waits).where(inArray(waits.conversation_id, its.conversations)).run()
        tx.delete(sla_misses).where(inArray(sla_misses.conversation_id, its.conversations)).run()
        tx.delete(conversations).where(eq(conversations.customer_id, customer_id)).run()
        tx.delete(flag_history).where(inArray(flag_history.flag_id, its.flags)).run()
        tx.delete(flags).where(eq(flags.customer_id, customer_id)).run()
        tx.delete(events).where(eq(events.customer_id, customer_id)).run()
        tx.delete(idempotency_keys).where(eq(idempotency_keys.customer_id, customer_id)).run()
        tx.delete(customer_identities).where(eq(customer_identities.customer_id, customer_id)).run()
        tx.delete(customer_aliases).where(eq(customer_aliases.customer_id, customer_id)).run()
        tx.delete(customers).where(eq(customers.id, customer_id)).run()

        const subject = { subject_kind: 'customer', subject_id: customer_id }
        addAudit(tx, { at: now, actor, action: 'customer-erased', ...subject })
        addEvent(context, 'customer-erased', now, { customer_id })
        return { kind: 'erased' as const }
      })
      // The write-ahead log still holds the old pages. A reader may keep it in use: then the next checkpoint does it.
      if (outcome.kind === 'erased') file.pragma('wal_checkpoint(TRUNCATE)')
      return outcome
    },

    async exportCustomer({ customer_id, actor, now }) {
      return write((tx) => {
        const customer = readCustomerRow(context, customer_id)
        if (!customer) return null
        const { id } = customer
        const subject = { subject_kind: 'customer', subject_id: id }
        addAudit(tx, { at: now, actor, action: 'customer-exported', ...subject })
        const of = <Column>(column: Column) =>
          and(eq(conversations.id, column as typeof notes.conversation_id), eq(conversations.customer_id, id))
        return {
          exported_at: now,
          customer,
          conversations: tx
            .select()
            .from(conversations)
            .where(eq(conversations.customer_id, id))
            .orderBy(asc(conversations.id))
            .all()
            .map(toConversation),
          messages: tx
            .select()
            .from(messages)
            .where(eq(messages.customer_id, id))
            .orderBy(asc(messages.sent_at), asc(messages.id))
            .all()
            .map(toMessage),
          corrections: tx
            .select({ correction: corrections })
            .from(corrections)
            .innerJoin(messages, and(eq(messages.id, corrections.message_id), eq(messages.customer_id, id)))
            .all()
            .map(({ correction }) => correction),
          notes: tx
            .select({ note: notes })
            .from(notes)
            .innerJoin(conversations, of(notes.conversation_id))
            .all()
            .map(({ note }) => note),
          reply_drafts: tx
            .select({ draft: reply_drafts })
            .from(reply_drafts)
            .innerJoin(conversations, of(reply_drafts.conversation_id))
            .orderBy(asc(reply_drafts.created_at), asc(reply_drafts.id))
            .all()
            .map(({ draft }) => toDraft(draft)),
          replies: tx
            .select({ reply: replies })
            .from(replies)
            .innerJoin(conversations, of(replies.conversation_id))
            .orderBy(asc(replies.sent_at), asc(replies.id))
            .all()
            .map(({ reply }) => toReply(reply)),
          reviews: tx
            .select({ review: reviews })
            .from(reviews)
            .innerJoin(conversations, of(reviews.conversation_id))
            .orderBy(asc(reviews.created_at), asc(reviews.id))
            .all()
            .map(({ review }) => review),
          acknowledgements: tx
            .select({ acknowledgement: acknowledgements })
            .from(acknowledgements)
            .innerJoin(conversations, of(acknowledgements.conversation_id))
            .orderBy(asc(acknowledgements.sent_at), asc(acknowledgements.id))
            .all()
            .map(({ acknowledgement }) => acknowledgement),
          surveys: tx
            .select()
            .from(surveys)
            .where(eq(surveys.customer_id, id))
            .orderBy(asc(surveys.answered_at), asc(surveys.id))
            .all()
            .map(toSurvey),
          account_events: tx
            .select()
            .from(account_events)
            .where(eq(account_events.customer_id, id))
            .orderBy(asc(account_events.occurred_at), asc(account_events.id))
            .all(),
          flags: tx
            .select()
            .from(flags)
            .where(eq(flags.customer_id, id))
            .all()
            .map((row) => ({ ...toFlag(row), history: readHistory(tx, row.id) })),
          events: tx.select().from(events).where(eq(events.customer_id, id)).orderBy(asc(events.seq)).all(),
        }
      })
    },
  }
}
