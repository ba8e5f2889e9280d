/** The inbox: the queue, the conversation and the customer, kept up to date while somebody works in them. */
import { useEffect, useState } from 'hono/jsx'
import { useStore } from '../client/store.ts'
import type { InboxProps } from '../inbox/shapes.ts'
import type { View } from '../view.ts'
import { inboxCommands } from './inbox/commands.ts'
import { ConversationPane } from './inbox/conversation-pane.tsx'
import { createDesk, type Desk } from './inbox/desk.ts'
import { QueuePane } from './inbox/queue-pane.tsx'

export default function Inbox({ view, ...props }: InboxProps & { view: View }) {
  const [desk] = useState(() => createDesk(view, props))
  useEffect(() => {
    const stop = desk.start()
    const forget = inboxCommands(desk)
    return () => {
      stop()
      forget()
    }
  }, [])
  const { id } = useStore(desk.conversation)
  return (
    <div class="desk" data-pane={id === null ? 'queue' : 'matter'}>
      <QueuePane desk={desk} />
      <ConversationPane desk={desk} />
      <Said desk={desk} />
    </div>
  )
}

function Said({ desk }: { desk: Desk }) {
  const { said } = useStore(desk.state)
  return (
    <p class="heard" role="status">
      {said}
    </p>
  )
}
