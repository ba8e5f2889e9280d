/** One item of a batch or line of a stream: an answer or a problem of its own, never a failure of the whole. */
import type { ClassifyOutcome, ClassifyText } from '../actions/classify-text.ts'
import { DeljooError } from '../domain/errors.ts'
import type { ClassifyRequest } from '../domain/triage/request.ts'
import type { Triage } from '../domain/triage/triage.ts'
import type { RequestFacts } from './context.ts'
import { invalidInput } from './invalid-input.ts'
import { HttpProblem, type Problem, partsOf, problemBody } from './problem.ts'
import { classifyItemSchema } from './schemas/triage.ts'

export type ItemProblem = { id?: string; line?: number; problem: Problem }
export type ItemAnswer = Triage | ItemProblem

/** Items of one request that are with the model at a time. Enough to keep its workers busy, no more. */
export const ITEMS_AT_A_TIME = 32

const LONGEST_PAUSE_MS = 250

/** What the caller sees when nobody could answer. */
export function failureOf({ failure, retryAfterSeconds }: Extract<ClassifyOutcome, { ok: false }>): Error {
  switch (failure) {
    case 'overloaded':
      return new DeljooError('overloaded', 'The classifier has no room at the moment', { retryAfterSeconds })
    case 'unavailable':
    case 'failed':
      return new DeljooError('unavailable', 'The classifier is not available', { retryAfterSeconds })
    case 'abandoned':
      return new HttpProblem('abandoned', 'The caller left before the answer')
  }
}

/** Ends early, without an error, when the signal fires. */
function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, durationMs)
    signal.addEventListener('abort', end)
  })
}

/** Bulk work has no hurry: while the model has no room it waits, as long as the caller does. */
async function classifyPatiently(classify: ClassifyText, request: ClassifyRequest, signal: AbortSignal) {
  for (;;) {
    const outcome = await classify(request, { lane: 'bulk', signal })
    if (outcome.ok || outcome.failure !== 'overloaded' || signal.aborted) return outcome
    await pause(Math.min(outcome.retryAfterSeconds * 1_000, LONGEST_PAUSE_MS), signal)
  }
}

/** The caller's own id of an item that may be broken otherwise. */
function idOf(item: unknown): { id?: string } {
  const id = typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined
  return typeof id === 'string' && id.length > 0 && id.length <= 200 && id.isWellFormed() ? { id } : {}
}

export function itemProblem(
  error: unknown,
  instance: string,
  place: { id?: string; line?: number },
): ItemProblem {
  return { ...place, problem: problemBody(partsOf(error), instance) }
}

/** Never rejects. @param place where the item stood, told with its problem */
export async function classifyItem(
  classify: ClassifyText,
  item: unknown,
  context: { signal: AbortSignal; instance: string; place: { line?: number } },
): Promise<ItemAnswer> {
  const place = { ...idOf(item), ...context.place }
  try {
    const parsed = classifyItemSchema.safeParse(item)
    if (!parsed.success) return itemProblem(invalidInput(parsed.error), context.instance, place)
    const { id, ...request } = parsed.data
    const outcome = await classifyPatiently(classify, request, context.signal)
    if (!outcome.ok) return itemProblem(failureOf(outcome), context.instance, place)
    return id === undefined ? outcome.triage : { ...outcome.triage, id }
  } catch (error) {
    return itemProblem(error, context.instance, place)
  }
}

/** For the log of a request with many items: how many there were, who decided, and what went wrong. */
export function countItem(facts: RequestFacts, answer: ItemAnswer): void {
  const count = (name: string) => {
    facts[name] = Number(facts[name] ?? 0) + 1
  }
  count('items')
  if (isProblem(answer)) count('problems')
  else {
    count(`decided_${answer.decided_by.source}`)
    if (answer.needs_review) count('needs_review')
  }
}

const isProblem = (answer: ItemAnswer): answer is ItemProblem => 'problem' in answer
