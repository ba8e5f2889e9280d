/** The reply composer: a bar at rest; open, the text with its checks, the playbook beside it, and the way out. */
import { useEffect, useRef, useState } from 'hono/jsx'
import { useStore } from '../../client/store.ts'
import { Button } from '../../components/button.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { type AnsweredConversation, type Colleague, currentOf } from '../../reply/shapes.ts'
import { momentWords } from '../../reply/words.ts'
import type { View } from '../../view.ts'
import { Acknowledgement } from './acknowledgement.tsx'
import { Behind } from './behind.tsx'
import { Checks } from './checks.tsx'
import { replyCommands } from './commands.ts'
import { ComposerHead } from './composer-head.tsx'
import { News } from './news.tsx'
import { Paper } from './paper.tsx'
import { Questions } from './questions.tsx'
import { createReplyDesk, type ReplyDesk } from './reply-desk.ts'
import { leaveTo } from './ways.ts'

export type ReplyComposerProps = {
  view: View
  conversation: AnsweredConversation
  people: readonly Colleague[]
}

/** One for each conversation: give it the conversation's id as `key`. */
export function ReplyComposer({ view, conversation, people }: ReplyComposerProps) {
  const [desk] = useState(() => createReplyDesk(view, conversation))
  const state = useStore(desk.store)
  const place = useRef<HTMLDivElement>(null)
  const last = conversation.replies.at(-1)?.id ?? null

  useEffect(() => {
    const stop = desk.start()
    const forget = replyCommands(desk)
    return () => {
      stop()
      forget()
    }
  }, [])
  // From within the text too, where single keys are letters.
  useEffect(() => {
    place.current?.addEventListener('keydown', (event) => {
      const { phase, question } = desk.store.get()
      if (event.key !== 'Escape' || event.defaultPrevented || question !== null) return
      event.preventDefault()
      if (phase !== 'ready') desk.stopWriting()
      else leaveTo('thread')
    })
  }, [])
  // What stands in the thread before the agent begins is known to them.
  useEffect(() => {
    if (!desk.store.get().open) desk.seen(last)
  }, [last, state.open])

  return (
    <div ref={place as never} id="composer" class="composer" data-open={state.open ? '' : undefined}>
      {state.open ? <Open desk={desk} people={people} /> : <AtRest desk={desk} />}
      <p class="heard" role="status">
        {state.said}
      </p>
    </div>
  )
}

function AtRest({ desk }: { desk: ReplyDesk }) {
  const { t, format } = desk.view
  const { sent, taken_away, versions } = useStore(desk.store)
  const isBegun = versions.some(({ text }) => text.trim() !== '')
  return (
    <div class="composer-rest" data-script="">
      <Button kind="primary" type="button" onClick={() => startWriting(desk)}>
        {isBegun ? t('reply.go_on') : t('reply.write')}
      </Button>
      <Kbd keys={['R']} />
      {sent ? (
        <p class="quiet composer-sent">
          {sent.outcome === 'edited'
            ? t('reply.sent_edited', { share: format.percent(sent.edit_distance ?? 0) })
            : sent.outcome === 'accepted'
              ? t('reply.sent_accepted')
              : t('reply.sent_own')}
          {sent.promise?.due_at
            ? ` ${t('reply.sent_promise', { time: momentWords(desk.view, sent.promise.due_at) })}`
            : ''}
        </p>
      ) : null}
      {taken_away ? <TakeBack desk={desk} /> : null}
    </div>
  )
}

export function startWriting(desk: ReplyDesk): void {
  desk.open()
  leaveTo('field')
}

const TakeBack = ({ desk }: { desk: ReplyDesk }) => (
  <Button kind="quiet" type="button" onClick={desk.takeBack}>
    {desk.view.t('reply.take_back')}
  </Button>
)

function Open({ desk, people }: { desk: ReplyDesk; people: readonly Colleague[] }) {
  const { t } = desk.view
  const state = useStore(desk.store)
  const field = useRef<HTMLTextAreaElement>(null)
  const now = currentOf(state)
  const isWriting = state.phase !== 'ready'
  return (
    <>
      <form
        class="composer-form"
        onSubmit={(event: Event) => {
          event.preventDefault()
          void desk.send()
        }}
      >
        <ComposerHead desk={desk} />
        <News desk={desk} people={people} />
        <Acknowledgement desk={desk} />
        <Paper desk={desk} field={field} />
        <Checks desk={desk} field={field} />
        <div class="composer-foot">
          <Button
            kind="primary"
            disabled={isWriting || state.sending || now.text.trim() === ''}
            aria-describedby="composer-send-keys"
          >
            {state.sending ? t('reply.sending') : t('reply.send')}
          </Button>
          <span id="composer-send-keys" class="composer-keys">
            <Kbd keys={['Ctrl', '↵']} />
          </span>
          <span class="composer-gap" />
          {isWriting ? (
            <Button type="button" onClick={desk.stopWriting}>
              {t('reply.stop_writing')}
            </Button>
          ) : (
            <>
              <Button kind="quiet" type="button" onClick={() => void desk.write()}>
                {state.versions.some(({ draft }) => draft) ? t('reply.other_words') : t('reply.draft')}
              </Button>
              {now.draft || now.text.trim() !== '' ? (
                <Button kind="quiet" type="button" onClick={() => desk.set({ question: 'discard' })}>
                  {t('reply.discard')}
                </Button>
              ) : null}
              {state.taken_away ? <TakeBack desk={desk} /> : null}
            </>
          )}
        </div>
        <Behind desk={desk} field={field} />
      </form>
      <Questions desk={desk} people={people} />
    </>
  )
}
