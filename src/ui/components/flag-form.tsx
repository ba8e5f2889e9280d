/** What a move asks for: the stage, how it ended, who has it, until when, and a note. */
import { useState } from 'hono/jsx'
import { FLAG_OUTCOMES, type FlagStage, isFlagClosed } from '../../domain/risk/flag.ts'
import type { View } from '../view.ts'
import { Button } from './button.tsx'
import { Select, TextArea } from './field.tsx'
import type { Colleague, FlagToMove } from './flag.tsx'

export type { Colleague, FlagToMove } from './flag.tsx'

const HOUR_MS = 3_600_000
/** From now on, in hours. */
const DUE_CHOICES = [4, 24, 72, 168] as const

export function MoveForm({
  view,
  flag,
  stage: first,
  colleagues,
  onMove,
}: {
  view: View
  flag: FlagToMove
  stage: FlagStage
  colleagues: readonly Colleague[]
  onMove: (body: Record<string, unknown>) => Promise<void>
}) {
  const { t } = view
  const [stage, setStage] = useState(first)
  const [sending, setSending] = useState(false)

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    if (sending) return
    setSending(true)
    const form = new FormData(event.target as HTMLFormElement)
    await onMove(moveAsked(form, flag, stage, view.now()))
    setSending(false)
  }
  return (
    <form
      class="form"
      onSubmit={submit}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
          (event.currentTarget as HTMLFormElement).requestSubmit()
      }}
    >
      <fieldset class="choices stages">
        <legend>{t('at-risk.stage')}</legend>
        {[flag.stage, ...flag.allowed].map((value) => (
          <label key={value} for={`move-stage-${value}`}>
            <input
              id={`move-stage-${value}`}
              type="radio"
              name="stage"
              value={value}
              checked={value === stage}
              onChange={() => setStage(value)}
            />
            <span>
              {t(value === flag.stage ? 'at-risk.stays' : 'at-risk.goes', {
                stage: t(`labels.stage_${value}`),
              })}
            </span>
          </label>
        ))}
      </fieldset>
      {isFlagClosed(stage) ? (
        <Select
          key={stage}
          prefix="move"
          name="outcome"
          label={t(`at-risk.why_${stage}`)}
          hint={t('at-risk.outcome_hint')}
          value=""
          choices={[
            { value: '', label: t('at-risk.unsaid') },
            ...FLAG_OUTCOMES[stage].map((value) => ({ value, label: t(`at-risk.outcome_${value}`) })),
          ]}
        />
      ) : (
        <>
          <Owner view={view} flag={flag} colleagues={colleagues} />
          <Due view={view} flag={flag} />
        </>
      )}
      <TextArea
        prefix="move"
        name="note"
        label={t('at-risk.note')}
        hint={t('at-risk.note_hint')}
        rows={3}
        maxlength={4000}
      />
      <div class="actions">
        <Button kind="primary" disabled={sending}>
          {t('at-risk.save')}
        </Button>
      </div>
    </form>
  )
}

function Owner({
  view,
  flag,
  colleagues,
}: {
  view: View
  flag: FlagToMove
  colleagues: readonly Colleague[]
}) {
  const { t, reader } = view
  const known = colleagues.some(({ id }) => id === flag.owner)
  return (
    <Select
      prefix="move"
      name="owner"
      label={t('at-risk.owner')}
      value={flag.owner ?? ''}
      choices={[
        { value: '', label: t('at-risk.nobody') },
        ...(flag.owner !== null && !known ? [{ value: flag.owner, label: flag.owner }] : []),
        ...colleagues.map(({ id, name }) => ({
          value: id,
          label: id === reader?.id ? t('at-risk.you_named', { name }) : name,
        })),
      ]}
    />
  )
}

function Due({ view, flag }: { view: View; flag: FlagToMove }) {
  const { t, format, now } = view
  const at = (hours: number) => format.dateTime(new Date(now().getTime() + hours * HOUR_MS))
  return (
    <Select
      prefix="move"
      name="due"
      label={t('at-risk.due')}
      value="keep"
      choices={[
        {
          value: 'keep',
          label:
            flag.due_at === null
              ? t('at-risk.no_due')
              : t('at-risk.due_as_it_is', { time: format.dateTime(flag.due_at) }),
        },
        ...DUE_CHOICES.map((hours) => ({ value: String(hours), label: at(hours) })),
        ...(flag.due_at === null ? [] : [{ value: 'none', label: t('at-risk.no_due') }]),
      ]}
    />
  )
}

/** The body of `PATCH /v1/flags/{id}`: only what was changed. */
export function moveAsked(
  form: Pick<FormData, 'get'>,
  flag: Pick<FlagToMove, 'stage' | 'owner'>,
  stage: FlagStage,
  now: Date,
): Record<string, string | null> {
  const said = (name: string) => String(form.get(name) ?? '').trim()
  const owner = said('owner') || null
  const due = said('due')
  const hours = Number(due)
  const closing = isFlagClosed(stage)
  return {
    stage,
    ...(closing && said('outcome') ? { outcome_reason: said('outcome') } : {}),
    ...(!closing && owner !== flag.owner && form.get('owner') !== null ? { owner } : {}),
    ...(due === 'none' ? { due_at: null } : {}),
    ...(hours > 0 ? { due_at: new Date(now.getTime() + hours * HOUR_MS).toISOString() } : {}),
    ...(said('note') ? { note: said('note') } : {}),
  }
}
