/** The LLM that writes replies, as an interface; implemented by `src/adapters/llm/reply-writer/`. */
import type { Step } from '../domain/reply/draft.ts'
import type { ReplyMaterial } from '../domain/reply/material.ts'
import type { WriterFailure } from '../domain/reply-record.ts'

/** A reply in parts, each with the id of the source of the material that it rests on. */
export type WrittenReply = { parts: { step: Step; text: string; source: string }[] }

/** A reply that is still being written; the last part may go on, its text may stop anywhere, in a placeholder too. */
export type UnfinishedReply = { parts: { step: Step; text: string; finished: boolean }[] }

export type ReplyWriterRequest = {
  /** Personal data already replaced by placeholders. */
  material: ReplyMaterial
  /**
   * What is wrong with a reply, in words for the LLM and without personal data; empty: it may be shown. The first
   * reply gets one repair by it; what is still wrong then is `failed_checks`.
   */
  problemsOf(written: WrittenReply): string[]
  /** Called while it is being written, with all there is so far; a repair begins anew. */
  onWriting?(unfinished: UnfinishedReply): void
  /** The first reply is of no use because of these problems; the second one is asked for. */
  onRepair?(problems: string[]): void
  /** Ends the call to the LLM; what it cost until then is booked all the same. */
  signal?: AbortSignal
}

export type ReplyWriterOutcome =
  | { ok: true; written: WrittenReply; model: string; costUsd: number }
  /** The cost counts what was spent before the failure. */
  | { ok: false; failure: WriterFailure; model: string; costUsd: number }

/** The LLM that writes replies. Never throws; a failure is a value, and the playbooks answer then. */
export interface ReplyWriter {
  readonly model: string
  write(request: ReplyWriterRequest): Promise<ReplyWriterOutcome>
}
