/** What customers were told at once because the answer has to wait. */
import { and, asc, eq } from 'drizzle-orm'
import type { Store } from '../../actions/store-port.ts'
import { mayAcknowledge, type SentAcknowledgement } from '../../domain/acknowledgement.ts'
import { addAudit, addEvent, type StoreContext } from './context.ts'
import type { Reader } from './database.ts'
import { conversationById } from './queries.ts'
import { acknowledgements, messages } from './schema.ts'

export function acknowledgementStore(context: StoreContext): Pick<Store, 'recordAcknowledgement'> {
  const { prepared, write, newId } = context
  return {
    async recordAcknowledgement({ conversation_id, acknowledgement, quietMs, actor, now }) {
      return write((tx) => {
        const conversation = prepared(conversationById).get({ id: conversation_id })
        if (!conversation) return { kind: 'not_found' as const }
        const { turn_id, text } = acknowledgement
        const turn = tx
          .select({ id: messages.id })
          .from(messages)
          .where(and(eq(messages.conversation_id, conversation_id), eq(messages.turn_id, turn_id)))
          .limit(1)
          .get()
        if (!turn) return { kind: 'no_such_turn' as const }
        const sent = readAcknowledgements(tx, conversation_id)
        const known = sent.find((each) => each.turn_id === turn_id)
        if (known?.text === text) return { kind: 'seen_before' as const, acknowledgement: known }
        if (!mayAcknowledge(turn_id, sent, { now, quietMs })) return { kind: 'refused' as const }
        const kept: SentAcknowledgement = {
          id: newId('ack'),
          conversation_id,
          ...acknowledgement,
          author: actor.id,
          sent_at: now,
        }
        tx.insert(acknowledgements).values(kept).run()
        const { customer_id } = conversation
        const detail = { acknowledgement_id: kept.id, due_at: kept.promise?.due_at ?? null }
        addAudit(tx, {
          at: now,
          actor,
          action: 'acknowledgement-sent',
          subject_kind: 'conversation',
          subject_id: conversation_id,
          detail,
        })
        addEvent(context, 'acknowledgement-sent', now, { customer_id, conversation_id }, detail)
        return { kind: 'recorded' as const, acknowledgement: kept }
      })
    },
  }
}

/** Of one conversation, oldest first. */
export const readAcknowledgements = (reader: Reader, conversation_id: string): SentAcknowledgement[] =>
  reader
    .select()
    .from(acknowledgements)
    .where(eq(acknowledgements.conversation_id, conversation_id))
    .orderBy(asc(acknowledgements.sent_at), asc(acknowledgements.id))
    .all()
