import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHANNELS, LANGUAGES, SIGNALS, TOPICS } from '../../../src/domain/labels.ts'
import { composeDrafts } from '../../../src/domain/reply/compose.ts'
import type { ReplyInput } from '../../../src/domain/reply/context.ts'
import { CHECKS, draft as draftSchema } from '../../../src/domain/reply/draft.ts'
import { library, messageOf } from './desk.ts'

const LATE_FA = 'سفارش شماره ۸۸۱۲ من سه روزه نرسیده'
const LATE_AR = 'طلبي رقم ٨٨١٢ لم يصل حتى الآن'
const LATE_EN = 'Order 8812 has not arrived'
const late = (more: Partial<ReplyInput> = {}) => messageOf('fa', LATE_FA, { topics: ['delivery'] }, more)
const lateAr = (more: Partial<ReplyInput> = {}) => messageOf('ar', LATE_AR, { topics: ['delivery'] }, more)
const lateEn = (more: Partial<ReplyInput> = {}) => messageOf('en', LATE_EN, { topics: ['delivery'] }, more)

function one(input: ReplyInput, seed = 'm-1') {
  const [first] = composeDrafts(library, input, { seed })
  if (!first) throw new Error('no draft')
  return first
}

describe('a draft', () => {
  it('is what a client may read', () => {
    expect(draftSchema.parse(one(late()))).toMatchObject({
      source: 'playbook',
      playbook: 'delivery/late',
      language: 'fa',
      subject: null,
      due_at: '2026-08-03T08:00:00.000Z',
    })
  })

  it('goes through the checklist and tells where its words come from', () => {
    const { steps, citations, checks } = one(late({ customer_name: 'سارا رضایی' }))
    expect(steps.map(({ step }) => step)).toEqual([
      'greeting',
      'acknowledge',
      'own',
      'action',
      'next_contact',
    ])
    expect(citations).toEqual([
      { file: 'prompts/playbooks/delivery.yaml', place: 'late' },
      { file: 'prompts/playbooks/frame.yaml', place: 'fa' },
    ])
    expect(checks.map(({ check }) => check)).toEqual(CHECKS)
  })

  it('uses the facts as the customer wrote them', () => {
    const { text } = one(late({ customer_name: 'سارا رضایی' }))
    expect(text).toContain('۸۸۱۲')
    expect(text).toContain('سارا رضایی گرامی')
  })

  it('asks for the number it does not know, and never for one it knows', () => {
    expect(one(late()).steps.some(({ step }) => step === 'ask')).toBe(false)
    const unknown = messageOf('fa', 'سفارشم سه روزه نرسیده', { topics: ['delivery'] })
    expect(one(unknown).steps.some(({ step }) => step === 'ask')).toBe(true)
  })

  it('is the same for the same seed', () => {
    expect(composeDrafts(library, late(), { seed: 's', count: 3 })).toEqual(
      composeDrafts(library, late(), { seed: 's', count: 3 }),
    )
  })

  it('varies: drafts side by side differ, and so do the answers of a day', () => {
    const [first, second] = composeDrafts(library, late(), { seed: 's', count: 2 })
    expect(first?.text).not.toBe(second?.text)
    const day = new Set(Array.from({ length: 40 }, (_, index) => one(late(), `m-${index}`).text))
    expect(day.size).toBeGreaterThan(8)
  })

  it('answers romanised Persian and Arabic in their own letters', () => {
    expect(one(messageOf('fa', 'sefaresham naresid', { topics: ['delivery'] })).text).toMatch(/سفارش/)
    expect(one(messageOf('ar', 'talabi ma wasal', { topics: ['delivery'] })).text).toMatch(/طلبكم/)
  })

  it('answers in English where the language is none of ours', () => {
    const input = messageOf('fa', 'Siparişim gelmedi', { topics: ['delivery'] })
    const turkish = { ...input.triage.language, label: 'tr', supported: false }
    expect(one({ ...input, triage: { ...input.triage, language: turkish } }).language).toBe('en')
  })

  it('takes the register and the name of the desk that are given', () => {
    const warm = one(late({ register: 'warm', customer_name: 'سارا رضایی' })).text
    expect(warm).toContain('سارا رضایی عزیز')
    const mail = one(late({ channel: 'email', desk: { hours: late().desk.hours, name: 'فروشگاه ماهور' } }))
    expect(mail.text).toMatch(/فروشگاه ماهور$/)
  })
})

it('answers any text in any channel with a draft whose checks all pass', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.constantFrom(...LANGUAGES),
      fc.constantFrom(...CHANNELS),
      fc.subarray([...SIGNALS]),
      fc.constantFrom(...TOPICS),
      (text, language, channel, signals, topic) => {
        const { text: answer, checks } = one(
          messageOf(language, text, { signals, topics: [topic] }, { channel }),
        )
        expect(
          checks.filter(({ passed }) => !passed),
          answer,
        ).toEqual([])
      },
    ),
    { numRuns: 150 },
  )
})

describe('channels', () => {
  it('e-mail has a subject, a greeting, paragraphs and a close', () => {
    const { subject, text } = one(
      lateEn({ channel: 'email', register: 'formal', customer_name: 'Sarah Ahmadi' }),
    )
    expect(subject).toMatch(/late delivery of your order – order 8812$/)
    expect(text).toMatch(/^Dear Sarah Ahmadi,\n\n/)
    expect(text).toMatch(/\n\n(?:Yours sincerely|Kind regards),\nCustomer Care$/)
  })

  it('SMS is one short text without a subject', () => {
    const { subject, text } = one(lateAr({ channel: 'sms' }))
    expect(subject).toBeNull()
    expect(text.length).toBeLessThanOrEqual(134)
  })

  it('public answers name nobody and lead to a private message', () => {
    const { text } = one(late({ channel: 'review', customer_name: 'سارا رضایی' }))
    expect(text).not.toMatch(/سارا|۸۸۱۲/)
    expect(text).toContain('پیام خصوصی')
    expect(one(late({ channel: 'chat', public: true })).text).toContain('پیام خصوصی')
    expect(one(late({ channel: 'social', public: false })).text).toContain('۸۸۱۲')
  })

  it('a survey and a call are mentioned once', () => {
    expect(one(late({ channel: 'survey' })).text).toContain('نظرسنجی')
    expect(one(lateEn({ channel: 'call_note' })).text).toContain('call')
  })
})

describe('manner', () => {
  it('sets the boundary once, then helps', () => {
    const abusive = messageOf('en', 'You useless idiots, order 8812 has not arrived', {
      topics: ['delivery'],
      signals: ['abusive'],
    })
    const { steps, playbook } = one(abusive)
    expect(playbook).toBe('delivery/late')
    expect(steps.filter(({ step }) => step === 'boundary')).toHaveLength(1)
    expect(steps.some(({ step }) => step === 'action')).toBe(true)
  })

  it('admits no fault where a lawyer may read along', () => {
    const legal = messageOf('en', LATE_EN, { topics: ['delivery'], signals: ['legal_threat'] })
    for (let index = 0; index < 10; index++)
      expect(one(legal, `${index}`).text).not.toMatch(/on us|our responsibility/)
  })

  it('acts before it promises anything where money is being taken', () => {
    const fraud = messageOf('ar', 'حد بيسحب من الفيزا بتاعتي دلوقتي', {
      topics: ['security_fraud'],
      urgency: 'critical',
      signals: ['fraud'],
    })
    expect(one(fraud).text).toMatch(/يوقف فريق مكافحة الاحتيال/)
    expect(one(fraud).text).toContain('خلال ١٥ دقيقة')
  })

  it('gives the emergency number to someone in danger, whatever else is said', () => {
    const harm = messageOf('fa', 'دو بار پول کم کردید، می‌خوام خودمو بکشم', {
      topics: ['billing'],
      urgency: 'critical',
      signals: ['safety', 'vulnerable', 'abusive'],
    })
    expect(one(harm).text).toContain('۱۲۳')
    expect(one(harm).text).not.toMatch(/توهین|صورت‌حساب/)
  })
})
