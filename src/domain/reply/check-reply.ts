/** Every check on one reply, whoever wrote it: playbook, LLM or agent. */
import { actionWithOwner, problemNamed, timeGiven } from './checks/content.ts'
import { judge, readReply } from './checks/finding.ts'
import { movesToPrivate, rightLanguage, rightLength } from './checks/form.ts'
import { noBlame, noHollowPhrase, oneApology } from './checks/tone.ts'
import { noInventedFact, noPersonalData, withinPolicy } from './checks/truth.ts'
import type { ReplyContext } from './context.ts'
import type { ReplyCheck } from './draft.ts'

const RULES = [
  rightLanguage,
  problemNamed,
  actionWithOwner,
  timeGiven,
  noHollowPhrase,
  noBlame,
  withinPolicy,
  noInventedFact,
  noPersonalData,
  movesToPrivate,
  rightLength,
  oneApology,
]

/** All answers, in the order of `CHECKS`; never throws, whatever the text. */
export function checkReply(text: string, context: ReplyContext): ReplyCheck[] {
  const reply = readReply(text)
  return RULES.map((rule) => judge(rule, reply, context))
}
