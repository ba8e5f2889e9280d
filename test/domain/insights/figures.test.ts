import { describe, expect, it } from 'vitest'
import { toCsv } from '../../../src/domain/insights/csv.ts'
import { shareOf, timesOf, timesOfEach } from '../../../src/domain/insights/figures.ts'

describe('a share', () => {
  it.each([
    [0, 0, null, null, true],
    [5, 10, 0.5, { low: 0.2366, high: 0.7634 }, true],
    [15, 30, 0.5, { low: 0.3315, high: 0.6685 }, false],
    [0, 40, 0, { low: 0, high: 0.0876 }, false],
  ])('%i of %i', (count, of, share, interval, too_few) => {
    expect(shareOf(count, of)).toEqual({ count, of, share, interval, too_few })
  })
})

describe('times', () => {
  it.each<[number[], number | null, number | null]>([
    [[], null, null],
    [[7], 7, 7],
    [[4, 1, 3, 2], 2, 4],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5, 9],
  ])('%j', (values, p50_ms, p90_ms) => {
    expect(timesOfEach(values)).toEqual({ count: values.length, p50_ms, p90_ms })
  })

  it('the same of values that were counted together', () => {
    expect(
      timesOf([
        { value: 9, count: 1 },
        { value: 1, count: 9 },
      ]),
    ).toEqual({
      count: 10,
      p50_ms: 1,
      p90_ms: 1,
    })
  })
})

describe('CSV', () => {
  const line = (cell: string | number | boolean | null) =>
    toCsv({ columns: ['a'], rows: [[cell]] }).split('\r\n')[1]

  it('begins with the mark and ends each line with CRLF', () => {
    expect(
      toCsv({
        columns: ['نام', 'n'],
        rows: [
          ['سارا', 1],
          [null, true],
        ],
      }),
    ).toBe('\ufeffنام,n\r\nسارا,1\r\n,true\r\n')
  })

  it.each([
    ['a,b', '"a,b"'],
    ['say "no"', '"say ""no"""'],
    ['one\ntwo', '"one\ntwo"'],
    ['ایران، تهران', 'ایران، تهران'],
  ])('quotes %j', (cell, expected) => {
    expect(line(cell)).toBe(expected)
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1', '|cmd', '%x'])(
    '%j is no formula',
    (cell) => {
      expect(line(cell)).toMatch(/^"?'/)
    },
  )

  it('numbers stay numbers', () => {
    expect([line(-1), line(0.5)]).toEqual(['-1', '0.5'])
  })
})
