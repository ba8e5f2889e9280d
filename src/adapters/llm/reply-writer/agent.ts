/** One bounded LangChain agent run: write, be judged, repair once; with a deadline and a running bill. */
import { AIMessage, type BaseMessage, HumanMessage, SystemMessage } from '@langchain/core/messages'
import { ChatOpenAI } from '@langchain/openai'
import { createAgent, createMiddleware } from 'langchain'
import type { WriterFailure } from '../../../domain/reply-record.ts'
import type { LlmSettings } from '../conversation.ts'
import { costOf, estimateTokens } from '../cost.ts'
import { failureOfStatus } from '../failure.ts'
import { guardFetch } from '../guarded-fetch.ts'
import { type Completion, meterCompletions } from './completion-meter.ts'
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

export type AgentRun = {
  abandon: AbortSignal | undefined
  /** Problems of a whole answer, in words for the LLM; empty: it will do. */
  judge(answer: Completion): string[]
  /** The answer is to be written again because of these. */
  onRepair(problems: string[]): void
  /** The answer so far, as it is being written. */
  onContent(content: string): void
}

/** `problems` are those of the last answer. */
export type AgentOutcome = { ok: true; problems: string[] } | { ok: false; failure: WriterFailure }

export type ReplyAgent = {
  write(material: string): Promise<AgentOutcome>
  /** US dollars so far. */
  spent(): number
}

/** LangChain would send whatever it sees to its makers' service where the environment says so. */
const TRACING = ['LANGSMITH_TRACING_V2', 'LANGCHAIN_TRACING_V2', 'LANGSMITH_TRACING', 'LANGCHAIN_TRACING']

/** @returns an agent per reply; which form of answer the server knows is learnt once */
export function openAgents(settings: LlmSettings, instructions: string) {
  for (const name of TRACING) delete process.env[name]
  let format = 0

  return ({ abandon, judge, onRepair, onContent }: AgentRun): ReplyAgent => {
    const endsAt = performance.now() + settings.timeoutMs
    const deadline = AbortSignal.timeout(settings.timeoutMs)
    const signal = abandon ? AbortSignal.any([abandon, deadline]) : deadline
    const guard = guardFetch(() => endsAt - performance.now(), { live: true })
    const meter = meterCompletions(guard.fetch, onContent)
    let spent = 0
    let asked = 0
    let trouble: unknown = null
    let problems: string[] = []

    const modelFor = (wanted: (typeof FORMATS)[number]) =>
      new ChatOpenAI({
        apiKey: settings.apiKey,
        model: settings.model,
        useResponsesApi: false,
        timeout: settings.timeoutMs,
        modelKwargs: {
          max_completion_tokens: MOST_REPLY_TOKENS,
          ...(wanted && { response_format: wanted }),
        },
        // Retries are the client's, which heeds what the guard says of `Retry-After`; LangChain's own would wait for it.
        maxRetries: 0,
        onFailedAttempt: (error: unknown) => {
          throw error
        },
        configuration: {
          baseURL: settings.baseUrl,
          fetch: meter.fetch,
          maxRetries: settings.maxRetries,
          // The client's own logs can carry bodies, and with them customer text.
          logLevel: 'off',
        },
      })

    /** What was asked and answered is paid for, also when it broke off. */
    function book(): void {
      const answer = meter.answer()
      const output = guard.wasTooLarge()
        ? MOST_REPLY_TOKENS
        : (answer?.usage.output ?? estimateTokens(answer?.content ?? ''))
      spent += costOf(settings, answer?.usage.input ?? asked, output)
    }

    const askForJson = createMiddleware({
      name: 'AskForJson',
      async wrapModelCall(request, handler) {
        for (;;) {
          const used = format
          const messages = [
            ...(used === 0 ? [] : [new SystemMessage(schemaInWords)]),
            ...request.messages.map(repeated),
          ]
          asked = estimateTokens(JSON.stringify([instructions, ...messages.map(({ text }) => text)]))
          try {
            return await handler({
              ...request,
              messages,
              // As one text: not every compatible server knows the blocks LangChain makes of it.
              systemMessage: new SystemMessage(instructions),
              model: modelFor(FORMATS[used]),
            })
          } catch (error) {
            if (!refusesFormat(error) || used >= FORMATS.length - 1) {
              trouble = error
              throw error
            }
            // Replies written beside this one may have learnt the same meanwhile.
            format = Math.max(format, used + 1)
          }
        }
      },
    })

    let answers = 0
    const repairOnce = createMiddleware({
      name: 'RepairOnce',
      afterModel: {
        canJumpTo: ['model'],
        hook: () => {
          const answer = meter.answer()
          if (answer === null || answer.refused) return undefined
          answers += 1
          problems = judge(answer)
          if (problems.length === 0 || answers > 1) return undefined
          book()
          onRepair(problems)
          const task = 'Give the whole reply again, corrected.'
          return {
            messages: [new HumanMessage(JSON.stringify({ problems, task }))],
            jumpTo: 'model' as const,
          }
        },
      },
    })

    const agent = createAgent({
      model: modelFor(undefined),
      tools: [],
      systemPrompt: instructions,
      middleware: [askForJson, repairOnce],
    })

    async function write(material: string): Promise<AgentOutcome> {
      try {
        const run = await agent.stream(
          // Customer text is a message as it is; nothing here reads it as a template.
          { messages: [new HumanMessage(material)] },
          { streamMode: 'messages', signal },
        )
        // Read so that the model streams; what it says the meter has heard already.
        for await (const _ of run);
      } catch (error) {
        trouble ??= error
      }
      const answer = meter.answer()
      if (guard.wasTooLarge()) {
        book()
        return { ok: false, failure: 'invalid_answer' }
      }
      if (trouble !== null || signal.aborted) {
        const failure = failureOf(trouble, {
          abandon,
          deadline,
          lastStatus: guard.lastStatus(),
          brokeOff: meter.brokeOff(),
        })
        // Whoever hangs up pays for what was read and written until then.
        if (answer !== null || failure === 'timeout' || failure === 'abandoned') book()
        return { ok: false, failure }
      }
      book()
      if (answer === null) return { ok: false, failure: 'invalid_answer' }
      return answer.refused ? { ok: false, failure: 'refused' } : { ok: true, problems }
    }
    return { write, spent: () => spent }
  }
}

const schemaInWords = `The answer must satisfy this JSON Schema:\n${JSON.stringify(WRITTEN_JSON_SCHEMA)}`

/** Of a wrong answer this much is shown again when its repair is asked for. */
const MOST_REPEATED_CHARACTERS = 6_000

/** An answer as it is sent back: bounded, and without what LangChain writes on it. */
const repeated = (message: BaseMessage) =>
  message.getType() === 'ai'
    ? new AIMessage(message.text.slice(0, MOST_REPEATED_CHARACTERS) || '(empty)')
    : message

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
  when: {
    abandon: AbortSignal | undefined
    deadline: AbortSignal
    lastStatus: number | null
    brokeOff: boolean
  },
): WriterFailure {
  const { status, code, name } = fieldsOf(error)
  if (when.abandon?.aborted) return 'abandoned'
  if (code === 'content_filter') return 'refused'
  if (typeof status === 'number') return failureOfStatus(status)
  if (when.deadline.aborted || name === 'TimeoutError')
    // The deadline fell while the client was waiting to try again: the cause is what it was told before.
    return when.lastStatus !== null && when.lastStatus >= 400 ? failureOfStatus(when.lastStatus) : 'timeout'
  if (when.lastStatus === null || when.brokeOff || isConnectionError(error)) return 'unreachable'
  return 'invalid_answer'
}

const isConnectionError = (error: unknown) =>
  error instanceof Error && /^APIConnection/.test(error.constructor.name)
