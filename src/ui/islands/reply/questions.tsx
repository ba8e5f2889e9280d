/** What the agent is asked before it goes on: once, with what it is about, and never in the way of a clear wish. */
import { useEffect, useRef } from 'hono/jsx'
import type { DiscardReason } from '../../../domain/reply-record.ts'
import { useStore } from '../../client/store.ts'
import { Button } from '../../components/button.tsx'
import { Choices, TextArea } from '../../components/field.tsx'
import { Ago } from '../../components/words.tsx'
import { type Colleague, currentOf, failedOf, type Question } from '../../reply/shapes.ts'
import { nameIn } from './news.tsx'
import type { ReplyDesk } from './reply-desk.ts'
import { leaveTo } from './ways.ts'

/** In the order in which they are offered. */
const REASONS: readonly DiscardReason[] = [
  'wrong_problem',
  'wrong_fact',
  'wrong_promise',
  'wrong_tone',
  'wrong_language',
  'already_answered',
  'no_reply_needed',
  'other',
]

type Asked = { desk: ReplyDesk; people: readonly Colleague[]; close: () => void }

export function Questions({ desk, people }: { desk: ReplyDesk; people: readonly Colleague[] }) {
  const { question } = useStore(desk.store)
  return question ? <Asking key={question} desk={desk} people={people} question={question} /> : null
}

const TITLES = {
  failed_checks: 'reply.ask_failed_checks',
  answered_meanwhile: 'reply.ask_answered',
  discard: 'reply.ask_discard',
} as const

function Asking({
  desk,
  people,
  question,
}: {
  desk: ReplyDesk
  people: readonly Colleague[]
  question: Question
}) {
  const { t } = desk.view
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const close = () => {
    dialog.current?.close()
    desk.set({ question: null })
    leaveTo('field')
  }
  const asked = { desk, people, close }
  return (
    <dialog
      ref={dialog as never}
      class="dialog composer-question"
      aria-labelledby="composer-question-title"
      onCancel={(event: Event) => {
        event.preventDefault()
        close()
      }}
    >
      <header class="dialog-head">
        <h2 id="composer-question-title">{t(TITLES[question])}</h2>
        <Button kind="quiet" icon="close" iconOnly type="button" onClick={close}>
          {t('common.close')}
        </Button>
      </header>
      {question === 'failed_checks' ? <FailedChecks {...asked} /> : null}
      {question === 'answered_meanwhile' ? <Answered {...asked} /> : null}
      {question === 'discard' ? <Discard {...asked} /> : null}
    </dialog>
  )
}

/** The safe way is first, and what Enter does. */
function WaysOn({ desk, close, go }: Asked & { go: string }) {
  const { t } = desk.view
  return (
    <div class="actions">
      <Button kind="primary" type="button" autofocus onClick={close}>
        {t('reply.back_to_text')}
      </Button>
      <Button type="button" onClick={() => void desk.sendAllTheSame()}>
        {go}
      </Button>
    </div>
  )
}

function FailedChecks(asked: Asked) {
  const { desk } = asked
  const { t } = desk.view
  const { judged } = useStore(desk.store)
  return (
    <>
      <ul class="checks-failed">
        {failedOf(judged?.checks ?? []).map(({ check }) => (
          <li key={check}>
            <b>{t(`reply.check_${check}`)}:</b> {t(`reply.fault_${check}`)}
          </li>
        ))}
      </ul>
      <WaysOn {...asked} go={t('reply.send_all_the_same')} />
    </>
  )
}

function Answered(asked: Asked) {
  const { desk, people } = asked
  const { view } = desk
  const { t } = view
  const { answered } = useStore(desk.store)
  return (
    <>
      {answered ? (
        <>
          <p>
            {t('reply.answered_meanwhile', { name: nameIn(people, answered.author, t('reply.a_colleague')) })}{' '}
            <Ago view={view} at={answered.sent_at} />
          </p>
          <blockquote dir="auto">{answered.text}</blockquote>
        </>
      ) : (
        <p>{t('reply.answered_unread')}</p>
      )}
      <WaysOn {...asked} go={t('reply.send_as_well')} />
    </>
  )
}

function Discard({ desk, close }: Asked) {
  const { t } = desk.view
  const now = currentOf(useStore(desk.store))
  const form = useRef<HTMLFormElement>(null)
  const discard = () => {
    const value = (selector: string) =>
      form.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector)?.value.trim() ?? ''
    const reason = value('[name="reason"]:checked') as DiscardReason
    const note = value('[name="note"]')
    close()
    void desk.discard(reason, note)
  }
  return (
    <form
      ref={form as never}
      class="form"
      onSubmit={(event: Event) => {
        event.preventDefault()
        discard()
      }}
    >
      {now.draft ? (
        <>
          <p class="quiet">{t('reply.discard_text')}</p>
          <Choices
            prefix="discard"
            name="reason"
            label={t('reply.discard_why')}
            value={REASONS[0]}
            choices={REASONS.map((reason) => ({ value: reason, label: t(`reply.discard_${reason}`) }))}
          />
          <TextArea prefix="discard" name="note" label={t('reply.discard_note')} rows={2} maxlength={1000} />
        </>
      ) : (
        <p class="quiet">{t('reply.discard_own')}</p>
      )}
      <div class="actions">
        <Button kind="danger">{t('reply.discard_now')}</Button>
        <Button kind="quiet" type="button" onClick={close}>
          {t('reply.back_to_text')}
        </Button>
      </div>
    </form>
  )
}
