/** One bounded LangChain conversation: prompt, material and repair → model → text, with a deadline and a running bill. */
import { AIMessage, type BaseMessage, HumanMessage, SystemMessage } from '@langchain/core/messages'
import { ChatPromptTemplate, MessagesPlaceholder } from '@langchain/core/prompts'
import { RunnableLambda, RunnableSequence } from '@langchain/core/runnables'
import { ChatOpenAI } from '@langchain/openai'
import { z } from 'zod'
import type { WriterFailure } from '../../../domain/reply-record.ts'
import type { LlmSettings } from '../conversation.ts'
import { costOf, estimateTokens } from '../cost.ts'
import { failureOfStatus } from '../failure.ts'
import { guardFetch } from '../guarded-fetch.ts'
import { WRITTEN_JSON_SCHEMA } from './written.ts'

/** Room for a long e-mail and for the thinking of models that think first. */
export const MOST_REPLY_TOKENS = 3_000

/** What we ask of a server about the form of its answer, best first; each that it refuses leads to the next. */
const FORMATS = [
  {
    type: 'json_schema',
    json_schema: { name: 'reply', strict: true, schema: WRITTEN_JSON_SCHEMA as Record<string, unknown> },
  },
  { type: 'json_object' },
  undefined,
] as const

/** An earlier answer, and what was wrong with it. */
export type Repair = { answer: string; problems: readonly string[] }

export type ChainAnswer =
  | { ok: true; content: string; truncated: boolean }
  | { ok: false; failure: WriterFailure }

export type ReplyChain = {
  ask(material: string, repair: Repair | null): Promise<ChainAnswer>
  /** US dollars so far. */
  spent(): number
}

/** Customer text reaches the template as a value, so no brace or bracket in it is ever read as template. */
const template = ChatPromptTemplate.fromMessages([
  new MessagesPlaceholder('instructions'),
  new MessagesPlaceholder('material'),
  new MessagesPlaceholder('repair'),
])

/** LangChain would send whatever it sees to its makers' service where the environment says so. */
const TRACING = ['LANGSMITH_TRACING_V2', 'LANGCHAIN_TRACING_V2', 'LANGSMITH_TRACING', 'LANGCHAIN_TRACING']

/** @returns a conversation per call; which form of answer the server knows is learnt once */
export function openChains(settings: LlmSettings, instructions: string) {
  for (const name of TRACING) delete process.env[name]
  let format = 0

  return (abandon: AbortSignal | undefined): ReplyChain => {
    const endsAt = performance.now() + settings.timeoutMs
    const deadline = AbortSignal.timeout(settings.timeoutMs)
    const signal = abandon ? AbortSignal.any([abandon, deadline]) : deadline
    const guard = guardFetch(() => endsAt - performance.now())
    let answer: unknown = null
    const listen: typeof fetch = async (...request) => {
      answer = null
      const response = await guard.fetch(...request)
      if (response.ok)
        answer = await response
          .clone()
          .json()
          .catch(() => ({}))
      return response
    }
    const model = new ChatOpenAI({
      apiKey: settings.apiKey,
      model: settings.model,
      useResponsesApi: false,
      timeout: settings.timeoutMs,
      modelKwargs: { max_completion_tokens: MOST_REPLY_TOKENS },
      // Retries are the client's, which heeds what the guard says of `Retry-After`; LangChain's own would wait for it.
      maxRetries: 0,
      onFailedAttempt: (error: unknown) => {
        throw error
      },
      configuration: {
        baseURL: settings.baseUrl,
        fetch: listen,
        maxRetries: settings.maxRetries,
        // The client's own logs can carry bodies, and with them customer text.
        logLevel: 'off',
      },
    })
    let spent = 0

    const chain = RunnableSequence.from([
      template,
      RunnableLambda.from((prompt: { toChatMessages(): BaseMessage[] }, config) =>
        model.invoke(prompt.toChatMessages(), {
          ...config,
          ...formatOption(FORMATS[format]),
          signal,
        }),
      ),
    ])

    const ask: ReplyChain['ask'] = async (material, repair) => {
      const used = format
      const input = {
        instructions: [
          new SystemMessage(instructions),
          ...(used === 0 ? [] : [new SystemMessage(schemaInWords)]),
        ],
        material: [new HumanMessage(material)],
        repair: repair ? repairMessages(repair) : [],
      }
      const asked = estimateTokens(JSON.stringify(input))
      let trouble: unknown = null
      await chain.invoke(input, { signal }).catch((error: unknown) => {
        trouble = error
      })
      if (answer === null) {
        if (refusesFormat(trouble) && used < FORMATS.length - 1) {
          format = Math.max(format, used + 1)
          return ask(material, repair)
        }
        const failure = failureOf(trouble, { abandon, deadline, lastStatus: guard.lastStatus() })
        // Whoever hangs up pays for what was read; how much the server wrote meanwhile nobody tells us.
        if (failure === 'timeout' || failure === 'abandoned') spent += costOf(settings, asked, 0)
        return { ok: false, failure }
      }
      if (guard.wasTooLarge()) {
        spent += costOf(settings, asked, MOST_REPLY_TOKENS)
        return { ok: false, failure: 'invalid_answer' }
      }
      // LangChain throws away an answer that is no JSON or was cut off, and with it what it cost and a refusal.
      const { content, refused, truncated, usage } = readCompletion(answer)
      spent += costOf(settings, usage.input ?? asked, usage.output ?? estimateTokens(content))
      return refused ? { ok: false, failure: 'refused' } : { ok: true, content, truncated }
    }
    return { ask, spent: () => spent }
  }
}

const formatOption = (wanted: (typeof FORMATS)[number]) => (wanted ? { response_format: wanted } : {})

const schemaInWords = `The answer must satisfy this JSON Schema:\n${JSON.stringify(WRITTEN_JSON_SCHEMA)}`

/** Of a wrong answer this much is shown again when its repair is asked for. */
const MOST_REPEATED_CHARACTERS = 6_000

const repairMessages = ({ answer, problems }: Repair): BaseMessage[] => [
  new AIMessage(answer.slice(0, MOST_REPEATED_CHARACTERS) || '(empty)'),
  new HumanMessage(JSON.stringify({ problems, task: 'Give the whole reply again, corrected.' })),
]

/** A server of another kind may answer 200 with anything at all. */
function readCompletion(answer: unknown) {
  const completion = completionSchema.safeParse(answer).data
  const choice = completion?.choices?.[0]
  return {
    content: choice?.message?.content ?? '',
    refused: Boolean(choice?.message?.refusal) || choice?.finish_reason === 'content_filter',
    truncated: choice?.finish_reason === 'length',
    usage: { input: completion?.usage?.prompt_tokens, output: completion?.usage?.completion_tokens },
  }
}

const tokens = z.number().nonnegative().optional().catch(undefined)
const text = z.string().nullish().catch(null)
const completionSchema = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: text, refusal: text }).optional().catch(undefined),
        finish_reason: text,
      }),
    )
    .optional()
    .catch(undefined),
  usage: z.object({ prompt_tokens: tokens, completion_tokens: tokens }).optional().catch(undefined),
})

type Trouble = { status?: unknown; code?: unknown; message?: unknown; name?: unknown }

/** LangChain brings its own copy of the client, so its errors are known by their fields. */
const fieldsOf = (error: unknown): Trouble => (typeof error === 'object' && error !== null ? error : {})

function refusesFormat(error: unknown): boolean {
  const { status, message } = fieldsOf(error)
  return (
    (status === 400 || status === 422) &&
    /response_format|json_schema|json_object|structured/i.test(String(message))
  )
}

function failureOf(
  error: unknown,
  when: { abandon: AbortSignal | undefined; deadline: AbortSignal; lastStatus: number | null },
): WriterFailure {
  const { status, code, name } = fieldsOf(error)
  if (when.abandon?.aborted) return 'abandoned'
  if (code === 'content_filter') return 'refused'
  if (typeof status === 'number') return failureOfStatus(status)
  if (when.deadline.aborted || name === 'TimeoutError')
    // The deadline fell while the client was waiting to try again: the cause is what it was told before.
    return when.lastStatus !== null && when.lastStatus >= 400 ? failureOfStatus(when.lastStatus) : 'timeout'
  if (when.lastStatus === null || isConnectionError(error)) return 'unreachable'
  return 'invalid_answer'
}

const isConnectionError = (error: unknown) =>
  error instanceof Error && /^APIConnection/.test(error.constructor.name)
