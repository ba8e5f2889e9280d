/** All measurements: `npm run bench`, or `node bench/index.ts model http ndjson --seconds 2 --rounds 7`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { measureHttp, showHttp } from './http.ts'
import { measureModel, showModel } from './model.ts'
import { measureNdjson, showNdjson } from './ndjson.ts'

export const MEASUREMENTS = ['model', 'http', 'ndjson'] as const
export type Measurement = (typeof MEASUREMENTS)[number]

export type BenchOptions = {
  measurements?: readonly Measurement[]
  /** A name under `models/` or a path. */
  model?: string
  /** 0: one per processor core. */
  workers?: number
  /** Length of each single measurement. */
  seconds?: number
  rounds?: number
  /** Of the NDJSON stream. */
  lines?: number
  /** Where the figures go as JSON, one file for each measurement; `null`: nowhere. */
  resultsFolder?: URL | null
  write?: (line: string) => void
}

/** Measures, tells each table as soon as it is there, and writes the figures to `bench/results/`. */
export async function runBench(options: BenchOptions = {}): Promise<void> {
  const {
    measurements = MEASUREMENTS,
    model = 'triage-fa-ar-en',
    workers = 0,
    seconds = 2,
    rounds = 7,
    lines = 10_000,
    resultsFolder = new URL('./results/', import.meta.url),
    write = console.log,
  } = options
  const machine = {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    node: process.version,
  }
  write(`${machine.processor}, ${machine.cores} cores, Node ${machine.node}`)

  const tell = (name: Measurement, result: object, shown: string) => {
    write(`\n${shown}`)
    if (resultsFolder === null) return
    mkdirSync(resultsFolder, { recursive: true })
    const figures = { measured_at: new Date().toISOString(), machine, ...result }
    writeFileSync(new URL(`${name}.json`, resultsFolder), `${JSON.stringify(figures, rounded, 2)}\n`)
  }
  if (measurements.includes('model')) {
    const result = await measureModel({ model, seconds })
    tell('model', result, showModel(result))
  }
  if (measurements.includes('http')) {
    const result = await measureHttp({ model, workers, seconds, rounds })
    tell('http', result, showHttp(result))
  }
  if (measurements.includes('ndjson')) {
    const result = await measureNdjson({ model, workers, lines })
    tell('ndjson', result, showNdjson(result))
  }
}

/** Three decimals are more than these figures are worth. */
const rounded = (_key: string, value: unknown) =>
  typeof value === 'number' ? Math.round(value * 1_000) / 1_000 : value

const isMeasurement = (word: string): word is Measurement => MEASUREMENTS.some((name) => name === word)

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      model: { type: 'string' },
      workers: { type: 'string' },
      seconds: { type: 'string' },
      rounds: { type: 'string' },
      lines: { type: 'string' },
    },
  })
  const numbers = Object.fromEntries(
    (['workers', 'seconds', 'rounds', 'lines'] as const)
      .filter((name) => values[name] !== undefined)
      .map((name) => [name, Number(values[name])]),
  )
  await runBench({
    ...numbers,
    ...(values.model === undefined ? {} : { model: values.model }),
    ...(positionals.length > 0 ? { measurements: positionals.filter(isMeasurement) } : {}),
  })
}
