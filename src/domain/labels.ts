/**
 * The vocabulary of the labelling guide, once. The API, the database, the model's heads,
 * the LLM's schema and the test sets take their words and their order from here.
 */
import { z } from 'zod'

export const LANGUAGES = ['fa', 'ar', 'en'] as const
export const SENTIMENTS = ['negative', 'neutral', 'positive', 'mixed'] as const
/** Ordered from least to most pressing. */
export const URGENCIES = ['low', 'normal', 'high', 'critical'] as const
export const INTENTS = ['complaint', 'question', 'request', 'praise', 'suggestion', 'other'] as const
export const TOPICS = [
  'delivery',
  'product_quality',
  'billing',
  'refund_return',
  'account_access',
  'technical',
  'staff_conduct',
  'waiting',
  'information',
  'policy_price',
  'security_fraud',
  'privacy',
  'cancellation',
  'other',
] as const
export const EMOTIONS = [
  'anger',
  'frustration',
  'disappointment',
  'anxiety',
  'sadness',
  'confusion',
  'gratitude',
  'joy',
  'none',
] as const
export const SIGNALS = [
  'churn_explicit',
  'churn_implicit',
  'repeat_contact',
  'legal_threat',
  'public_threat',
  'vulnerable',
  'safety',
  'fraud',
  'abusive',
  'compensation_request',
] as const
export const CHANNELS = ['chat', 'email', 'sms', 'social', 'review', 'survey', 'call_note', 'api'] as const
export const AUTHOR_ROLES = ['customer', 'prospect', 'partner', 'public'] as const

export const language = z.enum(LANGUAGES)
export const sentiment = z.enum(SENTIMENTS)
export const urgency = z.enum(URGENCIES)
export const intent = z.enum(INTENTS)
export const topic = z.enum(TOPICS)
export const emotion = z.enum(EMOTIONS)
export const signal = z.enum(SIGNALS)
export const channel = z.enum(CHANNELS)
export const authorRole = z.enum(AUTHOR_ROLES)

export type Language = z.infer<typeof language>
export type Sentiment = z.infer<typeof sentiment>
export type Urgency = z.infer<typeof urgency>
export type Intent = z.infer<typeof intent>
export type Topic = z.infer<typeof topic>
export type Emotion = z.infer<typeof emotion>
export type Signal = z.infer<typeof signal>
export type Channel = z.infer<typeof channel>
export type AuthorRole = z.infer<typeof authorRole>

/** The model's heads: exactly one label from each of the first four, any number from the last two. */
export const HEADS = {
  sentiment: SENTIMENTS,
  urgency: URGENCIES,
  intent: INTENTS,
  emotion: EMOTIONS,
  topics: TOPICS,
  signals: SIGNALS,
} as const
export type Head = keyof typeof HEADS
export const SINGLE_HEADS = ['sentiment', 'urgency', 'intent', 'emotion'] as const
export const MULTI_HEADS = ['topics', 'signals'] as const
export type SingleHead = (typeof SINGLE_HEADS)[number]
export type MultiHead = (typeof MULTI_HEADS)[number]
