import { expect, it } from 'vitest'
import type { Urgency } from '../../src/domain/labels.ts'
import { topMessageOf } from '../../src/domain/top-message.ts'

const message = (id: string, minute: number, urgency: Urgency | null) => ({
  id,
  sent_at: `2026-08-02T05:${minute}:00.000Z`,
  triage: urgency && { urgency: { label: urgency } },
})

it.each([
  ['the most urgent', [message('a', 10, 'low'), message('b', 11, 'critical'), message('c', 12, 'high')], 'b'],
  [
    'the latest of equals',
    [message('a', 10, 'high'), message('b', 12, 'high'), message('c', 11, 'high')],
    'b',
  ],
  ['one that is triaged', [message('a', 10, 'low'), message('b', 11, null)], 'a'],
  ['else the latest', [message('a', 10, null), message('b', 11, null)], 'b'],
  ['none of none', [], undefined],
])('speaks for the conversation: %s', (_, messages, expected) => {
  expect(topMessageOf(messages)?.id).toBe(expected)
})
