/** The whole path on the model we ship, with messages on which no reasonable model may differ. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadManifest, modelDirectory } from '../../src/adapters/classifier/load-manifest.ts'
import { startWorkerPool } from '../../src/adapters/classifier/worker-pool.ts'
import { type Triage, triage as triageSchema } from '../../src/domain/triage/triage.ts'
import { classifying } from './classifying.ts'

let classify: ReturnType<typeof classifying>
let close = async () => {}
beforeAll(async () => {
  const directory = modelDirectory('triage-fa-ar-en')
  const loaded = await loadManifest(directory)
  if (!loaded.ok) throw new Error(loaded.problem)
  const pool = await startWorkerPool({ directory, manifest: loaded.manifest, workers: 1, queuePerWorker: 64 })
  if (!pool.ok) throw new Error(pool.problem)
  close = pool.classifier.close
  classify = classifying({ classifier: pool.classifier })
})
afterAll(() => close())

async function read(text: string): Promise<Triage> {
  const outcome = await classify({ text, explain: true })
  if (!outcome.ok) throw new Error(outcome.failure)
  return outcome.triage
}

const pressing = (triage: Triage) => triage.urgency.scores.high + triage.urgency.scores.critical

describe('clear messages', () => {
  it.each([
    ['fa', 'سلام، همین الان از حسابم ۵ میلیون تومان بدون اجازه من برداشت شده، لطفا فورا کارتم را مسدود کنید'],
    ['ar', 'تم سحب ٥٠٠٠ ريال من حسابي الآن بدون علمي، أوقفوا البطاقة فوراً أرجوكم'],
    ['en', 'Someone is using my card right now, two payments I never made. Block it immediately!'],
  ])('%s: fraud going on is critical', async (language, text) => {
    const triage = await read(text)
    expect(triage).toMatchObject({
      language: { label: language, supported: true },
      urgency: { label: 'critical' },
    })
    expect(triage.signals.map(({ label }) => label)).toContain('fraud')
    expect(triage.topics.map(({ label }) => label)).toContain('security_fraud')
  })

  it.each([
    ['fa', 'خیلی ممنون از پشتیبانی عالی‌تون، مشکلم کامل حل شد'],
    ['ar', 'شكراً جزيلاً، الخدمة كانت ممتازة والموظفة لطيفة جداً'],
    ['en', 'Thank you so much, the new app is wonderful and support was lovely'],
  ])('%s: praise is positive and can wait', async (_, text) => {
    expect(await read(text)).toMatchObject({
      sentiment: { label: 'positive' },
      urgency: { label: 'low' },
      intent: { label: 'praise' },
      needs_review: false,
    })
  })

  it.each([
    ['fa', 'سلام، ساعت کار شعبه مرکزی چنده؟'],
    ['ar', 'ما هي ساعات عمل الفرع يوم السبت؟'],
    ['en', 'What are your opening hours on Saturday?'],
  ])('%s: a factual question is neutral and normal', async (_, text) => {
    expect(await read(text)).toMatchObject({
      sentiment: { label: 'neutral' },
      urgency: { label: 'normal' },
      intent: { label: 'question' },
    })
  })

  it.each([
    [
      'fa',
      'این سومین باره که تماس می‌گیرم و هیچکس جواب نمی‌ده. اگه تا فردا حل نشه اشتراکم رو لغو می‌کنم و شکایت می‌کنم',
    ],
    ['ar', 'هذه المرة الثالثة التي أتواصل معكم بدون حل، سألغي اشتراكي وأشتكي لحماية المستهلك'],
    [
      'en',
      'This is the third time I have written and nobody answers. I am cancelling and going to the ombudsman.',
    ],
  ])('%s: unsolved for the third time and leaving is negative and pressing', async (_, text) => {
    const triage = await read(text)
    expect(triage).toMatchObject({ sentiment: { label: 'negative' }, intent: { label: 'complaint' } })
    expect(pressing(triage)).toBeGreaterThan(0.5)
  })
})

describe('a long message', () => {
  const calm =
    'I opened my account at your branch in 2019 and I have used the app since then. On Monday I went to the branch to ask about the new card design. The clerk was at lunch, so I waited a little and read a newspaper. '
  const alarm = 'Someone is using my card right now, two payments I never made. Block it immediately! '

  it('with an alarm in the middle is pressing, and shows where', async () => {
    const text = calm.repeat(8) + alarm + calm.repeat(8)
    const triage = await read(text)
    expect(pressing(triage)).toBeGreaterThan(0.6)
    const spans = triage.reasons?.filter(({ head }) => head === 'urgency') ?? []
    const start = calm.length * 8
    expect(spans.some((span) => span.start >= start && span.end <= start + alarm.length)).toBe(true)
  })

  it('is more critical for it than without', async () => {
    const plain = await read(calm.repeat(16))
    const alarmed = await read(calm.repeat(8) + alarm + calm.repeat(8))
    expect(alarmed.urgency.scores.critical).toBeGreaterThan(plain.urgency.scores.critical + 0.3)
  })
})

it('every answer has the shape of the contract, exact reasons and the same labels beside others as alone', async () => {
  const texts = [
    'سلام، بسته‌ام هنوز نرسيده!!! ۳ روزه منتظرم 😡 شماره سفارش ۱۲۳۴۵',
    'التطبيق ما يفتح عندي من أمـــس، وش الحل؟؟',
    'salam, khedmate shoma kheili bad bood, dige nemikham',
    'App keeps crashing when I press pay.',
    '👍',
  ]
  const together = await Promise.all(texts.map(read))
  for (const [index, text] of texts.entries()) {
    const triage = together[index] as Triage
    expect(triageSchema.parse(triage)).toEqual(triage)
    for (const { start, end, text: words } of triage.reasons ?? []) expect(text.slice(start, end)).toBe(words)
    const alone = await read(text)
    expect({ ...alone, id: '', decided_by: '' }).toEqual({ ...triage, id: '', decided_by: '' })
  }
})
