/** A folder of Markdown files with front matter, as articles. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { ArticleFile } from '../actions/import-articles.ts'
import { UserError } from './user-error.ts'

/**
 * Every `.md` file below the folder, by name. What its front matter says, with the text below it as `body`; without a
 * title there, the first heading is the title. Nothing is checked here but the form of the file.
 * @throws {UserError} when the folder or a front matter cannot be read
 */
export async function readArticleFiles(folder: string): Promise<ArticleFile[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => {
    throw new UserError(`There is no folder ${folder}`)
  })
  const files = names
    .filter((name) => /\.md$/i.test(name))
    .map((name) => name.replaceAll('\\', '/'))
    .sort()
  if (files.length === 0) throw new UserError(`There is no .md file in ${folder}`)
  return Promise.all(
    files.map(async (name) => ({ name, value: articleIn(name, await readFile(join(folder, name), 'utf8')) })),
  )
}

const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/

/** @throws {UserError} when the front matter is no YAML mapping */
export function articleIn(name: string, text: string): unknown {
  const front = FRONT_MATTER.exec(text)
  const body = text.slice(front?.[0].length ?? 0).trim()
  const told = front === null ? {} : mappingIn(name, front[1] ?? '')
  const heading = /^#[ \t]+(.+?)[ \t#]*$/m.exec(body)?.[1]
  return { ...(heading === undefined ? {} : { title: heading }), ...told, body }
}

function mappingIn(name: string, yaml: string): object {
  let told: unknown
  try {
    told = parse(yaml)
  } catch {
    throw new UserError(`${name}: the front matter is not valid YAML`)
  }
  if (typeof told !== 'object' || told === null || Array.isArray(told))
    throw new UserError(`${name}: the front matter must be lines such as "lang: fa"`)
  return told
}
