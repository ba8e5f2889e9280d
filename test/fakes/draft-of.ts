import type { Draft } from '../../src/domain/reply/draft.ts'

/** A draft as a composer gives it. */
export const draftOf = (more: Partial<Draft> = {}): Draft => ({
  text: 'سلام، مبلغ اضافه تا فردا برمی‌گردد.',
  subject: null,
  language: 'fa',
  source: 'playbook',
  playbook: 'billing/double_charge',
  steps: [{ step: 'action', text: 'مبلغ اضافه تا فردا برمی‌گردد.' }],
  citations: [{ file: 'prompts/playbooks/billing.yaml', place: 'double_charge' }],
  suggestions: [],
  due_at: '2026-08-03T05:44:00.000Z',
  checks: [{ check: 'time', passed: true, detail: 'Says by when.' }],
  ...more,
})
