/** Is it an answer at all: the problem, the act and its owner, the time. */

import { normalise } from '../../text/normalise.ts'
import { sentencesOf } from '../../text/sentences.ts'
import { placesOf, type Rule } from './finding.ts'
import { ACTORS, ACTS, APOLOGIES, TIMES } from './words.ts'

export const problemNamed: Rule = {
  check: 'problem_named',
  right: 'Names what the customer wrote about.',
  fault: (reply, { situation, language }) => {
    const { named_by } = situation.cues[language]
    return named_by === null || placesOf(reply, named_by).length > 0
      ? null
      : { detail: `Does not name the problem: ${situation[language].named_by.slice(0, 4).join(', ')} …` }
  },
}

/** An act and who does it, in one sentence; feelings and apologies are no acts. */
export const actionWithOwner: Rule = {
  check: 'action_with_owner',
  right: 'Says what is done and who does it.',
  fault: ({ text }, { situation, language }) => {
    if (situation.may_lack.includes('action')) return null
    const sentences = sentencesOf(text).map(({ start, end }) => normalise(text.slice(start, end)).text)
    const acts = sentences.filter(
      (sentence) => sentence.replace(APOLOGIES[language], '').search(ACTS[language]) >= 0,
    )
    if (acts.length === 0) return { detail: 'Names no concrete action.' }
    return acts.some((sentence) => sentence.search(ACTORS[language]) >= 0)
      ? null
      : { detail: 'Does not say who acts.' }
  },
}

export const timeGiven: Rule = {
  check: 'time',
  right: 'Says by when.',
  fault: (reply, { situation, language, promise }) =>
    situation.may_lack.includes('time') ||
    reply.text.includes(promise.text) ||
    placesOf(reply, TIMES[language]).length > 0
      ? null
      : { detail: `Gives no time; promised is: ${promise.text}.` },
}
