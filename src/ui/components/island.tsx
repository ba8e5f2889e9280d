/**
 * A part of the page that comes alive in the browser. The server sends `children` (what to see before that, often
 * the same component); the browser replaces it with the island of this name. Properties travel as JSON in an
 * attribute: escaped like every other, so no policy and no word of a customer stands in their way.
 */
import type { Child } from 'hono/jsx'
import type { IslandName, IslandProps } from '../islands/index.ts'

export function Island<Name extends IslandName>({
  name,
  props,
  children,
}: {
  name: Name
  props: IslandProps<Name>
  children?: Child
}) {
  return (
    <div class="island" data-island={name} data-props={JSON.stringify(props)}>
      {children}
    </div>
  )
}
