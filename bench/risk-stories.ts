/**
 * The sixty stories of test/fixtures/stories, scored with the labels of a person and with those of the local
 * model. Prints how well the score separates them and every misjudged story with its contributions;
 * `--half tuning` shows only the half that may be looked at when a number changes, `--all` every story,
 * `--sentences` the change feed in three languages, and `--write` puts the tables into docs/risk.md
 * and docs/risk-sensitivity.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { LANGUAGES } from '../src/domain/labels.ts'
import { explainAction, explainChange, explainContribution } from '../src/domain/risk/explain.ts'
import type { RiskMessage } from '../src/domain/risk/risk.ts'
import { assessRisk } from '../src/domain/risk/score.ts'
import {
  isMisjudged,
  type JudgedStory,
  judge,
  type Separation,
  separationOf,
} from '../test/fixtures/stories/measure-stories.ts'
import { HALVES, type Half, readStories, type Story } from '../test/fixtures/stories/read-stories.ts'
import { openLocalModel } from './local-model.ts'

export const LABEL_SOURCES = ['by hand', 'by the local model'] as const

/** The stories as the local model labels them, with its reasons, as the service does. */
export async function labelledByModel(
  stories: readonly Story[],
  model = 'triage-fa-ar-en',
): Promise<Story[]> {
  const { classify, close } = await openLocalModel(model)
  const label = async (message: RiskMessage): Promise<RiskMessage> => {
    const { text, channel } = message
    const outcome = await classify({ text, channel, fallback: 'never', explain: true }, { lane: 'bulk' })
    if (!outcome.ok) throw new Error(`The model did not answer: ${outcome.failure}`)
    return { ...message, triage: outcome.triage }
  }
  const labelled: Story[] = []
  for (const story of stories) {
    const events = await Promise.all(
      story.history.events.map((event) => (event.kind === 'message' ? label(event) : event)),
    )
    labelled.push({ ...story, history: { ...story.history, events } })
  }
  await close()
  return labelled
}

const percent = (share: number) => `${Math.round(share * 100)} %`

function separationRow(name: string, half: string, separation: Separation): string {
  const { stories, auc, withinOneStep, sameLevel, flagRecall, flagSpecificity } = separation
  return `| ${name} | ${half} | ${stories} | ${auc.toFixed(3)} | ${percent(withinOneStep)} | ${percent(sameLevel)} | ${percent(flagRecall)} | ${percent(flagSpecificity)} |`
}

function separationTable(judged: Record<string, JudgedStory[]>): string {
  const rows = Object.entries(judged).flatMap(([name, all]) => [
    ...HALVES.flatMap((half) => {
      const part = all.filter(({ story }) => story.half === half)
      return part.length > 0 ? separationRow(name, half, separationOf(part)) : []
    }),
    separationRow(name, 'all', separationOf(all)),
  ])
  return [
    '| labels | half | stories | AUC | level within one step | same level | flag when at risk | no flag when not |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}

function kindTable(judged: Record<string, JudgedStory[]>): string {
  const [byHand = [], byModel = []] = Object.values(judged)
  const cell = (each: JudgedStory | undefined) =>
    each ? `${each.risk.score.toFixed(2)} ${each.risk.level}${isMisjudged(each) ? ' ✗' : ''}` : ''
  const rows = byHand.map((each, index) => {
    const { id, kind, supervisor } = each.story
    const verdict = `${supervisor.at_risk ? 'at risk' : 'not'}, ${supervisor.level}`
    return `| ${id} | ${kind} | ${verdict} | ${cell(each)} | ${cell(byModel[index])} |`
  })
  return [
    '| story | kind | the supervisor | labels by hand | labels by the local model |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}

const TIME_ZONE = 'Asia/Tehran'

function showStory({ story, risk }: JudgedStory): string {
  const { at_risk, level, why } = story.supervisor
  return [
    `\n${story.id} ${story.kind}: ${at_risk ? 'at risk' : 'not at risk'}, ${level} – ${why}`,
    `  ${risk.score.toFixed(3)} ${risk.level}, ${risk.next_best_action}`,
    ...risk.contributions.map((each) => {
      const day = Math.floor((Date.parse(each.at) - Date.parse('2026-03-01T20:30:00Z')) / 86_400_000)
      const points = each.points.toFixed(3).padStart(6)
      return `  ${points}  ${explainContribution(each, 'en')} (${each.reason}, day ${day}) ${each.quote ?? ''}`
    }),
  ].join('\n')
}

function showLabels(story: Story): string {
  return story.history.events
    .flatMap((event) => {
      if (event.kind !== 'message' || !event.triage) return []
      const { sentiment, urgency, intent, emotion, topics, signals } = event.triage
      const single = [sentiment, urgency, intent, emotion].map(({ label }) => label).join(' ')
      const lists = [topics, signals].map((list) => list.map(({ label }) => label).join(' ')).join(' | ')
      return `      [${single} | ${lists}] ${event.text.trim().slice(0, 90)}`
    })
    .join('\n')
}

/** What the change feed says after each event that moved the score, and the action at the end. */
function showSentences(story: Story): string {
  const moments = [...new Set([...story.history.events.map(timeOf), story.ends])].sort()
  let before = assessRisk(story.history, new Date(Date.parse(moments[0] ?? story.ends) - 1).toISOString())
  const lines = [`\n${story.id} ${story.kind}`]
  for (const moment of moments) {
    const after = assessRisk(story.history, moment)
    if (Math.abs(after.score - before.score) >= 0.01) {
      for (const language of LANGUAGES)
        lines.push(`  ${explainChange(before, after, { language, timeZone: TIME_ZONE })}`)
      before = after
    }
  }
  const last = assessRisk(story.history, story.ends)
  for (const language of LANGUAGES) lines.push(`  → ${explainAction(last.next_best_action, language)}`)
  return lines.join('\n')
}

function timeOf(event: Story['history']['events'][number]): string {
  if (event.kind === 'message') return event.sent_at
  return event.kind === 'sla_miss' ? event.due_at : event.at
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      half: { type: 'string' },
      all: { type: 'boolean' },
      sentences: { type: 'boolean' },
      write: { type: 'boolean' },
    },
  })
  const halves = HALVES.filter((half: Half) => values.half === undefined || values.half === half)
  const stories = readStories(halves)
  const byModel = await labelledByModel(stories)
  const judged = { [LABEL_SOURCES[0]]: stories.map(judge), [LABEL_SOURCES[1]]: byModel.map(judge) }
  if (values.sentences) {
    for (const story of stories) console.log(showSentences(story))
  } else {
    for (const [name, all] of Object.entries(judged)) {
      console.log(`\n== labels ${name}`)
      for (const each of all.filter((one) => values.all || isMisjudged(one))) {
        console.log(showStory(each))
        if (name === LABEL_SOURCES[1]) console.log(showLabels(each.story))
      }
    }
    console.log(`\n${separationTable(judged)}`)
  }
  if (values.write && halves.length === HALVES.length) {
    fill('../docs/risk.md', 'sixty', separationTable(judged))
    fill('../docs/risk-sensitivity.md', 'one by one', kindTable(judged))
  }
}

function fill(page: string, name: string, table: string): void {
  const file = new URL(page, import.meta.url)
  const filled = readFileSync(file, 'utf8').replace(
    new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- end -->)`),
    (_, begin: string, end: string) => `${begin}${table}\n${end}`,
  )
  writeFileSync(file, filled)
}
