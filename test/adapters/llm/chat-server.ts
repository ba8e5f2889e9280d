/** A real HTTP server on this machine that speaks chat completions and misbehaves as told, one behaviour per request. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Behaviour = (response: ServerResponse, request: RecordedRequest) => void

export type RecordedRequest = {
  path: string
  authorization: string | undefined
  /** As sent, to be searched for what must not be in it. */
  raw: string
  body: {
    model: string
    messages: { role: string; content: string }[]
    response_format?: { type: string; json_schema?: { strict: boolean; schema: unknown } }
    max_completion_tokens: number
    stream?: boolean
  }
}

export type ChatServer = {
  baseUrl: string
  requests: RecordedRequest[]
  /** Behaviours for the coming requests; the last one stays. */
  script(...behaviours: Behaviour[]): void
  close(): Promise<void>
}

export async function startChatServer(): Promise<ChatServer> {
  const requests: RecordedRequest[] = []
  let script: Behaviour[] = []
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const raw = Buffer.concat(chunks).toString('utf8')
    const request: RecordedRequest = {
      path: incoming.url ?? '',
      authorization: incoming.headers.authorization,
      raw,
      body: JSON.parse(raw),
    }
    requests.push(request)
    const behaviour = script.length > 1 ? script.shift() : script[0]
    if (!behaviour) throw new Error('The script is empty')
    behaviour(response, request)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    script: (...behaviours) => {
      script = behaviours
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}

const json = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

type Choice = { content?: string | null; refusal?: string; finish_reason?: string }

const completion = (choice: Choice, usage: unknown) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_754_100_000,
  model: 'test-model',
  choices: [
    {
      index: 0,
      finish_reason: choice.finish_reason ?? 'stop',
      message: { role: 'assistant', content: choice.content ?? null, refusal: choice.refusal ?? null },
    },
  ],
  ...(usage === null ? {} : { usage }),
})

export const USAGE = { prompt_tokens: 3_000, completion_tokens: 200, total_tokens: 3_200 }

const event = (data: unknown) => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`

const chunk = (delta: object, finish_reason: string | null = null, usage?: unknown) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_754_100_000,
  model: 'test-model',
  choices: usage === undefined ? [{ index: 0, delta, finish_reason }] : [],
  ...(usage === undefined ? {} : { usage }),
})

/** As asked: in one piece, or as events of a few characters each. */
function answers(response: ServerResponse, { body }: RecordedRequest, choice: Choice, usage: unknown): void {
  if (!body.stream) {
    json(response, 200, completion(choice, usage))
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(
    event(chunk({ role: 'assistant', content: '', ...(choice.refusal && { refusal: choice.refusal }) })),
  )
  for (const content of choice.content?.match(/[\s\S]{1,7}/g) ?? []) response.write(event(chunk({ content })))
  response.write(event(chunk({}, choice.finish_reason ?? 'stop')))
  if (usage !== null) response.write(event(chunk({}, null, usage)))
  response.end(event('[DONE]'))
}

const asText = (content: unknown) => (typeof content === 'string' ? content : JSON.stringify(content))

/** Says this, whatever was asked. */
export const says =
  (content: unknown, usage: unknown = USAGE): Behaviour =>
  (response, request) =>
    answers(response, request, { content: asText(content) }, usage)

/** The same in one piece, also where a stream was asked for. */
export const saysAtOnce =
  (content: unknown): Behaviour =>
  (response) =>
    json(response, 200, completion({ content: asText(content) }, USAGE))

/** The first `characters` of a stream, then whatever `next` does. */
export const beginsToSay =
  (content: unknown, characters: number, next: Behaviour): Behaviour =>
  (response, request) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(event(chunk({ role: 'assistant', content: asText(content).slice(0, characters) })))
    setTimeout(() => next(response, request), 20)
  }

export const refuses: Behaviour = (response, request) =>
  answers(response, request, { refusal: 'I cannot help with that.' }, USAGE)

export const isCutOff: Behaviour = (response, request) =>
  answers(response, request, { content: '{"language":"en","senti', finish_reason: 'length' }, USAGE)

export const fails =
  (status: number, headers: Record<string, string> = {}, message = 'no'): Behaviour =>
  (response) =>
    json(response, status, { error: { message, type: 'error', code: null } }, headers)

/** Some other web server answers at this address. */
export const isAWebsite: Behaviour = (response) =>
  response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>It works</h1>')

export const saysNull: Behaviour = (response) => json(response, 200, null)

export const hangs: Behaviour = () => undefined

export const dropsConnection: Behaviour = (response) => response.socket?.destroy()

/** More than any honest answer, sent until the client has had enough. */
export const floods: Behaviour = (response, { body }) => {
  response.writeHead(200, { 'content-type': body.stream ? 'text/event-stream' : 'application/json' })
  const flood = 'x'.repeat(64 * 1024)
  let sent = 0
  const more = () => {
    while (!response.destroyed && sent < 512) {
      sent += 1
      if (!response.write(flood)) {
        response.once('drain', more)
        return
      }
    }
    response.end()
  }
  more()
}
