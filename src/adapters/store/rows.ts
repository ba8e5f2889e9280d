/** From rows to what clients see: the columns that only serve questions fall away. */
import type { ConversationRecord } from '../../domain/conversation.ts'
import type { Article } from '../../domain/knowledge/article.ts'
import type { Message } from '../../domain/message.ts'
import type { ReplyDraft, SentReply } from '../../domain/reply-record.ts'
import type { Flag } from '../../domain/risk/flag.ts'
import type { Survey } from '../../domain/survey.ts'
import type { Triage } from '../../domain/triage/triage.ts'
import type { articles, conversations, flags, messages, replies, reply_drafts, surveys } from './schema.ts'

export function toMessage(row: typeof messages.$inferSelect): Message {
  const {
    once_key: _once,
    human_labels: _labels,
    human_actor: _actor,
    language: _language,
    sentiment: _sentiment,
    urgency: _urgency,
    intent: _intent,
    emotion: _emotion,
    topics: _topics,
    signals: _signals,
    needs_review: _review,
    decided_by: _decided,
    asked_llm_because: _because,
    llm_failed_because: _failed,
    latency_ms: _latency,
    cost_usd: _cost,
    ...message
  } = row
  return message
}

/** What the machine said, if it has answered yet. */
export function machineAnswerOf({
  triage,
  machine_triage,
  decided_by,
}: Pick<typeof messages.$inferSelect, 'triage' | 'machine_triage' | 'decided_by'>): Triage | null {
  return machine_triage ?? (decided_by === 'human' ? null : triage)
}

export function toFlag(row: typeof flags.$inferSelect): Flag {
  const { weight: _weight, ...flag } = row
  return {
    ...flag,
    peak_score: flag.peak_score ?? flag.score,
    peak_expected_loss: flag.peak_expected_loss ?? flag.expected_loss,
  }
}

export function toConversation(row: typeof conversations.$inferSelect): ConversationRecord {
  return row
}

export function toDraft(row: typeof reply_drafts.$inferSelect): ReplyDraft {
  const { topic: _topic, ...draft } = row
  return draft
}

export function toReply(row: typeof replies.$inferSelect): SentReply {
  const { once_key: _once, ...reply } = row
  return reply
}

export function toSurvey(row: typeof surveys.$inferSelect): Survey {
  const { once_key: _once, ...survey } = row
  return survey
}

export function toArticle(row: typeof articles.$inferSelect): Article {
  const { seq: _seq, title_words: _title, body_words: _body, ...article } = row
  return article
}
