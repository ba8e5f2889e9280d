/** Replies from any OpenAI-compatible server: circuit, budget, the agent, and the caller's checks. */
import type {
  ReplyWriter,
  ReplyWriterOutcome,
  ReplyWriterRequest,
  WrittenReply,
} from '../../../actions/reply-writer-port.ts'
import type { LlmSettings } from '../conversation.ts'
import { costOf, estimateTokens } from '../cost.ts'
import { type GuardDependencies, guardCalls } from '../guarded-calls.ts'
import type { Prompt } from '../prompt.ts'
import { MOST_REPLY_TOKENS, openAgents, type ReplyAgent } from './agent.ts'
import { readUnfinished, readWritten } from './written.ts'

export type ReplyWriterDependencies = GuardDependencies & { settings: LlmSettings; prompt: Prompt }

const MOST_PROBLEMS = 8

/** @returns the port; it makes no call before the first request */
export function createReplyWriter(dependencies: ReplyWriterDependencies): ReplyWriter {
  const { settings, prompt } = dependencies
  const model = `${settings.model}@${prompt.name}-${prompt.version}`
  const openAgent = openAgents(settings, prompt.text)
  const failed = (
    failure: (ReplyWriterOutcome & { ok: false })['failure'],
    costUsd = 0,
  ): ReplyWriterOutcome => ({ ok: false, failure, model, costUsd })
  const guarded = guardCalls<ReplyWriterOutcome>(dependencies, failed)

  /** The agent for one reply, and how to read its outcome. */
  function prepare(request: ReplyWriterRequest): { agent: ReplyAgent; written: () => WrittenReply | null } {
    let written: WrittenReply | null = null
    const agent = openAgent({
      abandon: request.signal,
      judge({ content, truncated }) {
        const read = readWritten(content, request.material, prompt.text)
        written = read.ok ? read.written : null
        const problems = read.ok ? request.problemsOf(read.written) : read.problems
        if (problems.length > 0 && truncated) return ['The answer was cut off: be shorter']
        return problems.slice(0, MOST_PROBLEMS)
      },
      onRepair: (problems) => request.onRepair?.(problems),
      onContent(content) {
        if (request.onWriting) request.onWriting(readUnfinished(content))
      },
    })
    return { agent, written: () => written }
  }

  return {
    model,
    async write(request) {
      // One JSON object that no text within it can break out of.
      const material = JSON.stringify(request.material)
      const input = estimateTokens(prompt.text) + estimateTokens(material) + MOST_REPLY_TOKENS
      const { agent, written } = prepare(request)
      return guarded({
        signal: request.signal,
        // Two calls, the second with the first one's answer on top.
        mostItCanCost: costOf(settings, 2 * input, 2 * MOST_REPLY_TOKENS),
        async ask() {
          const outcome = await agent.write(material)
          if (!outcome.ok) return failed(outcome.failure, agent.spent())
          const reply = written()
          if (reply === null) return failed('invalid_answer', agent.spent())
          if (outcome.problems.length > 0) return failed('failed_checks', agent.spent())
          return { ok: true, written: reply, model, costUsd: agent.spent() }
        },
        spent: () => agent.spent(),
      })
    },
  }
}
