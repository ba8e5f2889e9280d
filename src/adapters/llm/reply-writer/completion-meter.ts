/**
 * Reads a streamed completion on its way to LangChain, which keeps neither a refusal nor the tokens of an answer that
 * broke off. A server that answers a request for a stream with one JSON object is read all the same.
 */
import { z } from 'zod'
import { isEventStream } from '../guarded-fetch.ts'

/** What a server has said so far in one answer. */
export type Completion = {
  content: string
  refused: boolean
  /** It ended because there was no room for more. */
  truncated: boolean
  /** Tokens as the server counts them; null: it does not say. */
  usage: { input: number | null; output: number | null }
}

export type CompletionMeter = {
  fetch: typeof fetch
  /** The answer to the last request; null: none has begun. */
  answer(): Completion | null
  /** Whether the last answer stopped in the middle. */
  brokeOff(): boolean
}

/** @param onContent the content of the answer so far, each time there is more of it */
export function meterCompletions(inner: typeof fetch, onContent: (content: string) => void): CompletionMeter {
  let answer: Completion | null = null
  let brokeOff = false

  function take(completion: Completion, data: unknown): void {
    const { choices, usage } = chunkSchema.safeParse(data).data ?? {}
    const choice = choices?.[0]
    const said = choice?.delta ?? choice?.message
    completion.refused ||= Boolean(said?.refusal) || choice?.finish_reason === 'content_filter'
    completion.truncated ||= choice?.finish_reason === 'length'
    completion.usage.input = usage?.prompt_tokens ?? completion.usage.input
    completion.usage.output = usage?.completion_tokens ?? completion.usage.output
    if (!said?.content) return
    completion.content += said.content
    onContent(completion.content)
  }

  return {
    answer: () => answer,
    brokeOff: () => brokeOff,
    fetch: async (...request) => {
      answer = null
      brokeOff = false
      const response = await inner(...request)
      if (!response.ok || response.body === null) return response
      const completion: Completion = {
        content: '',
        refused: false,
        truncated: false,
        usage: { input: null, output: null },
      }
      answer = completion
      const { status, statusText } = response
      if (!isEventStream(response.headers)) {
        const data: unknown = await response.json().catch(() => null)
        take(completion, data)
        return eventStream(oneEvent(completion), { status, statusText })
      }
      const read = eventData((data) => take(completion, data))
      const body = response.body.pipeThrough(
        new TransformStream({
          transform(chunk, controller) {
            read(chunk)
            controller.enqueue(chunk)
          },
        }),
      )
      return eventStream(
        watched(body, () => {
          brokeOff = true
        }),
        { status, statusText },
      )
    },
  }
}

const eventStream = (body: ReadableStream<Uint8Array> | string, init: ResponseInit) =>
  new Response(body as BodyInit, { ...init, headers: { 'content-type': 'text/event-stream' } })

const oneEvent = ({ content }: Completion) =>
  `data: ${JSON.stringify({
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: { role: 'assistant', content }, finish_reason: 'stop' }],
  })}\n\ndata: [DONE]\n\n`

/** Calls back with each event's JSON; what is none is passed over. */
function eventData(take: (data: unknown) => void): (chunk: Uint8Array) => void {
  const decoder = new TextDecoder()
  let rest = ''
  return (chunk) => {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/)
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (!line.startsWith('data:')) continue
      try {
        take(JSON.parse(line.slice('data:'.length)))
      } catch {
        // `[DONE]`, or nonsense that LangChain will stumble over too.
      }
    }
  }
}

function watched(body: ReadableStream<Uint8Array>, onError: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        onError()
        controller.error(error)
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

const tokens = z.number().nonnegative().nullish().catch(null)
const text = z.string().nullish().catch(null)
const said = z.object({ content: text, refusal: text }).nullish().catch(null)
const chunkSchema = z.object({
  choices: z
    .array(z.object({ delta: said, message: said, finish_reason: text }))
    .nullish()
    .catch(null),
  usage: z.object({ prompt_tokens: tokens, completion_tokens: tokens }).nullish().catch(null),
})
