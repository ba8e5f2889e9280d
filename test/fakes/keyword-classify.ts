import type { ClassifyText } from '../../src/actions/classify-text.ts'
import type { LabelCorrection } from '../../src/domain/triage/triage.ts'
import { LEAVING, THANKS, triageOf } from './triage-of.ts'

const LABELS: [RegExp, LabelCorrection][] = [
  [/می‌?رم|لغو می‌?کنم|سألغي|cancel everything/, LEAVING],
  [
    /گاز|تسرب|gas leak/,
    { urgency: 'critical', intent: 'request', topics: ['technical'], signals: ['safety'] },
  ],
  [/خراب|معطل|broken/, { sentiment: 'negative', intent: 'complaint', topics: ['product_quality'] }],
  [/ممنون|شكرا|thank you/, THANKS],
]

/** A few words that mean the same every time, for tests about everything but the meaning of words. */
export function keywordClassify(): ClassifyText {
  let made = 0
  return async ({ text }) => {
    const labels = LABELS.find(([words]) => words.test(text))?.[1] ?? {}
    return { ok: true, triage: triageOf(labels, { id: `cls_${++made}` }) }
  }
}
