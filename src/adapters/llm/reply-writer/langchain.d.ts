/**
 * What we use of `langchain`; `paths` in tsconfig.json leads here. Its own declarations extend zod's types (through
 * LangGraph) in a way that cannot stand beside those of @hono/zod-openapi: with them no route compiles.
 */
import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import type { AIMessage, BaseMessage, BaseMessageChunk, SystemMessage } from '@langchain/core/messages'

export type ModelRequest = { model: BaseChatModel; messages: BaseMessage[]; systemMessage: SystemMessage }

export type AgentMiddleware = { name: string }

export function createMiddleware(middleware: {
  name: string
  /** Stands around each call of the model. */
  wrapModelCall?(
    request: ModelRequest,
    handler: (request: ModelRequest) => Promise<AIMessage>,
  ): Promise<AIMessage>
  /** Runs after each call; adds messages, and sends the agent back to the model where it says so. */
  afterModel?: {
    canJumpTo: 'model'[]
    hook(state: { messages: BaseMessage[] }): { messages: BaseMessage[]; jumpTo: 'model' } | undefined
  }
}): AgentMiddleware

export function createAgent(options: {
  model: BaseChatModel
  tools: []
  systemPrompt: string
  middleware: AgentMiddleware[]
}): {
  stream(
    input: { messages: BaseMessage[] },
    options: { streamMode: 'messages'; signal: AbortSignal },
  ): Promise<AsyncIterable<[BaseMessageChunk, Record<string, unknown>]>>
}
