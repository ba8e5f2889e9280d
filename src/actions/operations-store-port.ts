/** The part of the database that runs the service: keys, requests sent twice, the feed of events, the audit log. */
import type { Actor } from '../domain/actor.ts'
import type { AuditEntry, DeskEvent, EventBounds, LiveEvent } from '../domain/events.ts'
import type { ApiKey, KeyIntake } from '../domain/key.ts'
import type { IdempotentStart } from './store-records.ts'

/** As in `Store`, each method is one atomic unit of work. */
export interface OperationsStore {
  createKey(record: {
    key: KeyIntake
    prefix: string
    hash: string
    actor: Actor
    now: string
    /** Only if there is no key at all yet. */
    onlyFirst?: boolean
  }): Promise<ApiKey | null>
  findKey(hash: string): Promise<ApiKey | null>
  touchKey(key_id: string, now: string): Promise<void>
  listKeys(): Promise<ApiKey[]>
  revokeKey(record: { key_id: string; actor: Actor; now: string }): Promise<ApiKey | null>

  /** Claims an `Idempotency-Key` of one API key for one request. A claim that never ended frees itself at `expires_at`. */
  startIdempotent(record: {
    actor_id: string
    key: string
    request_hash: string
    now: string
    expires_at: string
  }): Promise<IdempotentStart>
  finishIdempotent(record: {
    actor_id: string
    key: string
    status: number
    body: unknown
    customer_id: string | null
  }): Promise<void>
  dropIdempotent(record: { actor_id: string; key: string }): Promise<void>
  /** Forgets answers older than `before`. */
  purgeIdempotent(before: string): Promise<number>

  /**
   * The feed, in the order of `seq`. What is readable never gets a smaller number beside it later: a reader
   * that goes on from the last one it saw misses nothing.
   */
  readEvents(request: { after: number; limit: number }): Promise<DeskEvent[]>
  /** The same, each with its subjects as they stand now. */
  readLiveEvents(request: { after: number; limit: number }): Promise<LiveEvent[]>
  readEventBounds(): Promise<EventBounds>
  /**
   * Forgets events from before a moment, oldest first, at most `limit` looked at; those of customers under legal
   * hold and the newest stay. Answers how many were looked at: fewer than `limit` means it is done.
   */
  purgeEvents(request: { before: string; limit: number }): Promise<number>
  readAudit(request: { after: number; limit: number }): Promise<AuditEntry[]>
}
