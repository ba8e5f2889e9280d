import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { newFolder, runCli } from './run-cli.ts'

const COMPLAINT = 'برای بار سوم دارم همین رو می‌نویسم، هنوز پولم برنگشته و کسی هم جواب نمی‌ده'

describe('help and mistakes', () => {
  it('shows every command with an example', async () => {
    const { code, stdout } = await runCli(['--help'])
    expect(code).toBe(0)
    for (const command of ['serve', 'classify', 'import', 'eval', 'keys', 'bench'])
      expect(stdout).toContain(command)
    expect(stdout).toContain('Examples:')
  })

  it.each([
    { name: 'an unknown command', args: ['classfy'], says: /unknown command/ },
    { name: 'nothing to classify', args: ['classify'], says: /Give either one text or --in/ },
    {
      name: 'a file that is not there',
      args: ['classify', '--in', 'no-such.jsonl'],
      says: /There is no file/,
    },
    {
      name: 'a folder that is not there',
      args: ['articles', 'import', 'no-such-folder'],
      says: /There is no folder/,
    },
    { name: 'a file of an unknown kind', args: ['import', 'README.md'], says: /must end in/ },
    {
      name: 'a role that does not exist',
      args: ['keys', 'create', '--role', 'king'],
      says: /Allowed choices/,
    },
    {
      name: 'a text that is too long',
      args: ['classify', 'ا'.repeat(8_001)],
      says: /at most 8000 characters/,
    },
  ])('$name: one clear line, exit code 2, no stack', async ({ args, says }) => {
    const { code, stderr } = await runCli(args, { DATABASE_URL: `file:${join(newFolder(), 'cli.db')}` })
    expect(code).toBe(2)
    expect(stderr).toMatch(says)
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  it('a wrong setting stops with one line', async () => {
    const { code, stderr } = await runCli(['keys', 'list'], { PORT: 'many' })
    expect(code).toBe(2)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toMatch(/^Setting PORT:/)
  })
})

describe('classify', () => {
  it('answers one text with the contract shape', async () => {
    const { code, stdout } = await runCli(['classify', COMPLAINT, '--explain', '--fallback', 'never'], {
      DATABASE_URL: `file:${join(newFolder(), 'cli.db')}`,
    })
    expect(code).toBe(0)
    const answer = JSON.parse(stdout)
    expect(answer).toMatchObject({
      language: { label: 'fa', romanised: false, supported: true },
      sentiment: { label: 'negative' },
      decided_by: { source: 'local', asked_llm_because: null, cost_usd: 0 },
    })
    for (const { start, end, text } of answer.reasons) expect(COMPLAINT.slice(start, end)).toBe(text)
  })

  it('takes the longest text that the API takes', async () => {
    const { code, stdout } = await runCli(['classify', 'ی'.repeat(8_000), '--fallback', 'never'], {
      DATABASE_URL: `file:${join(newFolder(), 'cli.db')}`,
    })
    expect(code).toBe(0)
    expect(JSON.parse(stdout).decided_by.source).toBe('local')
  })

  it('answers a file line by line, in order, with a problem where a line is no message', async () => {
    const folder = newFolder()
    const texts = ['شكرا جزيلا على سرعة الرد 🌹', COMPLAINT, 'How do I change my password?']
    const input = join(folder, 'in.jsonl')
    const output = join(folder, 'out.jsonl')
    const lines = [
      JSON.stringify({ text: texts[0], lang: 'ar', sentiment: 'positive' }),
      'not json',
      JSON.stringify({ text: texts[1] }),
      JSON.stringify({ text: '' }),
      JSON.stringify({ text: texts[2], unrelated: 1 }),
    ]
    writeFileSync(input, `${lines.join('\n')}\n`)
    const { code, stderr } = await runCli(['classify', '--in', input, '--out', output], {
      DATABASE_URL: `file:${join(folder, 'cli.db')}`,
    })
    expect(code).toBe(1)
    expect(stderr).toMatch(/^2 lines could not be classified/)
    const answers = readFileSync(output, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(answers.map((answer) => answer.language?.label ?? answer.problem.line)).toEqual([
      'ar',
      2,
      'fa',
      4,
      'en',
    ])
    expect(answers[3].problem.errors[0].path).toBe('text')
  })
})

describe('import', () => {
  const header =
    'channel,external_id,text,sent_at,conversation,customer.external_id,customer.email,customer.lifetime_value'
  const csv = [
    header,
    `chat,m-1,"${COMPLAINT}",2026-08-02T09:14:00+03:30,order-1,c-1,nargess@example.com,1200`,
    'chat,m-2,"وين طلبي؟ صار له أسبوع",2026-08-02T10:00:00+03:00,order-2,c-2,,',
    'pigeon,m-3,hello,,,c-3,,',
    'email,m-4,"Line one\nline two, ""quoted""",2026-08-03T08:00:00Z,order-4,,ann@example.com,',
  ].join('\n')

  it('stores and triages a CSV, names refused rows without their text, and a second run changes nothing', async () => {
    const folder = newFolder()
    const file = join(folder, 'messages.csv')
    const database = join(folder, 'cli.db')
    writeFileSync(file, `\uFEFF${csv}\n`)
    const env = { DATABASE_URL: `file:${database}` }

    const first = await runCli(['import', file], env)
    expect(first.stderr).toContain('4 rows read: 3 new, 0 seen before, 1 refused.')
    expect(first.stderr).toMatch(/line 4: channel/)
    expect(first.stderr).not.toContain('pigeon')
    expect(first.code).toBe(1)

    const rows = () =>
      new Database(database, { readonly: true })
        .prepare('select external_id, text, triage_state from messages order by external_id')
        .all() as { external_id: string; text: string; triage_state: string }[]
    expect(rows().map(({ external_id, triage_state }) => [external_id, triage_state])).toEqual([
      ['m-1', 'done'],
      ['m-2', 'done'],
      ['m-4', 'done'],
    ])
    expect(rows()[2]?.text).toBe('Line one\nline two, "quoted"')

    const second = await runCli(['import', file], env)
    expect(second.stderr).toContain('4 rows read: 0 new, 3 seen before, 1 refused.')
    expect(rows()).toHaveLength(3)
  })
})

describe('eval', () => {
  it('prints figures per language as JSON', async () => {
    const folder = newFolder()
    const file = join(folder, 'gold.jsonl')
    const gold = [
      {
        text: COMPLAINT,
        lang: 'fa',
        sentiment: 'negative',
        urgency: 'high',
        topics: ['refund_return'],
        id: 'extra',
      },
      { text: 'شكرا لكم على الخدمة الممتازة', lang: 'ar', sentiment: 'positive', urgency: 'low' },
    ]
    writeFileSync(file, gold.map((row) => JSON.stringify(row)).join('\n'))
    const env = { DATABASE_URL: `file:${join(folder, 'cli.db')}` }
    const { code, stdout } = await runCli(['eval', file, '--json'], env)
    expect(code).toBe(0)
    const report = JSON.parse(stdout)
    expect(report.all.rows).toBe(2)
    expect(report.languages.ar.sentiment.rows).toBe(1)
    expect(report.all.sentiment.confusion.labels).toHaveLength(4)

    const text = await runCli(['eval', file], env)
    expect(text.stdout).toContain('sentiment macro-F1')
  })

  it('names the line of a label that is not in the guide', async () => {
    const folder = newFolder()
    const file = join(folder, 'gold.jsonl')
    writeFileSync(
      file,
      `${JSON.stringify({ text: 'ok' })}\n${JSON.stringify({ text: 'x', urgency: 'asap' })}\n`,
    )
    const { code, stderr } = await runCli(['eval', file])
    expect(code).toBe(2)
    expect(stderr).toMatch(/line 2: urgency/)
  })
})

describe('keys', () => {
  it('makes, lists and revokes', async () => {
    const env = { DATABASE_URL: `file:${join(newFolder(), 'cli.db')}` }
    const made = await runCli(['keys', 'create', '--role', 'service', '--name', 'فروشگاه'], env)
    const secret = made.stdout.trim()
    expect(secret).toMatch(/^dlj_/)

    const listed = await runCli(['keys', 'list'], env)
    expect(listed.stdout).toContain('فروشگاه')
    expect(listed.stdout).not.toContain(secret)

    const id = listed.stdout.split(/\s+/)[0] as string
    expect((await runCli(['keys', 'revoke', id], env)).code).toBe(0)
    expect((await runCli(['keys', 'list'], env)).stdout).toContain('revoked')
    const again = await runCli(['keys', 'revoke', 'key_nobody'], env)
    expect(again).toMatchObject({ code: 1, stderr: 'There is no key with this id\n' })
  })
})

describe('jobs', () => {
  it('shows what was given up and gives it another chance', async () => {
    const file = join(newFolder(), 'cli.db')
    const env = { DATABASE_URL: `file:${file}` }
    await runCli(['jobs', 'list'], env)
    const database = new Database(file)
    database
      .prepare(
        `insert into jobs (id, kind, subject_id, lane, state, run_at, available_at, attempts, last_error, updated_at)
         values ('job_1', 'triage-message', 'msg_1', 'bulk', 'dead', @now, @now, 8, 'worker_lost', @now)`,
      )
      .run({ now: new Date().toISOString() })
    database.close()

    const listed = await runCli(['jobs', 'list'], env)
    expect(listed.stdout).toMatch(/1 given up\n.*triage-message of msg_1: worker_lost after 8 attempts/)
    expect((await runCli(['jobs', 'revive'], env)).stdout).toMatch(/^1 jobs/)
    expect((await runCli(['jobs', 'list'], env)).stdout).toMatch(/triage-message +1 open/)
  })
})

describe('articles import', () => {
  const write = (folder: string, name: string, text: string) => {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const LATE = (body: string) =>
    `---\nlang: fa\ntopics: [delivery]\nasked_as:\n  - بسته‌ام کی می‌رسد؟\npublic: true\n---\n# سفارش دیر رسیده است\n\n${body}\n`

  it('takes files in, and again: what changed is updated, nothing is doubled', async () => {
    const [folder, DATABASE_URL] = [newFolder(), `file:${join(newFolder(), 'cli.db')}`]
    write(folder, 'fa/late.md', LATE('تا سه روز.'))
    write(folder, 'returns.md', '---\nlang: en\ntitle: Returns\n---\nSend it back within 14 days.')
    write(folder, 'notes.txt', 'no article')
    const run = () => runCli(['articles', 'import', folder], { DATABASE_URL })
    expect((await run()).stderr).toContain('2 files read: 2 new, 0 changed, 0 as before, 0 refused')
    write(folder, 'fa/late.md', LATE('تا چهار روز.'))
    write(folder, 'broken.md', '---\nlang: fr\ntitle: Retours\n---\nRendez-le.')
    const again = await run()
    expect(again.code).toBe(1)
    expect(again.stderr).toMatch(
      /3 files read: 0 new, 1 changed, 1 as before, 1 refused\.\n {2}broken\.md: lang /,
    )
    const file = new Database(join(DATABASE_URL.slice('file:'.length)))
    expect(
      file.prepare('select external_id, lang, title, body, version from articles order by id').all(),
    ).toEqual([
      {
        external_id: 'fa/late.md',
        lang: 'fa',
        title: 'سفارش دیر رسیده است',
        body: '# سفارش دیر رسیده است\n\nتا چهار روز.',
        version: 2,
      },
      {
        external_id: 'returns.md',
        lang: 'en',
        title: 'Returns',
        body: 'Send it back within 14 days.',
        version: 1,
      },
    ])
    file.close()
  })

  it.each([
    ['no YAML', '---\nlang: [fa\n---\nx', /late\.md: the front matter is not valid YAML/],
    ['no mapping', '---\n- fa\n---\nx', /late\.md: the front matter must be lines/],
  ])('stops at a front matter that is %s', async (_, text, says) => {
    const folder = newFolder()
    write(folder, 'late.md', text)
    const { code, stderr } = await runCli(['articles', 'import', folder], {
      DATABASE_URL: `file:${join(newFolder(), 'cli.db')}`,
    })
    expect(code).toBe(2)
    expect(stderr).toMatch(says)
  })
})
