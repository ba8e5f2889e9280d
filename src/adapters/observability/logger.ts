/** JSON lines by pino: one event per request, and what the service says of itself. */
import { type DestinationStream, destination, type Logger, pino } from 'pino'
import { safeError } from './safe-error.ts'

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'

/** Writing to standard output happens in the background, so that a slow reader of the log delays no request. */
export function createLogger(
  level: LogLevel,
  stream: DestinationStream = destination({ dest: 1, sync: false }),
): Logger {
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
