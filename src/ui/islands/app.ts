/** The one script of every page: brings the islands to life and gives the page its manners and commands. */
import { jsx } from 'hono/jsx'
import { render } from 'hono/jsx/dom'
import { connectionBack, connectionLost } from '../client/connection.ts'
import { pageManners } from '../client/page-manners.ts'
import { shellCommands } from '../client/shell-commands.ts'
import { clientView } from '../client/view.ts'
import { loadIsland } from './index.ts'

async function mount(place: HTMLElement): Promise<void> {
  const Component = await loadIsland(place.dataset.island ?? '')
  if (!Component) return
  const props = JSON.parse(place.dataset.props ?? '{}') as Record<string, unknown>
  render(jsx(Component as never, { ...props, view: clientView() }), place)
  place.dataset.alive = ''
}

for (const place of document.querySelectorAll<HTMLElement>('[data-island]:not([data-lazy])'))
  void mount(place)
pageManners()
if (document.body.dataset.signedIn !== undefined) shellCommands(mount)
window.addEventListener('offline', connectionLost)
window.addEventListener('online', connectionBack)
/** For those who wait for the keys to work, such as tests. */
document.body.dataset.ready = ''
