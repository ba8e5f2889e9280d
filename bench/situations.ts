/**
 * How often a message gets the playbook situation a reader would choose: 240 authored messages, 80 a language, judged by
 * reading (`test/fixtures/situations.jsonl`). Once with the labels given by hand, once with those of the real model.
 *
 *     npx node bench/situations.ts                    # the half that cues are tuned on, with its misses
 *     npx node bench/situations.ts --half held_out    # the half that nothing was tuned on
 *     npx node bench/situations.ts --model none       # hand labels only
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadPlaybooks } from '../src/adapters/playbooks/load-playbooks.ts'
import { parseBusinessHours } from '../src/domain/desk/opening-hours.ts'
import { type Channel, LANGUAGES, type Language } from '../src/domain/labels.ts'
import { type ReplyInput, readReplyContext } from '../src/domain/reply/context.ts'
import type { LabelCorrection } from '../src/domain/triage/triage.ts'
import { triageOf } from '../test/fakes/triage-of.ts'
import { openLocalModel } from './local-model.ts'

type Row = {
  id: string
  lang: Language
  half: 'tuned' | 'held_out'
  channel: Channel
  /** The situation a reader would choose, others that would do, and further matters of the letter. */
  expected: string
  acceptable: string[]
  also: string[]
  text: string
  labels: LabelCorrection
}
type Judged = { row: Row; given: string }

const { values } = parseArgs({
  options: {
    half: { type: 'string', default: 'tuned' },
    model: { type: 'string', default: 'triage-fa-ar-en' },
  },
})
const rows = readFileSync(new URL('../test/fixtures/situations.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row)
  .filter(({ half }) => half === values.half)
const playbooks = await loadPlaybooks()
if (!playbooks.ok) throw new Error(playbooks.problem)
const { library } = playbooks
const opening = parseBusinessHours({ hours: 'sat-wed 09:00-18:00', timeZone: 'Asia/Tehran' })
if (!opening.ok) throw new Error(opening.problem)
const { hours } = opening

const situationOf = ({ text, channel }: Row, triage: ReplyInput['triage']) =>
  readReplyContext(library, {
    triage,
    thread: [{ author: 'customer', text }],
    customer_name: null,
    channel,
    desk: { hours },
    now: '2026-08-02T14:10:00+03:30',
  }).situation.id

function report(title: string, judged: readonly Judged[]): void {
  const isRight = ({ row, given }: Judged) => given === row.expected
  const isFit = (each: Judged) => isRight(each) || each.row.acceptable.includes(each.given)
  const share = (some: readonly Judged[], holds: (each: Judged) => boolean) =>
    `${((100 * some.filter(holds).length) / some.length).toFixed(1)} %`
  process.stdout.write(`\n## ${title}\n\n| | messages | right | right or acceptable |\n|---|---|---|---|\n`)
  for (const language of [...LANGUAGES, 'all'] as const) {
    const some = judged.filter(({ row }) => language === 'all' || row.lang === language)
    process.stdout.write(
      `| ${language} | ${some.length} | ${share(some, isRight)} | ${share(some, isFit)} |\n`,
    )
  }
  for (const { row, given } of judged.filter((each) => !isFit(each)))
    process.stdout.write(
      `\n- ${row.id}: ${given}, not ${[row.expected, ...row.acceptable].join(' or ')}\n  > ${row.text.replaceAll('\n', ' ').slice(0, 300)}\n`,
    )
}

const byHand = rows.map((row) => {
  const base = triageOf(row.labels)
  const triage = { ...base, language: { ...base.language, label: row.lang } }
  return { row, given: situationOf(row, triage) }
})
report(`${values.half}, labels by hand`, byHand)

if (values.model !== 'none') {
  const { classify, close } = await openLocalModel(values.model)
  const byModel: Judged[] = []
  for (const row of rows) {
    const outcome = await classify({ text: row.text, fallback: 'never', explain: false })
    if (!outcome.ok) throw new Error(outcome.failure)
    byModel.push({ row, given: situationOf(row, outcome.triage) })
  }
  await close()
  report(`${values.half}, labels by ${values.model}`, byModel)
}
