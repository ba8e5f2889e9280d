import { describe, expect, it } from 'vitest'
import { Chip } from '../../src/ui/components/chip.tsx'
import { Field, Select } from '../../src/ui/components/field.tsx'
import { Island } from '../../src/ui/components/island.tsx'
import { Kbd } from '../../src/ui/components/kbd.tsx'
import { Pagination } from '../../src/ui/components/pagination.tsx'
import { Skeleton } from '../../src/ui/components/states.tsx'
import { Ago, Code, Words } from '../../src/ui/components/words.tsx'
import { CALENDAR_OF } from '../../src/ui/format.ts'
import SlaClock from '../../src/ui/islands/sla-clock.tsx'
import type { UiLanguage } from '../../src/ui/languages.ts'
import { sentencesOf } from '../../src/ui/locales/index.ts'
import { createView } from '../../src/ui/view.ts'

const NOW = new Date('2026-08-02T05:44:00.000Z')
const viewIn = (language: UiLanguage) =>
  createView(
    { language, calendar: CALENDAR_OF[language], time_zone: 'Asia/Tehran', reader: null },
    () => NOW,
    sentencesOf(language),
  )
const view = viewIn('en')
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000).toISOString()
const html = (node: { toString(): unknown }) => String(node)

describe('the clock of an answer', () => {
  it.each([
    ['runs calmly', { due_at: later(38) }, 'calm', '38 minutes left'],
    ['says when it is soon', { due_at: later(4) }, 'soon', '4 minutes left'],
    ['says how late it is', { due_at: later(-130) }, 'late', '2 hours late'],
    ['is stopped', { due_at: null }, 'paused', 'Clock is stopped'],
    ['was met', { due_at: later(5), answered_at: later(-5) }, 'met', 'Answered in time'],
    ['was missed, and stays so', { due_at: later(-60), answered_at: later(-30) }, 'late', '30 minutes late'],
  ])('%s', (_, props, state, words) => {
    const written = html(<SlaClock view={view} {...props} />)
    expect(written).toContain(`data-state="${state}"`)
    expect(written).toContain(words)
  })

  it('speaks the language of the reader', () => {
    expect(html(<SlaClock view={viewIn('fa')} due_at={later(38)} />)).toContain('۳۸ دقیقه مانده')
  })
})

describe('a chip', () => {
  it('has a shape beside its colour, and none without a tone', () => {
    const shapes = (['good', 'calm', 'notice', 'alarm'] as const).map(
      (tone) => /<path d="([^"]+)"/.exec(html(<Chip view={view} label="x" tone={tone} />))?.[1],
    )
    expect(new Set(shapes).size).toBe(4)
    expect(html(<Chip view={view} label="x" />)).not.toContain('<svg')
  })

  it('says in words that it is unsure, and reads out what it is about', () => {
    const written = html(<Chip view={view} label="high" about="urgency" tone="notice" unsure />)
    expect(written).toContain('check this')
    expect(written).toContain('data-unsure')
    expect(written).toContain('<span class="heard">urgency </span>')
  })
})

describe('a field', () => {
  it('is tied to its label, hint and mistake', () => {
    const written = html(<Field name="email" label="E-mail" hint="At work" mistake="Not an address" />)
    expect(written).toContain('<label for="field-email">')
    expect(written).toContain('aria-describedby="field-email-hint field-email-mistake"')
    expect(written).toContain('aria-invalid="true"')
  })

  it('keeps the choice', () => {
    const choices = ['a', 'b'].map((value) => ({ value, label: value }))
    expect(html(<Select name="x" label="X" value="b" choices={choices} />)).toMatch(/value="b" selected/)
  })
})

describe('words from outside', () => {
  it('stand in their own direction', () => {
    expect(html(<Words>{'<b>علی'}</Words>)).toBe('<bdi>&lt;b&gt;علی</bdi>')
    expect(html(<Code>order-8812</Code>)).toContain('dir="ltr"')
    expect(html(<Kbd keys={['Ctrl', 'K']} />)).toContain('dir="ltr"')
  })

  it('go to an island unharmed and harmless', () => {
    const name = `"><script>alert(1)</script>'&amp;`
    const written = html(<Island name="sla-clock" props={{ due_at: name }} />)
    expect(written).not.toContain('<script>')
    const attribute = /data-props="([^"]*)"/.exec(written)?.[1] ?? ''
    const read = attribute
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
    expect(JSON.parse(read)).toEqual({ due_at: name })
  })
})

describe('times and pages', () => {
  it('say the moment exactly to those who ask', () => {
    const written = html(<Ago view={view} at={later(-12)} />)
    expect(written).toContain('12 minutes ago')
    expect(written).toContain('title="2 August 2026 at 09:02"')
    expect(written).toContain(`datetime="${later(-12)}"`)
  })

  it('offer only the pages there are', () => {
    expect(html(<Pagination view={view} first={null} next="/x?cursor=1" />)).not.toContain('First page')
    expect(html(<Pagination view={view} first="/x" next="/x?cursor=1" />)).toMatch(/First page.*Next page/s)
    expect(Pagination({ view, first: null, next: null })).toBeNull()
  })

  it('say once that they are loading', () => {
    expect(html(<Skeleton view={view} lines={4} />).match(/Loading/g)).toHaveLength(1)
  })
})
