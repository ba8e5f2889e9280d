/** What happens while a reply is drafted, as told to whoever watches. */
import type { Channel, Language } from '../labels.ts'
import type { ReplyDraft, WriterFailure } from '../reply-record.ts'
import type { Draft, ReplyCheck } from './draft.ts'

export const DRAFT_EVENTS = [
  'started',
  'writing',
  'checking',
  'repairing',
  'rearranging',
  'fallback',
  'draft',
  'problem',
  'done',
] as const

/** Of the first draft up to `fallback`; the texts of `writing` since the start or the last of those that void, joined, are its text. */
export type DraftEvent =
  | {
      event: 'started'
      data: { source: Draft['source']; playbook: string; language: Language; channel: Channel }
    }
  /** The next words. */
  | { event: 'writing'; data: { text: string } }
  | { event: 'checking'; data: ReplyCheck }
  /** What was written is void: it is written again because of these. */
  | { event: 'repairing'; data: { problems: string[] } }
  /** What was written is void: the same words follow in the order in which they are sent. */
  | { event: 'rearranging'; data: Record<string, never> }
  /** What was written is void: the playbook's draft follows. */
  | { event: 'fallback'; data: { because: WriterFailure } }
  /** As it is kept. */
  | { event: 'draft'; data: ReplyDraft }

export type OnDraftEvent = (event: DraftEvent) => void
