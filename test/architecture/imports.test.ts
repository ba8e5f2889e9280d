import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

/**
 * The import rules of docs/architecture.md. A room is a folder of `src`; `uses` names the rooms it may import
 * from, `packages` the packages. What is not named is refused.
 */
const ROOMS: Record<string, { uses: string[]; packages: RegExp }> = {
  'src/domain/': {
    uses: ['src/domain/'],
    packages: /^(zod|eld(\/extrasmall)?)$/,
  },
  'src/actions/': { uses: ['src/actions/', 'src/domain/'], packages: /^zod$/ },
  'src/adapters/': { uses: ['src/domain/', 'src/actions/'], packages: /.*/ },
  'src/ui/': {
    uses: ['src/ui/', 'src/domain/'],
    packages: /^(hono\/jsx(\/dom)?|zod|tinykeys|d3-(scale|shape))$/,
  },
  'src/http/': {
    uses: ['src/http/', 'src/actions/', 'src/domain/', 'src/ui/'],
    packages: /^(hono|@hono\/.*|zod|hono-rate-limiter|node:.*)/,
  },
  'src/cli/': { uses: ['src/'], packages: /.*/ },
}
const EDGE_FILES = ['src/config.ts', 'src/app.ts']

const files = globSync('src/**/*.{ts,tsx}').map((file) => file.replaceAll('\\', '/'))

function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8')
  return [
    ...source.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'"]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)/g),
  ].map((match) => (match[1] ?? match[2]) as string)
}

function resolve(file: string, target: string): string {
  return target.startsWith('.') ? normalize(join(dirname(file), target)).replaceAll('\\', '/') : target
}

/** The adapter a file belongs to: `src/adapters/store/…` → `src/adapters/store/`. */
const adapterOf = (file: string) => file.split('/').slice(0, 3).join('/')

describe('imports point inward', () => {
  it('finds the source files', () => {
    expect(files.length).toBeGreaterThan(10)
  })

  it.each(files)('%s', (file) => {
    const room = Object.keys(ROOMS).find((prefix) => file.startsWith(prefix))
    if (!room) return
    const rules = ROOMS[room] as { uses: string[]; packages: RegExp }
    for (const target of importsOf(file)) {
      const resolved = resolve(file, target)
      if (resolved.startsWith('src/')) {
        if (room === 'src/adapters/' && resolved.startsWith('src/adapters/')) {
          expect(adapterOf(resolved), `${file} reaches into another adapter`).toBe(adapterOf(file))
          continue
        }
        if (EDGE_FILES.includes(resolved) && room === 'src/http/') continue
        expect(
          rules.uses.some((prefix) => resolved.startsWith(prefix)),
          `${file} imports ${resolved}`,
        ).toBe(true)
      } else if (!target.startsWith('.')) {
        expect(target, `${file} imports the package ${target}`).toMatch(rules.packages)
      }
    }
  })

  it('nobody imports an entry file', () => {
    for (const file of files)
      for (const target of importsOf(file))
        expect(resolve(file, target), file).not.toMatch(/^src\/(node|worker|cli)\.ts$/)
  })

  it('nothing that a Worker loads needs Node', () => {
    const reached = new Set(['src/worker.ts'])
    for (const file of reached)
      for (const target of importsOf(file)) {
        const resolved = resolve(file, target)
        if (/^src\/.*\.tsx?$/.test(resolved)) reached.add(resolved)
        else
          expect(target, file).not.toMatch(
            /^(node:|better-sqlite3|drizzle-orm|pino|prom-client|@hono\/node-server|@xenova)/,
          )
      }
    expect(reached.has('src/http/routes/classify.ts')).toBe(true)
    expect([...reached].filter((file) => file.endsWith('.tsx'))).toEqual([])
  })
})
