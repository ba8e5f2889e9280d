/**
 * How well the language of a text is told, on rows and pieces of rows that language_profile.py never trained on.
 *
 *     node bench/language.ts --data DATA
 *
 * DATA is the folder of the training data; prints a confusion table, accuracy by number of words, reliability, speed.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { detectLanguage } from '../src/domain/text/language.ts'
import { OTHER_LANGUAGE_EXAMPLES } from '../test/domain/text/other-language-examples.ts'

const CLASSES = ['fa', 'ar', 'en', 'fa-Latn', 'ar-Latn'] as const
type Class = (typeof CLASSES)[number]
type Sample = { truth: Class | 'other'; text: string }

const { values } = parseArgs({ options: { data: { type: 'string' } } })
if (!values.data || !existsSync(values.data))
  throw new Error('Say where the training data lies: --data FOLDER')
const data = values.data

let state = 20260801
const random = () => {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
  return state / 0x80000000
}
const heldOut = (text: string) => BigInt(`0x${createHash('sha256').update(text).digest('hex')}`) % 5n === 0n
const lines = (path: string) => {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text.split('\n').filter((line) => line.trim() !== '')
}
const letters = (text: string) => ({
  arabic: text.match(/[\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufefc]/g)?.length ?? 0,
  latin: text.match(/[A-Za-z]/g)?.length ?? 0,
})

function* rows(): Generator<Sample> {
  for (const name of readdirSync(join(data, 'service'))) {
    const language = name.slice(0, 2) as 'fa' | 'ar' | 'en'
    for (const line of lines(join(data, 'service', name))) {
      const { text } = JSON.parse(line) as { text: string }
      const { arabic, latin } = letters(text)
      if (language === 'en') yield { truth: 'en', text }
      else if (arabic >= 3 * latin && arabic > 0) yield { truth: language, text }
      else if (latin >= 3 * arabic && latin > 0 && name.includes('authored'))
        yield { truth: `${language}-Latn`, text }
    }
  }
  for (const line of lines(join(data, 'raw/fa-finglish-barghi.tsv.gz'))) {
    yield { truth: 'fa-Latn', text: line.split('\t')[0] ?? '' }
  }
  for (const line of lines(join(data, 'ar-tsac.train.jsonl.gz'))) {
    const { text } = JSON.parse(line) as { text: string }
    if ((text.match(/[a-z][2356789]|[2356789][a-z]/gi)?.length ?? 0) >= 2) yield { truth: 'ar-Latn', text }
  }
}

const kinds = {
  'whole messages': [0],
  'one word': [1],
  'two or three words': [2, 3],
  'four to eight words': [4, 6, 8],
}
const unseen = [...rows()].filter(({ text }) => /\p{L}/u.test(text) && heldOut(text))
const others = Object.values(OTHER_LANGUAGE_EXAMPLES)
  .flatMap((texts) => texts.filter((_, index) => index % 2 === 1))
  .map((text): Sample => ({ truth: 'other', text }))

const reliability: { confidence: number; right: boolean; script: string }[] = []
for (const [kind, sizes] of Object.entries(kinds)) {
  const table = new Map<string, number>()
  for (const sample of [...unseen, ...others]) {
    const words = sample.text.split(/\s+/).filter((word) => /\p{L}/u.test(word) && !/[@/]/.test(word))
    const size = sizes[Math.floor(random() * sizes.length)] ?? 0
    const start = Math.floor(random() * Math.max(1, words.length - size + 1))
    const text = size === 0 ? sample.text : words.slice(start, start + size).join(' ')
    if (text === '') continue
    const answer = detectLanguage(text)
    const told = answer.supported ? `${answer.label}${answer.romanised ? '-Latn' : ''}` : 'other'
    table.set(`${sample.truth} ${told}`, (table.get(`${sample.truth} ${told}`) ?? 0) + 1)
    if (sample.truth !== 'other') {
      reliability.push({ confidence: answer.confidence, right: told === sample.truth, script: answer.script })
    }
  }
  console.log(`\n${kind}: truth in rows, answer in columns`)
  const columns = [...CLASSES, 'other'] as const
  console.log(['', ...columns, 'right'].map((cell) => cell.padStart(9)).join(''))
  for (const truth of columns) {
    const counts = columns.map((told) => table.get(`${truth} ${told}`) ?? 0)
    const total = counts.reduce((sum, count) => sum + count, 0)
    const right = total === 0 ? 0 : (counts[columns.indexOf(truth)] ?? 0) / total
    console.log(
      [truth, ...counts, `${(100 * right).toFixed(1)} %`].map((cell) => `${cell}`.padStart(9)).join(''),
    )
  }
}

console.log('\nreliability over all kinds (fa, ar, en): confidence, accuracy, count')
for (const script of ['arabic', 'latin']) {
  const own = reliability.filter((entry) => entry.script === script)
  let gap = 0
  for (let low = 0.3; low < 1; low += 0.1) {
    const bin = own.filter(({ confidence }) => confidence >= low && confidence < low + 0.1)
    if (bin.length === 0) continue
    const confidence = bin.reduce((sum, entry) => sum + entry.confidence, 0) / bin.length
    const accuracy = bin.filter(({ right }) => right).length / bin.length
    gap += (Math.abs(confidence - accuracy) * bin.length) / own.length
    console.log(`${script.padStart(7)} ${confidence.toFixed(2)}  ${accuracy.toFixed(2)}  ${bin.length}`)
  }
  console.log(`${script.padStart(7)} expected calibration error ${gap.toFixed(3)}`)
}

const started = performance.now()
for (const { text } of unseen) detectLanguage(text)
console.log(
  `\n${(((performance.now() - started) * 1000) / unseen.length).toFixed(0)} µs a message, ${unseen.length} messages`,
)
