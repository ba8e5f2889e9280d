/** A draft by the LLM: masked material out, unmasked reply back, held against the checks before anybody sees it. */
import { suggestionOf } from '../domain/knowledge/article.ts'
import { checkReply } from '../domain/reply/check-reply.ts'
import { type ReplyContext, type ReplyInput, readReplyContext } from '../domain/reply/context.ts'
import type { Draft } from '../domain/reply/draft.ts'
import type { OnDraftEvent } from '../domain/reply/draft-event.ts'
import { problemsOfWritten } from '../domain/reply/judge-written.ts'
import { articleCitation } from '../domain/reply/known-articles.ts'
import { layOut } from '../domain/reply/layout.ts'
import type { Library, Source } from '../domain/reply/library.ts'
import { citedArticle, citedSource, materialOf } from '../domain/reply/material.ts'
import { shownSoFar } from '../domain/reply/unfinished.ts'
import type { WriterFailure } from '../domain/reply-record.ts'
import { type MaskEntry, mask, unmask } from '../domain/text/mask.ts'
import { maskDeep } from '../domain/text/mask-deep.ts'
import type { ReplyWriter, WrittenReply } from './reply-writer-port.ts'

export type WrittenDraft =
  /** Without subject: that is the playbook's, since nothing checks one. */
  | { ok: true; draft: Draft; model: string; costUsd: number }
  | { ok: false; failure: WriterFailure; model: string; costUsd: number }

/** Only a draft that passes every check is `ok`. While it is written and judged, `onEvent` hears of it. */
export async function writeReply(
  writer: ReplyWriter,
  library: Library,
  input: ReplyInput,
  options: { past_answers?: string[]; signal?: AbortSignal; onEvent?: OnDraftEvent } = {},
): Promise<WrittenDraft> {
  const read = readReplyContext(library, input)
  const { thread, triage } = input
  const { past_answers = [], signal, onEvent } = options
  const { names } = read
  const known = materialOf(read, { thread, triage, past_answers })
  const { data: material, entries } = maskDeep(known, { names })

  const draftOf = ({ parts }: WrittenReply): { draft: Draft; context: ReplyContext } => {
    // Only what a part says it rests on may lend its numbers, times and addresses.
    const grounds = parts.map(({ source }) => citedArticle(read, source)).filter((each) => each !== null)
    const context = { ...read, grounds: [...new Set(grounds)] }
    const pieces = parts.map(({ step, text, source }) => ({
      step,
      text: unmask(text, entries),
      from: source,
    }))
    const text = layOut(pieces, context)
    const draft: Draft = {
      text,
      subject: null,
      language: context.language,
      source: 'llm',
      playbook: context.situation.id,
      steps: pieces.map(({ step, text: words }) => ({ step, text: words })),
      citations: [
        ...citationsOf(pieces.map(({ from }) => citedSource(context, from))),
        ...context.grounds.map(articleCitation),
      ],
      suggestions: context.articles.map(suggestionOf),
      due_at: context.promise.due_at,
      checks: checkReply(text, context),
    }
    return { draft, context }
  }

  const show = onEvent && showGrowing(onEvent)
  const outcome = await writer.write({
    material,
    problemsOf(written) {
      const {
        draft: { text, checks },
        context,
      } = draftOf(written)
      show?.whole(text)
      if (onEvent) for (const data of checks) onEvent({ event: 'checking', data })
      return problemsOfWritten(text, context, { checks, sources: known.sources }).map((problem) =>
        masked(problem, entries, names),
      )
    },
    ...(show && {
      onWriting: ({ parts }) => show.soFar(shownSoFar(parts, read, entries)),
      onRepair(problems) {
        show.restart()
        onEvent?.({ event: 'repairing', data: { problems: problems.map((each) => unmask(each, entries)) } })
      },
    }),
    ...(signal && { signal }),
  })
  if (!outcome.ok) return outcome
  const { written, model, costUsd } = outcome
  return { ok: true, draft: draftOf(written).draft, model, costUsd }
}

/** Tells what is new in a text that grows; one that did not grow out of what was told is told anew. */
function showGrowing(onEvent: OnDraftEvent) {
  let shown = ''
  const grow = (text: string) => {
    if (text.length > shown.length) onEvent({ event: 'writing', data: { text: text.slice(shown.length) } })
    shown = text
  }
  return {
    soFar(text: string) {
      // A part out of its order waits until all are there.
      if (text.startsWith(shown)) grow(text)
    },
    whole(text: string) {
      if (!text.startsWith(shown)) {
        shown = ''
        onEvent({ event: 'rearranging', data: {} })
      }
      grow(text)
    },
    restart() {
      shown = ''
    },
  }
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
