/**
 * Which words of the message moved the answer. The model tells what each token adds to each label;
 * this gathers tokens into whole words, words into spans of the text as sent, and keeps the few that count.
 */
import { HEADS, type Head, MULTI_HEADS, SENTIMENTS, SINGLE_HEADS } from '../labels.ts'
import type { Combination } from './combine.ts'
import type { ModelManifest } from './manifest.ts'
import { tellNumber } from './scores.ts'
import type { Labels, Reason } from './triage.ts'

/** A half-open range of UTF-16 indices. */
type Span = { start: number; end: number }

/** One token of the normalised text and what it adds to every logit. */
export type Token = Span & { contributions: ArrayLike<number> }

export type ExplainedPart = {
  /** Normalised, as the model read it. */
  text: string
  tokens: readonly Token[]
  /** From indices of `text` to indices of the message as sent. */
  toOriginal(start: number, end: number): Span
}

/** Spans for one label at most. */
const MOST_SPANS = 3

/** Enough words are chosen when they hold this share of the positive evidence. */
const ENOUGH_EVIDENCE = 0.6

/** A word weaker than this share of the strongest one only distracts. */
const WEAKEST_WORD = 0.15

/** A single word longer than this is a link, a code or text without spaces: it may not exceed the third. */
const LONGEST_WORD = 30

/** Original characters that may lie between two chosen words that are shown as one span. */
const WIDEST_GAP = 2

/** Label `label` of `head` (a position in the vocabulary) as argued by the part, against another label or against nothing. */
type Claim = { part: number; label: number; against: number | null }

/**
 * The spans that speak for the decided labels: at most three per label and together at most a third of the
 * message, except that one single word may always be shown. `text` is exactly `original.slice(start, end)`,
 * `weight` the span's share of all positive evidence for that label in that part.
 *
 * @param original the message as sent
 * @param parts in the order given to `combineParts`
 */
export function findReasons(
  original: string,
  parts: readonly ExplainedPart[],
  labels: Labels,
  combination: Combination,
  heads: ModelManifest['heads'],
): Reason[] {
  const reasons: Reason[] = []
  const words = parts.map((part) => wordsOf(original, part))
  const add = (head: Head, label: string, claims: readonly Claim[]) => {
    const offset = heads.find((candidate) => candidate.name === head)?.offset ?? 0
    for (const claim of claims) {
      const found = words[claim.part] ?? []
      const budget = Math.floor(original.length / 3 / claims.length)
      for (const { weight, ...span } of strongestSpans(original, found, offset, claim, budget)) {
        reasons.push({
          head,
          label,
          ...span,
          text: original.slice(span.start, span.end),
          weight: tellNumber(weight),
        })
      }
    }
  }
  for (const head of SINGLE_HEADS) add(head, labels[head].label, claimsOf(head, labels, combination))
  for (const head of MULTI_HEADS) {
    for (const { label } of labels[head]) {
      const at = positionOf(head, label)
      add(head, label, [{ part: combination.carrier(head, at), label: at, against: null }])
    }
  }
  return reasons
}

const positionOf = (head: Head, label: string) => (HEADS[head] as readonly string[]).indexOf(label)

/** What is argued for a single head: the label against its runner-up; for `mixed`, both sides where each is clearest. */
function claimsOf(head: (typeof SINGLE_HEADS)[number], labels: Labels, combination: Combination): Claim[] {
  const { label, scores } = labels[head]
  if (label === 'mixed') {
    const [positive, negative] = [SENTIMENTS.indexOf('positive'), SENTIMENTS.indexOf('negative')]
    return [
      { part: combination.carrier(head, negative), label: negative, against: positive },
      { part: combination.carrier(head, positive), label: positive, against: negative },
    ]
  }
  const [runnerUp] = Object.entries(scores)
    .filter(([other]) => other !== label)
    .sort(([, a], [, b]) => b - a)
  const at = positionOf(head, label)
  return [
    { part: combination.carrier(head, at), label: at, against: positionOf(head, runnerUp?.[0] ?? label) },
  ]
}

type Word = { original: Span; tokens: Token[] }

/** The words of a part with their place in the message. Marks around a word are left out; marks alone are no word. */
function wordsOf(message: string, part: ExplainedPart): Word[] {
  const words: Word[] = []
  let next = 0
  for (const match of part.text.matchAll(/\S+/g)) {
    const wordEnd = match.index + match[0].length
    const tokens: Token[] = []
    for (let token = part.tokens[next]; token && token.start < wordEnd; token = part.tokens[next]) {
      // A token may begin with the space before its word; special tokens have no extent.
      if (token.end > match.index && token.end > token.start) tokens.push(token)
      next += 1
    }
    const core = /[\p{L}\p{N}\p{M}\p{S}](?:.*[\p{L}\p{N}\p{M}\p{S}])?/su.exec(match[0])
    if (!core) continue
    const start = match.index + core.index
    const original = part.toOriginal(start, start + core[0].length)
    const before = words.at(-1)
    // A half-space parts a word for the model only, and one character can stand for several words (ﷺ).
    if (before && !/\s/.test(message.slice(before.original.end, original.start))) {
      before.original.end = Math.max(before.original.end, original.end)
      before.tokens.push(...tokens)
    } else {
      words.push({ original: { ...original }, tokens })
    }
  }
  return words
}

function strongestSpans(
  original: string,
  words: readonly Word[],
  offset: number,
  { label, against }: Claim,
  budget: number,
): (Span & { weight: number })[] {
  const evidence = words.map(({ tokens }) => {
    let sum = 0
    for (const { contributions } of tokens) {
      sum += contributions[offset + label] ?? 0
      if (against !== null) sum -= contributions[offset + against] ?? 0
    }
    return sum
  })
  const total = evidence.reduce((sum, value) => sum + Math.max(0, value), 0)
  if (!(total > 0)) return []
  const byStrength = evidence.map((_, index) => index).sort((a, b) => (evidence[b] ?? 0) - (evidence[a] ?? 0))
  const strongest = evidence[byStrength[0] ?? 0] ?? 0

  const chosen: number[] = []
  let covered = 0
  let held = 0
  for (const index of byStrength) {
    const value = evidence[index] ?? 0
    const word = words[index]
    if (!word || value < strongest * WEAKEST_WORD || held >= total * ENOUGH_EVIDENCE) break
    const length = word.original.end - word.original.start
    const lonely = chosen.length === 0 && words.length > 1 && length <= LONGEST_WORD
    if (covered + length > budget && !lonely) continue
    chosen.push(index)
    covered += length + WIDEST_GAP
    held += value
  }
  return joinNeighbours(
    original,
    words,
    evidence,
    chosen.sort((a, b) => a - b),
  )
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_SPANS)
    .map((span) => ({ ...span, weight: span.weight / total }))
}

/** Chosen words next to each other become one span; its weight is the sum of theirs. */
function joinNeighbours(
  original: string,
  words: readonly Word[],
  evidence: readonly number[],
  chosen: readonly number[],
): (Span & { weight: number })[] {
  const spans: (Span & { weight: number; last: number })[] = []
  for (const index of chosen) {
    const word = words[index]
    if (!word) continue
    const before = spans.at(-1)
    const weight = evidence[index] ?? 0
    if (before?.last === index - 1 && isSmallGap(original.slice(before.end, word.original.start))) {
      before.end = word.original.end
      before.last = index
      before.weight += weight
    } else {
      spans.push({ ...word.original, weight, last: index })
    }
  }
  return spans.map(({ start, end, weight }) => ({ start, end, weight }))
}

const isSmallGap = (between: string) => between.length <= WIDEST_GAP && !between.includes('\n')
