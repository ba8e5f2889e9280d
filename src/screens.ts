/** Wires the pages for Node: translated and bundled at the start, sessions on the database. Nothing happens on import. */
import packageFile from '../package.json' with { type: 'json' }
import type { Identity } from './actions/identity-port.ts'
import { readSession, type SessionDependencies } from './actions/sessions.ts'
import { readWeakSpots } from './adapters/classifier/weak-spots.ts'
import type { AppDeps } from './app.ts'
import type { Desk } from './compose.ts'
import type { Config } from './config.ts'
import { loadDemo } from './demo/load-demo.ts'
import type { Actor } from './domain/actor.ts'
import type { AddressOf } from './http/ports.ts'
import type { ClientFiles, ScreenDeps } from './http/screens/ports.ts'

export type PreparedScreens = {
  files: ClientFiles
  createScreens: typeof import('./http/screens/screens.ts').createScreens
}

/** Translates the pages and bundles what browsers load. Needs nothing else, so it can run while the model loads. */
export async function prepareScreens(): Promise<PreparedScreens> {
  const { prepareFiles } = await import('./adapters/screens/prepare-files.ts')
  const files = await prepareFiles()
  const { createScreens } = await import('./http/screens/screens.ts')
  return { files, createScreens }
}

/** The library behind it is loaded on first use, or when the service has nothing else to do. */
function lateIdentity(desk: Pick<Desk, 'store'>, settings: Config['sessions']): Identity {
  let opened: Promise<Identity> | null = null
  const identity = () => {
    opened ??= keepSecret(desk, settings.secret).then((secret) =>
      desk.store.openIdentity({ secret, sessionDays: settings.days }),
    )
    return opened
  }
  // Fails only where the database does; whoever signs in then is told.
  setTimeout(() => identity().catch(() => (opened = null)), 0).unref()
  return {
    signIn: async (credentials) => (await identity()).signIn(credentials),
    open: async (person_id, key_hash) => (await identity()).open(person_id, key_hash),
    read: async (cookie, options) => (await identity()).read(cookie, options),
    close: async (cookie) => (await identity()).close(cookie),
    hashPassword: async (password) => (await identity()).hashPassword(password),
  }
}

/** Configured, or made once and kept in the database. */
async function keepSecret({ store }: Pick<Desk, 'store'>, configured: string | null): Promise<string> {
  if (configured !== null) return configured
  const random = crypto.getRandomValues(new Uint8Array(32))
  return store.keepSecret('session', Buffer.from(random).toString('base64url'))
}

export type ScreenOptions = {
  config: Pick<Config, 'sessions' | 'publicUrl' | 'rules' | 'policy'> & { llm: { model: string } | null }
  adminKeyHash: string | null
  addressOf: AddressOf
  modelCard: ScreenDeps['modelCard']
  readiness: ScreenDeps['readiness']
}

/** The parts of the application that only a desk with people has. */
export function screenDeps(
  { files, createScreens }: PreparedScreens,
  desk: Pick<Desk, 'dependencies' | 'store'>,
  { config, adminKeyHash, addressOf, modelCard, readiness }: ScreenOptions,
): Required<Pick<AppDeps, 'readSession' | 'screens'>> {
  const { store, clock } = desk.dependencies
  const identity = lateIdentity(desk, config.sessions)
  const sessions: SessionDependencies = { store, clock, identity, adminKeyHash }
  return {
    readSession: async (cookie): Promise<Actor | null> =>
      (await readSession(sessions, cookie, { renew: false }))?.actor ?? null,
    screens: (forgetActors) =>
      createScreens({
        ...sessions,
        desk: desk.dependencies,
        files,
        settings: {
          publicUrl: config.publicUrl,
          timeZone: config.rules.hours.time_zone,
          policy: config.policy,
          version: packageFile.version,
          llmModel: config.llm?.model ?? null,
        },
        addressOf,
        modelCard,
        readiness,
        weakSpots: readWeakSpots,
        loadDemo: () => loadDemo(desk.dependencies),
        forgetActors,
      }),
  }
}
