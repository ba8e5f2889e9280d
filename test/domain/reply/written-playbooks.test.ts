import { describe, expect, it } from 'vitest'
import { type Channel, LANGUAGES, type Language } from '../../../src/domain/labels.ts'
import { composeDraft } from '../../../src/domain/reply/compose.ts'
import { readReplyContext } from '../../../src/domain/reply/context.ts'
import { problemsOfWritten } from '../../../src/domain/reply/judge-written.ts'
import { materialOf } from '../../../src/domain/reply/material.ts'
import { promiseTime } from '../../../src/domain/reply/promise.ts'
import { library, messageOf, SUNDAY, tehran } from './desk.ts'

const TEXTS: Record<Language, string> = {
  fa: 'سلام، سفارش شماره ۸۸۱۲ به مبلغ ۲۵۰ هزار تومان، ثبت‌شده در ۱۲ مرداد',
  ar: 'السلام عليكم، طلبي رقم ٨٨١٢ بمبلغ ٢٥٠ ريال بتاريخ ١٢ أغسطس',
  en: 'Hello, it is about order 8812 for $250, placed on 12 August',
}
const CHANNELS: Channel[] = ['chat', 'email', 'sms', 'review']

/** An LLM that keeps to the desk's words must not be stopped, whatever the situation. */
describe.each(LANGUAGES)('the words of every playbook in %s', (language) => {
  it.each(library.situations.map(({ id }) => id))('%s may be said', (id) => {
    const situation = library.situations.find((each) => each.id === id)
    if (!situation) throw new Error(id)
    for (const channel of CHANNELS) {
      const input = messageOf(language, TEXTS[language], {}, { channel, customer_name: null })
      const { promise: promised } = situation
      const promise = promiseTime({
        promise: promised,
        urgency: 'normal',
        now: SUNDAY,
        hours: tehran,
        language,
      })
      const context = { ...readReplyContext(library, input), situation, promise, additions: [], offers: [] }
      const { sources } = materialOf(context, input)
      for (const turn of [0, 1]) {
        const { text, checks } = composeDraft(context, 'seed', turn)
        expect(problemsOfWritten(text, context, { checks, sources }), `${id} ${channel}\n${text}`).toEqual([])
      }
    }
  })
})
