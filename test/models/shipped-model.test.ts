/** The shipped model files: whole, the same in JavaScript as in Python, and faithful in their reasons. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AutoModel, AutoTokenizer, env, Tensor } from '@xenova/transformers'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  HEADS,
  LANGUAGES,
  type Language,
  MULTI_HEADS,
  type MultiHead,
  SINGLE_HEADS,
  type SingleHead,
} from '../../src/domain/labels.ts'
import { NORMALISER_VERSION, normalise } from '../../src/domain/text/normalise.ts'

const MODELS = join(import.meta.dirname, '../../models')
const NAME = 'triage-fa-ar-en'
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
const manifest = read(join(MODELS, NAME, 'manifest.json'))
const answers: { text: string; ids: number[]; logits?: number[] }[] = read(
  join(import.meta.dirname, 'python-answers.json'),
)
const EDGE_FILE_LIMIT_BYTES = 24 * 1024 * 1024

type Outputs = { logits: Float32Array; contributions: Float32Array }
let encode: (normalised: string) => number[]
let run: (ids: number[]) => Promise<Outputs>

beforeAll(async () => {
  env.allowRemoteModels = false
  env.localModelPath = MODELS
  const tokenizer = await AutoTokenizer.from_pretrained(NAME)
  const model = await AutoModel.from_pretrained(NAME, { dtype: 'q8' })
  encode = (normalised) => tokenizer.encode(normalised, { add_special_tokens: false })
  run = async (ids) => {
    const tensor = (fill: (index: number) => bigint) =>
      new Tensor(
        'int64',
        BigInt64Array.from(ids, (_, index) => fill(index)),
        [1, ids.length],
      )
    const outputs = await model({
      input_ids: tensor((i) => BigInt(ids[i] ?? 0)),
      attention_mask: tensor(() => 1n),
    })
    return { logits: outputs.logits.data, contributions: outputs.contributions.data }
  }
}, 60_000)

describe('the folder', () => {
  it.each(Object.entries(manifest.files as Record<string, { sha256: string; bytes: number }>))(
    'holds %s as the manifest says',
    (name, expected) => {
      const bytes = readFileSync(join(MODELS, NAME, name))
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(expected.sha256)
      expect(bytes.length).toBe(expected.bytes)
      expect(bytes.length).toBeLessThanOrEqual(EDGE_FILE_LIMIT_BYTES)
    },
  )

  it('speaks the vocabulary of the service in its order', () => {
    const heads = manifest.heads.map((head: { name: string; labels: string[] }) => [head.name, head.labels])
    expect(Object.fromEntries(heads)).toEqual(HEADS)
    let offset = 0
    for (const head of manifest.heads) {
      expect(head.offset).toBe(offset)
      offset += head.labels.length
    }
    expect(manifest.bias).toHaveLength(offset)
    expect(manifest.normaliser).toBe(NORMALISER_VERSION)
  })

  it('keeps at least 99 % of its labels when stored in eight bits', () => {
    for (const head of Object.keys(HEADS)) expect(manifest.parity[head], head).toBeGreaterThanOrEqual(0.99)
  })
})

describe('in JavaScript', () => {
  it('cuts every odd text into the same tokens as Python', () => {
    const different = answers.filter((each) => {
      const ids = encode(normalise(each.text).text)
      return JSON.stringify(ids) !== JSON.stringify(each.ids)
    })
    expect(different).toEqual([])
    expect(answers.length).toBeGreaterThan(300)
  })

  it('gives the logits that Python gave', async () => {
    const scored = answers.filter((each) => each.logits)
    expect(scored.length).toBeGreaterThanOrEqual(12)
    for (const each of scored) {
      const { logits } = await run(each.ids)
      const worst = Math.max(
        ...[...logits].map((value, i) => Math.abs(value - (each.logits?.[i] ?? Number.NaN))),
      )
      expect(worst, each.text).toBeLessThanOrEqual(1e-3)
    }
  })

  it('explains each logit completely: shares of the tokens and the bias sum to it', async () => {
    for (const each of answers.filter((one) => one.ids.length > 0).slice(0, 60)) {
      const { logits, contributions } = await run(each.ids.slice(0, manifest.max_tokens))
      const width = logits.length
      for (let label = 0; label < width; label++) {
        let sum: number = manifest.bias[label]
        for (let at = label; at < contributions.length; at += width) sum += contributions[at] ?? Number.NaN
        expect(Math.abs(sum - (logits[label] ?? Number.NaN)), each.text).toBeLessThan(1e-3)
      }
    }
  })
})

/** Calibrated probabilities as the manifest describes them. */
function probabilities(logits: Float32Array, head: keyof typeof HEADS, language: Language): number[] {
  const { offset, kind, labels } = manifest.heads.find((one: { name: string }) => one.name === head)
  const { temperature, bias } = manifest.calibration[head][language] ?? manifest.calibration[head].default
  const scaled = labels.map(
    (_: string, i: number) => (logits[offset + i] ?? Number.NaN) / temperature + bias[i],
  )
  if (kind === 'multi') return scaled.map((value: number) => 1 / (1 + Math.exp(-value)))
  const powers = scaled.map((value: number) => Math.exp(value - Math.max(...scaled)))
  const total = powers.reduce((sum: number, value: number) => sum + value, 0)
  return powers.map((value: number) => value / total)
}

type Golden = { lang: Language; text: string } & Record<SingleHead, { label: string; confidence: number }> &
  Record<MultiHead, string[]>

describe('golden answers', () => {
  it('cover each language at least twice', () => {
    for (const language of LANGUAGES) {
      expect(
        manifest.golden.filter((row: { lang: string }) => row.lang === language).length,
      ).toBeGreaterThanOrEqual(2)
    }
  })

  it.each(manifest.golden as Golden[])('are repeated: $lang $text', async (row) => {
    const { logits } = await run(encode(normalise(row.text).text))
    for (const head of SINGLE_HEADS) {
      const own = probabilities(logits, head, row.lang)
      const best = own.indexOf(Math.max(...own))
      expect(HEADS[head][best], head).toBe(row[head].label)
      expect(Math.abs((own[best] ?? 0) - row[head].confidence)).toBeLessThanOrEqual(0.02)
    }
    for (const head of MULTI_HEADS) {
      const chosen = probabilities(logits, head, row.lang)
        .map((value, i) => ({ value, label: HEADS[head][i] as string }))
        .filter(({ value, label }) => value >= manifest.label_thresholds[head][label])
      expect(chosen.map(({ label }) => label)).toEqual(row[head])
    }
  })
})
