/** A long stream through `/v1/classify/batch`: how fast, and whether the server's memory stays flat. */
import { request } from 'node:http'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type ChildServer, startService } from './child-server.ts'
import { table } from './statistics.ts'
import { benchTexts } from './texts.ts'

const SAMPLE_MS = 250

export type NdjsonBenchResult = {
  lines: number
  answers: number
  problems: number
  seconds: number
  messagesPerSecond: number
  /** Of the server, in the course of the stream; empty where the system does not tell. */
  residentMiB: { atSecond: number; mebibytes: number }[]
}

export async function measureNdjson(options: {
  model: string
  workers: number
  lines: number
}): Promise<NdjsonBenchResult> {
  const service = await startService({
    DELJOO_MODEL: options.model,
    DELJOO_MODEL_WORKERS: String(options.workers),
  })
  try {
    // A service at work: what is loaded or compiled on first use is not the stream's memory.
    await stream(service, 1_000, () => {})
    const residentMiB: NdjsonBenchResult['residentMiB'] = []
    const start = performance.now()
    const secondsNow = () => (performance.now() - start) / 1_000
    const sampler = setInterval(async () => {
      const atSecond = secondsNow()
      const mebibytes = await service.residentMiB()
      if (mebibytes !== null) residentMiB.push({ atSecond, mebibytes })
    }, SAMPLE_MS)
    let answers = 0
    let problems = 0
    await stream(service, options.lines, (line) => {
      if ('sentiment' in (JSON.parse(line) as object)) answers += 1
      else problems += 1
    })
    clearInterval(sampler)
    const seconds = secondsNow()
    return {
      lines: options.lines,
      answers,
      problems,
      seconds,
      messagesPerSecond: answers / seconds,
      residentMiB,
    }
  } finally {
    await service.stop()
  }
}

/** Writes lines as fast as the server takes them and hands over each line of the answer. */
async function stream(service: ChildServer, lines: number, onLine: (line: string) => void): Promise<void> {
  const texts = benchTexts(900)
  const sent = request(`${service.url}/v1/classify/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${service.key}` },
  })
  const received = new Promise<void>((resolve, reject) => {
    sent.once('error', reject)
    sent.once('response', async (response) => {
      for await (const line of createInterface({ input: response, crlfDelay: Number.POSITIVE_INFINITY }))
        onLine(line)
      resolve()
    })
  })
  function* body() {
    for (let line = 0; line < lines; line += 1)
      yield `${JSON.stringify({ id: String(line), text: texts[line % texts.length] })}\n`
  }
  await Promise.all([pipeline(Readable.from(body()), sent), received])
}

/** The table for a person. */
export function showNdjson(result: NdjsonBenchResult): string {
  const { residentMiB: samples } = result
  const quarter = (part: number) =>
    samples.slice(Math.floor((part * samples.length) / 4), Math.ceil(((part + 1) * samples.length) / 4))
  const peak = (of: typeof samples) => Math.max(...of.map(({ mebibytes }) => mebibytes))
  return [
    `${result.lines} lines of NDJSON in ${result.seconds.toFixed(1)} s: ${Math.round(result.messagesPerSecond)} messages/s, ${result.problems} problems`,
    samples.length === 0
      ? 'The memory of the server is not measured on this system'
      : table([
          ['server memory in the', '1st quarter', '2nd', '3rd', '4th'],
          ['peak MiB', ...[0, 1, 2, 3].map((part) => peak(quarter(part)).toFixed(0))],
        ]),
  ].join('\n')
}
