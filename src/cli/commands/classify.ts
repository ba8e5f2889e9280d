/** `classify`: one text to the terminal, or a file line by line. */
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { ClassifyText } from '../../actions/classify-text.ts'
import { inOrder } from '../../actions/in-order.ts'
import type { FieldIssue } from '../../domain/errors.ts'
import { type ClassifyRequest, classifyRequest, type Fallback } from '../../domain/triage/request.ts'
import type { Triage } from '../../domain/triage/triage.ts'
import { type Row, readRows } from '../read-rows.ts'
import { UserError } from '../user-error.ts'
import { requireModel, withDesk } from './open-desk.ts'

type Options = {
  in?: string
  out?: string
  lang?: string
  channel?: string
  fallback: Fallback
  explain?: true
}

/** What stands in an answer's place when a line could not be classified. */
type Refusal = { problem: { title: string; line: number; errors: FieldIssue[] } }

/** Work in flight per worker: enough to keep it busy, little enough to stay small. */
const WIDTH_PER_WORKER = 4

export async function classify(text: string | undefined, options: Options): Promise<void> {
  if (text !== undefined && options.in === undefined) return classifyText(text, options)
  if (text === undefined && options.in !== undefined) return classifyFile(options.in, options)
  throw new UserError('Give either one text or --in FILE.jsonl; --help shows both')
}

async function classifyText(text: string, options: Options): Promise<void> {
  const request = requestOf({ line: 1, value: { text } }, options)
  if ('problem' in request) throw new UserError(sentence(request))
  await withDesk(async ({ classify, model }) => {
    if (options.fallback === 'never') requireModel(model)
    const outcome = await classify(request)
    if (!outcome.ok) throw new UserError(model.problems[0] ?? `The classifier is ${outcome.failure}`)
    process.stdout.write(`${JSON.stringify(outcome.triage, null, 2)}\n`)
  })
}

async function classifyFile(file: string, options: Options): Promise<void> {
  const rows = await readRows(file)
  await withDesk(async ({ classify, model }) => {
    if (options.fallback === 'never') requireModel(model)
    const width = (model.classifier?.load().workers ?? 1) * WIDTH_PER_WORKER
    let refused = 0
    const lines = async function* () {
      for await (const answer of inOrder(rows, width, (row) => classifyRow(classify, row, options))) {
        if ('problem' in answer) refused++
        yield `${JSON.stringify(answer)}\n`
      }
    }
    if (options.out) await pipeline(lines, createWriteStream(options.out))
    else for await (const line of lines()) process.stdout.write(line)
    if (refused > 0) {
      process.stderr.write(`${refused} lines could not be classified; a problem stands in their place.\n`)
      process.exitCode = 1
    }
  })
}

async function classifyRow(classify: ClassifyText, row: Row, options: Options): Promise<Triage | Refusal> {
  const request = requestOf(row, options)
  if ('problem' in request) return request
  const outcome = await classify(request, { lane: 'bulk' })
  return outcome.ok ? outcome.triage : refusal(row.line, `The classifier is ${outcome.failure}`)
}

const refusal = (line: number, title: string, errors: FieldIssue[] = []): Refusal => ({
  problem: { title, line, errors },
})

function requestOf({ line, value }: Row, options: Options): ClassifyRequest | Refusal {
  if (typeof value !== 'object' || value === null) return refusal(line, 'Not a JSON object')
  // Labelled files carry more than a request may; only what belongs to the request is taken.
  const { text, lang, channel } = value as Record<string, unknown>
  const request = classifyRequest.safeParse({
    text,
    lang: options.lang ?? lang,
    channel: options.channel ?? channel,
    fallback: options.fallback,
    explain: options.explain ?? false,
  })
  if (request.success) return request.data
  const issues = request.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  return refusal(line, 'Invalid input', issues)
}

const sentence = ({ problem }: Refusal) =>
  [problem.title, ...problem.errors.map(({ path, message }) => `${path} ${message}`)].join(': ')
