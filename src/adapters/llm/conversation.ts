/** One bounded conversation with a chat-completions server: a deadline, the client's retries, a running bill. */
import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import type {
  ChatCompletionCreateParams,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions'
import type { SecondOpinionFailure } from '../../domain/triage/triage.ts'
import { answerSchema } from './answer.ts'
import { costOf, estimateTokens, type Prices } from './cost.ts'
import { failureOfStatus } from './failure.ts'
import { guardFetch } from './guarded-fetch.ts'

export type LlmSettings = Prices & {
  apiKey: string
  /** `null`: the openai client's own default. */
  baseUrl: string | null
  model: string
  /** For the whole conversation, retries and repair included. */
  timeoutMs: number
  maxRetries: number
  dailyBudgetUsd: number
}

export type Completion =
  | { ok: true; content: string; truncated: boolean }
  | { ok: false; failure: SecondOpinionFailure | 'abandoned' }

export type Conversation = {
  complete(messages: ChatCompletionMessageParam[]): Promise<Completion>
  /** US dollars so far. */
  spent(): number
}

export type LlmServer = { converse(signal: AbortSignal | undefined): Conversation }

/** Room for the answer and for the thinking of models that think first. */
export const MOST_OUTPUT_TOKENS = 2_000

const schemaFormat = zodResponseFormat(answerSchema, 'triage')

/** What we ask of a server about the form of its answer, best first; each that it refuses leads to the next. */
const FORMATS: readonly ChatCompletionCreateParams['response_format'][] = [
  schemaFormat,
  { type: 'json_object' },
  undefined,
]

const schemaInWords: ChatCompletionMessageParam = {
  role: 'system',
  content: `The answer must satisfy this JSON Schema:\n${JSON.stringify(schemaFormat.json_schema.schema)}`,
}

/** Any server that speaks chat completions. Which form of answer it knows is learnt once and remembered. */
export function openServer(settings: LlmSettings): LlmServer {
  const client = new OpenAI({
    apiKey: settings.apiKey,
    baseURL: settings.baseUrl,
    maxRetries: settings.maxRetries,
    timeout: settings.timeoutMs,
    // The client's own logs can carry bodies, and with them customer text.
    logLevel: 'off',
  })
  let format = 0

  return {
    converse(abandon) {
      const endsAt = performance.now() + settings.timeoutMs
      const deadline = AbortSignal.timeout(settings.timeoutMs)
      const signal = abandon ? AbortSignal.any([abandon, deadline]) : deadline
      const guard = guardFetch(() => endsAt - performance.now())
      const guarded = client.withOptions({ fetch: guard.fetch })
      let spent = 0

      const request = async (messages: ChatCompletionMessageParam[]): Promise<Completion> => {
        const responseFormat = FORMATS[format]
        const completion = await guarded.chat.completions.create(
          {
            model: settings.model,
            messages:
              format === 0 ? messages : [...messages.slice(0, 1), schemaInWords, ...messages.slice(1)],
            max_completion_tokens: MOST_OUTPUT_TOKENS,
            ...(responseFormat && { response_format: responseFormat }),
          },
          { signal },
        )
        if (guard.wasTooLarge()) {
          spent += costOf(settings, estimateTokens(JSON.stringify(messages)), MOST_OUTPUT_TOKENS)
          return { ok: false, failure: 'invalid_answer' }
        }
        // A server of another kind may answer 200 with anything at all.
        const choice = completion?.choices?.[0]
        const content = typeof choice?.message?.content === 'string' ? choice.message.content : ''
        spent += costOf(
          settings,
          counted(completion?.usage?.prompt_tokens) ?? estimateTokens(JSON.stringify(messages)),
          counted(completion?.usage?.completion_tokens) ?? estimateTokens(content),
        )
        if (choice?.message?.refusal || choice?.finish_reason === 'content_filter') {
          return { ok: false, failure: 'refused' }
        }
        return { ok: true, content, truncated: choice?.finish_reason === 'length' }
      }

      const complete = async (messages: ChatCompletionMessageParam[]): Promise<Completion> => {
        const used = format
        try {
          return await request(messages)
        } catch (error) {
          if (refusesFormat(error) && used < FORMATS.length - 1) {
            // Conversations beside this one may have learnt the same meanwhile.
            format = Math.max(format, used + 1)
            return complete(messages)
          }
          const failure = failureOf(error, abandon, guard.lastStatus())
          // Whoever hangs up pays for what was read; how much the server wrote meanwhile nobody tells us.
          if (failure === 'timeout' || failure === 'abandoned') {
            spent += costOf(settings, estimateTokens(JSON.stringify(messages)), 0)
          }
          return { ok: false, failure }
        }
      }
      return { complete, spent: () => spent }
    },
  }
}

const counted = (tokens: unknown) => (typeof tokens === 'number' && tokens >= 0 ? tokens : null)

const refusesFormat = (error: unknown) =>
  error instanceof APIError &&
  (error.status === 400 || error.status === 422) &&
  /response_format|json_schema|json_object|structured/i.test(error.message)

function failureOf(
  error: unknown,
  abandon: AbortSignal | undefined,
  lastStatus: number | null,
): SecondOpinionFailure | 'abandoned' {
  if (abandon?.aborted) return 'abandoned'
  if (error instanceof APIConnectionTimeoutError) return 'timeout'
  if (error instanceof APIUserAbortError) {
    // The deadline fell while the client was waiting to try again: the cause is what it was told before.
    if (lastStatus === null || lastStatus < 400) return 'timeout'
    return failureOfStatus(lastStatus)
  }
  if (error instanceof APIConnectionError) return 'unreachable'
  if (error instanceof APIError) {
    if (error.code === 'content_filter') return 'refused'
    return failureOfStatus(error.status ?? 500)
  }
  return 'invalid_answer'
}
