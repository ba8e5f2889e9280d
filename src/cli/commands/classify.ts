/** `classify`: one text to the terminal, or a file line by line. */
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { ClassifyText } from '../../actions/classify-text.ts'
import { inOrder } from '../../actions/in-order.ts'
import type { FieldIssue } from '../../domain/errors.ts'
import { classifyRequest, type Fallback } from '../../domain/triage/request.ts'
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
  if ((text === undefined) === (options.in === undefined))
    throw new UserError('Give either one text or --in FILE.jsonl; --help shows both')
  const rows = options.in === undefined ? null : await readRows(options.in)
  await withDesk(async (desk) => {
    const workers = desk.model.classifier?.load().workers ?? 1
    if (options.fallback === 'never') requireModel(desk.model)
    const one = (row: Row) => classifyRow(desk.classify, row, options)
    if (rows === null) {
      const answer = await one({ line: 1, value: { text } })
      if ('problem' in answer) throw new UserError(sentence(answer))
      process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`)
      return
    }
    let refused = 0
    const lines = async function* () {
      for await (const answer of inOrder(rows, workers * WIDTH_PER_WORKER, one)) {
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

async function classifyRow(
  classify: ClassifyText,
  { line, value }: Row,
  options: Options,
): Promise<Triage | Refusal> {
  const refuse = (title: string, errors: FieldIssue[] = []): Refusal => ({ problem: { title, line, errors } })
  if (typeof value !== 'object' || value === null) return refuse('Not a JSON object')
  // Labelled files carry more than a request may; only what belongs to the request is taken.
  const { text, lang, channel } = value as Record<string, unknown>
  const request = classifyRequest.safeParse({
    text,
    lang: options.lang ?? lang,
    channel: options.channel ?? channel,
    fallback: options.fallback,
    explain: options.explain ?? false,
  })
  if (!request.success)
    return refuse(
      'Invalid input',
      request.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
    )
  const outcome = await classify(request.data, { lane: 'bulk' })
  return outcome.ok ? outcome.triage : refuse(`The classifier is ${outcome.failure}`)
}

const sentence = ({ problem }: Refusal) =>
  [problem.title, ...problem.errors.map(({ path, message }) => `${path} ${message}`)].join(': ')
