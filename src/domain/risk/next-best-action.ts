/** The one thing to do next, as a code; the playbooks know how. First rule that fits wins. */
import type { Mark } from './marks.ts'
import type { NextBestAction, RiskReason } from './risk.ts'

/** A mark with what is left of it after decay and recovery. */
export type OpenMark = { mark: Mark; open: number }

/** Below this a mark no longer asks for an action: a tenth of an ordinary bad experience. */
const WORTH_ACTING = 0.02

const RULES: readonly [NextBestAction, readonly RiskReason[]][] = [
  ['protect_customer_now', ['safety', 'fraud']],
  ['involve_legal_and_call', ['legal_step']],
  ['retention_call', ['churn_explicit', 'churn_implicit']],
  ['close_with_care', ['leaving_life_event']],
  [
    'account_review_call',
    ['auto_renewal_off', 'notice_period_asked', 'data_export_asked', 'seats_reduced', 'usage_dropped'],
  ],
  ['fix_root_cause_with_owner', ['repeat_contact']],
  ['answer_overdue_message', ['sla_missed']],
  ['apologise_and_fix', ['bad_experience', 'public_threat', 'compensation_request']],
  ['help_with_payment', ['payment_trouble']],
  ['ask_about_low_survey', ['low_survey']],
  ['account_review_call', ['contract_ending']],
]

/** `recovering`: most was paid back, so it only remains to ask whether all is well. */
export function nextBestAction(openMarks: readonly OpenMark[], recovering: boolean): NextBestAction {
  const asking = openMarks.filter(({ open }) => open >= WORTH_ACTING)
  // Nobody rings the bereaved to ask whether all is well.
  const leftToCheck = asking.length > 0 && asking.every(({ mark }) => mark.reason !== 'leaving_life_event')
  if (recovering && leftToCheck) return 'confirm_recovery'
  return RULES.find(([, reasons]) => asking.some(({ mark }) => reasons.includes(mark.reason)))?.[0] ?? 'none'
}
