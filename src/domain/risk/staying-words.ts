/**
 * Words that turn a leaver's question into its opposite: "when does our contract end? We want to renew", "I am bringing
 * my number over to you". On the normalised text, as in `leaving-cues.ts`.
 */
import type { LeavingCue } from './leaving-cues.ts'

const WISH_FA = '(?<!ن)می ?خوا(?:م|یم|هم|هیم)'
const WISH_AR =
  '(?<!(?:ما|لا|مش|مو|لن) )(?<!\\p{L})(?:حابین|حابه?|نبی|ابی|نبغی|ابغی|نرید|ارید|ناوین|ناوی|نود|عایزین|عایز|بدنا|بدی)'

const STAYING: Partial<Record<LeavingCue, readonly RegExp[]>> = {
  notice_period_asked: [
    "(?<!\\bnot )(?<!n't )\\b(?:like|want|love|happy|wish|hop(?:e|ing)|plan(?:ning)?|looking|going) to (?:renew|extend|prolong|lock in|stay)\\b",
    `${WISH_FA}[^.!?؟\\n]{0,40}تمدید\\p{L}{0,3}(?: رو| را)? کن(?:م|یم)`,
    `${WISH_AR}[^.!?؟\\n]{0,8} (?:ن|ا)جدد`,
  ].map((source) => new RegExp(source, 'u')),
  data_export_asked: [
    '\\b(?:port|transferr?|mov|bring|switch)(?:e|ing)? (?:\\w+ ){0,3}?number\\b[^.!?]{0,20}\\bto you\\b',
    '(?:خط|شماره)[^.!?؟\\n]{0,40}(?:به|پیش|سمت) شما[^.!?؟\\n]{0,16}(?:ترابرد|منتقل|انتقال|بیارم)|(?:ترابرد|انتقال)[^.!?؟\\n]{0,16} (?:به|پیش) شما',
    '(?:رقمی|رقمنا|خطی|ارقامنا)[^.!?؟\\n]{0,24} (?:لکم|الیکم|لعندکم|عندکم)',
  ].map((source) => new RegExp(source, 'u')),
}

/** True when the words say that this cue means no leaving. */
export const tellsOfStaying = (plain: string, cue: LeavingCue): boolean =>
  STAYING[cue]?.some((pattern) => pattern.test(plain)) ?? false
