/** The address of a policy preview: the bars to try, and on how many messages. */
import { z } from 'zod'

export const PREVIEW_SIZES = [100, 500, 2_000] as const

export type PreviewAddress = { urgency: number; sentiment: number; limit: number }

/** What cannot be read is as it stands now. */
export function readPreviewAddress(
  given: Record<string, string>,
  current: { urgency: number; sentiment: number },
): PreviewAddress {
  const bar = (now: number) => z.coerce.number().min(0).max(1).catch(now)
  const text = (name: string) => (given[name]?.trim() ? given[name] : undefined)
  const limit = Number(text('limit'))
  return {
    urgency: bar(current.urgency).parse(text('urgency')),
    sentiment: bar(current.sentiment).parse(text('sentiment')),
    limit: PREVIEW_SIZES.find((size) => size === limit) ?? 500,
  }
}
