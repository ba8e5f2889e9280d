import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Line, splitLines } from '../../src/http/ndjson.ts'

const LIMIT = 50
const bytesOf = (text: string) => new TextEncoder().encode(text)

async function* inChunks(bytes: Uint8Array, sizes: number[]) {
  let from = 0
  for (let turn = 0; from < bytes.byteLength; turn++) {
    const size = sizes[turn % sizes.length] as number
    yield bytes.subarray(from, from + size)
    from += size
  }
}

async function linesOf(text: string, sizes: number[] = [1_000]) {
  const lines: [number, string][] = []
  for await (const line of splitLines(inChunks(bytesOf(text), sizes), LIMIT))
    lines.push([line.number, 'tooLong' in line ? 'too long' : new TextDecoder().decode(line.bytes)])
  return lines
}

describe('splitLines', () => {
  it.each<[string, [number, string][]]>([
    ['', []],
    ['\n\n', []],
    ['one', [[1, 'one']]],
    ['one\n', [[1, 'one']]],
    [
      'one\ntwo',
      [
        [1, 'one'],
        [2, 'two'],
      ],
    ],
    [
      'one\r\n\r\n \t \ntwo\r\n',
      [
        [1, 'one\r'],
        [4, 'two\r'],
      ],
    ],
    [
      `${'x'.repeat(51)}\ntwo`,
      [
        [1, 'too long'],
        [2, 'two'],
      ],
    ],
    [
      `one\n${'x'.repeat(500)}`,
      [
        [1, 'one'],
        [2, 'too long'],
      ],
    ],
    ['x'.repeat(50), [[1, 'x'.repeat(50)]]],
  ])('%j', async (text, expected) => {
    expect(await linesOf(text)).toEqual(expected)
    expect(await linesOf(text, [1])).toEqual(expected)
  })

  it('is independent of how the bytes are cut, also inside a letter', async () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll('\n', ''))
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
        async (lines, sizes) => {
          const text = lines.join('\n')
          expect(await linesOf(text, sizes)).toEqual(await linesOf(text))
        },
      ),
    )
  })

  it('does not keep a line that is too long', async () => {
    let given = 0
    async function* endless() {
      for (; given < 1_000; given++) yield new Uint8Array(100_000).fill(0x61)
    }
    const before = process.memoryUsage().arrayBuffers
    const lines: Line[] = []
    for await (const line of splitLines(endless(), LIMIT)) lines.push(line)
    expect(lines).toEqual([{ number: 1, tooLong: true }])
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60_000_000)
  })
})
