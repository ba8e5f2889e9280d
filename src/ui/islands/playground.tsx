/** Reads a pasted text and shows everything the service says of it. Nothing of it is kept. */
import { useEffect, useRef, useState } from 'hono/jsx'
import type { Channel, Language } from '../../domain/labels.ts'
import type { Triage } from '../../domain/triage/triage.ts'
import { registerCommands } from '../client/commands.ts'
import { type Failure, request } from '../client/request.ts'
import { Button } from '../components/button.tsx'
import { Select, TextArea } from '../components/field.tsx'
import { EmptyState, ErrorState, Skeleton } from '../components/states.tsx'
import { type Asked, bodyOf, curlCommand, problemOf } from '../playground/request.ts'
import { SAMPLES } from '../playground/samples.ts'
import type { View } from '../view.ts'
import { ComparisonTable } from './playground/comparison.tsx'
import { Reading, type Thresholds } from './playground/reading.tsx'

export type PlaygroundProps = {
  view: View
  channels: readonly Channel[]
  languages: readonly Language[]
  /** Longest text the service takes, in UTF-16 units. */
  maxLength: number
  thresholds: Thresholds | null
  /** The LLM the service asks; null: none is configured. */
  llmModel: string | null
}

type Mode = 'auto' | 'never' | 'compare'
type Outcome =
  | { kind: 'idle' }
  | { kind: 'reading' }
  | { kind: 'failed'; failure: Failure }
  | { kind: 'read'; asked: Asked; triage: Triage; llm: Triage | null }

const MODES: Mode[] = ['auto', 'never', 'compare']
const NOTHING: Omit<Asked, 'text'> & { mode: Mode } = {
  lang: '',
  channel: '',
  fallback: 'auto',
  mode: 'auto',
}

export default function Playground(props: PlaygroundProps) {
  const { view, maxLength, llmModel } = props
  const { t, format } = view
  const [chosen, setChosen] = useState(NOTHING)
  const [length, setLength] = useState(0)
  const [mistake, setMistake] = useState<'empty' | 'too_long' | null>(null)
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'idle' })
  const running = useRef<AbortController | null>(null)

  const write = (text: string) => {
    const field = textField()
    if (field) field.value = text
    setLength(text.length)
    setMistake(null)
  }
  const read = async () => {
    const text = textField()?.value ?? ''
    const problem = problemOf(text, maxLength)
    setMistake(problem)
    if (problem) return textField()?.focus()
    running.current?.abort()
    const abort = new AbortController()
    running.current = abort
    setOutcome({ kind: 'reading' })
    const answered = await ask({ ...chosen, text }, abort.signal).catch(() => null)
    if (answered === null || abort.signal.aborted) return
    setOutcome(answered)
  }
  const trySample = (text: string) => {
    write(text)
    void read()
  }
  const latest = useRef(read)
  latest.current = read
  useEffect(
    () =>
      registerCommands([
        {
          id: 'playground.read',
          label: t('playground.read'),
          keys: '$mod+Enter',
          run: () => void latest.current?.(),
        },
      ]),
    [],
  )

  return (
    <div class="playground">
      <form
        class="form playground-form"
        onSubmit={(event: Event) => {
          event.preventDefault()
          void read()
        }}
      >
        <TextArea
          name="text"
          label={t('playground.text')}
          hint={t('playground.length', { count: format.number(length), most: format.number(maxLength) })}
          mistake={mistake ? t(`playground.${mistake}`, { most: format.number(maxLength) }) : undefined}
          rows={7}
          spellcheck={false}
          onInput={(event: InputEvent) => setLength((event.target as HTMLTextAreaElement).value.length)}
        />
        <Samples view={view} onChoose={trySample} />
        <Choosing {...props} chosen={chosen} onChoose={(more) => setChosen({ ...chosen, ...more })} />
        {llmModel === null ? <p class="field-hint">{t('playground.no_llm')}</p> : null}
        <div class="actions">
          <Button kind="primary" disabled={outcome.kind === 'reading'}>
            {t('playground.read')}
          </Button>
          <Button
            kind="quiet"
            type="button"
            onClick={() => {
              running.current?.abort()
              write('')
              setOutcome({ kind: 'idle' })
              textField()?.focus()
            }}
          >
            {t('playground.clear')}
          </Button>
        </div>
        <p class="field-hint">{t('playground.not_stored')}</p>
      </form>
      <div
        class="playground-answer"
        aria-live="polite"
        aria-busy={outcome.kind === 'reading' ? 'true' : 'false'}
      >
        <Shown {...props} outcome={outcome} onRetry={() => void read()} />
      </div>
    </div>
  )
}

const textField = () => document.getElementById('field-text') as HTMLTextAreaElement | null

/** Both at once for a comparison. */
async function ask(asked: Asked & { mode: Mode }, signal: AbortSignal): Promise<Outcome> {
  const { mode, ...rest } = asked
  const classify = (fallback: Asked['fallback']) =>
    request<Triage>('POST', '/v1/classify', { body: bodyOf({ ...rest, fallback }), signal })
  const first: Asked = { ...rest, fallback: mode === 'compare' ? 'never' : mode }
  const [one, other] = await Promise.all([
    classify(first.fallback),
    mode === 'compare' ? classify('always') : null,
  ])
  if (!one.ok) return { kind: 'failed', failure: one }
  if (other && !other.ok) return { kind: 'failed', failure: other }
  return { kind: 'read', asked: first, triage: one.body, llm: other?.body ?? null }
}

function Samples({ view: { t }, onChoose }: { view: View; onChoose: (text: string) => void }) {
  return (
    <fieldset class="samples">
      <legend class="field-hint">{t('playground.samples')}</legend>
      <div class="actions">
        {SAMPLES.map(({ id, text }) => (
          <Button key={id} type="button" data-size="small" onClick={() => onChoose(text)}>
            {t(`playground.sample_${id}`)}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}

function Choosing({
  view: { t },
  channels,
  languages,
  llmModel,
  chosen,
  onChoose,
}: PlaygroundProps & { chosen: typeof NOTHING; onChoose: (more: Partial<typeof NOTHING>) => void }) {
  const chosenIn = (event: Event) => (event.target as HTMLSelectElement).value
  return (
    <div class="playground-choices">
      <Select
        name="lang"
        label={t('playground.lang')}
        value={chosen.lang}
        choices={[
          { value: '', label: t('playground.lang_auto') },
          ...languages.map((value) => ({ value, label: t(`labels.language_${value}`) })),
        ]}
        onChange={(event: Event) => onChoose({ lang: chosenIn(event) as Language | '' })}
      />
      <Select
        name="channel"
        label={t('playground.channel')}
        value={chosen.channel}
        choices={[
          { value: '', label: t('playground.channel_any') },
          ...channels.map((value) => ({ value, label: t(`labels.channel_${value}`) })),
        ]}
        onChange={(event: Event) => onChoose({ channel: chosenIn(event) as Channel | '' })}
      />
      {llmModel === null ? null : (
        <Select
          name="mode"
          label={t('playground.mode')}
          value={chosen.mode}
          choices={MODES.map((value) => ({ value, label: t(`playground.mode_${value}`) }))}
          onChange={(event: Event) => onChoose({ mode: chosenIn(event) as Mode })}
        />
      )}
    </div>
  )
}

function Shown({
  view,
  thresholds,
  outcome,
  onRetry,
}: PlaygroundProps & { outcome: Outcome; onRetry: () => void }) {
  const { t } = view
  switch (outcome.kind) {
    case 'idle':
      return (
        <EmptyState icon="playground" title={t('playground.empty_title')} text={t('playground.empty_text')} />
      )
    case 'reading':
      return <Skeleton view={view} lines={8} />
    case 'failed':
      return (
        <ErrorState title={t('playground.failed_title')} text={failureWords(view, outcome.failure)}>
          <Button type="button" onClick={onRetry}>
            {t('playground.retry')}
          </Button>
        </ErrorState>
      )
    case 'read': {
      const { asked, triage, llm } = outcome
      const shared = { view, text: asked.text, thresholds }
      const both = llm !== null && llm.decided_by.source === 'llm'
      return (
        <>
          {llm ? <ComparisonTable view={view} local={triage} llm={llm} /> : null}
          <div class="readings" data-both={both ? '' : undefined}>
            <Reading
              {...shared}
              id="reading"
              title={t(both ? 'playground.by_local' : 'playground.answer')}
              triage={triage}
            />
            {both ? (
              <Reading {...shared} id="reading-llm" title={t('playground.by_llm')} triage={llm} />
            ) : null}
          </div>
          <Curl view={view} asked={asked} />
        </>
      )
    }
  }
}

function failureWords({ t }: View, failure: Failure): string {
  if (failure.kind === 'offline') return t('playground.failed_offline')
  if (failure.kind === 'too_fast') return t('playground.failed_busy')
  if (failure.kind === 'session_ended') return t('playground.failed_session')
  return t('playground.failed_text', { detail: failure.problem.detail })
}

function Curl({ view: { t }, asked }: { view: View; asked: Asked }) {
  return (
    <details class="more">
      <summary>{t('playground.curl')}</summary>
      <pre id="curl" class="curl" dir="ltr" tabindex={0}>
        {curlCommand(location.origin, asked)}
      </pre>
      <Button type="button" icon="copy" data-copy="curl">
        {t('common.copy')}
      </Button>
    </details>
  )
}
