/** What people and the clock change about a conversation. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Store } from '../../actions/store-port.ts'
import type { ConversationChange } from '../../domain/conversation.ts'
import {
  type ConversationEvent,
  type ConversationState,
  type ConversationStatus,
  moveConversation,
} from '../../domain/desk/conversation-state.ts'
import { slaFor } from '../../domain/desk/sla.ts'
import { addAudit, addEvent, type StoreContext } from './context.ts'
import type { Transaction } from './database.ts'
import { requestJob, settleJob } from './jobs.ts'
import { conversationById } from './queries.ts'
import { rollUp } from './roll-up.ts'
import { toConversation } from './rows.ts'
import { conversation_moves, conversations, notes, sla_misses } from './schema.ts'
import { addSearchableText } from './searchable-texts.ts'
import { forgetWait, recordWait } from './waits.ts'

type ConversationRow = typeof conversations.$inferSelect
type ConversationChanges = Pick<Store, 'changeConversation' | 'addNote' | 'recordSlaCheck'>

/** What a person means who sets a status. */
const EVENT_FOR: Record<ConversationStatus, ConversationEvent> = {
  open: 'reopen',
  pending: 'wait_for_customer',
  resolved: 'resolve',
  closed: 'close',
}

export function conversationChanges(context: StoreContext): ConversationChanges {
  const { newId, write, writeResumable } = context
  return {
    async changeConversation({ conversation_id, change, actor, now }) {
      return write((tx) => {
        const row = findConversation(context, conversation_id)
        if (!row) return { kind: 'not_found' as const }
        const { if_assignee } = change
        const isAsTaken = row.assignee === if_assignee || row.assignee === change.assignee
        if (if_assignee !== undefined && !isAsTaken) return { kind: 'taken' as const, assignee: row.assignee }
        const state = stateAfter(row, change, now)
        if (state === null) {
          return { kind: 'not_allowed' as const, from: row.status, to: change.status ?? row.status }
        }
        const wanted = { status: state.status, ...givenNames(change) }
        const fields = FIELDS.filter((field) => wanted[field] !== undefined && wanted[field] !== row[field])
        if (fields.length === 0) return { kind: 'changed' as const, changed: toConversation(row) }
        tx.update(conversations)
          .set({ ...givenNames(change), ...state })
          .where(eq(conversations.id, row.id))
          .run()
        for (const field of fields) {
          const [from, to] = [row[field], wanted[field] ?? null]
          tx.insert(conversation_moves)
            .values({ id: newId('mov'), conversation_id, at: now, actor: actor.id, field, from, to })
            .run()
        }
        if (fields.includes('status') && state.status !== 'open') {
          markAnswered(tx, row.id, now)
          recordWait(tx, context, row, { ended_by: 'status', actor, now })
        }
        if (row.status === 'pending' && state.status === 'open') forgetWait(tx, row)
        addAudit(tx, {
          at: now,
          actor,
          action: 'conversation-changed',
          subject_kind: 'conversation',
          subject_id: row.id,
          detail: { fields: fields.join(), status: state.status },
        })
        const { customer_id } = row
        addEvent(
          context,
          'conversation-changed',
          now,
          { customer_id, conversation_id },
          Object.fromEntries(fields.map((field) => [field, wanted[field] ?? null])),
        )
        if (fields.includes('status'))
          requestJob(context, {
            kind: 'assess-risk',
            subject_id: customer_id,
            lane: 'interactive',
            run_at: now,
            now,
          })
        return { kind: 'changed' as const, changed: toConversation(rollUp(context, row.id, now)) }
      })
    },

    async addNote({ conversation_id, text, actor, now }) {
      return write((tx) => {
        const row = findConversation(context, conversation_id)
        if (!row) return null
        const note = { id: newId('not'), conversation_id, author: actor.id, text, created_at: now }
        tx.insert(notes).values(note).run()
        addSearchableText(context, 'note', { ...note, at: now })
        addAudit(tx, {
          at: now,
          actor,
          action: 'note-added',
          subject_kind: 'conversation',
          subject_id: conversation_id,
          detail: { note_id: note.id },
        })
        const { customer_id } = row
        addEvent(context, 'note-added', now, { customer_id, conversation_id }, { note_id: note.id })
        return note
      })
    },

    async recordSlaCheck({ job, now }) {
      return writeResumable((tx) => {
        const nothing = { missed: false }
        if (!settleJob(tx, context, job, now)) return nothing
        const row = findConversation(context, job.subject_id)
        if (!row || row.waiting_since === null) return nothing
        const { waiting_since, pauses, customer_id, id: conversation_id } = row
        const urgency = row.urgency ?? 'normal'
        const sla = slaFor({ urgency, waiting_since, pauses, now, hours: context.rules.hours })
        if (sla.due_at === null) return nothing
        if (sla.due_at > now) {
          const { lane } = job
          requestJob(context, {
            kind: 'check-sla',
            subject_id: conversation_id,
            lane,
            run_at: sla.due_at,
            now,
          })
          return nothing
        }
        const message_id = row.top_message_id
        const noted = tx
          .insert(sla_misses)
          .values({ id: newId('sla'), conversation_id, message_id, waiting_since, due_at: sla.due_at })
          .onConflictDoNothing()
          .run()
        if (noted.changes === 0) return nothing
        addEvent(
          context,
          'sla-missed',
          now,
          { customer_id, conversation_id, message_id },
          { urgency, due_at: sla.due_at },
        )
        requestJob(context, {
          kind: 'assess-risk',
          subject_id: customer_id,
          lane: job.lane,
          run_at: now,
          now,
        })
        return { missed: true }
      })
    },
  }
}

const FIELDS = ['status', 'assignee', 'department'] as const

const findConversation = ({ prepared }: StoreContext, id: string): ConversationRow | undefined =>
  prepared(conversationById).get({ id })

const givenNames = ({ assignee, department }: ConversationChange) => ({
  ...(assignee === undefined ? {} : { assignee }),
  ...(department === undefined ? {} : { department }),
})

/** Null: the status cannot be reached from here. */
function stateAfter(row: ConversationRow, change: ConversationChange, now: string): ConversationState | null {
  const { status, opened_at, waiting_since, pauses } = row
  const state = { status, opened_at, waiting_since, pauses }
  if (change.status === undefined || change.status === status) return state
  const moved = moveConversation(state, EVENT_FOR[change.status], now)
  return moved.ok ? moved.state : null
}

/** A promised time that passed ends with the answer. */
export function markAnswered(tx: Transaction, conversation_id: string, now: string): void {
  tx.update(sla_misses)
    .set({ answered_at: now })
    .where(and(eq(sla_misses.conversation_id, conversation_id), isNull(sla_misses.answered_at)))
    .run()
}
