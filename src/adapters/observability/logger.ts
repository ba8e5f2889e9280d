/** JSON lines by pino: one event per request, and what the service says of itself. */
import { type DestinationStream, destination, type Logger, pino } from 'pino'
import { safeError } from './safe-error.ts'

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'

/** The longest a line waits before it is written. */
const FLUSH_MS = 250

/**
 * Standard output, written in the background and in portions: a write per request costs more than the rest of
 * the request's path together, and a slow reader of the log must delay nobody. `flush` before leaving.
 */
export function createLogOutput() {
  const output = destination({ dest: 1, sync: false, minLength: 8_192 })
  const timer = setInterval(() => output.flush(), FLUSH_MS)
  timer.unref()
  return {
    stream: output,
    flush() {
      clearInterval(timer)
      output.flushSync()
    },
  }
}

export function createLogger(level: LogLevel, stream: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error: unknown) => safeError(error) },
      // A field by one of these names is a mistake; it stays one without a leak.
      redact: { paths: ['text', 'body', 'authorization', 'key', 'headers', 'query'], censor: '[redacted]' },
    },
    stream,
  )
}

/** The port `RequestLog` of the HTTP layer. */
export function createRequestLog(logger: Logger) {
  return {
    request(level: 'info' | 'warn' | 'error', event: object, error?: unknown): void {
      logger[level](error === undefined ? event : { ...event, err: error }, 'request')
    },
  }
}
