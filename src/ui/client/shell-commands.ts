/** Commands of every page: going to another one, the palette, the list of keys, light and dark. */
import { allCommands, registerCommands } from './commands.ts'
import { clientView } from './view.ts'

const PAGE_KEYS: Record<string, string> = {
  '/inbox': 'KeyG KeyI',
  '/at-risk': 'KeyG KeyR',
  '/insights': 'KeyG KeyN',
  '/quality': 'KeyG KeyQ',
  '/playground': 'KeyG KeyP',
  '/settings': 'KeyG KeyS',
}

function show(id: string): void {
  const dialog = document.getElementById(id)
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal()
}

/** Until the page is left; the choice in the reader's menu is the one that lasts. */
function switchTheme(): void {
  const root = document.documentElement
  const isDark =
    root.dataset.theme === 'dark' ||
    (root.dataset.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.dataset.theme = isDark ? 'light' : 'dark'
}

/** Only the pages in the reader's own navigation: what they may not open is no command either. */
function pageCommands() {
  const { t } = clientView()
  return [...document.querySelectorAll<HTMLAnchorElement>('#navigation a')].flatMap((link) => {
    const path = new URL(link.href).pathname
    const keys = PAGE_KEYS[path]
    if (!keys) return []
    const label = t('common.go_to', { page: link.textContent ?? '' })
    return [{ id: `go ${path}`, label, keys, run: () => location.assign(path) }]
  })
}

/** @param mount brings an island to life */
export function shellCommands(mount: (place: HTMLElement) => Promise<void>): void {
  const { t } = clientView()
  async function palette() {
    show('palette')
    const place = document.querySelector<HTMLElement>('#palette [data-lazy]')
    if (place && place.dataset.alive === undefined) await mount(place)
    place?.querySelector('input')?.focus()
  }
  async function shortcuts() {
    const { fillShortcutSheet } = await import('./shortcut-sheet.tsx')
    fillShortcutSheet(allCommands())
    show('shortcuts')
  }
  registerCommands([
    ...pageCommands(),
    { id: 'palette', label: t('common.open_palette'), keys: '$mod+KeyK', run: () => void palette() },
    { id: 'shortcuts', label: t('common.open_shortcuts'), keys: 'Shift+Slash', run: () => void shortcuts() },
    { id: 'theme', label: t('common.change_theme'), run: switchTheme },
  ])
  for (const [id, open] of [
    ['palette', palette],
    ['shortcuts', shortcuts],
  ] as const)
    for (const button of document.querySelectorAll(`[data-opens="${id}"]`))
      button.addEventListener('click', () => void open())
}
