/** A view: a filter of the queue that a person keeps under a name. */
import { z } from 'zod'
import { CONVERSATION_SORTS, conversationFilter } from './conversation.ts'

export const viewIntake = z.strictObject({
  name: z.string().trim().min(1).max(100),
  filter: conversationFilter,
  sort: z.enum(CONVERSATION_SORTS).default('priority'),
})
export type ViewIntake = z.infer<typeof viewIntake>

export type SavedView = ViewIntake & { id: string; created_at: string }

/** Views of one person; more than anybody finds his way in. */
export const MOST_VIEWS = 50
