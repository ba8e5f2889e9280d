/**
 * A desk that has worked for five weeks, for the pictures of the screens: the demo company, and before it
 * conversations answered, corrected, surveyed, reviewed and flags moved. All of it by the verbs, each at its own time.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { changeConversation } from '../src/actions/change-conversation.ts'
import { correctTriage } from '../src/actions/correct-triage.ts'
import { type Dependencies, isoNow, leaseFrom } from '../src/actions/dependencies.ts'
import { draftReply } from '../src/actions/draft-reply.ts'
import type { Identity } from '../src/actions/identity-port.ts'
import { createKey } from '../src/actions/keys.ts'
import { listConversations } from '../src/actions/list-conversations.ts'
import { listFlags } from '../src/actions/list-flags.ts'
import { moveFlag } from '../src/actions/move-flag.ts'
import { invitePerson, join } from '../src/actions/one-time-links.ts'
import { receiveMessage } from '../src/actions/receive-message.ts'
import { recordSurvey } from '../src/actions/record-survey.ts'
import { recordReview } from '../src/actions/reviews.ts'
import { runJob } from '../src/actions/run-jobs.ts'
import { sendReply } from '../src/actions/send-reply.ts'
import { loadDemo } from '../src/demo/load-demo.ts'
import { type Actor, SYSTEM } from '../src/domain/actor.ts'
import { conversationQuery } from '../src/domain/conversation.ts'
import { flagMove, flagQuery } from '../src/domain/flag.ts'
import { CHANNELS, type Channel, LANGUAGES, type Language } from '../src/domain/labels.ts'
import { messageIntake } from '../src/domain/message.ts'
import type { PersonRole } from '../src/domain/person.ts'
import { reviewIntake } from '../src/domain/review.ts'
import { correctionIntake } from '../src/domain/triage/triage.ts'

const AUTHORED = new URL('../models/train/data/', import.meta.url)
const CONVERSATIONS = 168
const DAYS = 35
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const FRIDAY = 5
const LONGEST = 320

const CUSTOMERS: Record<Language, string[]> = {
  fa: ['مریم صادقی', 'علی حسینی', 'شرکت پویا', 'فاطمه رضایی', 'امیر توکلی', 'پریسا مهدوی', 'حمید شریفی'],
  ar: [
    'أحمد الزهراني',
    'نورة القحطاني',
    'مؤسسة الأفق',
    'يوسف منصور',
    'رانيا حداد',
    'سلمى بنعلي',
    'عمر الشمري',
  ],
  en: [
    'Helen Carter',
    'Omar Siddiqui',
    'Brightwell Dental',
    'Lucy Tan',
    'Peter Novak',
    'Ruth Mensah',
    'Sam Doyle',
  ],
}
const ADDED: Record<Language, string> = {
  fa: 'اگر سؤال دیگری بود، همین‌جا بنویسید.',
  ar: 'وإن كان لديك سؤال آخر فاكتب لنا هنا.',
  en: 'If anything else comes up, just write here.',
}
const NOTES: Record<Language, [string, string]> = {
  fa: ['زمان پیگیری را دقیق گفت و سر آن ماند.', 'پیش از توضیح، یک جمله دربارهٔ سختیِ مشتری بنویسید.'],
  ar: ['اعتذر بوضوح وذكر الخطوة التالية.', 'اذكر موعداً محدداً بدل «في أقرب وقت».'],
  en: ['Named the problem in the customer’s own words.', 'Say what happens next, and by when.'],
}
const SAID: Record<Language, [string, string]> = {
  fa: ['سریع جواب دادند، ممنون.', 'دوباره باید پیگیری کنم؟'],
  ar: ['رد سريع وواضح، شكراً.', 'المشكلة لم تُحل بعد.'],
  en: ['Quick and clear, thank you.', 'I had to ask twice.'],
}
const TEAM: [PersonRole, string, string][] = [
  ['admin', 'سارا رحیمی', 'sara@example.com'],
  ['supervisor', 'نادر اکبری', 'nader@example.com'],
  ['agent', 'رضا نوری', 'reza@example.com'],
  ['agent', 'ليلى حسن', 'layla@example.com'],
  ['agent', 'Daniel Brooks', 'daniel@example.com'],
]

type Authored = {
  text: string
  lang: Language
  channel: string
  industry: string
  sentiment: string
  urgency: string
  topics: string[]
}

/** Messages to telephone and internet companies, the languages in turn. */
function authoredTexts(): Authored[] {
  const byLanguage = LANGUAGES.map((language) =>
    readdirSync(AUTHORED)
      .filter((file) => file.startsWith(`${language}-`) && file.endsWith('.jsonl'))
      .sort()
      .flatMap((file) => readFileSync(new URL(file, AUTHORED), 'utf8').trim().split('\n'))
      .map((line) => JSON.parse(line) as Authored)
      .filter(({ industry, text }) => /^(telecom|internet|isp)$/.test(industry) && text.length <= LONGEST),
  )
  return Array.from({ length: CONVERSATIONS }, (_, index) => {
    const texts = byLanguage[index % LANGUAGES.length] ?? []
    return texts[(Math.floor(index / LANGUAGES.length) * 37) % texts.length] as Authored
  })
}

/** Does all jobs that are due by then. */
async function doJobs(then: Dependencies): Promise<void> {
  for (;;) {
    const jobs = await then.store.leaseJobs({ now: isoNow(then.clock), lease: leaseFrom(then), limit: 20 })
    if (jobs.length === 0) return
    for (const job of jobs) await runJob(then, job)
  }
}

/** Lets the team in. @returns them as actors, and the cookies of the first one, who has every right */
async function hire(desk: Dependencies, identity: Identity): Promise<{ team: Actor[]; cookies: string[] }> {
  const cookies: string[] = []
  for (const [role, name, email] of TEAM) {
    const { token } = await invitePerson(desk, SYSTEM, role)
    const joined = await join({ ...desk, identity }, token, { name, email, password: 'three quiet words' })
    if (joined.kind !== 'joined') throw new Error(`${email} could not join: ${joined.kind}`)
    if (role === 'admin') cookies.push(...joined.cookies)
  }
  const people = await desk.store.listPeople()
  const team = TEAM.map(([role, name]) => {
    const person = people.find((each) => each.name === name)
    if (!person) throw new Error(`${name} did not join`)
    return { kind: 'person', id: person.id, name, role } satisfies Actor
  })
  return { team, cookies }
}

/** Late morning in Tehran, never on a Friday. */
function workday(nowMs: number, index: number): Date {
  const daysAgo = 1 + DAYS * (1 - index / CONVERSATIONS)
  const at = new Date(nowMs - daysAgo * DAY_MS)
  at.setUTCHours(6 + (index % 6), (index * 17) % 60, 0, 0)
  return at.getUTCDay() === FRIDAY ? new Date(at.getTime() - DAY_MS) : at
}

/** One conversation from its first message to its survey. @returns the reply, if one was sent */
async function handle(
  desk: Dependencies,
  agent: Actor,
  { text, lang, channel, sentiment, urgency, topics }: Authored,
  index: number,
  start: Date,
): Promise<{ reply_id: string; lang: Language } | null> {
  const at = (minutes: number): Dependencies => ({
    ...desk,
    clock: () => new Date(start.getTime() + minutes * MINUTE_MS),
  })
  const who = Math.floor(index / 3)
  const names = CUSTOMERS[lang]
  const known = CHANNELS.find((each) => each === channel)
  const { conversation, message } = await receiveMessage(
    at(0),
    SYSTEM,
    messageIntake.parse({
      text,
      channel: known ?? (['chat', 'email', 'sms'] as Channel[])[index % 3],
      external_id: `past-${index}`,
      conversation: `past-${index}`,
      sent_at: start.toISOString(),
      customer: {
        external_id: `${lang}-${who % names.length}`,
        name: names[who % names.length],
        lifetime_value: 300 + ((who * 467) % 5_200),
        currency: 'USD',
        tenure_months: 3 + (who % 40),
      },
    }),
  )
  await doJobs(at(1))
  const { id } = conversation
  if (index % 2 === 0) {
    const correction = index % 8 === 0 ? { confirm: true } : { sentiment, urgency, topics, confirm: true }
    await correctTriage(at(3), agent, message.id, correctionIntake.parse(correction))
  }
  await changeConversation(at(4), agent, id, { assignee: agent.id })
  // Some answers come within minutes, some the next morning.
  const minutes = index % 9 === 0 ? 1_300 : 6 + ((index * 29) % 140)
  const { drafts } = await draftReply(at(minutes - 1), agent, id, { count: 1 })
  const draft = drafts[0]
  if (!draft) return null
  const words = index % 3 === 0 ? draft.text : `${draft.text}\n\n${ADDED[lang]}`
  const written = index % 11 === 0 ? { text: ADDED[lang] } : { text: words, draft_id: draft.id }
  const { reply } = await sendReply(at(minutes), agent, id, written)
  await changeConversation(at(minutes + 90), agent, id, { status: 'resolved' })
  await doJobs(at(minutes + 91))
  if (index % 3 !== 1) {
    const pleased = index % 9 !== 0 && index % 7 !== 0
    const kind = index % 4 === 0 ? 'nps' : 'csat'
    const score = kind === 'nps' ? (pleased ? 9 : 4) : pleased ? 4 + (index % 2) : 2
    const comment = index % 2 === 0 ? { comment: SAID[lang][pleased ? 0 : 1] } : {}
    await recordSurvey(at(minutes + 200), SYSTEM, { kind, score, conversation_id: id, ...comment })
    await doJobs(at(minutes + 201))
  }
  return reply && { reply_id: reply.id, lang }
}

/** Some flags are worked on, some have ended. */
async function workOnFlags(desk: Dependencies, supervisor: Actor, agents: Actor[]): Promise<void> {
  const { items } = await listFlags(desk, supervisor, flagQuery.parse({ at_work: 'true', limit: 100 }))
  for (const [index, flag] of items.entries()) {
    const owner = agents[index % agents.length]?.id ?? null
    const due_at = new Date(desk.clock().getTime() + (index - 1.5) * 0.7 * DAY_MS).toISOString()
    const move = (given: object) => moveFlag(desk, supervisor, flag.id, flagMove.parse(given))
    if (index % 4 === 0) continue
    await move({ stage: 'planned', owner, due_at })
    if (index % 4 === 2) await move({ stage: 'saving', note: 'Called; waits for the technician on Sunday' })
    if (index % 8 === 3) await move({ stage: 'saving' })
    if (index % 8 === 3)
      await move({ stage: 'recovered', outcome_reason: 'problem_solved', note: 'Line repaired' })
  }
}

/** Every other open conversation is somebody's. */
async function shareOut(desk: Dependencies, people: Actor[]): Promise<void> {
  const query = conversationQuery.parse({ status: 'open', limit: 100 })
  const { items } = await listConversations(desk, SYSTEM, query)
  for (const [index, { id }] of items.entries()) {
    const assignee = people[(index >> 1) % people.length]?.id ?? null
    if (index % 2 === 1) await changeConversation(desk, SYSTEM, id, { assignee })
  }
}

/** @returns the session cookies of somebody who may see every page */
export async function tellStory(desk: Dependencies, identity: Identity): Promise<string[]> {
  const nowMs = desk.clock().getTime()
  const { team, cookies } = await hire(desk, identity)
  const [admin, supervisor, ...agents] = team as [Actor, Actor, ...Actor[]]
  const replies: { reply_id: string; lang: Language }[] = []
  for (const [index, text] of authoredTexts().entries()) {
    const agent = agents[index % agents.length] as Actor
    const reply = await handle(desk, agent, text, index, workday(nowMs, index))
    if (reply) replies.push(reply)
  }
  for (const [index, { reply_id, lang }] of replies.slice(-60).entries()) {
    if (index % 4 !== 0) continue
    const score = (shift: number) => 1 + ((index + shift + (index % 5)) % 4)
    const scores = {
      empathy: score(2),
      accuracy: Math.max(3, score(1)),
      tone: Math.max(2, score(2)),
      resolution: score(3),
    }
    const [strengths, note] = NOTES[lang]
    await recordReview(desk, supervisor, reviewIntake.parse({ reply_id, scores, strengths, note }))
  }
  await loadDemo(desk)
  await doJobs(desk)
  await shareOut(desk, [admin, ...agents])
  await workOnFlags(desk, supervisor, agents)
  await doJobs(desk)
  await invitePerson(desk, admin, 'agent')
  await createKey(desk, admin, { name: 'Website chat', role: 'service' })
  await createKey(desk, admin, { name: 'Data warehouse', role: 'supervisor' })
  return cookies
}
