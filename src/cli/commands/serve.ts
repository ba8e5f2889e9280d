/** `serve`: the service until it is told to stop. */
import { createLogger, createLogOutput } from '../../adapters/observability/logger.ts'
import { readConfig } from '../../config.ts'
import { loadDemo } from '../../demo/load-demo.ts'
import { startService } from '../../serve.ts'

export async function serve(options: { demo?: true }): Promise<void> {
  const config = readConfig(process.env)
  const output = createLogOutput()
  const logger = createLogger(config.logLevel, output.stream)
  // For the person who started it; the log beside it is for machines.
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const service = await startService(config, logger, async ({ dependencies }) => {
    if (!options.demo) return
    const { messages, seenBefore } = await loadDemo(dependencies)
    say(seenBefore ? 'The demo company is already there.' : `The demo company is in: ${messages} messages.`)
  })
  if (service.firstKey) say(`First admin key, shown only now: ${service.firstKey}`)
  if (service.firstLink) {
    const origin = config.publicUrl?.replace(/\/+$/, '') ?? service.address
    say(`Sign in for the first time, works once: ${origin}${service.firstLink}`)
  }
  for (const problem of service.problems) say(`Not ready: ${problem}`)
  say(`Deljoo listens on ${service.address} (API reference: ${service.address}/docs)`)

  await new Promise<void>((resolve) => {
    process.once('SIGTERM', () => resolve())
    process.once('SIGINT', () => resolve())
  })
  logger.info('stopping')
  await service.stop()
  logger.info('stopped')
  output.flush()
}
