/** What happened in a conversation, in order: turns of the customer, replies, notes, moves, surveys, missed times. */
import type { Note } from '../../domain/conversation.ts'
import type { SentReply } from '../../domain/reply-record.ts'
import type { Survey } from '../../domain/survey.ts'
import type { ConversationMove, ShownMessage, Thread } from './shapes.ts'

export type Entry = { id: string; at: string } & (
  | { kind: 'turn'; messages: ShownMessage[] }
  | { kind: 'reply'; reply: SentReply }
  | { kind: 'note'; note: Note }
  | { kind: 'moves'; moves: ConversationMove[] }
  | { kind: 'survey'; survey: Survey }
  | { kind: 'late'; due_at: string }
)

/** Oldest first. */
export function storyOf(
  thread: Pick<Thread, 'messages' | 'replies' | 'notes' | 'moves' | 'surveys' | 'sla_misses'>,
): Entry[] {
  const turns = Map.groupBy(thread.messages, ({ turn_id }) => turn_id)
  const moves = Map.groupBy(thread.moves, ({ at, actor }) => `${at} ${actor}`)
  const entries: Entry[] = [
    ...[...turns].map(([id, messages]) => ({
      kind: 'turn' as const,
      id,
      at: messages[0]?.sent_at ?? '',
      messages,
    })),
    ...thread.replies.map((reply) => ({ kind: 'reply' as const, id: reply.id, at: reply.sent_at, reply })),
    ...thread.notes.map((note) => ({ kind: 'note' as const, id: note.id, at: note.created_at, note })),
    ...[...moves.values()].map((each) => ({
      kind: 'moves' as const,
      id: each[0]?.id ?? '',
      at: each[0]?.at ?? '',
      moves: each,
    })),
    ...thread.surveys.map((survey) => ({
      kind: 'survey' as const,
      id: survey.id,
      at: survey.answered_at,
      survey,
    })),
    ...thread.sla_misses.map(({ id, due_at }) => ({ kind: 'late' as const, id, at: due_at, due_at })),
  ]
  return entries.sort((one, other) =>
    one.at === other.at ? (one.id < other.id ? -1 : 1) : one.at < other.at ? -1 : 1,
  )
}

/** The message a shortcut means: the most urgent that waits, else the latest. */
export function messageInQuestion({ messages, top_message_id }: Pick<Thread, 'messages' | 'top_message_id'>) {
  return messages.find(({ id }) => id === top_message_id) ?? messages.at(-1) ?? null
}
