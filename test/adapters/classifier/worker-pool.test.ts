import { cp, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Classifier, ClassifierOutcome } from '../../../src/actions/ports.ts'
import { loadManifest } from '../../../src/adapters/classifier/load-manifest.ts'
import { startWorkerPool, type WorkerPoolOptions } from '../../../src/adapters/classifier/worker-pool.ts'
import type { WorkerLoss } from '../../../src/adapters/classifier/worker-slot.ts'
import { normalise } from '../../../src/domain/text/normalise.ts'
import { type DirectModel, directory, loadDirectly } from './direct-model.ts'

const TEXTS = [
  'سلام، سفارشم سه روزه دیر شده و هیچ کس جواب نمی‌ده. اگه تا فردا نرسه پولم رو پس می‌خوام',
  'ممنون از پشتیبانی خوبتون، مشکلم خیلی سریع حل شد 🙏',
  'السلام عليكم، تم خصم المبلغ مرتين من بطاقتي ولم يرد علي أحد منذ أسبوع!!',
  'شكراً لكم، الخدمة ممتازة والتوصيل سريع',
  'I was charged twice for order 8812 and nobody answers. This is the third time I write.',
  'How do I change my address?',
  'salam, bastam hanooz nareside, lotfan peygiri konid',
  'ok',
].map((text) => normalise(text).text)

async function manifestOfModel() {
  const loaded = await loadManifest(directory)
  if (!loaded.ok) throw new Error(loaded.problem)
  return loaded.manifest
}

async function openPool(options: Partial<WorkerPoolOptions> = {}): Promise<Classifier> {
  const manifest = await manifestOfModel()
  const pool = await startWorkerPool({ directory, manifest, workers: 1, queuePerWorker: 16, ...options })
  if (!pool.ok) throw new Error(pool.problem)
  return pool.classifier
}

async function openOwnPool(options: Partial<WorkerPoolOptions> = {}): Promise<Classifier> {
  const pool = await openPool(options)
  onTestFinished(() => pool.close())
  return pool
}

function outputOf(outcome: ClassifierOutcome) {
  if (!outcome.ok) throw new Error(outcome.failure)
  return outcome.output
}

const outcomeName = (outcome: ClassifierOutcome) => (outcome.ok ? 'ok' : outcome.failure)

describe('answers', () => {
  let pool: Classifier
  let direct: DirectModel
  beforeAll(async () => {
    ;[pool, direct] = await Promise.all([openPool({ workers: 2 }), loadDirectly()])
  })
  afterAll(() => pool.close())

  it.each(TEXTS)('equal a direct run of transformers.js: %s', async (text) => {
    const expected = await direct.run(text)
    const output = outputOf(await pool.classify(text, { explain: true, lane: 'interactive' }))
    expect([...output.logits]).toEqual([...expected.logits])
    expect(output.tokens?.flatMap(({ contributions }) => [...contributions])).toEqual([
      ...expected.contributions,
    ])
  })

  it('are the same one by one and many at once', async () => {
    const many = TEXTS.flatMap((text) => [text, text, text])
    const atOnce = await Promise.all(
      many.map((text) => pool.classify(text, { explain: false, lane: 'bulk' })),
    )
    for (const [index, text] of many.entries()) {
      const alone = await pool.classify(text, { explain: false, lane: 'interactive' })
      expect(atOnce[index]).toEqual(alone)
    }
  })

  it.each(TEXTS)('are the bias and what each token adds: %s', async (text) => {
    const { logits, tokens } = outputOf(await pool.classify(text, { explain: true, lane: 'interactive' }))
    for (const [label, logit] of logits.entries()) {
      const added = tokens?.reduce((sum, { contributions }) => sum + (contributions[label] ?? 0), 0)
      expect((pool.manifest.bias[label] ?? Number.NaN) + (added ?? Number.NaN)).toBeCloseTo(logit, 3)
    }
  })

  it('carry no evidence when none was asked', async () => {
    const output = outputOf(await pool.classify('ok', { explain: false, lane: 'interactive' }))
    expect(output).toEqual({ logits: expect.any(Float32Array), tokens: null })
    expect(output.logits).toHaveLength(47)
  })

  it('of a text without tokens are the bias alone', async () => {
    const output = outputOf(await pool.classify('', { explain: true, lane: 'interactive' }))
    expect(output.tokens).toEqual([])
    expect([...output.logits]).toEqual([...Float32Array.from(pool.manifest.bias)])
  })

  it('of a text beyond the model are those of its beginning', async () => {
    const long = 'سفارش من نرسیده است '.repeat(400).trim()
    const { tokens } = outputOf(await pool.classify(long, { explain: true, lane: 'bulk' }))
    expect(tokens).toHaveLength(pool.manifest.max_tokens)
    expect(tokens?.at(-1)?.end).toBeLessThan(long.length)
  })

  it('cost the event loop little', async () => {
    const long = TEXTS.join(' ')
    const [thread, all] = [process.threadCpuUsage(), process.cpuUsage()]
    await Promise.all(Array.from({ length: 200 }, () => pool.classify(long, { explain: true, lane: 'bulk' })))
    const [here, everywhere] = [process.threadCpuUsage(thread), process.cpuUsage(all)]
    // Processor time, not delays: those depend on what else the machine does. Were the model run here, it would be nearly all.
    expect(here.user + here.system).toBeLessThan((everywhere.user + everywhere.system) / 3)
  })
})

describe('a full queue', () => {
  it('refuses the next customer and says when to come back, but not bulk work', async () => {
    const pool = await openOwnPool({ queuePerWorker: 4 })
    const text = TEXTS[0] ?? ''
    const outcomes = Array.from({ length: 10 }, () =>
      pool.classify(text, { explain: false, lane: 'interactive' }),
    )
    const load = pool.load()
    expect(load).toMatchObject({ waiting: 4, capacity: 4, workers: 1 })
    const bulk = await pool.classify(text, { explain: false, lane: 'bulk' })
    const settled = await Promise.all(outcomes)
    expect(settled.map(outcomeName)).toEqual([
      ...Array(4 + load.running).fill('ok'),
      ...Array(6 - load.running).fill('overloaded'),
    ])
    expect(settled.at(-1)).toEqual({ ok: false, failure: 'overloaded', retryAfterSeconds: 1 })
    expect(bulk.ok).toBe(true)
    expect(pool.load()).toMatchObject({ waiting: 0, running: 0 })
  })

  it('lets a customer pass bulk work', async () => {
    const pool = await openOwnPool()
    const finished: string[] = []
    const bulk = Array.from({ length: 20 }, (_, index) =>
      pool
        .classify(TEXTS[0] ?? '', { explain: false, lane: 'bulk' })
        .then(() => finished.push(`bulk ${index}`)),
    )
    const running = pool.load().running
    const customer = pool
      .classify('ok', { explain: false, lane: 'interactive' })
      .then(() => finished.push('customer'))
    await Promise.all([...bulk, customer])
    expect(finished.indexOf('customer')).toBe(running)
  })
})

describe('work that nobody waits for', () => {
  it('is dropped while it waits and finished once it runs', async () => {
    const pool = await openOwnPool()
    const controllers = Array.from({ length: 10 }, () => new AbortController())
    const outcomes = controllers.map(({ signal }) =>
      pool.classify(TEXTS[0] ?? '', { explain: false, lane: 'interactive', signal }),
    )
    const { running } = pool.load()
    for (const controller of controllers) controller.abort()
    expect(pool.load().waiting).toBe(0)
    expect((await Promise.all(outcomes)).map(outcomeName)).toEqual([
      ...Array(running).fill('ok'),
      ...Array(10 - running).fill('abandoned'),
    ])
  })

  it('is not taken in when its client had left before', async () => {
    const pool = await openOwnPool()
    const outcome = await pool.classify('ok', {
      explain: false,
      lane: 'interactive',
      signal: AbortSignal.abort(),
    })
    expect(outcomeName(outcome)).toBe('abandoned')
  })
})

describe('a lost worker', () => {
  const script = new URL('./faulty-worker.ts', import.meta.url)

  it('is replaced; only the text that loses it twice is given up', async () => {
    const losses: WorkerLoss[] = []
    const pool = await openOwnPool({ script, onWorkerLost: (loss) => losses.push(loss) })
    const texts = ['ok', 'crash', 'ok', 'ok', 'ok']
    const outcomes = await Promise.all(
      texts.map((text) => pool.classify(text, { explain: false, lane: 'interactive' })),
    )
    expect(outcomes.map(outcomeName)).toEqual(['ok', 'failed', 'ok', 'ok', 'ok'])
    expect(losses).toEqual([
      { during: 'work', lossesInARow: 1, restartMs: 100, message: null },
      { during: 'work', lossesInARow: 2, restartMs: 200, message: null },
    ])
    expect(pool.load()).toEqual({ waiting: 0, running: 0, capacity: 16, workers: 1 })
  })

  it('does not stop the others', async () => {
    const pool = await openOwnPool({ script, workers: 2 })
    const texts = ['crash', ...TEXTS, ...TEXTS]
    const outcomes = await Promise.all(
      texts.map((text) => pool.classify(text, { explain: false, lane: 'bulk' })),
    )
    expect(outcomes.map(outcomeName)).toEqual(['failed', ...texts.slice(1).map(() => 'ok')])
  })

  it('that cannot start again makes the model unavailable until it can', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'deljoo-model-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const [here, away] = [join(folder, 'model'), join(folder, 'moved-away')]
    await cp(directory, here, { recursive: true })
    const pool = await openOwnPool({ script, directory: here })

    await rename(here, away)
    const outcomes = ['crash', 'ok', 'ok', 'ok'].map((text) =>
      pool.classify(text, { explain: false, lane: 'interactive' }),
    )
    expect((await Promise.all(outcomes)).map(outcomeName)).toEqual(Array(4).fill('unavailable'))
    expect(pool.load()).toEqual({ waiting: 0, running: 0, capacity: 16, workers: 0 })
    expect(outcomeName(await pool.classify('ok', { explain: false, lane: 'bulk' }))).toBe('unavailable')

    await rename(away, here)
    await vi.waitFor(() => expect(pool.load().workers).toBe(1), { timeout: 10_000 })
    expect(outcomeName(await pool.classify('ok', { explain: false, lane: 'bulk' }))).toBe('ok')
  })

  it('that never starts is one sentence at the start, not an exception', async () => {
    const pool = await startWorkerPool({
      directory,
      manifest: await manifestOfModel(),
      workers: 2,
      queuePerWorker: 1,
      script: new URL('./worker-that-never-starts.ts', import.meta.url),
    })
    expect(pool).toEqual({ ok: false, problem: 'The model did not load: there is no model here.' })
  })
})

describe('closing', () => {
  it('finishes what runs, tells the rest, and takes nothing more', async () => {
    const pool = await openPool()
    const outcomes = Array.from({ length: 8 }, () =>
      pool.classify(TEXTS[0] ?? '', { explain: false, lane: 'interactive' }),
    )
    const { running } = pool.load()
    await pool.close()
    expect((await Promise.all(outcomes)).map(outcomeName)).toEqual([
      ...Array(running).fill('ok'),
      ...Array(8 - running).fill('unavailable'),
    ])
    expect(outcomeName(await pool.classify('ok', { explain: false, lane: 'interactive' }))).toBe(
      'unavailable',
    )
  })
})
