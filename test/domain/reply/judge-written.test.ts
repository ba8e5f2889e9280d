import { describe, expect, it } from 'vitest'
import { LANGUAGES, type Language } from '../../../src/domain/labels.ts'
import { checkReply } from '../../../src/domain/reply/check-reply.ts'
import { readReplyContext } from '../../../src/domain/reply/context.ts'
import { problemsOfWritten } from '../../../src/domain/reply/judge-written.ts'
import { citedSource, materialOf } from '../../../src/domain/reply/material.ts'
import { GOOD, MESSAGES } from './bad-replies.ts'
import { library, messageOf } from './desk.ts'

const inputOf = (language: Language) =>
  messageOf(
    language,
    MESSAGES[language].text,
    { topics: ['delivery'] },
    { customer_name: MESSAGES[language].name },
  )

function problemsOf(language: Language, text: string) {
  const input = inputOf(language)
  const context = readReplyContext(library, input)
  const { sources } = materialOf(context, input)
  return problemsOfWritten(text, context, { checks: checkReply(text, context), sources })
}

describe.each(LANGUAGES)('%s', (language) => {
  it.each(GOOD[language])('lets a good reply be: %s', (text) => {
    expect(problemsOf(language, text)).toEqual([])
  })

  it('tells failed checks first', () => {
    expect(problemsOf(language, 'Hm.')[0]).toMatch(/^(?:language|problem_named): /)
  })

  it('gives the LLM words of the playbook with the facts in them, each with a source to cite', () => {
    const context = readReplyContext(library, inputOf(language))
    const { sources, customer, situation } = materialOf(context, inputOf(language))
    expect(customer.name).toBe(MESSAGES[language].name)
    expect(situation.promised_time).toBe(MESSAGES[language].promise)
    expect(sources.map(({ id }) => id)).toEqual(expect.arrayContaining(['playbook', 'frame']))
    for (const { id, texts } of sources) {
      expect(citedSource(context, id)?.file).toMatch(/^prompts\//)
      expect(texts.join(' ')).not.toMatch(/[{}[\]]/)
    }
    expect(citedSource(context, 'wiki')).toBeNull()
  })
})

describe('one sentence more, and it is not shown', () => {
  it.each<[Language, string, string]>([
    ['fa', 'مبلغ ۲۵۰ هزار تومان را به حسابتان واریز می‌کنیم.', 'within_policy'],
    ['fa', '۲۵۰ هزار تومان تقدیم شما می‌شود.', 'within_policy'],
    ['fa', 'هزینهٔ ارسال ۹۰ هزار تومان بوده است.', 'within_policy'],
    ['fa', 'صددرصد و ۱۰۰٪ حق با شماست.', 'within_policy'],
    ['fa', 'نیمی از مبلغ، یعنی پنجاه درصد آن، با ماست.', 'within_policy'],
    ['fa', 'پیک بی‌شعور ما دیر آمده است.', 'tone'],
    ['fa', 'مرسوله تا فردا شب می‌رسد.', 'time'],
    ['fa', 'جزئیات در peyk-yab.com است.', 'no_invented_fact'],
    ['ar', 'سنعيد إليكم ٢٥ ريال على حسابكم.', 'within_policy'],
    ['ar', 'نتحمّل خمسين بالمئة من القيمة.', 'within_policy'],
    ['ar', 'نتحمّل خمسين في المائة من القيمة.', 'within_policy'],
    ['ar', 'المندوب غبي فعلًا.', 'tone'],
    ['ar', 'ستصل الشحنة خلال ثلاثة أيام.', 'time'],
    ['en', 'We will transfer the $25 to your account.', 'within_policy'],
    ['en', 'You get $25 from us.', 'within_policy'],
    ['en', 'Half of it, 50 per cent, is on us.', 'within_policy'],
    ['en', 'Our courier is a moron.', 'tone'],
    ['en', 'It will arrive within three days.', 'time'],
    ['en', 'See parcel-finder.co.uk for more.', 'no_invented_fact'],
  ])('%s: %s', (language, sentence, kind) => {
    const found = problemsOf(language, `${GOOD[language][0]} ${sentence}`)
    expect(found.map((problem) => problem.split(':')[0])).toContain(kind)
  })

  it('an amount told back as it is may stay', () => {
    expect(problemsOf('en', `${GOOD.en[0]} The $25 for delivery is noted.`)).toEqual([])
  })

  it('a reply without the promised time has to give it', () => {
    const text = (GOOD.en[0] ?? '').replace(MESSAGES.en.promise, 'tomorrow evening')
    expect(problemsOf('en', text)).toContain(
      `time: write the promised time word for word: ${MESSAGES.en.promise}`,
    )
  })
})
