/** A draft by the LLM: masked material out, unmasked reply back, held against the checks before anybody sees it. */
import { checkReply } from '../domain/reply/check-reply.ts'
import { type ReplyInput, readReplyContext } from '../domain/reply/context.ts'
import type { Draft } from '../domain/reply/draft.ts'
import { problemsOfWritten } from '../domain/reply/judge-written.ts'
import { layOut } from '../domain/reply/layout.ts'
import type { Library, Source } from '../domain/reply/library.ts'
import { citedSource, materialOf } from '../domain/reply/material.ts'
import type { WriterFailure } from '../domain/reply-record.ts'
import { type MaskEntry, mask, unmask } from '../domain/text/mask.ts'
import { maskDeep } from '../domain/text/mask-deep.ts'
import type { ReplyWriter, WrittenReply } from './reply-writer-port.ts'

export type WrittenDraft =
  /** Without subject: that is the playbook's, since nothing checks one. */
  | { ok: true; draft: Draft; model: string; costUsd: number }
  | { ok: false; failure: WriterFailure; model: string; costUsd: number }

/** Only a draft that passes every check is `ok`. */
export async function writeReply(
  writer: ReplyWriter,
  library: Library,
  input: ReplyInput,
  options: { past_answers?: string[]; signal?: AbortSignal } = {},
): Promise<WrittenDraft> {
  const context = readReplyContext(library, input)
  const { thread, triage } = input
  const { past_answers = [], signal } = options
  const { names } = context
  const known = materialOf(context, { thread, triage, past_answers })
  const { data: material, entries } = maskDeep(known, { names })

  const draftOf = ({ parts }: WrittenReply): Draft => {
    const pieces = parts.map(({ step, text, source }) => ({
      step,
      text: unmask(text, entries),
      from: source,
    }))
    const text = layOut(pieces, context)
    return {
      text,
      subject: null,
      language: context.language,
      source: 'llm',
      playbook: context.situation.id,
      steps: pieces.map(({ step, text: words }) => ({ step, text: words })),
      citations: citationsOf(pieces.map(({ from }) => citedSource(context, from))),
      suggestions: [],
      due_at: context.promise.due_at,
      checks: checkReply(text, context),
    }
  }

  const outcome = await writer.write({
    material,
    problemsOf(written) {
      const { text, checks } = draftOf(written)
      return problemsOfWritten(text, context, { checks, sources: known.sources }).map((problem) =>
        masked(problem, entries, names),
      )
    },
    ...(signal && { signal }),
  })
  if (!outcome.ok) return outcome
  const { written, model, costUsd } = outcome
  return { ok: true, draft: draftOf(written), model, costUsd }
}

/** A problem may quote the reply: with the placeholders it had, and with new ones for what is personal beyond them. */
function masked(problem: string, entries: readonly MaskEntry[], names: readonly string[]): string {
  const longestFirst = entries.toSorted((one, other) => other.value.length - one.value.length)
  const told = longestFirst.reduce(
    (text, { value, placeholder }) => text.replaceAll(value, placeholder),
    problem,
  )
  return mask(told, { names }).text
}

/** Each file and place once. */
function citationsOf(sources: readonly (Source | null)[]): Draft['citations'] {
  const cited = new Map(
    sources.flatMap((each) => (each === null ? [] : [[`${each.file} ${each.place}`, each] as const])),
  )
  return [...cited.values()].map(({ file, place }) => ({ file, place }))
}
