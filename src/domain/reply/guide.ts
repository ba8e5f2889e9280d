/** The playbook beside a reply, for the agent who writes it: what to do, who does it, by when, what may be offered. */
import type { Language } from '../labels.ts'
import { fillingOf, ownerOf, type ReplyContext } from './context.ts'
import type { KnownOffer } from './library.ts'
import { filledVariants, type Register } from './wording.ts'

export type ReplyGuide = {
  /** `topic/situation` */
  playbook: string
  /** What the matter is called, in the reader's language. */
  problem: string
  owner: string
  /** As the brand speaks in the language of the answer. */
  register: Register
  due_at: string
  steps: string[]
  /** Kinds of promise (compensation policy) that are the plain remedy. */
  remedies: string[]
  offers: {
    id: string
    approved_by: 'agent' | 'supervisor'
    /** Whether the policy lets an agent make it to this customer. */
    may_offer: boolean
    /** In the reader's language. */
    text: string
    /** In the language of the answer, as it may stand in it. */
    words: string
  }[]
  /** Who takes over, when one of these holds: signals, urgencies, `promise_missed`, `always`. */
  escalate: { to: string; when: string[] }
}

/** @param reader the language the agent reads */
export function replyGuide(context: ReplyContext, reader: Language): ReplyGuide {
  const { library, situation, offers, promise } = context
  const named = library.offers.filter(({ id }) => situation.offers.includes(id))
  const { to, when } = situation.escalate
  return {
    playbook: situation.id,
    problem: situation[reader].problem.replace(/\[[^\]]*\]/g, ''),
    owner: ownerOf({ ...context, language: reader }),
    register: context.register,
    due_at: promise.due_at,
    steps: situation.steps[reader],
    remedies: situation.remedies,
    offers: named.flatMap((offer) => {
      const [text, words] = [wordsOf(offer, context, reader), wordsOf(offer, context, context.language)]
      const may_offer = offers.some(({ id }) => id === offer.id)
      return text === undefined || words === undefined
        ? []
        : [{ id: offer.id, approved_by: offer.approved_by, may_offer, text, words }]
    }),
    escalate: { to: library.frame.owners[to]?.[reader] ?? to, when: [...when] },
  }
}

function wordsOf(offer: KnownOffer, context: ReplyContext, language: Language): string | undefined {
  const { register } = context
  const [text] = filledVariants(offer[language], { register, facts: fillingOf(context), turn: 0 })
  return text
}
