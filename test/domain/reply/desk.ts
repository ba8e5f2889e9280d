/** The real playbooks, and inputs as the desk would give them. */
import { loadPlaybooks } from '../../../src/adapters/playbooks/load-playbooks.ts'
import { type BusinessHours, parseBusinessHours } from '../../../src/domain/desk/opening-hours.ts'
import type { Language } from '../../../src/domain/labels.ts'
import type { ReplyInput } from '../../../src/domain/reply/context.ts'
import type { Library } from '../../../src/domain/reply/library.ts'
import type { LabelCorrection } from '../../../src/domain/triage/triage.ts'
import { triageOf } from '../../fakes/triage-of.ts'

const loaded = await loadPlaybooks()
if (!loaded.ok) throw new Error(loaded.problem)
export const library: Library = loaded.library

const opening = parseBusinessHours({
  hours: 'sat-wed 09:00-18:00; thu 09:00-13:00',
  timeZone: 'Asia/Tehran',
  holidays: '2026-08-05',
})
if (!opening.ok) throw new Error(opening.problem)
export const tehran: BusinessHours = opening.hours

/** A Sunday, ten past two in the afternoon in Tehran. */
export const SUNDAY = '2026-08-02T14:10:00+03:30'

export const inLanguage = (language: Language) => ({
  language: {
    label: language,
    confidence: 1,
    script: language === 'en' ? ('latin' as const) : ('arabic' as const),
    romanised: false,
    supported: true,
  },
})

export const COMPLAINT: LabelCorrection = { sentiment: 'negative', intent: 'complaint', urgency: 'normal' }

/** A customer's message on the desk; a complaint in chat where nothing else is said. */
export function messageOf(
  language: Language,
  text: string,
  labels: LabelCorrection = {},
  more: Partial<ReplyInput> = {},
): ReplyInput {
  return {
    triage: triageOf({ ...COMPLAINT, ...labels }, inLanguage(language)),
    thread: [{ author: 'customer', text }],
    customer_name: null,
    channel: 'chat',
    desk: { hours: tehran },
    now: SUNDAY,
    ...more,
  }
}
