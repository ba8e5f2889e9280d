/** What later answers may learn from one that was sent. */
import type { PastAnswer } from '../knowledge/past-answer.ts'
import { withoutPersonalData } from '../knowledge/without-personal-data.ts'
import { indexWords } from '../knowledge/words.ts'
import { likeliestTopic, type ReplyContext, type ReplyInput } from './context.ts'
import type { Check, ReplyCheck } from './draft.ts'
import { findFacts } from './facts.ts'
import { ourWords } from './our-words.ts'

/** Whoever sent it, an answer that fails one of these is no example. */
const NO_EXAMPLE: readonly Check[] = [
  'language',
  'no_hollow_phrase',
  'no_blame',
  'within_policy',
  'no_personal_data',
]
/** A letter of many pages is no example either. */
const MOST_LENGTH = 1_500

/** Null: nothing to learn; it was written without a draft, or is no example. */
export function answerToKeep(
  sent: { text: string; outcome: PastAnswer['outcome'] | null; checks: readonly ReplyCheck[] },
  context: ReplyContext,
  { thread, triage }: Pick<ReplyInput, 'thread' | 'triage'>,
): PastAnswer | null {
  const { text, outcome, checks } = sent
  if (outcome === null || text.length > MOST_LENGTH) return null
  if (checks.some(({ check, passed }) => !passed && NO_EXAMPLE.includes(check))) return null
  const { language, library, situation } = context
  const texts = thread.filter(({ author }) => author === 'customer').map((message) => message.text)
  const names = [
    ...context.names,
    ...texts.flatMap((each) => findFacts(each).names.map(({ value }) => value)),
  ]
  const question = withoutPersonalData(texts.at(-1) ?? '', { language, names })
  return {
    language,
    topic: likeliestTopic(triage.topics),
    situation: situation.id,
    outcome,
    question_words: indexWords(question.replace(/\[\w+\]/g, ' '), language),
    text: withoutPersonalData(text, {
      language,
      names,
      customer: { texts, ours: ourWords(library, language) },
    }),
  }
}
