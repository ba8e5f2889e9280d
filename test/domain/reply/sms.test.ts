import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { smsSize } from '../../../src/domain/reply/sms.ts'

describe('segments of an SMS', () => {
  it.each([
    ['a'.repeat(160), 'gsm7', 160, 1],
    ['a'.repeat(161), 'gsm7', 161, 2],
    ['a'.repeat(306), 'gsm7', 306, 2],
    ['a'.repeat(307), 'gsm7', 307, 3],
    ['€'.repeat(80), 'gsm7', 160, 1],
    ['€'.repeat(81), 'gsm7', 162, 2],
    ['س'.repeat(70), 'ucs2', 70, 1],
    ['س'.repeat(71), 'ucs2', 71, 2],
    ['س'.repeat(134), 'ucs2', 134, 2],
    ['س'.repeat(135), 'ucs2', 135, 3],
    // A half-space takes a place of its own.
    ['می‌رسد', 'ucs2', 6, 1],
    ['ok 👍', 'ucs2', 5, 1],
    // One curly quote turns the whole text into UCS-2.
    [`${'a'.repeat(70)}’`, 'ucs2', 71, 2],
    ['', 'gsm7', 0, 1],
  ])('%j…', (text, alphabet, length, segments) => {
    expect(smsSize(text)).toMatchObject({ alphabet, length, segments })
  })

  it('cuts no pair in two: one place of each segment stays empty', () => {
    expect(smsSize('👍'.repeat(67))).toMatchObject({ length: 134, segments: 3 })
    expect(smsSize(`a${'€'.repeat(152)}`)).toMatchObject({ length: 305, segments: 2 })
    expect(smsSize(`${'a'.repeat(152)}${'€'.repeat(77)}`)).toMatchObject({ length: 306, segments: 3 })
  })

  it('always has room for what it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const { alphabet, length, segments, left } = smsSize(text)
        const room =
          segments === 1 ? (alphabet === 'gsm7' ? 160 : 70) : segments * (alphabet === 'gsm7' ? 153 : 67)
        expect(left).toBeGreaterThanOrEqual(0)
        expect(length + left).toBeLessThanOrEqual(room)
      }),
    )
  })
})
