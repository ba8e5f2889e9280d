/** What is seen of a draft while it is written, event by event. */

import type { ReplyCheck } from '../../domain/reply/draft.ts'
import type { DraftEvent } from '../../domain/reply/draft-event.ts'
import type { ReplyDraft, WriterFailure } from '../../domain/reply-record.ts'
import type { Phase } from './shapes.ts'

export type Writing = {
  phase: Phase
  text: string
  checks: ReplyCheck[]
  drafts: ReplyDraft[]
  fallback: WriterFailure | null
}

export const BEGUN: Writing = { phase: 'asking', text: '', checks: [], drafts: [], fallback: null }

export function afterEvent(writing: Writing, told: DraftEvent): Writing {
  const anew = { text: '', checks: [] }
  switch (told.event) {
    case 'started':
      return { ...BEGUN, phase: 'writing' }
    case 'writing':
      return { ...writing, phase: 'writing', text: writing.text + told.data.text }
    case 'checking':
      return { ...writing, phase: 'checking', checks: [...writing.checks, told.data] }
    case 'repairing':
      return { ...writing, ...anew, phase: 'repairing' }
    case 'rearranging':
      return { ...writing, ...anew, phase: 'writing' }
    case 'fallback':
      return { ...writing, ...anew, phase: 'writing', fallback: told.data.because }
    case 'draft':
      return { ...writing, drafts: [...writing.drafts, told.data] }
  }
}
