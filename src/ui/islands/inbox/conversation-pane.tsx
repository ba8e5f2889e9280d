/** The open conversation: who it is, what to know, what was said, what can be done. */
import { useEffect, useRef } from 'hono/jsx'
import { useStore } from '../../client/store.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../components/states.tsx'
import { inboxAddress } from '../../inbox/queue-filter.ts'
import { ReplyComposer } from '../reply/composer.tsx'
import { ConversationHead } from './conversation-head.tsx'
import { CorrectionDialog } from './correction-dialog.tsx'
import { CustomerPanel } from './customer-panel.tsx'
import type { Desk } from './desk.ts'
import { HandOverSummary } from './hand-over-summary.tsx'
import { NoteField } from './note-field.tsx'
import { Story } from './story.tsx'

export function ConversationPane({ desk }: { desk: Desk }) {
  const { t } = desk.view
  const { id, thread, state } = useStore(desk.conversation)
  const { filter } = useStore(desk.queue)
  const { correcting } = useStore(desk.state)
  const scroller = useRef<HTMLElement>(null)
  const shown = useRef<string | null>(null)

  // A conversation that is opened here is read from its heading, and seen from its end.
  useEffect(() => {
    if (!thread || shown.current === thread.id) return
    const isFirst = shown.current === null && document.activeElement === document.body
    shown.current = thread.id
    toTheEnd(scroller.current)
    if (!isFirst) document.getElementById('matter-title')?.focus({ preventScroll: true })
  }, [thread?.id])

  if (id === null)
    return (
      <div class="matter" data-empty="">
        <EmptyState icon="inbox" title={t('inbox.choose_title')} text={t('inbox.choose_text')} />
      </div>
    )
  if (!thread)
    return (
      <div class="matter">
        <Back desk={desk} href={inboxAddress(filter)} />
        {state === 'missing' || state === 'failed' ? (
          <ErrorState
            title={t(state === 'missing' ? 'inbox.missing_title' : 'inbox.failed_title')}
            text={t(state === 'missing' ? 'inbox.missing_text' : 'inbox.failed_text')}
          >
            {state === 'failed' ? (
              <Button type="button" onClick={() => void desk.conversation.read()}>
                {t('inbox.retry')}
              </Button>
            ) : null}
          </ErrorState>
        ) : (
          <Skeleton view={desk.view} lines={10} />
        )}
      </div>
    )
  const message = thread.messages.find((each) => each.id === correcting?.message_id)
  return (
    <div class="matter">
      <section class="conversation" aria-labelledby="matter-title">
        <Back desk={desk} href={inboxAddress(filter)} />
        <ConversationHead desk={desk} thread={thread} />
        <div class="conversation-body" ref={scroller as never}>
          <HandOverSummary desk={desk} thread={thread} />
          <Story desk={desk} thread={thread} />
          <NoteField key={`note ${thread.id}`} desk={desk} conversation_id={thread.id} />
        </div>
        <section id="reply" class="reply-slot" aria-label={t('reply.title')}>
          <ReplyComposer
            key={`reply ${thread.id}`}
            view={desk.view}
            conversation={thread}
            people={desk.people}
          />
        </section>
      </section>
      <CustomerPanel desk={desk} thread={thread} />
      {message && correcting ? (
        <CorrectionDialog key={message.id} desk={desk} message={message} head={correcting.head} />
      ) : null}
    </div>
  )
}

/** Where only one pane has room. */
function Back({ desk, href }: { desk: Desk; href: string }) {
  return (
    <a
      class="matter-back"
      href={href}
      onClick={(event: MouseEvent) => {
        if (event.metaKey || event.ctrlKey) return
        event.preventDefault()
        void desk.go(null)
      }}
    >
      {desk.view.t('inbox.back_to_queue')}
    </a>
  )
}

/** What was said last, or the message the address names. */
function toTheEnd(scroller: HTMLElement | null): void {
  const named = location.hash.startsWith('#msg') ? document.getElementById(location.hash.slice(1)) : null
  if (named) named.scrollIntoView({ block: 'center' })
  else if (scroller) scroller.scrollTop = scroller.scrollHeight
}
