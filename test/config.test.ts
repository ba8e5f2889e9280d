import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'

describe('settings', () => {
  it('an empty environment gives the documented defaults, with absent features as null', () => {
    const config = readConfig({})
    expect(config.server).toMatchObject({ host: '127.0.0.1', port: 8787 })
    expect(config.databaseFile).toBe('data/deljoo.db')
    expect(config.llm).toBeNull()
    expect(config.adminKey).toBeNull()
    expect(config.rules.hours.time_zone).toBe('Asia/Tehran')
    // Friday is closed.
    expect(config.rules.hours.week[5]).toEqual([])
  })

  it('an empty value counts as absent', () => {
    expect(readConfig({ PORT: '', OPENAI_API_KEY: '' })).toEqual(readConfig({}))
  })

  it.each([{ OPENAI_API_KEY: 'sk-test' }, { OPENAI_BASE_URL: 'http://127.0.0.1:9999/v1' }])(
    'a second opinion needs a key or a server: %j',
    (env) => {
      expect(readConfig(env).llm).toMatchObject({ timeoutMs: 8_000, maxRetries: 1 })
    },
  )

  it.each([
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['DATABASE_URL', 'postgres://secret@host/db'],
    ['DELJOO_ADMIN_KEY', 'short-secret'],
    ['OPENAI_BASE_URL', 'not a url'],
    ['DELJOO_TIME_ZONE', 'Tehran'],
    ['DELJOO_BUSINESS_HOURS', 'someday 9-5'],
    ['DELJOO_HOLIDAYS', '1405/01/01'],
    ['DELJOO_LLM_DAILY_BUDGET_USD', '-1'],
    ['DELJOO_LOG_LEVEL', 'loud'],
    ['DELJOO_METRICS_PUBLIC', 'maybe'],
  ])('%s=%s stops the start with one line', (name, value) => {
    let message = ''
    try {
      readConfig({ [name]: value })
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError)
      message = (error as Error).message
    }
    expect(message).toMatch(/^Settings? /)
    expect(message.split('\n')).toHaveLength(1)
    expect(message).not.toContain('secret')
  })
})
