/** What a customer who has to wait can be told at once, or was told. */
import { useStore } from '../../client/store.ts'
import { Button } from '../../components/button.tsx'
import { Ago } from '../../components/words.tsx'
import { momentWords } from '../../reply/words.ts'
import type { ReplyDesk } from './reply-desk.ts'

export function Acknowledgement({ desk }: { desk: ReplyDesk }) {
  const { view } = desk
  const { t } = view
  const { acknowledgement, told, sending } = useStore(desk.store)
  if (acknowledgement) {
    const { reason, text, subject, promise } = acknowledgement
    return (
      <div class="acknowledgement">
        <details>
          <summary>
            <b>{t(`reply.waits_${reason}`)}</b>
            {promise ? ` ${t('reply.waits_until', { time: momentWords(view, promise.due_at) })}` : ''}
          </summary>
          {subject ? (
            <p dir="auto" class="quiet">
              {subject}
            </p>
          ) : null}
          <blockquote dir="auto">{text}</blockquote>
        </details>
        <Button type="button" disabled={sending} onClick={() => void desk.sendAcknowledgement()}>
          {t('reply.tell_now')}
        </Button>
      </div>
    )
  }
  if (!told) return null
  return (
    <div class="acknowledgement">
      <details>
        <summary>
          {t('reply.told')} <Ago view={view} at={told.sent_at} />
          {told.promise
            ? ` · ${t('reply.waits_until', { time: momentWords(view, told.promise.due_at) })}`
            : ''}
        </summary>
        <blockquote dir="auto">{told.text}</blockquote>
      </details>
    </div>
  )
}
