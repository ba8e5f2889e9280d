/** Replies as kept: drafts with what they were made from and what became of them, and what was sent. */
import { z } from 'zod'
import { ABUSE_STEPS } from './desk/abuse.ts'
import { editDistance } from './edit-distance.ts'
import { channel, type Language, type Topic } from './labels.ts'
import { messageIntake } from './message.ts'
import { TIMES } from './reply/checks/words.ts'
import type { ReplyContext } from './reply/context.ts'
import { draft, replyCheck } from './reply/draft.ts'
import { REGISTERS } from './reply/wording.ts'
import { normalise } from './text/normalise.ts'
import { sentencesOf } from './text/sentences.ts'

export const MOST_DRAFTS = 5

/** Body of `POST /v1/conversations/{id}/reply-drafts`. */
export const draftRequest = z.strictObject({
  register: z.enum(REGISTERS).optional(),
  /** Missing: where the customer last wrote. */
  channel: channel.optional(),
  /** Missing: reviews and social posts are. */
  public: z.boolean().optional(),
  use_llm: z.boolean().optional(),
  count: z.int().min(1).max(MOST_DRAFTS).default(1),
})
export type DraftRequest = z.infer<typeof draftRequest>

export const REPLY_OUTCOMES = ['accepted', 'edited', 'discarded'] as const
export const replyOutcome = z.enum(REPLY_OUTCOMES)
export type ReplyOutcome = z.infer<typeof replyOutcome>

/** Why a draft was of no use. Words rather than free text, so that they can be counted. */
export const DISCARD_REASONS = [
  'wrong_problem',
  'wrong_fact',
  'wrong_promise',
  'wrong_tone',
  'wrong_language',
  'already_answered',
  'no_reply_needed',
  'other',
] as const
export const discardReason = z.enum(DISCARD_REASONS)
export type DiscardReason = z.infer<typeof discardReason>

/** Why there is no draft of the LLM though it was asked; `failed_checks`: twice it wrote what may not be shown. */
export const WRITER_FAILURES = [
  'timeout',
  'rate_limited',
  'unreachable',
  'misconfigured',
  'refused',
  'invalid_answer',
  'over_budget',
  'circuit_open',
  'failed_checks',
  'abandoned',
] as const
export type WriterFailure = (typeof WRITER_FAILURES)[number]

export const writerReceipt = z.object({
  /** Model, prompt and its version. */
  model: z.string(),
  failed_because: z.enum(WRITER_FAILURES).nullable(),
  cost_usd: z.number().nonnegative(),
})

/** What a draft was made from; with the thread as it was then, the same again gives the same draft. */
export const draftSource = z.object({
  /** The labels that were read: id of the triage. */
  triage_id: z.string(),
  channel,
  /** Null: as the channel says. */
  public: z.boolean().nullable(),
  /** Null: the brand's own. */
  register: z.enum(REGISTERS).nullable(),
  use_llm: z.boolean(),
  /** How the LLM did; missing: it was not asked. */
  llm: writerReceipt.optional(),
  /** What it was to tell an abusive customer; missing: nothing. */
  abuse_step: z.enum(ABUSE_STEPS).optional(),
  seed: z.string(),
})
export type DraftSource = z.infer<typeof draftSource>

export const replyDraft = draft.extend({
  id: z.string(),
  conversation_id: z.string(),
  /** The message it answers. */
  message_id: z.string(),
  made_from: draftSource,
  created_at: z.string(),
  /** Null: nobody has decided. */
  outcome: replyOutcome.nullable(),
  edit_distance: z.number().nullable(),
  discard_reason: discardReason.nullable(),
  discard_note: z.string().nullable(),
})
export type ReplyDraft = z.infer<typeof replyDraft>

/** Body of `POST /v1/conversations/{id}/replies`: what was sent, or which draft is not to be. */
export const replyIntake = z
  .strictObject({
    text: messageIntake.shape.text.optional(),
    draft_id: z.string().min(1).max(100).optional(),
    channel: channel.optional(),
    outcome: replyOutcome.optional(),
    reason: discardReason.optional(),
    note: z.string().trim().min(1).max(1_000).optional(),
    /** The last reply the agent has seen, null: none; refused when another was sent since. */
    if_last_reply: z.string().min(1).max(100).nullable().optional(),
  })
  .superRefine((given, context) => {
    const refuse = (path: keyof typeof given, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (given.outcome !== undefined && given.draft_id === undefined)
      refuse('draft_id', `is needed where the outcome is ${given.outcome}`)
    if (given.outcome === 'discarded') {
      if (given.text !== undefined) refuse('text', 'must be left out where a draft is discarded')
      if (given.reason === undefined) refuse('reason', 'is needed where a draft is discarded')
      if (given.if_last_reply !== undefined) refuse('if_last_reply', 'is only for what is sent')
    } else {
      if (given.text === undefined) refuse('text', 'is needed unless a draft is discarded')
      if (given.reason !== undefined) refuse('reason', 'is only for a discarded draft')
      if (given.note !== undefined) refuse('note', 'is only for a discarded draft')
    }
  })
export type ReplyIntake = z.infer<typeof replyIntake>

/** Body of `POST /v1/conversations/{id}/reply-checks`: a text before it is sent. */
export const replyCheckIntake = z.strictObject({
  text: messageIntake.shape.text,
  draft_id: z.string().min(1).max(100).optional(),
  channel: channel.optional(),
})

/** `due_at` null: the time was the agent's own, so only the words are known. */
export const replyPromise = z.object({ words: z.string(), due_at: z.string().nullable() })
export type ReplyPromise = z.infer<typeof replyPromise>

export const sentReply = z.object({
  id: z.string(),
  conversation_id: z.string(),
  /** The message it answers; null: nothing was triaged yet. */
  message_id: z.string().nullable(),
  draft_id: z.string().nullable(),
  /** Null: written without a draft. */
  outcome: z.enum(['accepted', 'edited']).nullable(),
  /** 0 is the draft as it was, 1 has nothing left of it. */
  edit_distance: z.number().nullable(),
  author: z.string(),
  channel,
  text: z.string(),
  /** Empty while no message of the conversation is triaged. */
  checks: z.array(replyCheck),
  promise: replyPromise.nullable(),
  sent_at: z.string(),
})
export type SentReply = z.infer<typeof sentReply>

/** Line ends and the space around a text are the editor's, not the agent's. */
const asWritten = (text: string) => text.replace(/\r\n?/g, '\n').normalize('NFC').trim()

/** Three decimals; a change too small for them is still one. */
export function judgeEdit(draftText: string, sent: string): Pick<SentReply, 'outcome' | 'edit_distance'> {
  const [before, after] = [asWritten(draftText), asWritten(sent)]
  if (before === after) return { outcome: 'accepted', edit_distance: 0 }
  const distance = Math.max(Math.round(editDistance(before, after) * 1_000), 1) / 1_000
  return { outcome: 'edited', edit_distance: distance }
}

/** The sentence that says by when, and when that is where it is the time the desk reckoned. */
export function promiseIn(
  text: string,
  { promise, language }: Pick<ReplyContext, 'promise' | 'language'>,
): ReplyPromise | null {
  const sentences = sentencesOf(text).map(({ start, end }) => text.slice(start, end).trim())
  const reckoned = sentences.find((sentence) => sentence.includes(promise.text))
  if (reckoned !== undefined) return { words: reckoned, due_at: promise.due_at }
  const own = sentences.find((sentence) => normalise(sentence).text.search(TIMES[language]) >= 0)
  return own === undefined ? null : { words: own, due_at: null }
}

/** Query of `GET /v1/insights/replies`; drafts made from `since` on and before `until`. */
export const replyInsightsQuery = z.strictObject({
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
})
export type ReplyInsightsQuery = z.infer<typeof replyInsightsQuery>

export type DraftCounts = {
  drafts: number
  accepted: number
  edited: number
  discarded: number
  /** Share of the decided ones that were sent as they were; null while none is decided. */
  acceptance: number | null
  /** Of the edited ones; null where there is none. */
  mean_edit_distance: number | null
}
export type ReplyInsights = {
  total: DraftCounts
  by_topic_and_language: (DraftCounts & { topic: Topic; language: Language })[]
  discard_reasons: { reason: DiscardReason; drafts: number }[]
  replies: { sent: number; without_draft: number }
}
