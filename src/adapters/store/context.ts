/** What every part of the store works with, and the two logs every change writes to. */
import type { NewId } from '../../actions/ports.ts'
import type { Actor } from '../../domain/actor.ts'
import type { DeskRules } from '../../domain/desk-rules.ts'
import type { EventData, EventType } from '../../domain/events.ts'
import type { OpenDatabase, Transaction } from './database.ts'
import { insertEvent } from './queries.ts'
import { audit } from './schema.ts'

export type StoreContext = OpenDatabase & { newId: NewId; rules: DeskRules }

type EventSubjects = {
  customer_id?: string | null
  conversation_id?: string | null
  message_id?: string | null
  flag_id?: string | null
}

const NO_SUBJECTS = { customer_id: null, conversation_id: null, message_id: null, flag_id: null }

/** Inside the unit of work that makes it true. */
export function addEvent(
  { prepared }: Pick<StoreContext, 'prepared'>,
  type: EventType,
  at: string,
  subjects: EventSubjects,
  data: EventData = {},
): void {
  prepared(insertEvent).run({ ...NO_SUBJECTS, ...subjects, type, at, data })
}

export function addAudit(
  tx: Transaction,
  entry: {
    at: string
    actor: Actor
    action: string
    subject_kind: string
    subject_id: string
    detail?: EventData
  },
): void {
  const { at, actor, action, subject_kind, subject_id, detail = {} } = entry
  tx.insert(audit)
    .values({ at, actor_kind: actor.kind, actor_id: actor.id, action, subject_kind, subject_id, detail })
    .run()
}
