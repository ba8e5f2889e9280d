/** What is kept of an unsent answer, as text for the tab's own storage. */
import type { KeptReply, Version } from './shapes.ts'

/** More drafts than anybody compares. */
const MOST_VERSIONS = 6

/** Per person: whoever signs in next in this tab does not see it. */
export const keptKey = (reader_id: string, conversation_id: string) =>
  `deljoo-reply ${reader_id} ${conversation_id}`

/** Null: there is nothing worth keeping. */
export function toKept({ versions, at, channel, register, once }: KeptReply): string | null {
  if (versions.every(({ text, draft }) => draft === null && text.trim() === '')) return null
  const from = Math.max(0, versions.length - MOST_VERSIONS)
  // The one that is being edited stays, however old it is.
  const kept = at < from ? [versions[at], ...versions.slice(from + 1)] : versions.slice(from)
  return JSON.stringify({ versions: kept, at: Math.max(0, at - from), channel, register, once })
}

/** Null for nothing, and for what cannot be read: a newer release may have kept something else. */
export function fromKept(text: string | null): KeptReply | null {
  if (text === null) return null
  try {
    const kept = JSON.parse(text) as KeptReply
    const isVersion = (version: Version) => typeof version?.text === 'string' && version.draft !== undefined
    const isWhole =
      Array.isArray(kept.versions) &&
      kept.versions.length > 0 &&
      kept.versions.every(isVersion) &&
      kept.versions[kept.at] !== undefined &&
      typeof kept.channel === 'string'
    return isWhole ? kept : null
  } catch {
    return null
  }
}
