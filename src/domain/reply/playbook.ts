/** The files an operator edits, as zod schemas: playbooks by topic, the frame around them, brand and compensation policy. */
import { z } from 'zod'
import { ABUSE_STEPS } from '../desk/abuse.ts'
import { channel, emotion, intent, type Language, sentiment, signal, topic, urgency } from '../labels.ts'
import { variants, wording } from './wording.ts'

const code = z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be a name such as late_delivery')
const phrase = z
  .string()
  .trim()
  .min(2)
  .refine((text) => !/^[*…\s]+$/.test(text), 'needs a word')
export const phrases = z.array(phrase)

function inEveryLanguage<Value extends z.ZodType>(value: Value) {
  return { fa: value, ar: value, en: value } satisfies Record<Language, Value>
}
const eachLanguage = <Value extends z.ZodType>(value: Value) => z.strictObject(inEveryLanguage(value))

/** `15m`, `4h`, `3d`; a day is 24 hours on the clock `always`, `hours_per_day` of the desk's otherwise. */
export const duration = z.string().regex(/^[1-9]\d{0,2}[mhd]$/, 'must be a time such as 15m, 4h or 3d')

/** All that is named must hold; within one list any. `words: any` does without cue words. */
const clause = z.strictObject({
  topics: z.array(topic).optional(),
  intents: z.array(intent).optional(),
  sentiments: z.array(sentiment).optional(),
  emotions: z.array(emotion).optional(),
  signals: z.array(signal).optional(),
  urgencies: z.array(urgency).optional(),
  channels: z.array(channel).optional(),
  /** What is due now with a customer who insults people; the calm boundary where nothing is known of earlier abuse. */
  abuse: z.array(z.enum(ABUSE_STEPS)).optional(),
  words: z.enum(['needed', 'any']).default('needed'),
  /** Below the situation's own, where this line says less. */
  priority: z.int().min(0).max(100).optional(),
})
export type Clause = z.infer<typeof clause>

/** An owner that follows from the message's topic. */
export const OWNER_OF_TOPIC = 'of_topic'

export const OWN_KINDS = ['ours', 'unknown', 'care', 'none'] as const
export const NEXT_KINDS = ['result', 'answer', 'call', 'none'] as const
export const ASK_KINDS = ['reference', 'details', 'photo', 'address', 'phone_time', 'dates', 'none'] as const

const situationWording = z.strictObject({
  /** Noun phrase, usable after «دربارهٔ», «بشأن», “about”. */
  problem: wording,
  /** Cue words by which the customer's text is recognised. */
  words: phrases.default([]),
  /** Where there are any, one of these must be found besides one of `words`. */
  with: phrases.default([]),
  /** Cue words that speak against this situation. */
  unless: phrases.default([]),
  /** A reply names the problem when one of these is in it. */
  named_by: phrases.min(1),
  acknowledge: variants,
  own: variants.optional(),
  action: variants,
  next: variants.optional(),
  /** The whole answer for an SMS. */
  short: variants,
})

export const ESCALATION_REASONS = [...signal.options, ...urgency.options, 'promise_missed', 'always'] as const

const situation = z.strictObject({
  /** 0 to 100: of the situations that fit, the highest wins. */
  priority: z.int().min(0).max(100),
  recognise: z.array(clause).min(1),
  owner: code,
  promise: z.strictObject({
    within: duration,
    /** Instead, when the urgency is high or critical. */
    urgent: duration.optional(),
    clock: z.enum(['always', 'business']),
  }),
  own: z.enum(OWN_KINDS),
  next: z.enum(NEXT_KINDS),
  ask: z.enum(ASK_KINDS).default('none'),
  /** Kinds of promise (compensation policy) that are the plain remedy here. */
  remedies: z.array(code).default([]),
  /** Offers of the compensation policy that may be made here. */
  offers: z.array(code).default([]),
  escalate: z.strictObject({ to: code, when: z.array(z.enum(ESCALATION_REASONS)).min(1) }),
  /** Additions that do not suit. */
  without: z.array(code).default([]),
  /** What a reply may lack without fault, e.g. a time in an answer to praise. */
  may_lack: z.array(z.enum(['action', 'time'])).default([]),
  /** For the agent. */
  steps: eachLanguage(z.array(z.string().trim().min(1)).min(1)),
  ...inEveryLanguage(situationWording),
})
export type Situation = z.infer<typeof situation>

export const playbookFile = z.strictObject({
  topic: z.union([topic, z.literal('any')]),
  situations: z.record(code, situation),
})
export type PlaybookFile = z.infer<typeof playbookFile>

export const ADDITION_PLACES = ['first', 'after_acknowledge', 'after_action'] as const

/** A sentence more, when something holds whatever the situation is. */
const addition = z.strictObject({
  priority: z.int().min(0).max(100),
  place: z.enum(ADDITION_PLACES),
  /** Another addition that this one takes the place of: where that one does not suit, this does not. */
  instead_of: code.optional(),
  /** How the matter is owned then, whatever the situation says. */
  own: z.enum(OWN_KINDS).optional(),
  recognise: z.array(clause.omit({ words: true, priority: true })).min(1),
  ...inEveryLanguage(variants),
})
export type Addition = z.infer<typeof addition>
export type AdditionClause = Addition['recognise'][number]

const CONTACTS = ['chat', 'email', 'sms', 'social', 'review', 'survey', 'call_note', 'api'] as const
const frameWording = z.strictObject({
  /** Chat and its like. */
  greeting: variants,
  email: z.strictObject({ subject: variants, greeting: variants, close: variants }),
  /** What precedes the acknowledgement of an answer to a survey, or after a call. */
  lead: z.strictObject({ survey: variants, call_note: variants }),
  own: z.strictObject({ ours: variants, unknown: variants, care: variants }),
  next: z.strictObject({ result: variants, answer: variants, call: variants }),
  ask: z.strictObject({
    reference: variants,
    details: variants,
    photo: variants,
    address: variants,
    phone_time: variants,
    dates: variants,
  }),
  /** After an answer from an article: who helps where it leaves something open, and by when. */
  answered: variants,
  /** Further matters of one letter: by which words they are known, and how an answer names them. */
  further: z.strictObject({
    /** Words that begin another matter. */
    joins: phrases.min(1),
    /** Words that begin the trouble in a kind message. */
    buts: phrases.min(1),
    /** What makes it a question, or a request, where no situation fits it. */
    asks: phrases.min(1),
    requests: phrases.min(1),
    question: wording,
    request: wording,
    complaint: wording,
    matter: variants,
    own_time: variants,
    same_time: variants,
  }),
  /** Public answers: the way to a private channel, with owner and time. */
  to_private: variants,
  contact: z.strictObject(
    Object.fromEntries(CONTACTS.map((each) => [each, wording])) as Record<
      (typeof CONTACTS)[number],
      typeof wording
    >,
  ),
})

/** `prompts/playbooks/frame.yaml` */
export const frameFile = z.strictObject({
  owners: z.record(code, eachLanguage(wording)),
  /** What a topic is called in a sentence, and who looks after it. */
  topics: z.record(topic, z.strictObject({ owner: code, ...inEveryLanguage(wording) })),
  ...inEveryLanguage(frameWording),
})
export type Frame = z.infer<typeof frameFile>

/** `prompts/playbooks/additions.yaml` */
export const additionsFile = z.strictObject({ additions: z.record(code, addition) })

/** `prompts/brand.yaml` */
export const brandFile = z.strictObject({
  desk_name: eachLanguage(wording),
  default_register: eachLanguage(z.enum(['formal', 'warm'])),
  /** Whom to call when life is in danger. */
  emergency: eachLanguage(wording),
  principles: eachLanguage(z.array(z.string().min(1)).min(1)),
  tone: z.strictObject({
    formal: eachLanguage(z.string().min(1)),
    warm: eachLanguage(z.string().min(1)),
  }),
  /** Telephone numbers, addresses and sites of the desk that a reply may name. */
  contacts: z.array(z.string().min(1)).default([]),
  hollow_phrases: eachLanguage(phrases.min(1)),
  blaming_phrases: eachLanguage(phrases.min(1)),
})
export type Brand = z.infer<typeof brandFile>

const offer = z.strictObject({
  /** Only what an agent may promise alone gets into a draft. */
  approved_by: z.enum(['agent', 'supervisor']),
  /** Made when one of these holds; without it whenever a situation names the offer. */
  when: z.array(clause.omit({ words: true, priority: true })).optional(),
  /** Kinds of promise it makes. */
  promises: z.array(code).min(1),
  ...inEveryLanguage(variants),
})
export type Offer = z.infer<typeof offer>

/** `prompts/compensation-policy.yaml` */
export const policyFile = z.strictObject({
  offers: z.record(code, offer),
  /** Words that promise something, by kind. */
  promises: z.record(code, eachLanguage(phrases.min(1))),
})
export type CompensationPolicy = z.infer<typeof policyFile>
