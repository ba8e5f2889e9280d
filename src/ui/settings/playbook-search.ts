/** The playbooks as people look for them: by their words, in one language. */
import type { Language } from '../../domain/labels.ts'
import type { KnownOffer, KnownSituation, Library } from '../../domain/reply/library.ts'
import { type Brand, OWNER_OF_TOPIC } from '../../domain/reply/playbook.ts'
import { textIn, type Variant } from '../../domain/reply/wording.ts'
import { normalise } from '../../domain/text/normalise.ts'

export type ShownSituation = Pick<KnownSituation, 'id' | 'promise' | 'remedies' | 'offers'> & {
  problem: string
  steps: string[]
  acknowledge: string[]
  action: string[]
  /** Null: it follows from the message's topic. */
  owner: string | null
}
export type ShownOffer = Pick<KnownOffer, 'id' | 'approved_by'> & { texts: string[] }

const textOf = (variant: Variant) => textIn(variant, 'formal') ?? textIn(variant, 'warm') ?? ''

const plain = (text: string) => normalise(text).text.toLowerCase()

/** Every written word must occur in what is shown, however it is spelt. */
export function matches(query: string, texts: readonly string[]): boolean {
  const words = plain(query).split(/\s+/).filter(Boolean)
  const text = plain(texts.join('\n'))
  return words.every((word) => text.includes(word))
}

export const toneTexts = ({ tone, principles, hollow_phrases }: Brand, language: Language): string[] => [
  ...principles[language],
  tone.formal[language],
  tone.warm[language],
  ...hollow_phrases[language],
]

export const situationsIn = (library: Library, language: Language, query: string): ShownSituation[] =>
  library.situations
    .map((situation): ShownSituation => {
      const { id, promise, remedies, offers, owner, steps } = situation
      const wording = situation[language]
      return {
        id,
        promise,
        remedies,
        offers,
        problem: wording.problem,
        steps: steps[language],
        acknowledge: wording.acknowledge.map(textOf),
        action: wording.action.map(textOf),
        owner: owner === OWNER_OF_TOPIC ? null : (library.frame.owners[owner]?.[language] ?? owner),
      }
    })
    .filter(({ id, problem, steps, acknowledge, action }) =>
      matches(query, [id, problem, ...steps, ...acknowledge, ...action]),
    )
    .sort((one, other) => (one.id < other.id ? -1 : 1))

export const offersIn = (library: Library, language: Language, query: string): ShownOffer[] =>
  library.offers
    .map((offer) => ({ id: offer.id, approved_by: offer.approved_by, texts: offer[language].map(textOf) }))
    .filter(({ id, texts }) => matches(query, [id, ...texts]))
