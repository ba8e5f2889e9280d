/** What the insights page shows, as its address says it; anything unknown in the address counts as not said. */
import { CHANNELS, type Channel, LANGUAGES, type Language, TOPICS, type Topic } from '../domain/labels.ts'

/** Days back from now. */
export const SPANS = [7, 30, 90, 365] as const
export type Span = (typeof SPANS)[number]

export type InsightsQuery = {
  days: Span
  /** These three narrow down what customers write about, and the language also the quality of the labels. */
  language: Language | null
  channel: Channel | null
  topic: Topic | null
}

const oneOf = <Word extends string>(words: readonly Word[], word: string | undefined): Word | null =>
  words.find((each) => each === word) ?? null

export const readInsightsQuery = (asked: Record<string, string>): InsightsQuery => ({
  days: SPANS.find((days) => String(days) === asked.days) ?? 30,
  language: oneOf(LANGUAGES, asked.language),
  channel: oneOf(CHANNELS, asked.channel),
  topic: oneOf(TOPICS, asked.topic),
})

/** The range as `/v1/insights/*` takes it: up to now, this very moment included. */
export type AskedRange = { since: string }

const DAY_MS = 86_400_000

export const rangeAsked = ({ days }: InsightsQuery, now: Date): AskedRange => ({
  since: new Date(now.getTime() - days * DAY_MS).toISOString(),
})

/** The filters that only some figures know, without those that were not chosen. */
export const filterAsked = ({ language, channel, topic }: InsightsQuery) => ({
  ...(language === null ? {} : { language }),
  ...(channel === null ? {} : { channel }),
  ...(topic === null ? {} : { topic }),
})

/** The same figures as CSV, from the API itself. */
export function csvOf(insight: string, asked: Record<string, string | undefined>): string {
  const said = Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return `/v1/insights/${insight}?${new URLSearchParams([...said, ['format', 'csv']] as string[][])}`
}
