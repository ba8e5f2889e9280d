import { appendFileSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDesk } from '../../src/compose.ts'
import { ConfigError, readConfig } from '../../src/config.ts'

describe('playbooks that are not as they should be', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'deljoo-playbooks-'))
    cpSync('prompts', join(folder, 'prompts'), { recursive: true })
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it.each<[string, () => void, RegExp]>([
    [
      'a file that is no YAML',
      () => appendFileSync(join(folder, 'prompts/playbooks/billing.yaml'), '\n  - : [\n'),
      /^prompts\/playbooks\/billing\.yaml:\d+/,
    ],
    [
      'an unknown setting',
      () => appendFileSync(join(folder, 'prompts/brand.yaml'), '\nslogan: We care\n'),
      /^prompts\/brand\.yaml/,
    ],
    [
      'no file at all',
      () => rmSync(join(folder, 'prompts/playbooks'), { recursive: true }),
      /^prompts\/playbooks/,
    ],
  ])('%s stops the start with one line, and nothing is opened', async (_, spoil, line) => {
    spoil()
    const database = join(folder, 'data', 'deljoo.db')
    const config = readConfig({ DATABASE_URL: `file:${database}` })
    const error = await openDesk(config, pino({ enabled: false }), folder).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(ConfigError)
    expect(error.message).toMatch(line)
    expect(error.message.split('\n')).toHaveLength(1)
    expect(existsSync(database)).toBe(false)
  })
})
