/**
 * The normaliser, version 1: many ways of writing one word become one, before the model reads it.
 * models/train/normalise.py does the same; test/fixtures/normalise-cases.json keeps the two equal.
 */
import { type MappedText, mapText, originalSpan, rewrite, type Span, sliceMapped } from './mapped-text.ts'
import { composeCompatibly } from './nfkc.ts'

/** Changes whenever the same text may come out differently: a model is only right with its own version. */
export const NORMALISER_VERSION = 1

export type NormalisedText = {
  text: string
  /**
   * The range of the original (UTF-16, half-open) that `[start, end)` of `text` came from, removed
   * marks included; never splits a surrogate pair.
   */
  toOriginal: (start: number, end: number) => Span
}

/** Normalises any string, lone surrogates included; normalising twice changes nothing. */
export function normalise(text: string): NormalisedText {
  const mapped = normaliseMapped(mapText(text))
  return { text: mapped.text, toOriginal: (start, end) => originalSpan(mapped, start, end) }
}

/**
 * The same on a text that already has a map. Rounds repeat until one changes nothing, because a
 * later step can make work for an earlier one (a compatibility form hides a vowel mark, a capital
 * hides a repeated letter). Every step shortens the text or leaves only characters that no step
 * takes back, so this ends; two or three rounds are usual.
 */
export function normaliseMapped(mapped: MappedText): MappedText {
  for (let before = mapped; ; ) {
    const after = STEPS.reduce((current, step) => step(current), before)
    if (after.text === before.text) return after
    before = after
  }
}

type Step = (mapped: MappedText) => MappedText

const replacing =
  (pattern: RegExp, replace: (match: string) => string): Step =>
  (mapped) =>
    rewrite(mapped, pattern, replace)

/** Invisible characters, controls, variation selectors, tatweel and the marks that few people type, as ranges of code points. */
const IGNORABLE_RANGES = [
  [0x0000, 0x0008],
  [0x000b, 0x000c],
  [0x000e, 0x001f],
  [0x007f, 0x0084],
  [0x0086, 0x009f],
  [0x00ad, 0x00ad],
  [0x034f, 0x034f],
  [0x0610, 0x061a],
  [0x061c, 0x061c],
  [0x0640, 0x0640],
  [0x064b, 0x065f],
  [0x0670, 0x0670],
  [0x06d6, 0x06dc],
  [0x06df, 0x06e4],
  [0x06e7, 0x06e8],
  [0x06ea, 0x06ed],
  [0x180e, 0x180e],
  [0x200b, 0x200b],
  [0x200d, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2064],
  [0x2066, 0x2069],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
] as const
const codeUnit = (code: number) => `\\u${code.toString(16).padStart(4, '0')}`
const IGNORABLE = new RegExp(
  `[${IGNORABLE_RANGES.map(([from, to]) => `${codeUnit(from)}-${codeUnit(to)}`).join('')}]+`,
  'g',
)

// The half-space (U+200C) is written, left out or typed as a space; as a space the three are one.
const SPACES = /[\u200c\t\n\r\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g

/** Keyboards differ: Persian is typed with Arabic ي ك, Arabic with Persian ی ک, hamza comes and goes. */
const LETTERS = new Map<string, string>()
for (const [forms, letter] of [
  ['\u064a\u0649\u0626\u06d0\u06ce', '\u06cc'],
  ['\u0643\u06aa', '\u06a9'],
  ['\u0629\u06c0\u06d5\u06be\u06c1\u06c2\u06c3', '\u0647'],
  ['\u0623\u0625\u0622\u0671', '\u0627'],
  ['\u0624', '\u0648'],
] as const) {
  for (const form of forms) LETTERS.set(form, letter)
}

// The look-aheads only save time: Arabic and ASCII characters are told apart without a Unicode table.
const STEPS: readonly Step[] = [
  (mapped) => (mapped.text.isWellFormed() ? mapped : rewrite(mapped, /\p{Surrogate}/gu, () => '\ufffd')),
  replacing(IGNORABLE, () => ''),
  replacing(SPACES, () => ' '),
  composeCompatibly,
  replacing(new RegExp(`[${[...LETTERS.keys()].join('')}]`, 'g'), (letter) => LETTERS.get(letter) ?? letter),
  replacing(/\u0621/g, () => ''),
  replacing(/[\u0660-\u0669\u06f0-\u06f9]|(?=[\u0700-\u{10ffff}])\p{Nd}/gu, asciiDigit),
  // One code point at a time: in whole words JavaScript and Python disagree about the final sigma.
  replacing(/[A-Z]|(?=[\u0080-\u05ff\u0700-\u{10ffff}])\p{Changes_When_Lowercased}/gu, (letter) =>
    letter.toLowerCase(),
  ),
  replacing(/(?<![\p{L}\p{N}_])@[A-Za-z0-9_.]+/gu, () => '@user'),
  replacing(/(?:https?:\/\/|www\.)[^ ]+/g, () => 'http'),
  replacing(/([^0-9 ])\1{2,}/gu, (run) =>
    run.slice(0, String.fromCodePoint(run.codePointAt(0) ?? 0).length * 2),
  ),
  replacing(/ {2,}/g, () => ' '),
  trim,
]

/** The value of a decimal digit of any script. Digits stand in unbroken runs of ten (the mathematical ones in five such runs), zero first. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let first = code
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--
  return String((code - first) % 10)
}

function trim(mapped: MappedText): MappedText {
  let start = 0
  let end = mapped.text.length
  while (start < end && mapped.text[start] === ' ') start++
  while (end > start && mapped.text[end - 1] === ' ') end--
  return sliceMapped(mapped, start, end)
}
