import { describe, expect, it } from 'vitest'
import { createLogger, createRequestLog } from '../../../src/adapters/observability/logger.ts'

function collect(level: Parameters<typeof createLogger>[0]) {
  const lines: string[] = []
  const logger = createLogger(level, { write: (line) => void lines.push(line) })
  return { logger, lines }
}

describe('the log', () => {
  it('is one JSON line an event, with level and time as words', () => {
    const { logger, lines } = collect('info')
    createRequestLog(logger).request('info', { route: '/v1/classify', status: 200, timings: { read_ms: 1 } })
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] as string)).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      route: '/v1/classify',
      status: 200,
      timings: { read_ms: 1 },
      msg: 'request',
    })
  })

  it('keeps the words out of errors and out of fields that should not be there', () => {
    const { logger, lines } = collect('info')
    const event = { text: 'شماره کارتم', authorization: 'Bearer dlj_x', timings: {} }
    createRequestLog(logger).request('error', event, new Error('شماره کارتم'))
    expect(lines.join('')).not.toMatch(/کارتم|dlj_x/)
    expect(JSON.parse(lines[0] as string).err.name).toBe('Error')
  })

  it('says nothing below its level', () => {
    const { logger, lines } = collect('warn')
    createRequestLog(logger).request('info', { timings: {} })
    createRequestLog(logger).request('warn', { timings: {} })
    expect(lines).toHaveLength(1)
  })
})
