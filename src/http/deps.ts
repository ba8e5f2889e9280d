/** Everything the app is made of. The composition root fills it in; tests pass what they need. */
import type { Dependencies } from '../actions/dependencies.ts'
import type { EventFeed } from '../actions/event-feed.ts'
import type { Actor } from '../domain/actor.ts'
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
import type { Screens } from './screens/ports.ts'

export type AppDeps = {
  settings: HttpSettings
  /** For the verbs: store, clock, classifier and rules. */
  desk: Dependencies
  /** Who a presented API key is; asked at most once a second per key. */
  authenticate: Authenticate
  /** Who is signed in with this session cookie; missing where nobody can sign in. */
  readSession?: (cookie: string) => Promise<Actor | null>
  /** The pages; missing where there are none. `forgetActors`: what was believed of keys and sessions is asked again. */
  screens?: (forgetActors: () => void) => Screens
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
