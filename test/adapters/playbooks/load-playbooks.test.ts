import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadPlaybooks } from '../../../src/adapters/playbooks/load-playbooks.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'deljoo-playbooks-'))
  cpSync('prompts', join(root, 'prompts'), { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true }))

/** Changes one file of the copy, then loads it. */
async function problemAfter(file: string, change: (text: string) => string): Promise<string> {
  const path = join(root, file)
  const before = readFileSync(path, 'utf8')
  const after = change(before)
  expect(after).not.toBe(before)
  writeFileSync(path, after)
  const loaded = await loadPlaybooks(root)
  return loaded.ok ? 'none' : loaded.problem
}

describe('the playbooks of the desk', () => {
  it('load', async () => {
    const loaded = await loadPlaybooks()
    expect(loaded.ok && loaded.library.situations.length).toBeGreaterThan(45)
  })

  it('need their folder', async () => {
    rmSync(join(root, 'prompts/playbooks'), { recursive: true })
    expect(await loadPlaybooks(root)).toEqual({
      ok: false,
      problem: 'prompts/playbooks: has no playbook in it',
    })
  })

  it.each([['a missing file', 'prompts/brand.yaml', /^prompts\/brand\.yaml: cannot be read$/]])(
    '%s',
    async (_, file, expected) => {
      rmSync(join(root, file))
      const loaded = await loadPlaybooks(root)
      expect(loaded.ok ? '' : loaded.problem).toMatch(expected)
    },
  )

  it.each<[string, string, (text: string) => string, RegExp]>([
    [
      'broken YAML',
      'prompts/playbooks/billing.yaml',
      (text) => text.replace('problem: برداشت تکراری از حساب', 'problem: "برداشت'),
      /^prompts\/playbooks\/billing\.yaml:\d+: is not valid YAML: /,
    ],
    [
      'an unknown fact',
      'prompts/playbooks/delivery.yaml',
      (text) => text.replace('[ به شمارهٔ {order}] در زمانی', '[ به شمارهٔ {ordr}] در زمانی'),
      /^prompts\/playbooks\/delivery\.yaml:\d+ situations\.late\.fa\.acknowledge\.0\S*: names \{ordr\}; known are \{name\}/,
    ],
    [
      'an unknown field',
      'prompts/playbooks/delivery.yaml',
      (text) => text.replace('    own: ours\n', '    owns: ours\n    own: ours\n'),
      /^prompts\/playbooks\/delivery\.yaml:\d+ situations\.late: .*owns/,
    ],
    [
      'an owner nobody knows',
      'prompts/playbooks/waiting.yaml',
      (text) => text.replace('owner: support', 'owner: nobody'),
      /^prompts\/playbooks\/waiting\.yaml:\d+ situations\.no_show\.owner: "nobody" is not among the owners of prompts\/playbooks\/frame\.yaml$/,
    ],
    [
      'an offer the policy does not have',
      'prompts/playbooks/delivery.yaml',
      (text) => text.replace('offers: [delivery_fee_back]', 'offers: [free_lunch]'),
      /"free_lunch" is not in prompts\/compensation-policy\.yaml$/,
    ],
    [
      'an impossible time',
      'prompts/playbooks/delivery.yaml',
      (text) => text.replace('within: 6h', 'within: soon'),
      /situations\.late\.promise\.within: must be a time such as 15m, 4h or 3d$/,
    ],
    [
      'a register without words',
      'prompts/playbooks/frame.yaml',
      (text) =>
        text.replace('- formal: Thank you for answering our survey.', '- warm: Thanks for answering.'),
      /^prompts\/playbooks\/frame\.yaml:\d+ en\.lead\.survey: needs a text for each register/,
    ],
    [
      'a promise of an unknown kind',
      'prompts/compensation-policy.yaml',
      (text) => text.replace('promises: [delivery_fee]', 'promises: [moon]'),
      /^prompts\/compensation-policy\.yaml:\d+ offers\.delivery_fee_back\.promises\.0: "moon" is not among the promises$/,
    ],
    [
      'the same situation twice in one topic',
      'prompts/playbooks/any-praise.yaml',
      (text) => text.replace('\n  praise:\n', '\n  complaint:\n'),
      /any-praise\.yaml:\d+ situations\.complaint: .*any-general\.yaml has "complaint" of the same topic already$/,
    ],
  ])('tells %s in one line', async (_, file, change, expected) => {
    const problem = await problemAfter(file, change)
    expect(problem).toMatch(expected)
    expect(problem).not.toContain('\n')
  })

  it('needs a situation that fits every message', async () => {
    expect(
      await problemAfter('prompts/playbooks/any-general.yaml', (text) =>
        text.replace(
          '    priority: 0\n    recognise:\n      - words: any',
          '    priority: 0\n    recognise:\n      - intents: [other]',
        ),
      ),
    ).toMatch(/^prompts\/playbooks: no situation fits every message/)
  })
})
