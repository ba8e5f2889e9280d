/** How often people agree with the machine's labels, from what they corrected and confirmed. */
import { z } from 'zod'
import { type Confusion, confusionOf, reliabilityBins } from '../evaluation/metrics.ts'
import {
  HEADS,
  type Head,
  LANGUAGES,
  type Language,
  language,
  MULTI_HEADS,
  type MultiHead,
  SINGLE_HEADS,
  type SingleHead,
} from '../labels.ts'
import type { LabelCorrection, Triage } from '../triage/triage.ts'
import { rounded, type Share, shareOf } from './figures.ts'
import { rangeQuery } from './range.ts'

/** Query of `GET /v1/insights/model-quality`. `model` as receipts name it. */
export const modelQualityQuery = rangeQuery.omit({ period: true }).extend({
  language: language.optional(),
  source: z.enum(['local', 'llm']).optional(),
  model: z.string().min(1).max(200).optional(),
})
export type ModelQualityQuery = z.infer<typeof modelQualityQuery>

/** A message a person has spoken on: what the machine said, and what the person says. */
export type JudgedMessage = {
  machine: Pick<Triage, Head | 'language' | 'decided_by'>
  human: LabelCorrection
}
export type JudgedMessages = {
  messages: JudgedMessage[] /** There were more; these are the newest. */
  truncated: boolean
}

/** A person's word on one head of one message. */
type Verdict = {
  head: Head
  language: string
  agrees: boolean
  /** Each label the machine gave, with its confidence and whether the person gave it too. */
  given: { confidence: number; agrees: boolean }[]
}

export type HeadQuality = {
  head: Head
  /** Null: all languages together. */
  language: Language | null
  agreement: Share
  /** Mean gap between the confidence of the labels given and agreement with them, weighted by bin; null without any. */
  calibration_error: number | null
}
export type ReliabilityCurve = {
  head: Head
  language: Language | null
  bins: { confidence: number; agreement: Share }[]
}
/** Of the sets: what people kept of a label the machine gave, took away, and added. */
export type SetLabelQuality = {
  head: MultiHead
  label: string
  kept: number
  taken_away: number
  added: number
  precision: Share
  recall: Share
}

export type ModelQuality = {
  since: string
  until: string
  time_zone: string
  judged: number
  /** Everything the person said was what the machine had said. */
  confirmed: number
  corrected: number
  truncated: boolean
  caveat: Caveat
  models: { model: string; source: 'local' | 'llm'; judged: number }[]
  heads: HeadQuality[]
  reliability: ReliabilityCurve[]
  /** Rows: what people say; columns: what the machine said. */
  confusion: { head: SingleHead; labels: string[]; counts: Confusion['counts'] }[]
  sets: SetLabelQuality[]
}

/**
 * `judged_only`: people look at what seems wrong, so that agreement among judged messages is lower than among all.
 * `errors_only`: nothing was ever confirmed, so the figures know errors alone.
 */
export const CAVEATS = ['judged_only', 'errors_only'] as const
type CaveatCode = (typeof CAVEATS)[number]
export type Caveat = { code: CaveatCode; text: Record<Language, string> }
const CAVEAT_TEXTS: Record<CaveatCode, Record<Language, string>> = {
  judged_only: {
    fa: 'این ارقام فقط از پیام‌هایی است که کسی برچسبشان را اصلاح یا تأیید کرده است. معمولاً پیام‌هایی دیده می‌شوند که برچسبشان نادرست به نظر می‌رسد؛ پس هم‌نظری در میان همهٔ پیام‌ها احتمالاً بیشتر از این است.',
    ar: 'تستند هذه الأرقام إلى الرسائل التي صحّح أحدهم تصنيفها أو أكّده فقط. وغالبًا ما تُراجع الرسائل التي يبدو تصنيفها خاطئًا، لذا يُرجَّح أن يكون الاتفاق في مجموع الرسائل أعلى من ذلك.',
    en: 'These figures come only from messages whose labels somebody corrected or confirmed. People mostly look at labels that seem wrong, so agreement over all messages is probably higher.',
  },
  errors_only: {
    fa: 'در این بازه هیچ برچسبی تأیید نشده است؛ این ارقام فقط خطاها را می‌شناسند و کیفیت مدل را نشان نمی‌دهند. برچسب‌های درست را هم تأیید کنید.',
    ar: 'لم يُؤكَّد أي تصنيف في هذه الفترة، فالأرقام لا ترى إلا الأخطاء ولا تدل على جودة النموذج. أكّدوا التصنيفات الصحيحة أيضًا.',
    en: 'Nothing was confirmed in this time, so these figures know errors alone and say nothing of the model’s quality. Confirm labels that are right, too.',
  },
}

export function modelQuality(
  range: Pick<ModelQuality, 'since' | 'until' | 'time_zone'>,
  { messages, truncated }: JudgedMessages,
): ModelQuality {
  const verdicts = messages.flatMap(verdictsOf)
  const confirmed = messages.filter((each) => verdictsOf(each).every(({ agrees }) => agrees)).length
  const heads = Object.keys(HEADS) as Head[]
  const groups = heads.flatMap((head) =>
    [null, ...LANGUAGES].map((wanted) => ({
      head,
      language: wanted,
      verdicts: verdicts.filter(
        (each) => each.head === head && (wanted === null || each.language === wanted),
      ),
    })),
  )
  return {
    ...range,
    judged: messages.length,
    confirmed,
    corrected: messages.length - confirmed,
    truncated,
    caveat: caveatOf(confirmed === 0 && messages.length > 0 ? 'errors_only' : 'judged_only'),
    models: modelsIn(messages),
    heads: groups.map(({ verdicts: some, ...group }) => ({
      ...group,
      agreement: shareOf(some.filter(({ agrees }) => agrees).length, some.length),
      calibration_error: calibrationError(binsOf(some)),
    })),
    reliability: groups.map(({ verdicts: some, ...group }) => ({ ...group, bins: binsOf(some) })),
    confusion: SINGLE_HEADS.map((head) => {
      const judged = messages.filter(({ human }) => human[head] !== undefined)
      const { counts } = confusionOf(
        judged.map(({ human }) => human[head] ?? ''),
        judged.map(({ machine }) => machine[head].label),
        HEADS[head],
      )
      return { head, labels: [...HEADS[head]], counts }
    }),
    sets: MULTI_HEADS.flatMap((head) => HEADS[head].map((label) => setLabelQuality(messages, head, label))),
  }
}

const caveatOf = (code: CaveatCode): Caveat => ({ code, text: CAVEAT_TEXTS[code] })

const labelsIn = (machine: JudgedMessage['machine'], head: MultiHead): string[] =>
  machine[head].map(({ label }) => label)

/** One for each head the person spoke on; two sets agree when they are the same. */
function verdictsOf({ machine, human }: JudgedMessage): Verdict[] {
  const { label: spoken } = machine.language
  const single = SINGLE_HEADS.flatMap((head): Verdict[] => {
    const wanted = human[head]
    if (wanted === undefined) return []
    const { label, confidence } = machine[head]
    const agrees = label === wanted
    return [{ head, language: spoken, agrees, given: [{ confidence, agrees }] }]
  })
  const sets = MULTI_HEADS.flatMap((head): Verdict[] => {
    const wanted: readonly string[] | undefined = human[head]
    if (wanted === undefined) return []
    const labels = new Set(labelsIn(machine, head))
    const agrees = labels.size === new Set(wanted).size && wanted.every((label) => labels.has(label))
    const given = machine[head].map(({ label, confidence }) => ({
      confidence,
      agrees: wanted.includes(label),
    }))
    return [{ head, language: spoken, agrees, given }]
  })
  return [...single, ...sets]
}

function binsOf(verdicts: readonly Verdict[]): ReliabilityCurve['bins'] {
  const given = verdicts.flatMap((each) => each.given)
  return reliabilityBins(
    given.map(({ confidence }) => confidence),
    given.map(({ agrees }) => agrees),
  ).map(({ confidence, accuracy, count }) => ({
    confidence: rounded(confidence),
    agreement: shareOf(Math.round(accuracy * count), count),
  }))
}

function calibrationError(bins: ReliabilityCurve['bins']): number | null {
  const given = bins.reduce((sum, { agreement }) => sum + agreement.of, 0)
  if (given === 0) return null
  const gaps = bins.map(
    ({ confidence, agreement }) => agreement.of * Math.abs(confidence - (agreement.share ?? 0)),
  )
  return rounded(gaps.reduce((sum, gap) => sum + gap, 0) / given)
}

function setLabelQuality(
  messages: readonly JudgedMessage[],
  head: MultiHead,
  label: string,
): SetLabelQuality {
  let [kept, taken_away, added] = [0, 0, 0]
  for (const { machine, human } of messages) {
    const wanted: readonly string[] | undefined = human[head]
    if (wanted === undefined) continue
    const given = labelsIn(machine, head).includes(label)
    if (given && wanted.includes(label)) kept++
    else if (given) taken_away++
    else if (wanted.includes(label)) added++
  }
  return {
    head,
    label,
    kept,
    taken_away,
    added,
    precision: shareOf(kept, kept + taken_away),
    recall: shareOf(kept, kept + added),
  }
}

function modelsIn(messages: readonly JudgedMessage[]): ModelQuality['models'] {
  const byModel = Map.groupBy(messages, ({ machine: { decided_by } }) => decided_by.model)
  return [...byModel]
    .map(([model, some]) => ({
      model,
      source: some[0]?.machine.decided_by.source === 'llm' ? ('llm' as const) : ('local' as const),
      judged: some.length,
    }))
    .toSorted((one, other) => other.judged - one.judged)
}
