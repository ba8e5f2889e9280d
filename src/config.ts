/**
 * Every setting of the service, read once from the environment. An absent feature is `null`.
 * `docs/operations.md` explains each; a test compares the two lists.
 */
import { z } from 'zod'
import { parseBusinessHours } from './domain/desk/opening-hours.ts'
import type { DeskRules } from './domain/desk-rules.ts'

const integer = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback)

const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false', '1', '0'])
    .transform((value) => value === 'true' || value === '1')
    .default(fallback)

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: integer(8787, 0, 65_535),
  DATABASE_URL: z
    .string()
    .regex(/^file:.+/, 'must look like file:data/deljoo.db')
    .default('file:data/deljoo.db'),
  DELJOO_ADMIN_KEY: z.string().min(16, 'must have at least 16 characters').optional(),
  DELJOO_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DELJOO_SESSION_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  DELJOO_SESSION_DAYS: integer(7, 1, 90),
  DELJOO_MODEL: z.string().min(1).default('triage-fa-ar-en'),
  DELJOO_MODEL_WORKERS: integer(0, 0, 64),
  DELJOO_QUEUE_PER_WORKER: integer(64, 1, 10_000),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: z.url().optional(),
  DELJOO_LLM_MODEL: z.string().min(1).optional(),
  DELJOO_LLM_TIMEOUT_MS: integer(8_000, 100, 120_000),
  DELJOO_LLM_MAX_RETRIES: integer(1, 0, 5),
  DELJOO_LLM_DAILY_BUDGET_USD: z.coerce.number().min(0).default(5),
  DELJOO_LLM_INPUT_USD_PER_MILLION_TOKENS: z.coerce.number().min(0).default(0.15),
  DELJOO_LLM_OUTPUT_USD_PER_MILLION_TOKENS: z.coerce.number().min(0).default(0.6),
  DELJOO_URGENCY_CONFIDENCE: z.coerce.number().min(0).max(1).optional(),
  DELJOO_SENTIMENT_CONFIDENCE: z.coerce.number().min(0).max(1).optional(),
  DELJOO_TIME_ZONE: z.string().default('Asia/Tehran'),
  DELJOO_BUSINESS_HOURS: z.string().default('sat-wed 09:00-18:00; thu 09:00-13:00'),
  DELJOO_HOLIDAYS: z.string().default(''),
  DELJOO_BURST_SECONDS: integer(120, 0, 3_600),
  DELJOO_PHONE_COUNTRY_CODE: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'must be a calling code such as 98')
    .default('98'),
  DELJOO_RATE_LIMIT_PER_MINUTE: integer(240_000, 1, 10_000_000),
  DELJOO_EVENT_STREAMS: integer(10_000, 1, 1_000_000),
  DELJOO_EVENT_STREAMS_PER_KEY: integer(1_000, 1, 1_000_000),
  DELJOO_EVENT_RETENTION_DAYS: integer(90, 1, 36_500),
  DELJOO_BODY_LIMIT_BYTES: integer(4_194_304, 1_024, 268_435_456),
  DELJOO_SHUTDOWN_TIMEOUT_MS: integer(10_000, 0, 120_000),
  DELJOO_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  DELJOO_METRICS_PUBLIC: flag(true),
})

export type Config = ReturnType<typeof readConfig>

/** Thrown for a wrong setting; the message is the one line to print. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/**
 * Reads the settings. An empty value counts as absent.
 * @throws {ConfigError} naming the first wrong setting and what would be right (never its value, which may be secret)
 */
export function readConfig(env: Record<string, string | undefined>) {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new ConfigError(`Setting ${issue?.path.join('.')}: ${issue?.message}`)
  }
  const e = parsed.data
  return {
    server: {
      host: e.HOST,
      port: e.PORT,
      bodyLimitBytes: e.DELJOO_BODY_LIMIT_BYTES,
      rateLimitPerMinute: e.DELJOO_RATE_LIMIT_PER_MINUTE,
      shutdownTimeoutMs: e.DELJOO_SHUTDOWN_TIMEOUT_MS,
      metricsPublic: e.DELJOO_METRICS_PUBLIC,
      eventStreams: e.DELJOO_EVENT_STREAMS,
      eventStreamsPerKey: e.DELJOO_EVENT_STREAMS_PER_KEY,
    },
    eventRetentionDays: e.DELJOO_EVENT_RETENTION_DAYS,
    logLevel: e.DELJOO_LOG_LEVEL,
    databaseFile: e.DATABASE_URL.slice('file:'.length),
    adminKey: e.DELJOO_ADMIN_KEY ?? null,
    /** Where people reach the service. */
    publicUrl: e.DELJOO_PUBLIC_URL ?? null,
    sessions: { secret: e.DELJOO_SESSION_SECRET ?? null, days: e.DELJOO_SESSION_DAYS },
    model: {
      name: e.DELJOO_MODEL,
      /** 0: one per processor core. */
      workers: e.DELJOO_MODEL_WORKERS,
      queuePerWorker: e.DELJOO_QUEUE_PER_WORKER,
    },
    llm:
      e.OPENAI_API_KEY || e.OPENAI_BASE_URL
        ? {
            apiKey: e.OPENAI_API_KEY ?? 'none',
            baseUrl: e.OPENAI_BASE_URL ?? null,
            model: e.DELJOO_LLM_MODEL ?? 'gpt-5-mini',
            timeoutMs: e.DELJOO_LLM_TIMEOUT_MS,
            maxRetries: e.DELJOO_LLM_MAX_RETRIES,
            dailyBudgetUsd: e.DELJOO_LLM_DAILY_BUDGET_USD,
            inputUsdPerMillionTokens: e.DELJOO_LLM_INPUT_USD_PER_MILLION_TOKENS,
            outputUsdPerMillionTokens: e.DELJOO_LLM_OUTPUT_USD_PER_MILLION_TOKENS,
          }
        : null,
    policy: {
      urgencyConfidence: e.DELJOO_URGENCY_CONFIDENCE ?? null,
      sentimentConfidence: e.DELJOO_SENTIMENT_CONFIDENCE ?? null,
    },
    rules: deskRules(e),
  }
}

function deskRules(e: z.output<typeof environment>): DeskRules {
  const parsed = parseBusinessHours({
    hours: e.DELJOO_BUSINESS_HOURS,
    timeZone: e.DELJOO_TIME_ZONE,
    holidays: e.DELJOO_HOLIDAYS,
  })
  if (!parsed.ok) throw new ConfigError(`Settings of the business hours: ${parsed.problem}`)
  return {
    hours: parsed.hours,
    burstSeconds: e.DELJOO_BURST_SECONDS,
    phoneCountryCode: e.DELJOO_PHONE_COUNTRY_CODE,
  }
}
