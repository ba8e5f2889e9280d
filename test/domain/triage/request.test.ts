import { describe, expect, it } from 'vitest'
import { classifyRequest } from '../../../src/domain/triage/request.ts'

describe('a classify request', () => {
  it.each([
    ['one character', { text: '؟' }],
    ['an emoji alone', { text: '😡' }],
    ['8,000 characters', { text: 'x'.repeat(8_000) }],
    ['everything told', { text: 'سلام', lang: 'fa', channel: 'sms', fallback: 'never', explain: true }],
  ])('takes %s', (_, request) => {
    expect(classifyRequest.parse(request)).toEqual({ fallback: 'auto', explain: false, ...request })
  })

  it.each([
    ['no text', {}, 'text'],
    ['an empty text', { text: '' }, 'text'],
    ['white space only', { text: ' \n\u3000' }, 'text'],
    ['8,001 characters', { text: 'x'.repeat(8_001) }, 'text'],
    ['8,001 characters in pairs', { text: `${'😡'.repeat(4_000)}!` }, 'text'],
    ['half a pair at the end', { text: 'ok \ud83d' }, 'text'],
    ['half a pair at the start', { text: '\ude21 ok' }, 'text'],
    ['a number', { text: 7 }, 'text'],
    ['null', { text: null }, 'text'],
    ['an unknown language', { text: 'x', lang: 'de' }, 'lang'],
    ['an unknown channel', { text: 'x', channel: 'fax' }, 'channel'],
    ['an unknown fallback', { text: 'x', fallback: 'maybe' }, 'fallback'],
    ['a word for a flag', { text: 'x', explain: 'yes' }, 'explain'],
    ['an unknown field', { text: 'x', language: 'fa' }, ''],
  ])('refuses %s and names the field', (_, request, path) => {
    const parsed = classifyRequest.safeParse(request)
    expect(parsed.success).toBe(false)
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toContain(path)
  })

  it('never repeats the text in what it says is wrong', () => {
    const parsed = classifyRequest.safeParse({ text: 'secret words \ud83d'.repeat(700), lang: 'secret' })
    expect(JSON.stringify(parsed.error?.issues)).not.toContain('secret')
  })
})
