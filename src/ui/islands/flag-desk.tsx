/** Keeps the flags of the page true and moves them: by menu, by button, by keyboard. */
import { useEffect, useRef, useState } from 'hono/jsx'
import type { FlagStage } from '../../domain/risk/flag.ts'
import { registerCommands } from '../client/commands.ts'
import { listen } from '../client/live-events.ts'
import { livePart } from '../client/live-part.ts'
import { request, sayFailure } from '../client/request.ts'
import { toast } from '../client/toast.ts'
import { Dialog } from '../components/dialog.tsx'
import type { Colleague, FlagToMove } from '../components/flag-form.tsx'
import { MoveForm } from '../components/flag-form.tsx'
import type { View } from '../view.ts'

const TYPES = [
  'flag-opened',
  'flag-updated',
  'flag-moved',
  'flag-closed',
  'customers-joined',
  'customer-erased',
] as const
const DIALOG = 'move-flag'

export default function FlagDesk({
  view,
  part,
  colleagues,
}: {
  view: View
  /** Id of what the server writes anew. */
  part: string
  colleagues: readonly Colleague[]
}) {
  const { t } = view
  const [asked, setAsked] = useState<{ flag: FlagToMove; stage: FlagStage; at: number } | null>(null)
  const refresh = useRef(() => {})
  const dialog = () => document.getElementById(DIALOG) as HTMLDialogElement | null

  const ask = (button: HTMLElement) => {
    const flag = JSON.parse(button.dataset.move ?? '{}') as FlagToMove
    setAsked({ flag, stage: (button.dataset.stage ?? flag.stage) as FlagStage, at: Date.now() })
  }

  useEffect(() => {
    const live = livePart(part)
    refresh.current = live.refresh
    const stop = listen({ types: TYPES, onEvent: live.refresh, onReset: live.refresh })
    const onClick = ({ target }: MouseEvent) => {
      const button = (target as Element | null)?.closest<HTMLElement>('[data-move]')
      if (button) ask(button)
    }
    document.addEventListener('click', onClick)
    const forget = registerCommands([
      { id: 'next-flag', label: t('at-risk.next_flag'), keys: 'KeyJ', run: () => step(1) },
      { id: 'previous-flag', label: t('at-risk.previous_flag'), keys: 'KeyK', run: () => step(-1) },
      {
        id: 'move-flag',
        label: t('at-risk.move_flag'),
        keys: 'KeyM',
        run: () => {
          const button = buttonAtHand(part)
          if (button) ask(button)
        },
      },
    ])
    return () => {
      live.stop()
      stop()
      document.removeEventListener('click', onClick)
      forget()
    }
  }, [])

  useEffect(() => {
    if (!asked) return
    dialog()?.showModal()
    dialog()?.querySelector<HTMLElement>('input:checked')?.focus()
  }, [asked])

  async function move(body: Record<string, unknown>): Promise<void> {
    if (!asked) return
    const { id, name } = asked.flag
    const answer = await request<{ stage: FlagStage }>('PATCH', `/v1/flags/${id}`, { body })
    if (!answer.ok) {
      sayFailure(answer)
      // What was written stays in the dialog; behind it the flag is shown as it is now.
      refresh.current()
      return
    }
    dialog()?.close()
    toast(t('at-risk.moved', { name, stage: t(`labels.stage_${answer.body.stage}`) }))
    document.getElementById(`open-${id}`)?.focus()
    refresh.current()
  }

  return (
    <Dialog view={view} id={DIALOG} title={asked ? t('at-risk.move_of', { name: asked.flag.name }) : ''}>
      {asked ? (
        <MoveForm
          key={asked.at}
          view={view}
          flag={asked.flag}
          stage={asked.stage}
          colleagues={colleagues}
          onMove={move}
        />
      ) : null}
    </Dialog>
  )
}

const names = () => [...document.querySelectorAll<HTMLElement>('[data-flag]')]

/** To the next flag, or the one before; from nowhere to the first. */
function step(by: 1 | -1): void {
  const all = names()
  const row = document.activeElement?.closest('li')
  const at = all.findIndex((name) => name === document.activeElement || row?.contains(name))
  all[at === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]?.focus()
}

/** The move button of the flag in focus, else of the first one. */
function buttonAtHand(part: string): HTMLElement | null {
  const row = document.activeElement?.closest('li, tr') ?? null
  const buttons = (place: Element | null) => [...(place?.querySelectorAll<HTMLElement>('[data-move]') ?? [])]
  return buttons(row).at(-1) ?? buttons(document.getElementById(part)).at(-1) ?? null
}
