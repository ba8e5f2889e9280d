/** Puts a message's labels right, or confirms them: every head at once, by keyboard as well as by hand. */
import { useEffect, useRef, useState } from 'hono/jsx'
import type { Head, SingleHead } from '../../../domain/labels.ts'
import type { CorrectionIntake } from '../../../domain/triage/triage.ts'
import { Button } from '../../components/button.tsx'
import type { ShownMessage, ShownTriage } from '../../inbox/shapes.ts'
import type { Desk } from './desk.ts'

const SINGLE = ['urgency', 'sentiment', 'intent', 'emotion'] as const
const MULTI = ['topics', 'signals'] as const
const MOST_TOPICS = 3

type Chosen = Record<Head, string[]>

export function CorrectionDialog({ desk, message, head }: { desk: Desk; message: ShownMessage; head: Head }) {
  const { t } = desk.view
  const dialog = useRef<HTMLDialogElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const [busy, setBusy] = useState(false)
  const before = labelsOf(message.triage)
  const close = () => {
    dialog.current?.close()
    desk.set({ correcting: null })
    document.getElementById(message.id)?.focus({ preventScroll: true })
  }

  useEffect(() => {
    dialog.current?.showModal()
    const fields = form.current?.querySelectorAll<HTMLInputElement>(`[name="${head}"]`) ?? []
    const first = [...fields].find(({ checked }) => checked) ?? fields[0]
    first?.focus()
    first?.closest('fieldset')?.scrollIntoView({ block: 'nearest' })
  }, [])

  const send = async (intake: CorrectionIntake) => {
    setBusy(true)
    const failure = await desk.conversation.correct(message.id, intake)
    setBusy(false)
    if (failure) return desk.tell(failure)
    desk.set({ said: t('inbox.done_corrected') })
    close()
  }
  const save = () => {
    const values = new FormData(form.current as HTMLFormElement)
    const now = Object.fromEntries(
      [...SINGLE, ...MULTI].map((name) => [name, values.getAll(name).map(String)]),
    ) as Chosen
    void send(differences(before, now))
  }

  return (
    <dialog
      ref={dialog as never}
      class="dialog correction"
      aria-labelledby="correction-title"
      onCancel={() => desk.set({ correcting: null })}
      onClose={() => desk.set({ correcting: null })}
    >
      <header class="dialog-head">
        <h2 id="correction-title">{t('inbox.correct_title')}</h2>
        <Button kind="quiet" icon="close" iconOnly type="button" onClick={close}>
          {t('inbox.close')}
        </Button>
      </header>
      <form
        ref={form}
        class="correction-form"
        onSubmit={(event: Event) => {
          event.preventDefault()
          save()
        }}
      >
        <div class="correction-heads">
          {SINGLE.map((name) => (
            <LabelChoice key={name} desk={desk} name={name} chosen={before[name]} type="radio" />
          ))}
          {MULTI.map((name) => (
            <LabelChoice key={name} desk={desk} name={name} chosen={before[name]} type="checkbox" />
          ))}
        </div>
        <div class="actions">
          <Button kind="primary" disabled={busy}>
            {t('inbox.save')}
          </Button>
          {message.triage ? (
            <Button type="button" disabled={busy} onClick={() => void send({ confirm: true })}>
              {t('inbox.all_right')}
            </Button>
          ) : null}
        </div>
      </form>
    </dialog>
  )
}

function LabelChoice({
  desk,
  name,
  chosen,
  type,
}: {
  desk: Desk
  name: Head
  chosen: readonly string[]
  type: 'radio' | 'checkbox'
}) {
  const { t } = desk.view
  const prefix = name === 'topics' ? 'topic' : name === 'signals' ? 'signal' : name
  /** One to three topics: no fourth can be chosen. */
  const hold = (event: Event) => {
    if (name !== 'topics') return
    const fields = [
      ...((event.currentTarget as HTMLElement).querySelectorAll<HTMLInputElement>('input') ?? []),
    ]
    const count = fields.filter(({ checked }) => checked).length
    for (const field of fields) field.disabled = !field.checked && count >= MOST_TOPICS
  }
  return (
    <fieldset class="pick" onChange={hold}>
      <legend>{t(`inbox.head_${name}`)}</legend>
      {desk.heads[name].map((label) => (
        <label key={label} class="pick-label">
          <input
            type={type}
            name={name}
            value={label}
            checked={chosen.includes(label)}
            disabled={name === 'topics' && chosen.length >= MOST_TOPICS && !chosen.includes(label)}
          />
          <span>{t(`labels.${prefix}_${label}` as 'labels.topic_other')}</span>
        </label>
      ))}
    </fieldset>
  )
}

function labelsOf(triage: ShownTriage | null): Chosen {
  const one = (head: SingleHead) => (triage ? [triage[head].label] : [])
  return {
    urgency: one('urgency'),
    sentiment: one('sentiment'),
    intent: one('intent'),
    emotion: one('emotion'),
    topics: triage?.topics.map(({ label }) => label) ?? [],
    signals: triage?.signals.map(({ label }) => label) ?? [],
  }
}

/** Only what was changed; nothing: all of it is confirmed. */
function differences(before: Chosen, now: Chosen): CorrectionIntake {
  const changed: Record<string, unknown> = {}
  for (const head of SINGLE)
    if (now[head][0] !== undefined && now[head][0] !== before[head][0]) changed[head] = now[head][0]
  for (const head of MULTI) {
    const isSame =
      now[head].length === before[head].length && now[head].every((label) => before[head].includes(label))
    if (!isSame && (head === 'signals' || now[head].length > 0)) changed[head] = now[head]
  }
  return Object.keys(changed).length === 0 ? { confirm: true } : (changed as CorrectionIntake)
}
