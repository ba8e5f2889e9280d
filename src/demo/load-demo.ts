/** The demo company: an internet provider with customers in three languages, told as if it happened until now. */
import { readFile } from 'node:fs/promises'
import { changeConversation } from '../actions/change-conversation.ts'
import type { Dependencies } from '../actions/dependencies.ts'
import { receiveMessage } from '../actions/receive-message.ts'
import { SYSTEM } from '../domain/actor.ts'
import { type MessageIntake, messageIntake } from '../domain/message.ts'

/** A line of `company.jsonl`: a message, or an agent closing a conversation, so many hours ago. */
type Line = { hours_ago: number } & ({ resolve: string } | Omit<MessageIntake, 'sent_at' | 'external_id'>)

const HOUR_MS = 3_600_000

/**
 * Takes the story in, message by message, each at its own time, so that waiting times, turns and risk are as
 * they would be. Done before: changes nothing.
 */
export async function loadDemo(
  dependencies: Dependencies,
): Promise<{ messages: number; seenBefore: boolean }> {
  const nowMs = dependencies.clock().getTime()
  const content = await readFile(new URL('./company.jsonl', import.meta.url), 'utf8')
  const lines = content
    .trim()
    .split('\n')
    .map((line, index) => ({ ...(JSON.parse(line) as Line), external_id: `demo-${index + 1}` }))
    .sort((a, b) => b.hours_ago - a.hours_ago)
  const conversations = new Map<string, string>()
  let messages = 0
  for (const { hours_ago, external_id, ...line } of lines) {
    const at = new Date(nowMs - hours_ago * HOUR_MS)
    const then = { ...dependencies, clock: () => at }
    if ('resolve' in line) {
      const id = conversations.get(line.resolve)
      if (id) await changeConversation(then, SYSTEM, id, { status: 'resolved' })
      continue
    }
    const intake = messageIntake.parse({ ...line, external_id, sent_at: at.toISOString() })
    const received = await receiveMessage(then, SYSTEM, intake)
    if (received.seen_before) return { messages: 0, seenBefore: true }
    if (intake.conversation) conversations.set(intake.conversation, received.conversation.id)
    messages++
  }
  return { messages, seenBefore: false }
}
