import { describe, expect, it } from 'vitest'
import { UI_LANGUAGES } from '../../src/ui/languages.ts'
import { COMPLAINT } from '../http/complaint.ts'
import { NOW } from '../http/harness.ts'
import { readCard } from './model-card.ts'
import { createScreenHarness } from './screen-harness.ts'

/** A desk where something has happened: three complaints, one answered, one corrected, one flag won back. */
async function desk() {
  const card = await readCard()
  const harness = await createScreenHarness({ deps: { modelCard: () => card } })
  const { send } = harness
  for (const [index, touchpoint] of ['<b>till</b>', '<b>till</b>', 'app'].entries()) {
    const customer = { ...COMPLAINT.customer, external_id: `c-${index}`, phone: `0912000000${index}` }
    const body = { ...COMPLAINT, external_id: `m-${index}`, conversation: `o-${index}`, customer, touchpoint }
    const { json } = await send('POST', '/v1/messages', { as: 'service', body })
    if (index === 0)
      await send('POST', `/v1/conversations/${json.conversation.id}/replies`, {
        body: { text: 'سلام، پیگیری می‌کنم.' },
      })
    if (index === 1)
      await send('POST', `/v1/messages/${json.message.id}/corrections`, { body: { urgency: 'normal' } })
  }
  const [flag] = (await send('GET', '/v1/flags')).json.items
  await send('PATCH', `/v1/flags/${flag.id}`, {
    body: { stage: 'recovered', outcome_reason: 'problem_solved' },
  })
  return { ...harness, cookie: await harness.signIn('supervisor', { name: 'سارا' }) }
}

const MONTH = `since=${new Date(NOW.getTime() - 30 * 86_400_000).toISOString()}`

/** The chart of this id, and the numbers behind it as they stand in its table: one list a row. */
function chart(text: string, id: string) {
  const figure = text.split('<figure').find((each) => each.includes(`id="${id}-question"`)) ?? ''
  const body = figure.split('<tbody>')[1]?.split('</tbody>')[0] ?? ''
  const rows = body
    .split('<tr>')
    .slice(1)
    .map((row) => [...row.matchAll(/<data value="([^"]*)"/g)].map(([, value]) => Number(value)))
  return { figure, rows }
}

describe('the numbers on the page are those of the API', () => {
  it('what customers write', async () => {
    const { get, send, cookie } = await desk()
    const { text } = await get('/insights', { cookie })
    const all = (await send('GET', `/v1/insights/trends?${MONTH}`)).json
    const dimension = (name: string) =>
      all.trends.find((trend: { dimension: string }) => trend.dimension === name).lines
    const written = (lines: { label: string | null; messages: number; share: number }[]) =>
      lines
        .filter(({ label, messages }) => label !== null && messages > 0)
        .toSorted((one, other) => other.messages - one.messages)
        .map(({ messages, share }) => [messages, share])
    expect(chart(text, 'topics').rows).toEqual(written(dimension('topic')))
    expect(chart(text, 'touchpoints').rows).toEqual(written(dimension('touchpoint')))
    const of = (name: string, label: string) =>
      dimension(name).find((line: { label: string }) => line.label === label).counts
    expect(chart(text, 'urgent').rows).toEqual(
      all.periods.map(({ labelled }: { labelled: number }, at: number) => [
        of('urgency', 'critical')[at],
        of('urgency', 'high')[at],
        labelled,
      ]),
    )
    const persian = (await send('GET', `/v1/insights/trends?${MONTH}&language=fa&dimensions=sentiment`)).json
    expect(chart(text, 'feeling-fa').rows.map(([negative]) => negative)).toEqual(
      persian.trends[0].lines[0].counts,
    )
    expect(chart(text, 'feeling-en').figure).toContain('Nothing to tell of this time yet.')
  })

  it('answers, flags and labels', async () => {
    const { get, send, cookie } = await desk()
    const { text } = await get('/insights', { cookie })
    const read = async (name: string) => (await send('GET', `/v1/insights/${name}?${MONTH}`)).json
    const sla = await read('sla')
    expect(chart(text, 'in-time').rows.map((row) => row.at(-1))).toEqual(
      sla.by_urgency.map(
        (each: { overdue_now: { conversations: number } }) => each.overdue_now.conversations,
      ),
    )
    expect(sla.total.in_time.of).toBe(1)
    const { precision } = await read('flags')
    expect(chart(text, 'flags').rows[0]).toEqual([precision.precision, 1, 1, 0])
    const decisions = await read('decisions')
    expect(chart(text, 'decided').rows).toEqual(
      decisions.periods.map(
        (
          each: Record<'local' | 'llm' | 'human', { count: number }> &
            Record<'cost_usd' | 'draft_cost_usd', number>,
        ) => [each.local.count, each.llm.count, each.human.count, each.cost_usd + each.draft_cost_usd],
      ),
    )
    const quality = await read('model-quality')
    const heads = quality.heads.filter((each: { agreement: { of: number } }) => each.agreement.of > 0)
    expect(chart(text, 'agreement').rows).toEqual(
      heads.map(({ agreement }: { agreement: { share: number; of: number } }) => [
        agreement.share,
        agreement.of,
      ]),
    )
    const model = (await send('GET', '/v1/model')).json
    const { bins } = model.reliability.urgency.fa
    expect(chart(text, 'reliability-fa').rows.slice(0, bins.length)).toEqual(
      bins.map(({ confidence, accuracy, count }: Record<string, number>) => [confidence, accuracy, count]),
    )
  })

  it('and its CSV links lead to the API with the same range and filters', async () => {
    const { get, app, cookie } = await desk()
    const { text } = await get('/insights?days=90&language=fa&topic=delivery', { cookie })
    const links = [...text.matchAll(/href="(\/v1\/insights\/[^"]*)"/g)].map((match) =>
      (match[1] ?? '').replaceAll('&amp;', '&'),
    )
    expect(links.length).toBeGreaterThan(5)
    for (const link of links) {
      const answer = await app.request(link, { headers: { cookie } })
      expect(answer.status, link).toBe(200)
      expect(answer.headers.get('content-type')).toContain('text/csv')
    }
    expect(links[0]).toMatch(
      /^\/v1\/insights\/trends\?since=.*&language=fa&topic=delivery&dimensions=sentiment&format=csv$/,
    )
  })
})

describe('the insights page', () => {
  it.each(UI_LANGUAGES)(
    'draws every chart in %s without a script or a style of its own',
    async (language) => {
      const { get, cookie } = await desk()
      const { status, text } = await get('/insights', { cookie, language })
      expect(status).toBe(200)
      expect(text.match(/<svg class="chart-plot"[^>]* role="img"/g)?.length).toBeGreaterThanOrEqual(6)
      for (const [plot] of text.matchAll(/<svg class="chart-plot"[\s\S]*?<\/svg>/g)) {
        expect(plot).toMatch(/<title id="[^"]+">[^<]+<\/title><desc id="[^"]+">[^<]+<\/desc>/)
        expect(plot).not.toContain('NaN')
      }
      expect(text).not.toMatch(/ style=|<style|<script(?! type="module" src)/)
      expect(text).toContain('direction="ltr"')
    },
  )

  it('says how little a small sample says', async () => {
    const { get, cookie } = await desk()
    expect((await get('/insights', { cookie })).text).toContain('Too few yet: 3, 30 would do.')
  })

  it('is honest where nothing has happened', async () => {
    const { get, signIn } = await createScreenHarness()
    const cookie = await signIn('supervisor')
    expect((await get('/insights', { cookie })).text).toContain('Not enough has happened yet')
    const filtered = await get('/insights?language=ar&days=7', { cookie })
    expect(filtered.status).toBe(200)
    expect(filtered.text).toContain('Nothing to tell of this time yet.')
    expect(filtered.text).toContain('Only the messages that fit the filters.')
    expect(filtered.text).not.toContain('NaN')
  })

  it('writes words from outside as words', async () => {
    const { get, cookie } = await desk()
    const { text } = await get('/insights', { cookie })
    expect(text).toContain('&lt;b&gt;till&lt;/b&gt;')
    expect(text).not.toContain('<b>till')
  })

  it('is for supervisors', async () => {
    const { get, signIn } = await createScreenHarness()
    expect((await get('/insights')).headers.get('location')).toBe('/sign-in?next=%2Finsights')
    expect((await get('/insights', { cookie: await signIn('agent') })).status).toBe(403)
  })

  it.each(['?days=31', '?days=x&language=de', '?channel=pigeon&topic=nothing'])(
    'takes %s for the usual',
    async (query) => {
      const { get, cookie } = await desk()
      const { status, text } = await get(`/insights${query}`, { cookie })
      expect(status).toBe(200)
      expect(text).toContain('<option value="30" selected="">')
    },
  )
})
