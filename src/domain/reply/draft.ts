/** A reply draft as a client sees it; the id is given where it is stored. */
import { z } from 'zod'
import { articleSuggestion } from '../knowledge/article.ts'
import { language } from '../labels.ts'

export const STEPS = [
  'greeting',
  'boundary',
  'acknowledge',
  'care',
  'own',
  'action',
  'compensation',
  'ask',
  'next_contact',
  'further',
  'close',
] as const
export type Step = (typeof STEPS)[number]

/** In the order in which an agent reads them. */
export const CHECKS = [
  'language',
  'problem_named',
  'action_with_owner',
  'time',
  'no_hollow_phrase',
  'no_blame',
  'within_policy',
  'no_invented_fact',
  'no_personal_data',
  'moves_to_private',
  'length',
  'one_apology',
] as const
export type Check = (typeof CHECKS)[number]

export const replyCheck = z.object({
  check: z.enum(CHECKS),
  passed: z.boolean(),
  /** For the agent, in English: what is wrong, or why it is right. May quote the draft, never the thread. */
  detail: z.string(),
  /** Where in the draft (UTF-16 offsets), for a failed check that has a place. */
  start: z.int().nonnegative().optional(),
  end: z.int().nonnegative().optional(),
})
export type ReplyCheck = z.infer<typeof replyCheck>

/** Words of ours that a draft rests on: a place in a file of the playbooks, or an article of the desk's knowledge. */
export const citation = z.union([
  z.object({ file: z.string(), place: z.string() }),
  articleSuggestion.pick({ article_id: true, title: true, version: true, url: true }),
])
export type Citation = z.infer<typeof citation>

export const draft = z.object({
  text: z.string(),
  /** Of an e-mail. */
  subject: z.string().nullable(),
  language,
  source: z.enum(['playbook', 'llm']),
  /** `topic/situation` */
  playbook: z.string(),
  steps: z.array(z.object({ step: z.enum(STEPS), text: z.string() })),
  citations: z.array(citation),
  /** Articles that fit the customer's words, the best first: for the agent to read, or to insert. */
  suggestions: z.array(articleSuggestion),
  /** By when the promise must be kept; ISO 8601. */
  due_at: z.string(),
  checks: z.array(replyCheck),
})
export type Draft = z.infer<typeof draft>
