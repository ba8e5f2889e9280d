/** What the pages need from outside, beside the verbs. */
import type { Hono } from 'hono'
import type { Dependencies } from '../../actions/dependencies.ts'
import type { SessionDependencies } from '../../actions/sessions.ts'
import type { ModelManifest } from '../../domain/triage/manifest.ts'
import type { PolicySettings } from '../../domain/triage/policy.ts'
import type { WeakSpot } from '../../domain/triage/weak-spot.ts'
import type { PageFiles } from '../../ui/page-files.ts'
import type { AppContext, AppEnv } from '../context.ts'
import type { AddressOf, ReadinessCheck } from '../ports.ts'
import type { ProblemParts } from '../problem.ts'

/** A bundled file as it is sent; `encoding` null: as it is. */
export type ClientFile = { type: string; body: Uint8Array<ArrayBuffer>; encoding: 'br' | 'gzip' | null }

export type ClientFiles = PageFiles & {
  /** `null` for a name that is not there. */
  read: (name: string, acceptEncoding: string) => Promise<ClientFile | null>
}

export type ScreenSettings = {
  /** Where people reach the service, e.g. `https://desk.example.com`; null: as the browser says. */
  publicUrl: string | null
  /** IANA name; in which times are shown. */
  timeZone: string
  /** The operator's own thresholds. */
  policy: PolicySettings
  /** Version of the service. */
  version: string
  /** Name of the LLM that is asked; null: none is configured. */
  llmModel: string | null
}

export type ScreenDeps = SessionDependencies & {
  desk: Dependencies
  files: ClientFiles
  settings: ScreenSettings
  addressOf: AddressOf
  /** The loaded model's card; null while there is none. */
  modelCard: () => ModelManifest | null
  readiness: () => Promise<ReadinessCheck[]>
  /** What the model's card says it gets wrong; empty: it says nothing. */
  weakSpots: () => Promise<WeakSpot[]>
  /** Fills an empty database with the demo company. */
  loadDemo: () => Promise<{ messages: number; seenBefore: boolean }>
  /** A revoked key or a suspended person is refused at once, not a second later. */
  forgetActors: () => void
}

/** The pages, as the application mounts them. */
export type Screens = {
  routes: Hono<AppEnv>
  /** A page in place of a problem, for readers; null when the caller is none. */
  problemPage: (c: AppContext, parts: ProblemParts) => Promise<Response | null>
}
