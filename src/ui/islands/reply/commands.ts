/** What the keyboard and the palette can do with the answer. */
import { registerCommands } from '../../client/commands.ts'
import { startWriting } from './composer.tsx'
import type { ReplyDesk } from './reply-desk.ts'
import { leaveTo } from './ways.ts'

/** Ctrl+Enter means something else in another field, and nothing while a question is open. */
function isElsewhere(): boolean {
  const { activeElement } = document
  return (
    document.querySelector('dialog[open]') !== null ||
    (activeElement?.matches('input, textarea, select') === true && !activeElement.closest('#composer'))
  )
}

/** @returns takes them away again */
export function replyCommands(desk: ReplyDesk): () => void {
  const { t } = desk.view
  const ifOpen = (run: () => void) => () => {
    if (desk.store.get().open) run()
  }
  return registerCommands([
    { id: 'reply write', label: t('reply.key_write'), keys: 'KeyR', run: () => startWriting(desk) },
    {
      id: 'reply send',
      label: t('reply.key_send'),
      keys: '$mod+Enter',
      run: ifOpen(() => {
        if (!isElsewhere()) void desk.send()
      }),
    },
    {
      id: 'reply back',
      label: t('reply.key_back'),
      keys: 'Escape',
      run: ifOpen(() => leaveTo('thread')),
    },
    { id: 'reply other', label: t('reply.key_other'), run: ifOpen(() => void desk.write()) },
    {
      id: 'reply discard',
      label: t('reply.key_discard'),
      run: ifOpen(() => desk.set({ question: 'discard' })),
    },
  ])
}
