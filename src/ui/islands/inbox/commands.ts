/** What the keyboard and the palette can do in the inbox. */
import { registerCommands } from '../../client/commands.ts'
import type { Desk } from './desk.ts'

/** @returns takes them away again */
export function inboxCommands(desk: Desk): () => void {
  const { t, reader } = desk.view
  const opened = () => desk.conversation.get().thread
  return registerCommands([
    { id: 'inbox next', label: t('inbox.key_next'), keys: 'KeyJ', run: () => desk.step(1) },
    { id: 'inbox previous', label: t('inbox.key_previous'), keys: 'KeyK', run: () => desk.step(-1) },
    {
      id: 'inbox assign',
      label: t('inbox.key_assign'),
      keys: 'KeyA',
      run: () => {
        if (opened() && reader) void desk.change({ assignee: reader.id }, t('inbox.done_assigned'))
      },
    },
    {
      id: 'inbox resolve',
      label: t('inbox.key_resolve'),
      keys: 'KeyE',
      run: () => {
        if (opened()) void desk.change({ status: 'resolved' }, t('inbox.done_resolved'))
      },
    },
    { id: 'inbox correct', label: t('inbox.key_correct'), keys: 'KeyC', run: () => desk.correctNow() },
    {
      id: 'inbox note',
      label: t('inbox.key_note'),
      keys: 'KeyN',
      run: () => {
        if (opened()) desk.set({ noting: true })
      },
    },
    {
      id: 'inbox search',
      label: t('inbox.key_search'),
      keys: 'Slash',
      run: () => document.querySelector<HTMLInputElement>('#queue-search')?.focus(),
    },
    { id: 'inbox back', label: t('inbox.key_back'), keys: 'KeyU', run: () => void desk.go(null) },
  ])
}
