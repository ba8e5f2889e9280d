/**
 * The text of the answer, edited in place. A mirror behind the field gives it its height and marks what the checks
 * point at; the field itself keeps its own undo, spelling and direction.
 */
import { useLayoutEffect } from 'hono/jsx'
import { useStore } from '../../client/store.ts'
import { directionOf, isUiLanguage } from '../../languages.ts'
import { markedParts } from '../../reply/marks.ts'
import { currentOf } from '../../reply/shapes.ts'
import type { ReplyDesk } from './reply-desk.ts'

type Field = { current: HTMLTextAreaElement | null }

export function Paper({ desk, field }: { desk: ReplyDesk; field: Field }) {
  const { t } = desk.view
  const state = useStore(desk.store)
  const { phase, live, put, judged, judging } = state
  const { draft, text } = currentOf(state)
  const isWriting = phase !== 'ready'
  const shown = isWriting ? live : text
  // Typing never comes back this way: only what was written elsewhere.
  useLayoutEffect(() => {
    if (field.current && field.current.value !== shown) field.current.value = shown
  }, [put, isWriting, isWriting ? live : null])

  const language = draft?.language ?? desk.language
  const isJudged = !isWriting && judged !== null && judged.text === text
  const subject = draft?.subject && state.channel === 'email' ? draft.subject : null
  return (
    <div class="paper" data-writing={isWriting ? '' : undefined}>
      {subject ? (
        <p class="paper-subject">
          <span class="quiet">{t('reply.subject')}</span> <bdi dir="auto">{subject}</bdi>
        </p>
      ) : null}
      <div class="paper-sheet" lang={language ?? undefined} dir={directionFor(language)}>
        <div class="paper-mirror" aria-hidden="true">
          <Mirror
            text={shown}
            parts={isJudged ? markedParts(text, judged.checks) : [{ text: shown, check: null }]}
          />
        </div>
        <textarea
          id="composer-text"
          ref={field as never}
          aria-label={t('reply.text')}
          aria-describedby="composer-state"
          aria-busy={isWriting ? 'true' : undefined}
          readonly={isWriting}
          maxlength={8000}
          rows={1}
          placeholder={isWriting ? '' : t('reply.placeholder')}
          onInput={({ target }: InputEvent) => desk.type((target as HTMLTextAreaElement).value)}
        />
      </div>
      <p id="composer-state" class="paper-state">
        {isWriting ? (
          <span class="paper-busy">{t(`reply.phase_${phase}`)}</span>
        ) : judging === 'failed' ? (
          t('reply.not_checked')
        ) : null}
      </p>
    </div>
  )
}

function Mirror({ parts }: { text: string; parts: { text: string; check: string | null }[] }) {
  let at = 0
  return (
    <>
      {parts.map((part, index) => {
        const start = at
        at += part.text.length
        return part.check === null ? (
          <span key={index}>{part.text}</span>
        ) : (
          <mark key={index} data-start={String(start)}>
            {part.text}
          </mark>
        )
      })}
      {'\u200b'}
    </>
  )
}

const directionFor = (language: string | null) =>
  language !== null && isUiLanguage(language) ? directionOf(language) : 'auto'
