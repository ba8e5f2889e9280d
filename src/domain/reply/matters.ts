/** Every matter of one message by name: the most pressing one and what else it asks. */
import type { Channel } from '../labels.ts'
import type { Triage } from '../triage/triage.ts'
import { languageOfAnswer } from './context.ts'
import { findFurther } from './further.ts'
import type { Library } from './library.ts'
import { findSituation } from './situation.ts'
import { plainProblem } from './wording.ts'

export type Matter = { playbook: string; problem: string }

/** @throws {Error} when the playbooks have no situation that always fits */
export function mattersOf(
  library: Library,
  { channel, text, triage }: { channel: Channel; text: string; triage: Triage },
): Matter[] {
  const language = languageOfAnswer({ triage })
  const reading = { labels: triage, channel, language, text }
  const primary = findSituation(library, reading)
  return [
    { playbook: primary.id, problem: plainProblem(primary[language].problem) },
    ...findFurther(library, reading, primary).map(({ situation, called }) => ({
      playbook: situation.id,
      problem: called ? library.frame[language].further[called] : plainProblem(situation[language].problem),
    })),
  ]
}
