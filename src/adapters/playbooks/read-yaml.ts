/** One YAML file against a schema; what is wrong is told in one line with file, line and place. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'

/** A file that is right, with a way to find the line of a place in it. */
export type ReadFile<Content> = {
  ok: true
  file: string
  content: Content
  lineOf: (path: readonly PropertyKey[]) => number | null
}
export type Refused = { ok: false; problem: string }

/** `file` is relative to `folder` and is what messages name. */
export async function readYaml<Schema extends z.ZodType>(
  folder: string,
  file: string,
  schema: Schema,
): Promise<ReadFile<z.infer<Schema>> | Refused> {
  const text = await readFile(join(folder, file), 'utf8').catch(() => null)
  if (text === null) return refused(file, null, [], 'cannot be read')
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const broken = document.errors[0]
  if (broken)
    return refused(
      file,
      lines.linePos(broken.pos[0]).line,
      [],
      `is not valid YAML: ${oneLine(broken.message)}`,
    )
  const lineOf = (path: readonly PropertyKey[]) => lineIn(document, lines, path)
  const read = schema.safeParse(document.toJS())
  if (read.success) return { ok: true, file, content: read.data, lineOf }
  const issue = deepest(read.error.issues[0])
  const path = issue?.path ?? []
  return refused(file, lineOf(path), path, issue?.message ?? 'is not as it should be')
}

/** `prompts/playbooks/billing.yaml:12 situations.double_charge.owner: …` */
export function refused(
  file: string,
  line: number | null,
  path: readonly PropertyKey[],
  problem: string,
): Refused {
  const place = path.length > 0 ? ` ${path.map(String).join('.')}` : ''
  return { ok: false, problem: `${file}${line === null ? '' : `:${line}`}${place}: ${oneLine(problem)}` }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Of a union, the branch that came furthest says most. */
function deepest(issue: z.core.$ZodIssue | undefined): z.core.$ZodIssue | undefined {
  if (issue?.code !== 'invalid_union') return issue
  const inner = issue.errors
    .flat()
    .map((each) => deepest({ ...each, path: [...issue.path, ...each.path] }))
    .filter((each) => each !== undefined)
  const custom = inner.find(({ code }) => code === 'custom')
  return custom ?? inner.toSorted((one, other) => other.path.length - one.path.length)[0] ?? issue
}

/** The line of the deepest part of the path that is in the file. */
function lineIn(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | null {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return null
}
