import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const pages = ['README.md', 'models/README.md', ...globSync('{docs,bench,prompts}/**/*.md')].filter((page) =>
  existsSync(page),
)

/** Paths in backticks that start with one of our top folders, and relative Markdown links. */
function pathsIn(page: string): string[] {
  const text = readFileSync(page, 'utf8')
  const quoted = [...text.matchAll(/`((?:src|test|docs|bench|models|prompts|\.ci)\/[\w./-]*)`/g)].map(
    (m) => m[1] as string,
  )
  const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((m) =>
    join(dirname(page), m[1] as string),
  )
  return [...quoted, ...linked]
}

describe('documentation', () => {
  it.each(pages)('%s names only paths that exist', (page) => {
    for (const path of pathsIn(page)) expect(existsSync(path), `${page} names ${path}`).toBe(true)
  })

  it('docs/operations.md lists every setting and no other', () => {
    const settings = [...readFileSync('src/config.ts', 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(
      (m) => m[1],
    )
    const listed = [...readFileSync('docs/operations.md', 'utf8').matchAll(/^\| `([A-Z][A-Z_]+)`/gm)].map(
      (m) => m[1],
    )
    expect(settings.length).toBeGreaterThan(15)
    expect(listed.sort()).toEqual(settings.sort())
  })
})
