/** The model alone, in this thread: how long one text of 8, 32 and 128 tokens takes, and how many a core does. */
import { loadManifest, modelDirectory } from '../src/adapters/classifier/load-manifest.ts'
import { loadTextModel, type TextModel } from '../src/adapters/classifier/text-model.ts'
import { textModelSource } from '../src/adapters/classifier/text-model-source.ts'
import { alignTokens } from '../src/adapters/classifier/token-offsets.ts'
import { normalise } from '../src/domain/text/normalise.ts'
import { type Latency, latencyOf, table } from './statistics.ts'
import { benchTexts } from './texts.ts'

export const TOKEN_COUNTS = [8, 32, 128]
const TEXTS_PER_COUNT = 60
const MIXED_TEXTS = 900

export type ModelBenchResult = {
  model: string
  loadMs: number
  lengths: (Latency & { tokens: number })[]
  mixed: Latency & { meanTokens: number; messagesPerSecondPerCore: number }
}

export async function measureModel(options: { model: string; seconds: number }): Promise<ModelBenchResult> {
  const directory = modelDirectory(options.model)
  const loaded = await loadManifest(directory)
  if (!loaded.ok) throw new Error(loaded.problem)
  const start = performance.now()
  const model = await loadTextModel(textModelSource(directory, loaded.manifest))
  const loadMs = performance.now() - start
  const mixed = benchTexts(MIXED_TEXTS).map((text) => normalise(text).text)

  const lengths: ModelBenchResult['lengths'] = []
  for (const tokens of TOKEN_COUNTS) {
    const latencies = await timeEach(model, textsOfLength(model, mixed, tokens), options.seconds)
    lengths.push({ tokens, ...latencyOf(latencies) })
  }
  const latencies = await timeEach(model, mixed, options.seconds)
  await model.close()
  return {
    model: `${loaded.manifest.name}@${loaded.manifest.version}`,
    loadMs,
    lengths,
    mixed: {
      ...latencyOf(latencies),
      meanTokens: mixed.reduce((sum, text) => sum + model.tokenise(text).length, 0) / mixed.length,
      messagesPerSecondPerCore: (1_000 * latencies.length) / latencies.reduce((sum, ms) => sum + ms, 0),
    },
  }
}

/** Milliseconds of each run, tokenising included, over and over for this long after half a second of warming up. */
async function timeEach(model: TextModel, texts: readonly string[], seconds: number): Promise<number[]> {
  const latencies: number[] = []
  const countFrom = performance.now() + 500
  const end = countFrom + seconds * 1_000
  for (let index = 0, now = performance.now(); now < end; index += 1) {
    await model.run(texts[index % texts.length] ?? '', false)
    const after = performance.now()
    if (now >= countFrom) latencies.push(after - now)
    now = after
  }
  return latencies
}

/** Texts of exactly so many tokens, cut from the given ones put end to end. */
function textsOfLength(model: TextModel, texts: readonly string[], tokens: number): string[] {
  const found: string[] = []
  for (let index = 0; found.length < TEXTS_PER_COUNT; index += 1) {
    const long = [...texts.slice(index % texts.length), ...texts].slice(0, tokens).join(' ')
    const end = alignTokens(model.tokenise(long), long)[tokens - 1]?.end
    const text = long.slice(0, end)
    // A cut inside a word may tokenise differently; such a text is left out.
    if (model.tokenise(text).length === tokens) found.push(text)
  }
  return found
}

/** The table for a person. */
export function showModel({ model, loadMs, lengths, mixed }: ModelBenchResult): string {
  return [
    `${model}, one thread, loaded in ${Math.round(loadMs)} ms`,
    table([
      ['', 'p50 ms', 'p99 ms'],
      ...lengths.map(({ tokens, p50, p99 }) => [`${tokens} tokens`, p50.toFixed(2), p99.toFixed(2)]),
      [
        `mixed, ${Math.round(mixed.meanTokens)} tokens on average`,
        mixed.p50.toFixed(2),
        mixed.p99.toFixed(2),
      ],
    ]),
    `${Math.round(mixed.messagesPerSecondPerCore)} mixed messages a second on one core`,
  ].join('\n')
}
