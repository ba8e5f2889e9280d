import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unmask } from '../../../src/domain/text/mask.ts'
import { maskDeep } from '../../../src/domain/text/mask-deep.ts'

describe('masking many texts together', () => {
  it('gives the same value the same placeholder everywhere, and leaves keys and numbers alone', () => {
    const { data } = maskDeep(
      {
        thread: [{ text: 'زنگ بزنید 09123456789' }, { text: 'گفتم که: 09123456789' }],
        name: 'مریم',
        count: 3,
        none: null,
      },
      { names: ['مریم'] },
    )
    expect(data).toEqual({
      thread: [{ text: 'زنگ بزنید [PHONE_1]' }, { text: 'گفتم که: [PHONE_1]' }],
      name: '[NAME_1]',
      count: 3,
      none: null,
    })
  })

  it('joins no two texts to one number', () => {
    const split = { one: '0912345', two: '6789' }
    expect(maskDeep(split).data).toEqual(split)
  })

  it('can be undone, whatever the texts', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('09123456789', 'a@b.com', '[PHONE_1]', '\n', 'مریم', '\u001f'),
    )
    fc.assert(
      fc.property(fc.array(fc.array(text).map((parts) => parts.join(' '))), (texts) => {
        const { data, entries } = maskDeep(texts, { names: ['مریم'] })
        expect(data.map((each) => unmask(each, entries))).toEqual(
          texts.map((each) => each.replaceAll('\u001f', ' ')),
        )
      }),
    )
  })
})
