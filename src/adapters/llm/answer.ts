/** The LLM's answer: its schema as sent along, and its check. */
import { z } from 'zod'
import {
  emotion,
  intent,
  MULTI_HEADS,
  SINGLE_HEADS,
  sentiment,
  signal,
  topic,
  urgency,
} from '../../domain/labels.ts'
import type { Quote } from '../../domain/triage/quote-reasons.ts'
import { judgeAs, tellNumber, withPolarity } from '../../domain/triage/scores.ts'
import type { Labels } from '../../domain/triage/triage.ts'

const judged = <Label extends z.ZodType>(label: Label) =>
  z.strictObject({ label, confidence: z.number(), quote: z.string() })

/**
 * Sent as JSON Schema. Strict mode wants every key required and no other key; bounds stay out of it,
 * since not every compatible server knows them, and are checked by `readAnswer`.
 */
export const answerSchema = z.strictObject({
  language: z.string(),
  sentiment: judged(sentiment),
  urgency: judged(urgency),
  intent: judged(intent),
  topics: z.array(judged(topic)),
  emotion: judged(emotion),
  signals: z.array(judged(signal)),
})

type Answer = z.infer<typeof answerSchema>

export type UsableAnswer = { ok: true; labels: Labels; language: string; evidence: Quote[] }

export type ReadAnswer =
  | UsableAnswer
  /**
   * What was wrong, in words for the LLM. `usable` is set when only quotes were wrong:
   * the labels stand without them if they cannot be had right.
   */
  | { ok: false; problems: string[]; usable: UsableAnswer | null }

const MOST_TOPICS = 3
const MOST_PROBLEMS = 8

/** Checks the text of an answer against the schema, the bounds, and the message it must quote exactly. */
export function readAnswer(content: string, maskedText: string): ReadAnswer {
  const wrong = (problems: string[], usable: UsableAnswer | null = null): ReadAnswer => ({
    ok: false,
    problems: problems.slice(0, MOST_PROBLEMS),
    usable,
  })
  let parsed: unknown
  try {
    parsed = JSON.parse(withoutFence(content))
  } catch {
    return wrong(['The answer is not one JSON object'])
  }
  const checked = answerSchema.safeParse(parsed)
  if (!checked.success) {
    return wrong(checked.error.issues.map((issue) => `${issue.path.join('.') || 'answer'}: ${issue.message}`))
  }
  const answer = checked.data
  const problems = outOfBounds(answer)
  if (problems.length > 0) return wrong(problems)

  const quotes = quotesOf(answer)
  const evidence = quotes.filter(({ text }) => maskedText.includes(text))
  const usable: UsableAnswer = { ok: true, labels: toLabels(answer), language: answer.language, evidence }
  if (evidence.length === quotes.length) return usable
  const inexact = quotes.filter((quote) => !evidence.includes(quote))
  return wrong(
    inexact.map(({ head, label }) => `${head} ${label}: the quote is not an exact part of the message`),
    usable,
  )
}

/** Servers without structured output like to wrap JSON in a Markdown fence. */
const withoutFence = (content: string) =>
  /^\s*```(?:json)?\s*([\s\S]*?)\s*```\s*$/.exec(content)?.[1] ?? content

/** Every label of the answer with the head it belongs to. */
const judgementsOf = (answer: Answer) => [
  ...SINGLE_HEADS.map((head) => ({ head, ...answer[head] })),
  ...MULTI_HEADS.flatMap((head) => answer[head].map((given) => ({ head, ...given }))),
]

function outOfBounds(answer: Answer): string[] {
  const problems = judgementsOf(answer)
    .filter(({ confidence }) => !(confidence >= 0 && confidence <= 1))
    .map(({ head, label }) => `${head} ${label}: confidence must lie between 0 and 1`)
  if (!/^[a-z]{2,3}$/.test(answer.language)) {
    problems.push('language: give a lower-case ISO 639 code such as "fa", or "und"')
  }
  if (answer.topics.length < 1 || answer.topics.length > MOST_TOPICS)
    problems.push('topics: give one to three')
  return problems
}

const quotesOf = (answer: Answer): Quote[] =>
  judgementsOf(answer)
    .filter(({ quote }) => quote.length > 0)
    .map(({ head, label, quote }) => ({ head, label, text: quote }))

/** The answer in the shape of the contract; the labels it did not choose share the rest of each confidence. */
function toLabels(answer: Answer): Labels {
  const { sentiment, urgency, intent, emotion } = answer
  const topics = scoredOnce(answer.topics)
  const named = topics.filter(({ label }) => label !== 'other')
  return {
    sentiment: withPolarity(judgeAs('sentiment', sentiment.label, sentiment.confidence)),
    urgency: judgeAs('urgency', urgency.label, urgency.confidence),
    intent: judgeAs('intent', intent.label, intent.confidence),
    topics: named.length > 0 ? named : topics,
    emotion: judgeAs('emotion', emotion.label, emotion.confidence),
    signals: scoredOnce(answer.signals),
  }
}

/** Each label once, with its highest confidence, most confident first. */
function scoredOnce<Label extends string>(given: readonly { label: Label; confidence: number }[]) {
  const best = new Map<Label, number>()
  for (const { label, confidence } of given)
    best.set(label, Math.max(best.get(label) ?? 0, tellNumber(confidence)))
  return [...best]
    .map(([label, confidence]) => ({ label, confidence }))
    .sort((a, b) => b.confidence - a.confidence)
}
