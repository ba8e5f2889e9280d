/** What this reader has looked at in this browser, and when: for "unread", and for what changed since. */
const MOST_KEPT = 2_000

type Looks = Record<string, string>

function kept(name: string): Looks {
  try {
    return JSON.parse(localStorage.getItem(name) ?? '{}') as Looks
  } catch {
    // Unreadable, or storage is switched off: then everything is new.
    return {}
  }
}

function keep(name: string, key: string, at: string): void {
  const looks = kept(name)
  delete looks[key]
  const entries = [...Object.entries(looks), [key, at]].slice(-MOST_KEPT)
  try {
    localStorage.setItem(name, JSON.stringify(Object.fromEntries(entries)))
  } catch {
    // Full or switched off; nothing depends on it.
  }
}

const CUSTOMERS = 'deljoo-customers-seen'
const CONVERSATIONS = 'deljoo-conversations-seen'

/** When the reader last looked at a customer; null: never here. */
export const lastLook = (customer_id: string): string | null => kept(CUSTOMERS)[customer_id] ?? null
export const noteLook = (customer_id: string, at: string) => keep(CUSTOMERS, customer_id, at)

/** Conversations with the time of the latest message that was seen. */
export const seenConversations = (): Looks => kept(CONVERSATIONS)
export const noteSeen = (conversation_id: string, last_message_at: string) =>
  keep(CONVERSATIONS, conversation_id, last_message_at)
