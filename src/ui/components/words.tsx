/** Words from outside: each in its own direction, never turning what stands around them. */
import type { Child } from 'hono/jsx'
import type { View } from '../view.ts'

/** A name, an e-mail subject, a customer's sentence inside ours. */
export const Words = ({ children }: { children: Child }) => <bdi>{children}</bdi>

/** Ids, addresses, keys and code: left to right, also in a Persian sentence. */
export const Code = ({ children }: { children: Child }) => (
  <code class="code" dir="ltr">
    {children}
  </code>
)

/** A moment as people say it, with the exact one on hover. The browser keeps it true (`data-ago`). */
export function Ago({ view, at }: { view: View; at: string }) {
  return (
    <time class="ago" datetime={at} title={view.format.dateTime(at)} data-ago="">
      {view.format.ago(at, view.now())}
    </time>
  )
}

/** A date in the reader's calendar. */
export function Day({ view, at }: { view: View; at: string }) {
  return (
    <time datetime={at} title={view.format.dateTime(at)}>
      {view.format.date(at)}
    </time>
  )
}
