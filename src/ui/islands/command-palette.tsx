/** Every command of the page behind one field: type, choose with the arrows, Enter. */
import { useEffect, useRef, useState } from 'hono/jsx'
import { allCommands, type Command, keyNames } from '../client/commands.ts'
import { Kbd } from '../components/kbd.tsx'
import type { View } from '../view.ts'

export default function CommandPalette({ view }: { view: View }) {
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  const dialog = () => document.getElementById('palette') as HTMLDialogElement | null

  useEffect(() => {
    const clear = () => {
      setQuery('')
      setChosen(0)
      if (field.current) field.current.value = ''
    }
    dialog()?.addEventListener('close', clear)
    field.current?.focus()
    return () => dialog()?.removeEventListener('close', clear)
  }, [])

  const found = matching(allCommands(), query)
  const run = (command: Command | undefined) => {
    dialog()?.close()
    command?.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && found.length > 0) setChosen((chosen + step + found.length) % found.length)
    else if (event.key === 'Enter') run(found[chosen])
    else return
    event.preventDefault()
  }

  return (
    <div class="palette">
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found[chosen] ? `palette-${chosen}` : undefined}
        aria-label={view.t('common.palette_hint')}
        placeholder={view.t('common.palette_hint')}
        autocomplete="off"
        spellcheck={false}
        onInput={(event: InputEvent) => {
          setQuery((event.target as HTMLInputElement).value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id="palette-list" class="palette-list" role="listbox" aria-label={view.t('common.palette')}>
        {found.map((command, index) => (
          <button
            key={command.id}
            id={`palette-${index}`}
            type="button"
            tabindex={-1}
            role="option"
            aria-selected={index === chosen ? 'true' : 'false'}
            onClick={() => run(command)}
            onMouseMove={() => index !== chosen && setChosen(index)}
          >
            <span>{command.label}</span>
            {command.keys ? <Keys keys={command.keys} /> : null}
          </button>
        ))}
      </div>
      {found.length === 0 ? <p class="quiet palette-empty">{view.t('common.palette_empty')}</p> : null}
    </div>
  )
}

export function Keys({ keys }: { keys: string }) {
  return (
    <span class="key-presses" dir="ltr">
      {keyNames(keys).map((press) => (
        <Kbd key={press.join('+')} keys={press} />
      ))}
    </span>
  )
}

/** Every written word must occur in the label. */
function matching(commands: Command[], query: string): Command[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return commands.filter(({ label }) => {
    const text = label.toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
}
