/** The place under the thread where the answer is written. */
import type { Thread } from '../../inbox/shapes.ts'
import type { View } from '../../view.ts'

/** Stays the same element while live events change the thread, so that what is being written is never touched. */
export function ReplySlot({ view, thread }: { view: View; thread: Thread }) {
  return (
    <section
      id="reply"
      class="reply-slot"
      aria-label={view.t('inbox.reply')}
      data-conversation={thread.id}
      data-language={thread.language ?? ''}
      data-channel={thread.channel}
    />
  )
}
