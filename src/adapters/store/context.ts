/** What every part of the store works with, and the two logs every change writes to. */
import type { NewId } from '../../actions/ports.ts'
import type { Actor } from '../../domain/actor.ts'
import type { DeskRules } from '../../domain/desk-rules.ts'
import type { EventData, EventType } from '../../domain/events.ts'
import type { OpenDatabase, Transaction, Write } from './database.ts'
import { insertEvent } from './queries.ts'
import { audit } from './schema.ts'

export type StoreContext = OpenDatabase & {
  newId: NewId
  rules: DeskRules
  /** Told of each event inside its unit of work; see `telling`. */
  eventWritten: () => void
}

/** Calls `onEvents` once after each unit of work that wrote events and was not taken back. */
export function telling(
  database: OpenDatabase,
  onEvents: () => void,
): OpenDatabase & Pick<StoreContext, 'eventWritten'> {
  let written = false
  const wrap =
    (write: Write): Write =>
    (work) => {
      written = false
      const result = write(work)
      if (written) onEvents()
      return result
    }
  return {
    ...database,
    write: wrap(database.write),
    writeResumable: wrap(database.writeResumable),
    eventWritten: () => {
      written = true
    },
  }
}

type EventSubjects = {
  customer_id?: string | null
  conversation_id?: string | null
  message_id?: string | null
  flag_id?: string | null
}

const NO_SUBJECTS = { customer_id: null, conversation_id: null, message_id: null, flag_id: null }

/** Inside the unit of work that makes it true. */
export function addEvent(
  { prepared, eventWritten }: Pick<StoreContext, 'prepared' | 'eventWritten'>,
  type: EventType,
  at: string,
  subjects: EventSubjects,
  data: EventData = {},
): void {
  prepared(insertEvent).run({ ...NO_SUBJECTS, ...subjects, type, at, data })
  eventWritten()
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
