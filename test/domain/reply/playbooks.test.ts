import { describe, expect, it } from 'vitest'
import { type Channel, LANGUAGES, type Language } from '../../../src/domain/labels.ts'
import { composeDraft } from '../../../src/domain/reply/compose.ts'
import { type ReplyContext, readReplyContext } from '../../../src/domain/reply/context.ts'
import { promiseTime } from '../../../src/domain/reply/promise.ts'
import { findOffers } from '../../../src/domain/reply/situation.ts'
import { smsSize } from '../../../src/domain/reply/sms.ts'
import { REGISTERS } from '../../../src/domain/reply/wording.ts'
import { triageOf } from '../../fakes/triage-of.ts'
import { library, messageOf, SUNDAY, tehran } from './desk.ts'

const NAMES: Record<Language, string> = { fa: 'سارا رضایی', ar: 'ريم الأحمد', en: 'Sarah Ahmadi' }
const TEXTS: Record<Language, string> = {
  fa: 'سلام، سفارش شماره ۸۸۱۲ به مبلغ ۲۵۰ هزار تومان، ثبت‌شده در ۱۲ مرداد',
  ar: 'السلام عليكم، طلبي رقم ٨٨١٢ بمبلغ ٢٥٠ ريال بتاريخ ١٢ أغسطس',
  en: 'Hello, it is about order 8812 for $250, placed on 12 August',
}
const BARE: Record<Language, string> = { fa: 'سلام', ar: 'السلام عليكم', en: 'Hello' }

/** Every situation as if it had been chosen, with everything that may join it. */
function contextFor(id: string, language: Language, channel: Channel, facts: boolean): ReplyContext[] {
  const situation = library.situations.find((each) => each.id === id)
  if (!situation) throw new Error(id)
  const labels = triageOf({
    sentiment: 'negative',
    urgency: situation.promise.clock === 'always' ? 'critical' : 'normal',
    signals: ['repeat_contact'],
  })
  const reading = { labels, channel, language }
  return REGISTERS.map((register) => ({
    ...readReplyContext(
      library,
      messageOf(
        language,
        facts ? TEXTS[language] : BARE[language],
        {},
        {
          channel,
          register,
          customer_name: facts ? NAMES[language] : null,
        },
      ),
    ),
    situation,
    promise: promiseTime({
      promise: situation.promise,
      urgency: labels.urgency.label,
      now: SUNDAY,
      hours: tehran,
      language,
    }),
    offers: findOffers(library, situation, reading),
    additions: library.additions
      .filter(({ id, instead_of }) => instead_of === undefined && !situation.without.includes(id))
      .slice(0, 2),
  }))
}

/** `social` is laid out as `review`, `api` as `chat`. */
const DIFFERENT: Channel[] = ['chat', 'email', 'sms', 'review', 'survey', 'call_note']

/** What joins an answer must not be what makes it good. */
const withAndWithout = (context: ReplyContext): ReplyContext[] => [
  context,
  { ...context, additions: [], offers: [] },
]

describe.each(LANGUAGES)('every playbook in %s', (language) => {
  it.each(library.situations.map(({ id }) => id))('%s passes its own checks on every channel', (id) => {
    for (const channel of DIFFERENT)
      for (const facts of [true, false])
        for (const context of contextFor(id, language, channel, facts).flatMap(withAndWithout))
          for (const turn of [0, 1]) {
            const { text, checks } = composeDraft(context, 'seed', turn)
            const failed = checks.filter(({ passed }) => !passed)
            expect(failed, `${id} ${channel} ${context.register} ${facts}\n${text}`).toEqual([])
          }
  })

  it.each(library.situations.map(({ id }) => id))('%s is well typed', (id) => {
    for (const channel of ['chat', 'email', 'review', 'sms'] as const)
      for (const context of contextFor(id, language, channel, true))
        for (const turn of [0, 1, 2]) {
          const { text, subject } = composeDraft(context, 'seed', turn)
          for (const written of [text, subject ?? '']) {
            expect(written).not.toMatch(/ {2}|\s[.،؛,;:!؟?]|[{}[\]]|\(\)|undefined/)
            if (language === 'fa') {
              // A prefix or an ending that stands alone has lost its half-space.
              expect(written).not.toMatch(
                /(?<!\p{L})ن?می (?=\p{L})|\p{L} (?:ها|های|تر|ترین|ام|اید|ایم)(?!\p{L})|[يكىة]|[٠-٩]/u,
              )
            }
            if (language === 'ar') expect(written).not.toMatch(/[یکپچژگ۰-۹]/u)
            if (language === 'en') expect(written).not.toMatch(/[’“”]|(?:^|[.!?] )\p{Ll}/u)
          }
        }
  })

  it('fits every SMS into two segments', () => {
    for (const { id } of library.situations)
      for (const context of contextFor(id, language, 'sms', true))
        for (const turn of [0, 1]) {
          const { text } = composeDraft(context, 'seed', turn)
          expect(smsSize(text).segments, `${id}: ${text}`).toBeLessThanOrEqual(2)
        }
  })

  it('shows nothing of the customer in public', () => {
    for (const { id } of library.situations)
      for (const context of contextFor(id, language, 'review', true)) {
        const { text } = composeDraft(context, 'seed', 0)
        expect(text).not.toMatch(/8812|۸۸۱۲|٨٨١٢|250|۲۵۰|٢٥٠/)
        expect(text).not.toContain(NAMES[language])
      }
  })
})

it('has a situation for everything the desk meets', () => {
  const ids = library.situations.map(({ id }) => id)
  expect(ids).toEqual(
    expect.arrayContaining([
      ...[
        'delivery/late',
        'delivery/lost',
        'delivery/wrong_item',
        'delivery/missing_item',
        'delivery/damaged',
      ],
      ...['billing/double_charge', 'billing/wrong_amount', 'refund_return/refund_late'],
      ...['refund_return/refund_refused', 'refund_return/return_request', 'technical/outage_one'],
      ...['technical/outage_many', 'technical/app', 'account_access/login', 'account_access/locked'],
      ...[
        'staff_conduct/rude_staff',
        'waiting/no_answer',
        'waiting/no_show',
        'information/wrong_information',
      ],
      ...['policy_price/price_rise', 'policy_price/rule_refused', 'security_fraud/in_progress'],
      ...['security_fraud/unsolved', 'privacy/data_leak', 'privacy/request', 'cancellation/plain'],
      ...['cancellation/dissatisfied', 'any/safety_incident', 'any/medical_dependence', 'any/praise'],
      ...['any/thanks_solved', 'any/suggestion', 'any/question', 'any/request', 'any/abusive'],
      ...['any/self_harm', 'any/review_bad', 'any/review_mixed', 'any/bereavement', 'any/vulnerable'],
      ...['any/legal_threat', 'any/public_threat', 'any/repeat_contact', 'any/other', 'any/auto_reply'],
    ]),
  )
})
