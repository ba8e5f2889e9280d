/** Replies from any OpenAI-compatible server: circuit, budget, conversation, the caller's checks, one repair. */
import type {
  ReplyWriter,
  ReplyWriterOutcome,
  ReplyWriterRequest,
} from '../../../actions/reply-writer-port.ts'
import type { LlmSettings } from '../conversation.ts'
import { costOf, estimateTokens } from '../cost.ts'
import { type GuardDependencies, guardCalls } from '../guarded-calls.ts'
import type { Prompt } from '../prompt.ts'
import { MOST_REPLY_TOKENS, openChains, type ReplyChain } from './chain.ts'
import { readWritten } from './written.ts'

export type ReplyWriterDependencies = GuardDependencies & { settings: LlmSettings; prompt: Prompt }

const MOST_PROBLEMS = 8

/** @returns the port; it makes no call before the first request */
export function createReplyWriter(dependencies: ReplyWriterDependencies): ReplyWriter {
  const { settings, prompt } = dependencies
  const model = `${settings.model}@${prompt.name}-${prompt.version}`
  const openChain = openChains(settings, prompt.text)
  const failed = (
    failure: (ReplyWriterOutcome & { ok: false })['failure'],
    costUsd = 0,
  ): ReplyWriterOutcome => ({ ok: false, failure, model, costUsd })
  const guarded = guardCalls<ReplyWriterOutcome>(dependencies, failed)

  async function converse(
    chain: ReplyChain,
    material: string,
    request: ReplyWriterRequest,
  ): Promise<ReplyWriterOutcome> {
    const judge = (content: string) => {
      const read = readWritten(content, request.material, prompt.text)
      if (!read.ok) return { written: null, problems: read.problems }
      return { written: read.written, problems: request.problemsOf(read.written) }
    }
    const first = await chain.ask(material, null)
    if (!first.ok) return failed(first.failure, chain.spent())
    const { written, problems } = judge(first.content)
    if (written !== null && problems.length === 0) return { ok: true, written, model, costUsd: chain.spent() }
    const told = first.truncated ? ['The answer was cut off: be shorter'] : problems.slice(0, MOST_PROBLEMS)
    const second = await chain.ask(material, { answer: first.content, problems: told })
    if (!second.ok) return failed(second.failure, chain.spent())
    const repaired = judge(second.content)
    if (repaired.written === null) return failed('invalid_answer', chain.spent())
    if (repaired.problems.length > 0) return failed('failed_checks', chain.spent())
    return { ok: true, written: repaired.written, model, costUsd: chain.spent() }
  }

  return {
    model,
    async write(request) {
      // One JSON object that no text within it can break out of.
      const material = JSON.stringify(request.material)
      const input = estimateTokens(prompt.text) + estimateTokens(material) + MOST_REPLY_TOKENS
      let chain: ReplyChain | null = null
      return guarded({
        signal: request.signal,
        // Two calls, the second with the first one's answer on top.
        mostItCanCost: costOf(settings, 2 * input, 2 * MOST_REPLY_TOKENS),
        ask() {
          chain = openChain(request.signal)
          return converse(chain, material, request)
        },
        spent: () => chain?.spent() ?? 0,
      })
    },
  }
}
