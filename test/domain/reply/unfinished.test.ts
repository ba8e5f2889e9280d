import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readUnfinished } from '../../../src/adapters/llm/reply-writer/written.ts'
import { LANGUAGES } from '../../../src/domain/labels.ts'
import { readReplyContext } from '../../../src/domain/reply/context.ts'
import { STEPS } from '../../../src/domain/reply/draft.ts'
import { layOut } from '../../../src/domain/reply/layout.ts'
import { shownSoFar } from '../../../src/domain/reply/unfinished.ts'
import { unmask } from '../../../src/domain/text/mask.ts'
import { library, messageOf } from './desk.ts'

const ENTRIES = [
  { placeholder: '[NAME_1]', kind: 'NAME', value: 'مریم احمدی' },
  { placeholder: '[NAME_2]', kind: 'NAME', value: 'Sarah' },
  { placeholder: '[EMAIL_1]', kind: 'EMAIL', value: 'sarah@example.org' },
] as const
const CHANNELS = ['chat', 'email', 'sms', 'review'] as const

const contextOf = (language: (typeof LANGUAGES)[number], channel: (typeof CHANNELS)[number]) =>
  readReplyContext(library, { ...messageOf(language, 'x'), channel })

/** Everything shown while the answer comes in pieces that end at `cuts`, and the whole at the end. */
function watch(
  parts: { step: string; text: string }[],
  cuts: number[],
  context: ReturnType<typeof contextOf>,
) {
  const answer = JSON.stringify({ parts: parts.map((part) => ({ ...part, source: 'playbook' })) })
  const pieces = parts.map(({ step, text }) => ({
    step: step as (typeof STEPS)[number],
    text: unmask(text.trim(), ENTRIES),
    from: '',
  }))
  return {
    whole: layOut(pieces, context),
    shown: cuts.map((cut) => shownSoFar(readUnfinished(answer.slice(0, cut)).parts, context, ENTRIES)),
    length: answer.length,
  }
}

const GREETED = [
  { step: 'greeting', text: 'سلام، [NAME_1] گرامی،' },
  { step: 'acknowledge', text: 'سفارش "۸۸۱۲" نرسیده \\ است 😔. [NAME_2], we know.' },
  { step: 'action', text: 'our team\nwrites to [EMAIL_1]. it is [NAME_9], not [this].' },
  { step: 'close', text: 'با احترام[' },
]

describe('a reply that is still being written', () => {
  it.each(LANGUAGES.flatMap((language) => CHANNELS.map((channel) => [language, channel] as const)))(
    '%s, %s: at every place where it may be cut, the beginning of the final text',
    (language, channel) => {
      const context = contextOf(language, channel)
      const { length } = watch(GREETED, [], context)
      const { whole, shown } = watch(
        GREETED,
        Array.from({ length: length + 1 }, (_, cut) => cut),
        context,
      )
      for (const [cut, text] of shown.entries()) {
        expect(whole.startsWith(text), `cut at ${cut}: ${text}`).toBe(true)
        expect(text.length).toBeGreaterThanOrEqual(shown[cut - 1]?.length ?? 0)
      }
      expect(shown.at(-1)).toBe(whole.trimEnd())
    },
  )

  it('shows a name as soon as its placeholder is whole, and not before', () => {
    const context = contextOf('en', 'chat')
    const shownAt = (text: string, finished = false) =>
      shownSoFar([{ step: 'acknowledge', text, finished }], context, ENTRIES)
    expect(shownAt('Hello [')).toBe('Hello')
    expect(shownAt('Hello [NAME_2')).toBe('Hello')
    expect(shownAt('Hello [NAME_2]')).toBe('Hello Sarah')
    expect(shownAt('Hello [NAME_2', true)).toBe('Hello [NAME_2')
  })

  it('waits with parts that stand out of order', () => {
    const context = contextOf('en', 'chat')
    const { whole, shown } = watch(
      [
        { step: 'action', text: 'we are tracing it.' },
        { step: 'greeting', text: 'Hello,' },
      ],
      [60, 10_000],
      context,
    )
    expect(whole).toBe('Hello,\nWe are tracing it.')
    expect(shown).toEqual(['We are tracing it.', 'Hello,\nWe are tracing it.'])
  })

  it('whatever is written, nothing but beginnings is shown', () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom(
        '[NAME_1]',
        '[NAME_2] ',
        '[EMAIL_1]',
        '[NAME',
        '[',
        ']',
        '،',
        ', ',
        '. a',
        '\n',
        '\\',
        '"',
      ),
    )
    const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(''))
    const inOrder = fc
      .array(fc.record({ step: fc.constantFrom(...STEPS), text }), { maxLength: 5 })
      .map((parts) => parts.toSorted((one, other) => STEPS.indexOf(one.step) - STEPS.indexOf(other.step)))
      .filter((parts) => parts.every((part) => part.text.trim() !== ''))
    fc.assert(
      fc.property(
        inOrder,
        fc.constantFrom(...CHANNELS),
        fc.array(fc.nat(600), { maxLength: 20 }),
        (parts, channel, cuts) => {
          const { whole, shown } = watch(
            parts,
            cuts.sort((one, other) => one - other),
            contextOf('en', channel),
          )
          for (const text of shown) expect(whole.startsWith(text)).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })
})
