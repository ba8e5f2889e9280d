/**
 * Drafts without an LLM for 90 authored messages, read by the real local model: message, triage, draft and checks
 * side by side as Markdown on stdout, the figures on stderr.
 *
 *     npx node bench/replies.ts > replies.md
 *     npx node bench/replies.ts --draw 2 --model triage-fa-ar-en
 *
 * `--draw` picks other messages; the same draw gives the same page.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadPlaybooks } from '../src/adapters/playbooks/load-playbooks.ts'
import { parseBusinessHours } from '../src/domain/desk/opening-hours.ts'
import { type Channel, channel, LANGUAGES, type Language } from '../src/domain/labels.ts'
import { composeDrafts } from '../src/domain/reply/compose.ts'
import type { ReplyInput } from '../src/domain/reply/context.ts'
import type { Draft } from '../src/domain/reply/draft.ts'
import { turnOf } from '../src/domain/reply/wording.ts'
import type { Triage } from '../src/domain/triage/triage.ts'
import { openLocalModel } from './local-model.ts'

const PER_LANGUAGE = 30
const DATA = new URL('../models/train/data/', import.meta.url)
/** A Sunday afternoon in Tehran. */
const NOW = '2026-08-02T14:10:00+03:30'
const NAMES: Record<Language, (string | null)[]> = {
  fa: ['سارا رضایی', null, 'امیر کریمی'],
  ar: ['ريم الأحمد', null, 'خالد منصور'],
  en: ['Sarah Ahmadi', null, 'Daniel Brooks'],
}

type Row = { id: string; text: string; lang: Language; channel?: string; topics: string[]; urgency: string }

/** As many of each topic as there are, in an order that the draw decides; long letters too, but no two alike. */
function pickMessages(draw: string): Row[] {
  const rows = readdirSync(DATA)
    .filter((name) => /^(fa|ar|en)-authored-\d+\.jsonl$/.test(name))
    .flatMap((name) => readFileSync(new URL(name, DATA), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line) as Row)
    .filter(({ text }) => text.length <= 900)
  return LANGUAGES.flatMap((lang) => {
    const own = rows
      .filter((row) => row.lang === lang)
      .toSorted((one, other) => turnOf(`${draw}|${one.id}`) - turnOf(`${draw}|${other.id}`))
    const taken: Row[] = []
    const counts = new Map<string, number>()
    for (let most = 1; taken.length < PER_LANGUAGE; most += 1) {
      for (const row of own) {
        const topic = row.topics[0] ?? 'other'
        if (taken.length >= PER_LANGUAGE || taken.includes(row) || (counts.get(topic) ?? 0) >= most) continue
        counts.set(topic, (counts.get(topic) ?? 0) + 1)
        taken.push(row)
      }
    }
    return taken
  })
}

function show(index: number, row: Row, triage: Triage, input: ReplyInput, draft: Draft): string {
  const failed = draft.checks.filter(({ passed }) => !passed)
  const signals = triage.signals.map(({ label }) => label).join(', ')
  const subject = draft.subject === null ? '' : `**Subject:** ${draft.subject}\n\n`
  const quote = (text: string) => text.replace(/^/gm, '> ')
  return [
    `## ${index + 1}. ${row.id} · ${input.channel} · ${input.register}`,
    quote(row.text),
    `${triage.sentiment.label} · ${triage.urgency.label} · ${triage.intent.label} · ${triage.topics.map(({ label }) => label).join(', ')} · ${triage.emotion.label}${signals ? ` · signals: ${signals}` : ''} → \`${draft.playbook}\``,
    `${subject}${draft.text}`,
    failed.length === 0
      ? `Checks: all ${draft.checks.length} passed`
      : `Checks: **failed** ${failed.map(({ check, detail }) => `${check} (${detail})`).join('; ')}`,
  ].join('\n\n')
}

const { values } = parseArgs({
  options: { model: { type: 'string', default: 'triage-fa-ar-en' }, draw: { type: 'string', default: '1' } },
})
const playbooks = await loadPlaybooks()
if (!playbooks.ok) throw new Error(playbooks.problem)
const opening = parseBusinessHours({ hours: 'sat-wed 09:00-18:00; thu 09:00-13:00', timeZone: 'Asia/Tehran' })
if (!opening.ok) throw new Error(opening.problem)
const { classify, close } = await openLocalModel(values.model)

const latencies: number[] = []
let whole = 0
const pages: string[] = []
for (const [index, row] of pickMessages(values.draw).entries()) {
  const outcome = await classify({ text: row.text, fallback: 'never', explain: false })
  if (!outcome.ok) throw new Error(outcome.failure)
  const known = channel.safeParse(row.channel)
  const input: ReplyInput = {
    triage: outcome.triage,
    thread: [{ author: 'customer', text: row.text }],
    customer_name: NAMES[row.lang][index % 3] ?? null,
    channel: known.success ? (known.data satisfies Channel) : 'chat',
    register: index % 2 === 0 ? 'formal' : 'warm',
    desk: { hours: opening.hours },
    now: NOW,
  }
  const started = performance.now()
  const [draft] = composeDrafts(playbooks.library, input, { seed: row.id })
  latencies.push(performance.now() - started)
  if (!draft) throw new Error('This is a bug: no draft')
  if (draft.checks.every(({ passed }) => passed)) whole += 1
  pages.push(show(index, row, outcome.triage, input, draft))
}
await close()

const sorted = latencies.toSorted((one, other) => one - other)
const at = (share: number) => (sorted[Math.floor(share * sorted.length)] ?? Number.NaN).toFixed(2)
const drafts = pages.length
process.stdout.write(`${pages.join('\n\n')}\n`)
process.stderr.write(
  `${drafts} drafts; all checks pass on ${whole} (${((100 * whole) / drafts).toFixed(1)} %); composing and checking p50 ${at(0.5)} ms, p95 ${at(0.95)} ms\n`,
)
