/** How long there is to answer, counting down; says it in words and by its shape, red or not. */
import { useEffect, useState } from 'hono/jsx'
import { Icon } from '../components/icon.tsx'
import type { View } from '../view.ts'

const MINUTE_MS = 60_000
const SECOND_MS = 1_000

export type SlaClockProps = {
  view: View
  /** When the answer is due; null: the clock does not run. */
  due_at: string | null
  /** When it was given, if it was. */
  answered_at?: string | null
}

export default function SlaClock({ view, due_at, answered_at = null }: SlaClockProps) {
  const [nowMs, setNowMs] = useState(view.now().getTime())
  const leftMs = due_at === null ? 0 : Date.parse(due_at) - nowMs
  const running = due_at !== null && answered_at === null
  useEffect(() => {
    if (!running) return
    // Seconds matter to nobody until the last minutes.
    const stepMs = Math.abs(leftMs) < 5 * MINUTE_MS ? SECOND_MS * 10 : MINUTE_MS / 2
    const timer = setInterval(() => setNowMs(Date.now()), stepMs)
    return () => clearInterval(timer)
  }, [running, Math.abs(leftMs) < 5 * MINUTE_MS])

  const { state, words } = clockOf(view, { leftMs, running, due_at, answered_at })
  return (
    <span class="sla" data-state={state}>
      <Icon name={state === 'late' ? 'warning' : state === 'met' ? 'check' : 'clock'} />
      <span>{words}</span>
    </span>
  )
}

function clockOf(
  { t, format }: View,
  {
    leftMs,
    running,
    due_at,
    answered_at,
  }: { leftMs: number; running: boolean; due_at: string | null; answered_at: string | null },
) {
  if (due_at !== null && answered_at !== null && answered_at <= due_at)
    return { state: 'met', words: t('common.sla_met') }
  if (due_at !== null && answered_at !== null)
    return {
      state: 'late',
      words: t('common.sla_over', { time: format.duration(Date.parse(answered_at) - Date.parse(due_at)) }),
    }
  if (!running) return { state: 'paused', words: t('common.sla_paused') }
  if (leftMs < 0) return { state: 'late', words: t('common.sla_over', { time: format.duration(leftMs) }) }
  const state = leftMs < 15 * MINUTE_MS ? 'soon' : 'calm'
  return { state, words: t('common.sla_left', { time: format.duration(leftMs) }) }
}
