/** The list of keys, filled when it is opened, because what there is depends on the page. */
import { render } from 'hono/jsx/dom'
import { Keys } from '../islands/command-palette.tsx'
import type { Command } from './commands.ts'

export function fillShortcutSheet(commands: readonly Command[]): void {
  const place = document.getElementById('shortcut-list')
  if (!place) return
  render(
    <dl class="shortcuts">
      {commands.map((command) =>
        command.keys ? (
          <div key={command.id}>
            <dt>{command.label}</dt>
            <dd>
              <Keys keys={command.keys} />
            </dd>
          </div>
        ) : null,
      )}
    </dl>,
    place,
  )
}
