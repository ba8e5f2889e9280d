/** The second opinion from any OpenAI-compatible server: circuit, budget, conversation, check, one repair. */
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions'
import type { SecondOpinion, SecondOpinionOutcome, SecondOpinionRequest } from '../../actions/ports.ts'
import { readAnswer, type UsableAnswer } from './answer.ts'
import { type Conversation, type LlmSettings, MOST_OUTPUT_TOKENS, openServer } from './conversation.ts'
import { costOf, estimateTokens } from './cost.ts'
import { type GuardDependencies, guardCalls } from './guarded-calls.ts'
import type { Prompt } from './prompt.ts'

export type SecondOpinionDependencies = GuardDependencies & { settings: LlmSettings; prompt: Prompt }

type Failure = (SecondOpinionOutcome & { ok: false })['failure']

/** Of a wrong answer this much is shown again when its repair is asked for. */
const MOST_REPEATED_CHARACTERS = 6_000

/** @returns the port; it makes no call before the first question */
export function createSecondOpinion(dependencies: SecondOpinionDependencies): SecondOpinion {
  const { settings, prompt } = dependencies
  const model = `${settings.model}@${prompt.name}-${prompt.version}`
  const server = openServer(settings)
  const failed = (failure: Failure, costUsd = 0): SecondOpinionOutcome => ({
    ok: false,
    failure,
    model,
    costUsd,
  })

  const guarded = guardCalls<SecondOpinionOutcome>(dependencies, failed)

  async function ask(request: SecondOpinionRequest): Promise<SecondOpinionOutcome> {
    const messages = firstMessages(prompt, request)
    const { signal } = request
    let conversation: Conversation | null = null
    return guarded({
      signal,
      mostItCanCost: mostItCanCost(messages),
      ask() {
        conversation = server.converse(signal)
        return converse(conversation, messages, request)
      },
      spent: () => conversation?.spent() ?? 0,
    })
  }

  async function converse(
    conversation: Conversation,
    messages: ChatCompletionMessageParam[],
    request: SecondOpinionRequest,
  ): Promise<SecondOpinionOutcome> {
    const first = await conversation.complete(messages)
    if (!first.ok) return failed(first.failure, conversation.spent())
    const read = readAnswer(first.content, request.maskedText)
    if (read.ok) return decided(read, request, conversation.spent())

    const problems = first.truncated ? ['The answer was cut off: be shorter'] : read.problems
    const second = await conversation.complete([...messages, ...repairMessages(first.content, problems)])
    const repaired = second.ok ? readAnswer(second.content, request.maskedText) : null
    const usable = repaired?.ok ? repaired : (repaired?.usable ?? read.usable)
    if (usable) return decided(usable, request, conversation.spent())
    return failed(second.ok ? 'invalid_answer' : second.failure, conversation.spent())
  }

  function decided(
    { labels, language, evidence }: UsableAnswer,
    request: SecondOpinionRequest,
    costUsd: number,
  ): SecondOpinionOutcome {
    if (request.language !== null && language !== request.language) return failed('wrong_language', costUsd)
    return { ok: true, labels, language, evidence, model, costUsd }
  }

  /** Two calls, the second with the first one's answer on top. */
  function mostItCanCost(messages: ChatCompletionMessageParam[]): number {
    const input = estimateTokens(JSON.stringify(messages))
    return costOf(settings, 2 * input + MOST_OUTPUT_TOKENS, 2 * MOST_OUTPUT_TOKENS)
  }

  return { model, ask }
}

/** The prompt as it is, and the customer's words as a JSON string that no text can break out of. */
function firstMessages(prompt: Prompt, request: SecondOpinionRequest): ChatCompletionMessageParam[] {
  const { maskedText: message, channel, language } = request
  return [
    { role: 'system', content: prompt.text },
    { role: 'user', content: JSON.stringify({ message, channel, language }) },
  ]
}

const repairMessages = (answer: string, problems: readonly string[]): ChatCompletionMessageParam[] => [
  { role: 'assistant', content: answer.slice(0, MOST_REPEATED_CHARACTERS) || '(empty)' },
  { role: 'user', content: JSON.stringify({ problems, task: 'Give the whole answer again, corrected.' }) },
]
