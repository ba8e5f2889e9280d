/** `eval`: the local model against labelled rows. The LLM is never asked: the figures are the model's. */

import { inOrder } from '../../actions/in-order.ts'
import { evaluate, type GoldRow, goldRow } from '../../domain/evaluation/evaluate.ts'
import { classifyRequest } from '../../domain/triage/request.ts'
import type { Triage } from '../../domain/triage/triage.ts'
import { readRows } from '../read-rows.ts'
import { evaluationText } from '../report-evaluation.ts'
import { UserError } from '../user-error.ts'
import { requireModel, withDesk } from './open-desk.ts'

export async function evaluateFile(file: string, options: { json?: true }): Promise<void> {
  const gold: GoldRow[] = []
  for await (const { line, value } of await readRows(file)) {
    const parsed = goldRow.safeParse(value)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      throw new UserError(`${file}, line ${line}: ${issue?.path.join('.') || 'row'}: ${issue?.message}`)
    }
    gold.push(parsed.data)
  }
  if (gold.length === 0) throw new UserError(`${file} has no rows`)

  await withDesk(async (desk) => {
    const { manifest, load } = requireModel(desk.model)
    const triages: Triage[] = []
    const judge = (row: GoldRow) =>
      desk.classify(classifyRequest.parse({ text: row.text, fallback: 'never' }), { lane: 'bulk' })
    for await (const outcome of inOrder(gold, load().workers * 4, judge)) {
      if (!outcome.ok) throw new UserError(`The local model is ${outcome.failure}`)
      triages.push(outcome.triage)
    }
    const { all, languages } = evaluate(gold, triages)
    const model = `${manifest.name}@${manifest.version}`
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ model, file, all, languages }, null, 2)}\n`
        : `${model} on ${file}\n\n${evaluationText(all, languages)}\n`,
    )
  })
}
