/** The islands by name; each is fetched only by pages that have it. */
import type { JSXNode } from 'hono/jsx'

type Element = JSXNode | null

const ISLANDS = {
  'command-palette': () => import('./command-palette.tsx'),
  'flag-desk': () => import('./flag-desk.tsx'),
  inbox: () => import('./inbox.tsx'),
  playground: () => import('./playground.tsx'),
  'sla-clock': () => import('./sla-clock.tsx'),
}

export type IslandName = keyof typeof ISLANDS
type Module<Name extends IslandName> = Awaited<ReturnType<(typeof ISLANDS)[Name]>>
/** What the island's component takes, without the view, which it gets in the browser. */
export type IslandProps<Name extends IslandName> = Omit<Parameters<Module<Name>['default']>[0], 'view'>

/** The component of an island; null for a name that is none. */
export async function loadIsland(
  name: string,
): Promise<((props: Record<string, unknown>) => Element) | null> {
  if (!(name in ISLANDS)) return null
  const module = await ISLANDS[name as IslandName]()
  return module.default as unknown as (props: Record<string, unknown>) => Element
}
