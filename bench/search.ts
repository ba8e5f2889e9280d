/**
 * How long full-text search takes with 2,000 articles and 50,000 past answers: `npx node bench/search.ts`.
 * The texts are our own authored messages, cut up and mixed; the store is the real one, in a temporary folder.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase } from '../src/adapters/store/database.ts'
import { createNewId } from '../src/adapters/store/new-id.ts'
import { articles, conversations, customers, past_answers, replies } from '../src/adapters/store/schema.ts'
import { openStore } from '../src/adapters/store/store.ts'
import { ALWAYS_OPEN } from '../src/domain/desk/opening-hours.ts'
import { indexWords, searchWords } from '../src/domain/knowledge/words.ts'
import { LANGUAGES } from '../src/domain/labels.ts'
import { percentile } from './statistics.ts'
import { benchTexts } from './texts.ts'

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '2000' },
    answers: { type: 'string', default: '50000' },
    searches: { type: 'string', default: '300' },
  },
})
const [articleCount, answerCount, searches] = [values.articles, values.answers, values.searches].map(Number)
const NOW = '2026-08-02T05:44:00.000Z'

const texts = benchTexts(3_000)
/** The same draws in every run. */
let state = 1
const draw = <Item>(from: readonly Item[]): Item => {
  state = (state * 48_271) % 2_147_483_647
  return from[state % from.length] as Item
}
const mixed = (own: readonly string[], sentences: number) =>
  Array.from({ length: sentences }, () => draw(own)).join(' ')

const folder = mkdtempSync(join(tmpdir(), 'deljoo-search-'))
const path = join(folder, 'deljoo.db')
const rules = { hours: ALWAYS_OPEN, burstSeconds: 120, phoneCountryCode: '98' }
const { connection, file } = openDatabase(path)
const filled = performance.now()
const byLanguage = LANGUAGES.map((language, place) => ({
  language,
  own: texts.filter((_, index) => index % LANGUAGES.length === place),
}))
connection.transaction((tx) => {
  const times = { created_at: NOW, updated_at: NOW }
  tx.insert(customers)
    .values({ id: 'cus_1', told_at: NOW, ...times })
    .run()
  for (let index = 0; index < (articleCount as number); index++) {
    const { language: lang, own } = draw(byLanguage)
    const [title, body] = [draw(own).slice(0, 80), mixed(own, 12)]
    tx.insert(articles)
      .values({
        id: `art_${index}`,
        lang,
        title,
        asked_as: [],
        body,
        topics: [],
        public: true,
        version: 1,
        ...times,
        title_words: indexWords(title, lang),
        body_words: indexWords(body, lang),
      })
      .run()
  }
  for (let index = 0; index < (answerCount as number); index++) {
    const { language, own } = draw(byLanguage)
    const [conversation_id, reply_id] = [`cnv_${index}`, `rpl_${index}`]
    tx.insert(conversations)
      .values({
        id: conversation_id,
        customer_id: 'cus_1',
        channel: 'chat',
        status: 'closed',
        priority: 0,
        topics: [],
        signals: [],
        message_count: 1,
        opened_at: NOW,
        pauses: [],
        last_message_at: NOW,
        ...times,
      })
      .run()
    const sent = { conversation_id, outcome: 'edited', text: draw(own), sent_at: NOW } as const
    tx.insert(replies)
      .values({ id: reply_id, author: 'key_1', channel: 'chat', checks: [], ...sent })
      .run()
    const question_words = indexWords(mixed(own, 2), language)
    tx.insert(past_answers)
      .values({ reply_id, language, topic: 'other', situation: 'any/other', question_words, ...sent })
      .run()
  }
})
file.close()
process.stderr.write(`filled in ${((performance.now() - filled) / 1_000).toFixed(1)} s\n`)

const store = openStore(path, { newId: createNewId(), rules })
const taken: Record<'words' | 'articles' | 'past answers', number[]> = {
  words: [],
  articles: [],
  'past answers': [],
}
/** Milliseconds of processor: what to trust on a busy machine. */
const processor: typeof taken = { words: [], articles: [], 'past answers': [] }
const timed = async <Result>(
  what: keyof typeof taken,
  work: () => Promise<Result> | Result,
): Promise<Result> => {
  const [started, used] = [performance.now(), process.cpuUsage()]
  const result = await work()
  taken[what].push(performance.now() - started)
  const { user, system } = process.cpuUsage(used)
  processor[what].push((user + system) / 1_000)
  return result
}
for (let index = 0; index < (searches as number); index++) {
  const { language, own } = draw(byLanguage)
  const text = draw(own)
  const words = await timed('words', () => searchWords(text, language))
  await timed('articles', () => store.listArticles({ words, lang: language, limit: 8 }))
  await timed('past answers', () =>
    store.searchPastAnswers({ words, language, conversation_id: 'cnv_none', limit: 20 }),
  )
}
await store.close()
rmSync(folder, { recursive: true })
for (const [what, times] of Object.entries(taken)) {
  const used = processor[what as keyof typeof taken]
  process.stdout.write(
    `${what.padEnd(14)} p50 ${percentile(times, 0.5).toFixed(2)} ms  p95 ${percentile(times, 0.95).toFixed(2)} ms  processor p50 ${percentile(used, 0.5).toFixed(2)} ms  p95 ${percentile(used, 0.95).toFixed(2)} ms\n`,
  )
}
