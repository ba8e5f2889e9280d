/**
 * Small manners of every page that need no component: menus that close, dialogs for browsers without invoker
 * commands, copying, times that stay true. Each works by a mark in the page, also on what an island adds later.
 */
import { clientView } from './view.ts'

const MINUTE_MS = 60_000

function closeMenus(except: Node | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]'))
    if (except === null || !menu.contains(except)) menu.open = false
}

function menus(): void {
  document.addEventListener('click', ({ target }) => {
    const chosen = (target as Element | null)?.closest('.menu-sheet :is(a, button)')
    closeMenus(chosen && !chosen.closest('form') ? null : (target as Node))
  })
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    const open = document.querySelector<HTMLDetailsElement>('details.menu[open]')
    if (!open) return
    open.open = false
    open.querySelector('summary')?.focus()
  })
}

/** `command="show-modal"` on a button, where the browser does not do it by itself. */
function dialogs(): void {
  for (const dialog of document.querySelectorAll<HTMLDialogElement>('dialog[data-open]')) dialog.showModal()
  if ('commandForElement' in HTMLButtonElement.prototype) return
  document.addEventListener('click', ({ target }) => {
    const button = (target as Element | null)?.closest<HTMLButtonElement>('button[commandfor]')
    const dialog = document.getElementById(button?.getAttribute('commandfor') ?? '')
    if (!(dialog instanceof HTMLDialogElement)) return
    if (button?.getAttribute('command') === 'show-modal') dialog.showModal()
    else dialog.close()
  })
}

/** `data-copy="id"` copies the value of that field, or the text of any other element. */
function copying(): void {
  document.addEventListener('click', async ({ target }) => {
    const button = (target as Element | null)?.closest<HTMLButtonElement>('button[data-copy]')
    const field = document.getElementById(button?.dataset.copy ?? '')
    if (!button || !field) return
    const isField = field instanceof HTMLInputElement
    if (isField) field.select()
    else getSelection()?.selectAllChildren(field)
    const copied = isField ? field.value : (field.textContent ?? '')
    // Without a secure connection there is no clipboard; the selection is there to be copied by hand.
    await navigator.clipboard?.writeText(copied).catch(() => {})
    const words = button.querySelector('span')
    if (words) words.textContent = clientView().t('common.copied')
  })
}

/** Every `<time data-ago>` counts on. */
function times(): void {
  setInterval(() => {
    const { format } = clientView()
    for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-ago]'))
      time.textContent = format.ago(time.dateTime, new Date())
  }, MINUTE_MS)
}

export function pageManners(): void {
  menus()
  dialogs()
  copying()
  times()
}
