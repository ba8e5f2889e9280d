/**
 * What can be done by keyboard or from the palette, registered by whoever is on the page. Keys are places on the
 * keyboard (`KeyboardEvent.code`), so that they are the same on Persian and Arabic layouts.
 */
import { tinykeys } from 'tinykeys'

export type Command = {
  id: string
  /** A verb and its object, in the reader's language. */
  label: string
  /** As tinykeys reads them: `KeyJ`; `KeyG KeyI` one after the other; `$mod+KeyK` with Control or Command. */
  keys?: string
  run: () => void
}

const commands = new Map<string, Command>()
let unbind: (() => void) | null = null

/** All that can be done now, in the order they were registered. */
export const allCommands = (): Command[] => [...commands.values()]

/** @returns takes them away again */
export function registerCommands(added: readonly Command[]): () => void {
  for (const command of added) commands.set(command.id, command)
  bind()
  return () => {
    for (const { id } of added) commands.delete(id)
    bind()
  }
}

const TYPING = 'input, textarea, select, [contenteditable]'

/** Bare letters are words while somebody writes, and belong to the dialog while one is open. */
function ignored(event: KeyboardEvent): boolean {
  if (event.isComposing || event.repeat) return true
  if (event.ctrlKey || event.metaKey) return false
  const target = event.target as Element | null
  return (
    document.body.dataset.keys === 'off' ||
    target?.closest(TYPING) != null ||
    document.querySelector('dialog[open]') !== null
  )
}

/** The key pressed before this one, and when; a second one soon after may make a sequence of the two. */
let previous = { code: '', atMs: 0 }
const SEQUENCE_MS = 1_000

/** `KeyG KeyR` is not also `KeyR`. */
function isEndOfSequence(keys: string, event: KeyboardEvent): boolean {
  const isSoon = event.timeStamp - previous.atMs < SEQUENCE_MS
  const sequence = `${previous.code} ${keys}`
  return isSoon && [...commands.values()].some((command) => command.keys === sequence)
}

function bind(): void {
  unbind?.()
  const bindings: Record<string, (event: KeyboardEvent) => void> = {}
  for (const { keys, run } of commands.values())
    if (keys)
      bindings[keys] = (event) => {
        if (isEndOfSequence(keys, event)) return
        event.preventDefault()
        run()
      }
  const remember = ({ code, timeStamp }: KeyboardEvent) => {
    previous = { code, atMs: timeStamp }
  }
  const stop = tinykeys(window, bindings, { ignore: ignored })
  // After the bindings: they ask for the key before.
  window.addEventListener('keydown', remember)
  unbind = () => {
    stop()
    window.removeEventListener('keydown', remember)
  }
}

const NAMES: Record<string, string> = {
  $mod: 'Ctrl',
  Slash: '/',
  Comma: ',',
  Period: '.',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
}

/** For showing: each press with its keys, `[['Ctrl', 'K']]`, `[['G'], ['I']]`. Shift and slash are the question mark. */
export function keyNames(keys: string): string[][] {
  const isApple = /Mac|iPhone|iPad/.test(navigator.platform)
  return keys.split(' ').map((press) =>
    press === 'Shift+Slash'
      ? ['?']
      : press.split('+').map((part) => {
          if (part === '$mod' && isApple) return '⌘'
          return NAMES[part] ?? part.replace(/^(Key|Digit)/, '')
        }),
  )
}
