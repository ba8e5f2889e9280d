/** A remark for colleagues. What is written is kept in this tab until it is saved, whatever happens meanwhile. */
import { useEffect, useRef, useState } from 'hono/jsx'
import { useStore } from '../../client/store.ts'
import { Button } from '../../components/button.tsx'
import type { Desk } from './desk.ts'

const keyOf = (id: string) => `deljoo-note ${id}`

export function NoteField({ desk, conversation_id }: { desk: Desk; conversation_id: string }) {
  const { t } = desk.view
  const { noting } = useStore(desk.state)
  const field = useRef<HTMLTextAreaElement>(null)
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    if (sessionStorage.getItem(keyOf(conversation_id))) desk.set({ noting: true })
  }, [])
  useEffect(() => {
    const { current } = field
    if (!noting || !current) return
    current.value = sessionStorage.getItem(keyOf(conversation_id)) ?? ''
    current.focus()
    current.scrollIntoView({ block: 'nearest' })
  }, [noting])

  if (!noting) return null
  const save = async () => {
    const text = field.current?.value.trim() ?? ''
    if (text === '' || busy) return
    setBusy(true)
    const failure = await desk.conversation.addNote(text)
    setBusy(false)
    // Not saved: the words stay where they are.
    if (failure) return desk.tell(failure)
    sessionStorage.removeItem(keyOf(conversation_id))
    desk.set({ noting: false, said: t('inbox.done_note') })
    document.getElementById('matter-title')?.focus({ preventScroll: true })
  }
  return (
    <form
      class="note-form"
      onSubmit={(event: Event) => {
        event.preventDefault()
        void save()
      }}
    >
      <label for="note-text">{t('inbox.note_label')}</label>
      <textarea
        id="note-text"
        ref={field}
        dir="auto"
        rows={3}
        maxlength={4000}
        onInput={({ target }: InputEvent) =>
          sessionStorage.setItem(keyOf(conversation_id), (target as HTMLTextAreaElement).value)
        }
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            void save()
          } else if (event.key === 'Escape') {
            desk.set({ noting: false })
            document.getElementById('matter-title')?.focus({ preventScroll: true })
          }
        }}
      />
      <div class="actions">
        <Button kind="primary" disabled={busy}>
          {t('inbox.save_note')}
        </Button>
        <span class="quiet">{t('inbox.note_hint')}</span>
      </div>
    </form>
  )
}
