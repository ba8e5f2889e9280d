/** Labels and receipts in the reader's language. */
import type { Head } from '../../domain/labels.ts'
import type { LanguageAnswer } from '../../domain/triage/triage.ts'
import type { View } from '../view.ts'

export const headWords = ({ t }: View, head: Head) => t(`labels.head_${head}`)

export function labelWords({ t }: View, head: Head, label: string): string {
  const prefix = head === 'topics' ? 'topic' : head === 'signals' ? 'signal' : head
  return t(`labels.${prefix}_${label}` as 'labels.topic_other')
}

/** 3.2 ms, 1.4 s. */
export function millisecondsOf({ t, format }: View, ms: number): string {
  if (ms >= 1_000) return t('playground.seconds', { count: format.number(ms / 1_000, 1) })
  return t('playground.milliseconds', { count: format.number(ms, ms < 10 ? 1 : 0) })
}

/** One of ours by name; another one by the name the reader's language has for it, and that we do not serve it. */
export function languageWords({ t, language }: View, { label, supported }: LanguageAnswer): string {
  if (label === 'und') return t('playground.language_unknown')
  const name = new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(label) ?? label
  return supported ? name : t('playground.language_not_ours', { language: name })
}
