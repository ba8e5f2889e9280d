/** Everything the app is made of. The composition root fills it in; tests pass what they need. */
import type { Dependencies } from '../actions/dependencies.ts'
import type { EventFeed } from '../actions/event-feed.ts'
import type { ModelManifest } from '../domain/triage/manifest.ts'
import type { Authenticate } from './middleware/authenticate.ts'
import type {
  AddressOf,
  HangUp,
  HttpSettings,
  Metrics,
  ReadAsset,
  ReadinessCheck,
  RequestLog,
} from './ports.ts'

export type AppDeps = {
  settings: HttpSettings
  /** For the verbs: store, clock, classifier and rules. */
  desk: Dependencies
  /** Who a presented API key is; asked at most once a second per key. */
  authenticate: Authenticate
  /** The loaded model's card; `null` while there is none. */
  modelCard: () => ModelManifest | null
  readiness: () => Promise<ReadinessCheck[]>
  log: RequestLog
  metrics: Metrics
  addressOf: AddressOf
  hangUp: HangUp
  /** The log of events as it grows. */
  events: EventFeed
  readAsset: ReadAsset
}
