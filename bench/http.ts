/** What the service adds to its model: HTTP beside the raw model and beside a bare route, in the same run. */
import { availableParallelism } from 'node:os'
import { loadManifest, modelDirectory } from '../src/adapters/classifier/load-manifest.ts'
import { type TextModelSource, textModelSource } from '../src/adapters/classifier/text-model-source.ts'
import { normalise } from '../src/domain/text/normalise.ts'
import { startBareRoute, startService } from './child-server.ts'
import { type LoadFigures, loadClassify } from './load.ts'
import { startRawModel } from './raw-model.ts'
import { type Latency, latencyOf, median, medianLatency, medianOfKnown, table } from './statistics.ts'
import { benchTexts } from './texts.ts'

export const CONNECTIONS = [1, 16, 64]
const TEXTS = 900

export type HttpBenchOptions = { model: string; workers: number; seconds: number; rounds: number }

type Round = {
  rawOneThread: Latency & { messagesPerSecond: number }
  raw: { messagesPerSecond: number; cpuMs: number }
  service: LoadFigures[]
  bare: LoadFigures[]
}

export type HttpBenchResult = Awaited<ReturnType<typeof measureHttp>>

/**
 * Runs every measurement once a round, one after the other, and gives the median of the rounds:
 * a machine's speed drifts, and ratios within a round are truer than figures of different minutes.
 */
export async function measureHttp(options: HttpBenchOptions) {
  const directory = modelDirectory(options.model)
  const loaded = await loadManifest(directory)
  if (!loaded.ok) throw new Error(loaded.problem)
  const { manifest } = loaded
  const workers = options.workers || availableParallelism()
  const rounds = await measureRounds({ ...options, workers }, textModelSource(directory, manifest))
  const service = summary(rounds, 'service')
  const middle = (pick: (round: Round) => number) => median(rounds.map(pick))
  return {
    model: `${manifest.name}@${manifest.version}`,
    workers,
    seconds: options.seconds,
    rounds: options.rounds,
    raw: {
      oneThread: {
        ...medianLatency(rounds.map((round) => round.rawOneThread)),
        messagesPerSecond: middle((round) => round.rawOneThread.messagesPerSecond),
      },
      allThreads: {
        messagesPerSecond: middle((round) => round.raw.messagesPerSecond),
        cpuMs: middle((round) => round.raw.cpuMs),
      },
    },
    service,
    bare: summary(rounds, 'bare'),
    addedLatencyP50Ms: middle((round) => (round.service[0]?.p50 ?? Number.NaN) - round.rawOneThread.p50),
    ratioAtBest: Math.max(...service.map(({ ofRaw }) => ofRaw)),
  }
}

async function measureRounds(options: HttpBenchOptions, source: TextModelSource): Promise<Round[]> {
  const durationMs = options.seconds * 1_000
  const texts = benchTexts(TEXTS)
  const normalised = texts.map((text) => normalise(text).text)
  const open: { stop(): Promise<void> }[] = []
  const opened = async <Part extends { stop(): Promise<void> }>(starting: Promise<Part>): Promise<Part> => {
    const part = await starting
    open.push(part)
    return part
  }
  try {
    const service = await opened(
      startService({
        DELJOO_MODEL: options.model,
        DELJOO_MODEL_WORKERS: String(options.workers),
        // Each of 64 connections shall find a place; by default what exceeds 16 for a worker is told to come later.
        DELJOO_QUEUE_PER_WORKER: '64',
      }),
    )
    const bare = await opened(startBareRoute())
    const oneThread = await opened(startRawModel(source, normalised, 1))
    const allThreads = await opened(startRawModel(source, normalised, options.workers))
    await loadClassify(service, texts, 16, 1_000)

    const rounds: Round[] = []
    for (let round = 0; round < options.rounds; round += 1) {
      const { latenciesMs, messagesPerSecond } = await oneThread.run(durationMs)
      const figures: Round = {
        rawOneThread: { ...latencyOf(latenciesMs), messagesPerSecond },
        raw: await allThreads.run(durationMs),
        service: [],
        bare: [],
      }
      for (const connections of CONNECTIONS) {
        figures.service.push(await loadClassify(service, texts, connections, durationMs))
        figures.bare.push(await loadClassify(bare, texts, connections, durationMs / 2))
      }
      rounds.push(figures)
    }
    return rounds
  } finally {
    await Promise.all(open.map((part) => part.stop()))
  }
}

function summary(rounds: readonly Round[], side: 'service' | 'bare') {
  return CONNECTIONS.map((connections, index) => {
    const all = rounds.flatMap((round) => round[side][index] ?? [])
    const ofRaw = rounds.map(
      (round) => (round[side][index]?.messagesPerSecond ?? Number.NaN) / round.raw.messagesPerSecond,
    )
    return {
      connections,
      ...medianLatency(all),
      messagesPerSecond: median(all.map((figures) => figures.messagesPerSecond)),
      failures: all.reduce((sum, figures) => sum + figures.failures, 0),
      serverCpuMs: medianOfKnown(all.map((figures) => figures.serverCpuMs)),
      serverMainCpuMs: medianOfKnown(all.map((figures) => figures.serverMainCpuMs)),
      clientCpuMs: medianOfKnown(all.map((figures) => figures.clientCpuMs)),
      ofRaw: median(ofRaw),
    }
  })
}

/** The table for a person. */
export function showHttp(result: HttpBenchResult): string {
  const ms = (value: number) => value.toFixed(2)
  const perSecond = (value: number) => Math.round(value).toString()
  const percent = (value: number) => `${Math.round(100 * value)} %`
  const { raw } = result
  const rows = [
    ['', 'p50 ms', 'p99 ms', 'messages/s', 'of raw', 'CPU ms', 'main thread', 'failures'],
    [
      'raw model, 1 thread',
      ms(raw.oneThread.p50),
      ms(raw.oneThread.p99),
      perSecond(raw.oneThread.messagesPerSecond),
      percent(raw.oneThread.messagesPerSecond / raw.allThreads.messagesPerSecond),
      '',
      '',
      '',
    ],
    [
      `raw model, ${result.workers} threads`,
      '',
      '',
      perSecond(raw.allThreads.messagesPerSecond),
      '100 %',
      ms(raw.allThreads.cpuMs),
      '',
      '',
    ],
    ...(['service', 'bare'] as const).flatMap((side) =>
      result[side].map((figures) => [
        `${side === 'service' ? 'POST /v1/classify' : 'bare Hono route'}, ${figures.connections} connections`,
        ms(figures.p50),
        ms(figures.p99),
        perSecond(figures.messagesPerSecond),
        side === 'service' ? percent(figures.ofRaw) : '',
        figures.serverCpuMs === null ? '' : ms(figures.serverCpuMs),
        figures.serverMainCpuMs === null ? '' : ms(figures.serverMainCpuMs),
        String(figures.failures),
      ]),
    ),
  ]
  return [
    `${result.model}, ${result.workers} workers, median of ${result.rounds} rounds of ${result.seconds} s`,
    table(rows),
    `Added latency, p50 with one connection: ${ms(result.addedLatencyP50Ms)} ms (target: under 1.5)`,
    `Throughput over HTTP: ${percent(result.ratioAtBest)} of the raw model at best (target: at least 85 %)`,
  ].join('\n')
}
