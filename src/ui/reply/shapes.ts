/** What the composer knows while an answer is written: the same shapes the API answers. */
import type { Acknowledgement, SentAcknowledgement } from '../../domain/acknowledgement.ts'
import type { Channel } from '../../domain/labels.ts'
import type { ReplyCheck } from '../../domain/reply/draft.ts'
import type { ReplyGuide } from '../../domain/reply/guide.ts'
import type { Register } from '../../domain/reply/wording.ts'
import type { ReplyDraft, SentReply, WriterFailure } from '../../domain/reply-record.ts'

/** The conversation that is answered. A whole thread of the API fits. */
export type AnsweredConversation = {
  id: string
  channel: Channel
  /** ISO 639 code; null: not known. */
  language: string | null
  replies: readonly Pick<SentReply, 'id' | 'author' | 'text' | 'sent_at'>[]
}

export type Colleague = { id: string; name: string }

/** One way to answer: a draft as it stands after the agent's hand, or the agent's own words. */
export type Version = { draft: ReplyDraft | null; text: string }

/** The answer of `POST /v1/conversations/{id}/reply-checks`, and the text it is about. */
export type Judged = Pick<SentReply, 'outcome' | 'edit_distance' | 'checks' | 'promise'> & { text: string }

/** What the service is doing with the draft; `ready`: nothing. */
export type Phase = 'ready' | 'asking' | 'writing' | 'checking' | 'repairing'

/** What the agent is asked before it goes on. */
export type Question = 'failed_checks' | 'answered_meanwhile' | 'discard'

export type ReplyState = {
  open: boolean
  phase: Phase
  /** What is being written right now. */
  live: string
  versions: Version[]
  at: number
  /** Rises when the field has to take its text from here. */
  put: number
  channel: Channel
  /** Null: as the brand speaks. */
  register: Register | null
  judged: Judged | null
  judging: 'done' | 'busy' | 'failed'
  /** Why the draft is the playbook's though an LLM was asked. */
  fallback: WriterFailure | null
  guide: ReplyGuide | null
  /** What a customer who has to wait can be told at once. */
  acknowledgement: Acknowledgement | null
  told: SentAcknowledgement | null
  sending: boolean
  /** The last try to send did not come through; the text is here. */
  unsent: boolean
  question: Question | null
  /** Sent by somebody else since the agent began. */
  answered: AnsweredConversation['replies'][number] | null
  /** Who else is writing. */
  also_writing: string | null
  /** The customer wrote again meanwhile. */
  wrote_again: boolean
  /** What was just sent. */
  sent: Pick<SentReply, 'outcome' | 'edit_distance' | 'promise' | 'sent_at'> | null
  /** What was just taken away, to be taken back. */
  taken_away: Version | null
  /** For a live region. */
  said: string
}

/** Kept in the tab, so that neither a reload nor a lost session loses a word. */
export type KeptReply = {
  versions: Version[]
  at: number
  channel: Channel
  register: Register | null
  /** The once key of a text that may have been sent. */
  once: { of: string; key: string } | null
}

export const currentOf = ({ versions, at }: Pick<ReplyState, 'versions' | 'at'>): Version =>
  versions[at] ?? { draft: null, text: '' }

export const failedOf = (checks: readonly ReplyCheck[]) => checks.filter(({ passed }) => !passed)

/** Nothing of the draft was changed. */
export const isUntouched = ({ draft, text }: Version) => draft !== null && draft.text === text
