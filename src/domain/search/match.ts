/** What of a conversation answered a search. */
import type { Excerpt } from './excerpt.ts'

/** What is searched: a message of either side, a reply sent from here, a note for colleagues. */
export const SEARCHED_TEXTS = ['message', 'reply', 'note'] as const
export type SearchedText = (typeof SEARCHED_TEXTS)[number]

/** The text that answers, and the piece of it that does. */
export type TextMatch = Excerpt & { kind: SearchedText; id: string; at: string }
