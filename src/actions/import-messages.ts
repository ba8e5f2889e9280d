/** Takes in a file of messages. Can be killed and run again: what is stored is not stored twice. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import type { FieldIssue } from '../domain/errors.ts'
import { type MessageIntake, messageIntake } from '../domain/message.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import { hashKey } from './keys.ts'

/** One parsed row and where it stood in its file. */
export type ImportRow = { line: number; value: unknown }

/** A row that could not be taken; the issues never repeat what the row says. */
export type RefusedRow = { line: number; issues: FieldIssue[] }

export type ImportProgress = { read: number; accepted: number; seen_before: number; refused: number }
export type ImportReport = ImportProgress & { refused_rows: RefusedRow[] }

export type ImportOptions = {
  /** Messages per transaction. */
  batchSize?: number
  onProgress?: (progress: ImportProgress) => void
  /** Stops after the batch at hand. */
  signal?: AbortSignal
  /** Refused rows listed in the report; the rest is only counted. */
  maxRefusedRows?: number
}

/**
 * Stores all rows of which it can make sense; triage follows in the bulk lane of the job loop.
 * A row without `external_id` gets one from its content and its how-manieth occurrence, so that
 * the same file again changes nothing while two equal rows stay two messages.
 * @throws {DeljooError} `forbidden`
 */
export async function importMessages(
  dependencies: Pick<Dependencies, 'store' | 'clock' | 'wakeJobs'>,
  actor: Actor,
  rows: AsyncIterable<ImportRow> | Iterable<ImportRow>,
  options: ImportOptions = {},
): Promise<ImportReport> {
  ensureAllowed(actor, 'receive_messages')
  const { batchSize = 200, onProgress, signal, maxRefusedRows = 1_000 } = options
  const report: ImportReport = { read: 0, accepted: 0, seen_before: 0, refused: 0, refused_rows: [] }
  const occurrences = new Map<string, number>()
  let batch: { line: number; intake: MessageIntake }[] = []

  const refuse = (line: number, issues: FieldIssue[]) => {
    report.refused++
    if (report.refused_rows.length < maxRefusedRows) report.refused_rows.push({ line, issues })
  }
  const storeBatch = async () => {
    const outcomes = await dependencies.store.acceptMessages(
      batch.map(({ intake }) => intake),
      { now: isoNow(dependencies.clock), lane: 'bulk', lease: null },
    )
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.kind === 'accepted') report.accepted++
      else if (outcome.kind === 'seen_before') report.seen_before++
      else refuse((batch[index] as (typeof batch)[number]).line, [TAKEN])
    }
    batch = []
    dependencies.wakeJobs()
    onProgress?.(report)
  }

  for await (const { line, value } of rows) {
    if (signal?.aborted) break
    report.read++
    const parsed = messageIntake.safeParse(value)
    if (parsed.success) batch.push({ line, intake: await withExternalId(parsed.data, occurrences) })
    else {
      refuse(
        line,
        parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
      )
    }
    if (batch.length >= batchSize) await storeBatch()
  }
  if (batch.length > 0) await storeBatch()
  onProgress?.(report)
  return report
}

const TAKEN: FieldIssue = { path: 'external_id', message: 'belongs to another message already' }

async function withExternalId(
  intake: MessageIntake,
  occurrences: Map<string, number>,
): Promise<MessageIntake> {
  if (intake.external_id !== undefined) return intake
  const hash = (await hashKey(JSON.stringify(intake))).slice(0, 32)
  const occurrence = (occurrences.get(hash) ?? 0) + 1
  occurrences.set(hash, occurrence)
  return { ...intake, external_id: `import:${hash}:${occurrence}` }
}
