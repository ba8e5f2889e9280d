/** What every implementation of the store must do; run against each database. */
import type { Store } from '../../../src/actions/store-port.ts'
import { accountEventCases } from './account-events.cases.ts'
import { acknowledgementCases } from './acknowledgements.cases.ts'
import { deskCases } from './desk.cases.ts'
import { eventCases } from './events.cases.ts'
import { insightCases } from './insights.cases.ts'
import { intakeCases } from './intake.cases.ts'
import { jobCases } from './jobs.cases.ts'
import { keepingCases } from './keeping.cases.ts'
import { knowledgeCases } from './knowledge.cases.ts'
import { replyCases } from './replies.cases.ts'
import { reviewCases } from './reviews.cases.ts'
import { riskCases } from './risk.cases.ts'
import { searchCases } from './search.cases.ts'
import { surveyCases } from './surveys.cases.ts'
import { triageCases } from './triage.cases.ts'

export function storeCases(store: () => Store): void {
  intakeCases(store)
  jobCases(store)
  triageCases(store)
  riskCases(store)
  deskCases(store)
  replyCases(store)
  reviewCases(store)
  acknowledgementCases(store)
  surveyCases(store)
  knowledgeCases(store)
  searchCases(store)
  accountEventCases(store)
  eventCases(store)
  keepingCases(store)
  insightCases(store)
}
