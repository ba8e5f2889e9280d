/** The thread: what was said and done, oldest first. */
import { useState } from 'hono/jsx'
import { Button } from '../../components/button.tsx'
import { Ago } from '../../components/words.tsx'
import type { Thread } from '../../inbox/shapes.ts'
import { type Entry, storyOf } from '../../inbox/story.ts'
import { moveWords, nameOf } from '../../inbox/words.ts'
import type { Desk } from './desk.ts'
import { MessageView } from './message-view.tsx'

/** Longer threads begin with their end. */
const SHOWN = 30

export function Story({ desk, thread }: { desk: Desk; thread: Thread }) {
  const { t } = desk.view
  const [whole, setWhole] = useState<string | null>(null)
  const story = storyOf(thread)
  const hidden = whole === thread.id ? 0 : Math.max(0, story.length - SHOWN)
  return (
    <section class="story" aria-label={t('inbox.thread')}>
      {hidden > 0 ? (
        <p class="story-earlier">
          <Button kind="quiet" type="button" onClick={() => setWhole(thread.id)}>
            {t('inbox.show_earlier', { count: hidden })}
          </Button>
        </p>
      ) : null}
      {story.slice(hidden).map((entry) => (
        <EntryView key={`${entry.kind} ${entry.id}`} desk={desk} entry={entry} />
      ))}
    </section>
  )
}

function EntryView({ desk, entry }: { desk: Desk; entry: Entry }) {
  const { view, people } = desk
  const { t, format } = view
  switch (entry.kind) {
    case 'turn':
      return (
        <article class="turn" aria-label={t('inbox.customer_wrote')}>
          {entry.messages.map((message) => (
            <MessageView key={message.id} desk={desk} message={message} />
          ))}
        </article>
      )
    case 'reply':
      return (
        <article class="reply" aria-label={t('inbox.we_wrote')}>
          <p class="entry-meta">
            <bdi>{nameOf(view, people, entry.reply.author)}</bdi>
            <span>{t(`labels.channel_${entry.reply.channel}`)}</span>
            <Ago view={view} at={entry.at} />
          </p>
          <p class="entry-text" dir="auto">
            {entry.reply.text}
          </p>
          {entry.reply.promise ? (
            <p class="promise" data-state={entry.reply.promise.due_at ? undefined : 'open'}>
              {t('inbox.promised')} <q dir="auto">{entry.reply.promise.words}</q>
              {entry.reply.promise.due_at ? ` · ${format.dateTime(entry.reply.promise.due_at)}` : null}
            </p>
          ) : null}
        </article>
      )
    case 'note':
      return (
        <article class="note" aria-label={t('inbox.note')}>
          <p class="entry-meta">
            <span>{t('inbox.note')}</span>
            <bdi>{nameOf(view, people, entry.note.author)}</bdi>
            <Ago view={view} at={entry.at} />
          </p>
          <p class="entry-text" dir="auto">
            {entry.note.text}
          </p>
        </article>
      )
    case 'moves':
      return (
        <p class="event">
          <span>{entry.moves.map((move) => moveWords(view, move, people)).join(' · ')}</span>{' '}
          <Ago view={view} at={entry.at} />
        </p>
      )
    case 'survey':
      return (
        <p class="event">
          <span>
            {t(`inbox.survey_${entry.survey.kind}`, { score: entry.survey.score })}
            {entry.survey.comment ? (
              <>
                {' '}
                <q dir="auto">{entry.survey.comment}</q>
              </>
            ) : null}
          </span>{' '}
          <Ago view={view} at={entry.at} />
        </p>
      )
    case 'late':
      return (
        <p class="event" data-kind="late">
          <span>{t('inbox.answer_was_due', { time: format.dateTime(entry.due_at) })}</span>
        </p>
      )
  }
}
