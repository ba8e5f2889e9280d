/** `import`: stores a file's messages, then triages them, with a bar for each. */
import cliProgress from 'cli-progress'
import { type ImportReport, importMessages } from '../../actions/import-messages.ts'
import type { Desk } from '../../compose.ts'
import { SYSTEM } from '../../domain/actor.ts'
import { readRows } from '../read-rows.ts'
import { withDesk } from './open-desk.ts'

/** Refused rows shown at the end; all are counted. */
const SHOWN_REFUSALS = 20
const BAR = '{title} {bar} {percentage} %  {detail}'

export async function importFile(file: string, options: { triage: boolean }): Promise<void> {
  const rows = await readRows(file)
  const stopping = new AbortController()
  process.once('SIGINT', () => stopping.abort())
  await withDesk(async (desk, config) => {
    const canTriage = options.triage && (desk.model.classifier !== null || config.llm !== null)
    if (options.triage && !canTriage)
      process.stderr.write(
        `${desk.model.problems[0]}\nStoring only; the messages wait for a service that can triage them.\n`,
      )
    // A bar is for eyes: in a pipe or a log the summary is enough.
    const bars = process.stderr.isTTY
      ? new cliProgress.MultiBar({ hideCursor: true, format: BAR }, cliProgress.Presets.rect)
      : null
    try {
      if (canTriage) desk.startJobs()
      const storing = bars?.create(100, 0, { title: 'stored ', detail: '' })
      const report = await importMessages(desk.dependencies, SYSTEM, rows, {
        signal: stopping.signal,
        onProgress: ({ accepted, seen_before }) =>
          storing?.update(Math.round(rows.progress() * 100), {
            detail: `${accepted} new, ${seen_before} seen before`,
          }),
      })
      if (canTriage) await waitForTriage(desk, bars, stopping.signal)
      bars?.stop()
      tell(report, file, stopping.signal.aborted)
    } finally {
      bars?.stop()
    }
  })
}

/** Follows the jobs of the bulk lane to their end; those of a running service count along. */
async function waitForTriage(
  desk: Desk,
  bars: cliProgress.MultiBar | null,
  signal: AbortSignal,
): Promise<void> {
  const openJobs = async () => {
    const { open } = await desk.store.countJobs()
    return open['triage-message'] + open['assess-risk']
  }
  const total = await openJobs()
  const bar = bars?.create(Math.max(total, 1), 0, { title: 'triaged', detail: '' })
  for (let open = total; open > 0 && !signal.aborted; open = await openJobs()) {
    bar?.update(Math.max(0, total - open), { detail: `${open} to do` })
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  if (!signal.aborted) bar?.update(Math.max(total, 1), { detail: 'done' })
}

function tell(
  { read, accepted, seen_before, refused, refused_rows }: ImportReport,
  file: string,
  stopped: boolean,
): void {
  process.stderr.write(
    `${read} rows read: ${accepted} new, ${seen_before} seen before, ${refused} refused.\n`,
  )
  for (const { line, issues } of refused_rows.slice(0, SHOWN_REFUSALS))
    process.stderr.write(
      `  line ${line}: ${issues.map(({ path, message }) => `${path || 'row'} ${message}`).join('; ')}\n`,
    )
  if (refused > SHOWN_REFUSALS) process.stderr.write(`  and ${refused - SHOWN_REFUSALS} more\n`)
  if (stopped)
    process.stderr.write(`Stopped before the end; run the same import of ${file} again to finish it.\n`)
  if (refused > 0 || stopped) process.exitCode = 1
}
