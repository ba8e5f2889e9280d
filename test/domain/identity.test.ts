import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { customerIntake } from '../../src/domain/customer.ts'
import { identitiesOf, normaliseEmail, normaliseHandle, normalisePhone } from '../../src/domain/identity.ts'

describe('normalisePhone', () => {
  it.each([
    ['+98 912 345 6789', '98', '989123456789'],
    ['0098-912-345-6789', '98', '989123456789'],
    ['۰۹۱۲ ۳۴۵ ۶۷۸۹', '98', '989123456789'],
    ['٠٩١٢٣٤٥٦٧٨٩', '98', '989123456789'],
    ['989123456789', '98', '989123456789'],
    ['+98 (0) 912 345 6789', '98', '989123456789'],
    ['＋９８９１２３４５６７８９', '98', '989123456789'],
    ['+966 50 123 4567', '98', '966501234567'],
    ['0501234567', '966', '966501234567'],
    ['0912 345 6789', null, '09123456789'],
  ])('%s with country %s is %s', (raw, country, expected) => {
    expect(normalisePhone(raw, country)).toBe(expected)
  })

  it('done twice changes nothing', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?[0-9 ()-]{4,20}$/), (raw) => {
        const once = normalisePhone(`+${raw}`, '98')
        expect(normalisePhone(`+${once}`, '98')).toBe(once)
      }),
    )
  })
})

describe('names and addresses', () => {
  it('lose what does not tell people apart', () => {
    expect(normaliseEmail('  Sara.R@Example.COM ')).toBe('sara.r@example.com')
    expect(normaliseHandle(' @@Sara_R')).toBe('sara_r')
  })

  it('come strongest first', () => {
    const all = { handle: '@a', phone: '0912', email: 'A@b.c', external_id: 'c-1' }
    expect(identitiesOf(all, '98')).toEqual([
      { kind: 'external_id', value: 'c-1' },
      { kind: 'email', value: 'a@b.c' },
      { kind: 'phone', value: '98912' },
      { kind: 'handle', value: 'a' },
    ])
  })
})

describe('what a message tells of its sender', () => {
  it.each([
    [{}],
    [{ name: 'نرگس' }],
    [{ external_id: ' ' }],
    [{ email: 'nobody' }],
    [{ phone: 'call me' }],
    [{ handle: '@' }],
    [{ external_id: 'c-1', lifetime_value: -1 }],
    [{ external_id: 'c-1', currency: 'usd' }],
    [{ external_id: 'c-1', mood: 'bad' }],
  ])('is refused: %j', (given) => {
    expect(customerIntake.safeParse(given).success).toBe(false)
  })

  it.each([[{ phone: '۰۹۱۲۳۴۵۶۷۸۹' }], [{ handle: '@سارا' }], [{ external_id: 'c-1', currency: 'IRR' }]])(
    'is taken: %j',
    (given) => {
      expect(customerIntake.safeParse(given).success).toBe(true)
    },
  )
})
