/** The classify answer and its questions, described for the reference. */
import { z } from 'zod'
import { classifyRequest } from '../../domain/triage/request.ts'
import {
  correctionIntake,
  labelCorrection,
  languageAnswer,
  reason,
  receipt,
  triage,
} from '../../domain/triage/triage.ts'
import { described } from './describe.ts'

const languageSchema = described(languageAnswer, {
  label: 'ISO 639 code; `und` when it cannot be told',
  confidence: 'How sure this is, 0 to 1',
  script: 'The script most letters are written in',
  romanised: 'Persian or Arabic written in Latin letters (Finglish, Arabizi)',
  supported: 'Whether the model was trained and measured on this language',
}).meta({ id: 'LanguageAnswer', description: 'The language of the text; unsure is said, never guessed' })

const reasonSchema = described(reason, {
  head: 'The question this span helped to answer',
  label: 'The answer it speaks for',
  start: 'First UTF-16 unit of the span in the text as sent',
  end: 'First UTF-16 unit after the span',
  text: 'The words of the span',
  weight: 'Its share of the evidence; negative speaks against the label',
}).meta({ id: 'Reason', description: 'A span of the text that moved an answer' })

const receiptSchema = described(receipt, {
  source: 'Who decided: the local model, the LLM, or a person',
  model: 'Name and version of the model; for `human` the id of the key that corrected',
  asked_llm_because:
    'Why a second opinion was asked, or would have been; null: the local answer was sure enough',
  llm_failed_because: 'Why the asked LLM did not decide; null when it did or was not asked',
  latency_ms: 'Time the decision took',
  cost_usd: 'What the LLM cost for it, in US dollars',
}).meta({ id: 'Receipt', description: 'Who decided, with what, how fast and at what cost' })

const { shape } = triage

const JUDGEMENT = {
  label: 'The most probable answer',
  confidence: 'Its calibrated probability',
  margin: 'Distance to the second most probable label',
  scores: 'Calibrated probability of every label',
}
const scored = <Item extends z.ZodObject<{ label: z.ZodType; confidence: z.ZodType }>>(
  item: Item,
  id: string,
) => z.array(described(item, { label: 'The label', confidence: 'Its calibrated probability' }).meta({ id }))

export const triageSchema = described(
  triage.extend({
    language: languageSchema,
    sentiment: described(shape.sentiment, {
      ...JUDGEMENT,
      polarity: 'From -1 (wholly negative) to 1 (wholly positive)',
    }).meta({ id: 'SentimentAnswer' }),
    urgency: described(shape.urgency, JUDGEMENT).meta({ id: 'UrgencyAnswer' }),
    intent: described(shape.intent, JUDGEMENT).meta({ id: 'IntentAnswer' }),
    emotion: described(shape.emotion, JUDGEMENT).meta({ id: 'EmotionAnswer' }),
    topics: scored(shape.topics.element as never, 'TopicAnswer') as unknown as typeof shape.topics,
    signals: scored(shape.signals.element as never, 'SignalAnswer') as unknown as typeof shape.signals,
    reasons: z.array(reasonSchema).optional(),
    decided_by: receiptSchema,
  }),
  {
    id: 'Id of this answer; in a batch the id given for the item',
    language: 'In which language and script the text is written',
    sentiment: 'How the customer feels about it',
    urgency: 'How soon someone must act',
    intent: 'What the customer wants to do',
    topics: 'What it is about',
    emotion: 'The strongest emotion',
    signals: 'What a supervisor should know at once',
    needs_review: 'True: too unsure to act on without a person',
    reasons: 'Only with `explain`',
    decided_by: 'The receipt',
  },
).meta({ id: 'Triage', description: 'What Deljoo says of one message' })

export const classifyRequestSchema = described(classifyRequest, {
  text: 'What the customer wrote: 1 to 8,000 UTF-16 units. A quoted earlier mail, a signature or a footer is not counted as their words',
  lang: 'The language, when you know it; the text is still looked at',
  channel: 'Where it was written',
  fallback:
    '`auto`: the LLM is asked when the local model is unsure and one is configured; `never`, `always`: regardless',
  explain: 'Adds `reasons`: the spans that moved each answer',
}).meta({ id: 'ClassifyRequest' })

/** One item of a batch, or one line of a stream. */
export const classifyItemSchema = described(
  classifyRequest.extend({ id: z.string().min(1).max(200).optional() }),
  {
    ...Object.fromEntries(
      Object.keys(classifyRequest.shape).map((name) => [name, 'As in `POST /v1/classify`']),
    ),
    id: 'Your own id for the item; it becomes the `id` of its answer',
  } as Record<'id' | keyof typeof classifyRequest.shape, string>,
).meta({ id: 'ClassifyItem' })
export type ClassifyItem = z.output<typeof classifyItemSchema>

const LABEL_WORDS = {
  sentiment: 'The right feeling',
  urgency: 'The right urgency',
  intent: 'The right intent',
  topics: 'All topics that apply, most important first',
  emotion: 'The right emotion',
  signals: 'All signals that apply; an empty list says there are none',
}
export const labelCorrectionSchema = described(labelCorrection, LABEL_WORDS).meta({
  id: 'LabelCorrection',
  description: 'The labels a person sets; what is left out keeps its present answer',
})
export const correctionIntakeSchema = described(correctionIntake, {
  ...LABEL_WORDS,
  confirm: 'The labels that are not named are right as they stand; alone, all of them are',
}).meta({ id: 'CorrectionIntake', description: 'Labels a person sets or confirms' })
