/**
 * Sessions and passwords through better-auth, on our own tables. Its HTTP handler stays unmounted: its addresses
 * for signing up, changing e-mail and the like are not ours; only the calls below are used.
 */
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { hashPassword } from 'better-auth/crypto'
import { betterAuth } from 'better-auth/minimal'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Identity, SESSION_COOKIE } from '../../actions/identity-port.ts'
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH, type PersonRole } from '../../domain/person.ts'
import type { StoreContext } from './context.ts'
import { people, person_credentials, person_sessions } from './schema.ts'

const DAY_SECONDS = 86_400

export type IdentitySettings = {
  /** Signs the cookies. */
  secret: string
  /** A session nobody uses for so long is over. */
  sessionDays: number
}

const ID_PREFIXES: Record<string, string> = { user: 'per', session: 'ses', account: 'cre' }

const TIMES = { createdAt: 'created_at', updatedAt: 'updated_at' }

/** An endpoint that only our own code can call: opens a session for a person who proved themselves otherwise. */
const openSession = {
  id: 'open-session',
  endpoints: {
    openSession: createAuthEndpoint(
      '/open-session',
      { method: 'POST', body: z.object({ person_id: z.string(), key_hash: z.string().nullable() }) },
      async (ctx) => {
        const { internalAdapter } = ctx.context
        const user = await internalAdapter.findUserById(ctx.body.person_id)
        const { key_hash } = ctx.body
        const session = user && (await internalAdapter.createSession(user.id, false, { key_hash }))
        if (!session) throw new APIError('UNAUTHORIZED')
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ ok: true })
      },
    ),
  },
}

function createAuth(
  { connection, newId }: Pick<StoreContext, 'connection' | 'newId'>,
  { secret, sessionDays }: IdentitySettings,
) {
  return betterAuth({
    secret,
    // Never seen by anybody: nothing here makes links or redirects.
    baseURL: 'http://localhost',
    database: drizzleAdapter(connection, {
      provider: 'sqlite',
      schema: { people, person_sessions, person_credentials },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
    },
    user: {
      modelName: 'people',
      fields: { emailVerified: 'email_verified', ...TIMES },
      additionalFields: {
        role: { type: 'string', input: false },
        preferences: { type: 'json', input: false, required: false },
        suspended_at: { type: 'string', input: false, required: false },
      },
    },
    session: {
      modelName: 'person_sessions',
      fields: {
        userId: 'person_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...TIMES,
      },
      additionalFields: { key_hash: { type: 'string', input: false, required: false } },
      expiresIn: sessionDays * DAY_SECONDS,
      updateAge: DAY_SECONDS / 4,
    },
    account: {
      modelName: 'person_credentials',
      fields: { userId: 'person_id', accountId: 'account_id', providerId: 'provider_id', ...TIMES },
    },
    databaseHooks: {
      session: {
        create: {
          async before(session) {
            const person = connection
              .select({ suspended_at: people.suspended_at })
              .from(people)
              .where(eq(people.id, session.userId))
              .get()
            if (!person || person.suspended_at !== null) return false
          },
          async after(session) {
            connection
              .update(people)
              .set({ last_seen_at: session.createdAt.toISOString() })
              .where(eq(people.id, session.userId))
              .run()
          },
        },
      },
    },
    advanced: {
      useSecureCookies: false,
      cookies: { session_token: { name: SESSION_COOKIE } },
      database: {
        generateId: ({ model }) => newId(ID_PREFIXES[model] ?? model),
        // It would miss its tables and columns for signing in through other services.
        validateSchema: false,
      },
    },
    plugins: [openSession],
    logger: { disabled: true },
    telemetry: { enabled: false },
  })
}

const sessionHeader = (cookie: string) =>
  new Headers({ cookie: `${SESSION_COOKIE}=${encodeURIComponent(cookie)}` })

export function createIdentity(
  context: Pick<StoreContext, 'connection' | 'newId'>,
  settings: IdentitySettings,
): Identity {
  const { api } = createAuth(context, settings)
  return {
    async signIn(body) {
      try {
        const { headers } = await api.signInEmail({ body, returnHeaders: true })
        return headers.getSetCookie()
      } catch (error) {
        if (error instanceof APIError && error.statusCode < 500) return null
        throw error
      }
    },
    async open(person_id, key_hash) {
      const { headers } = await api.openSession({ body: { person_id, key_hash }, returnHeaders: true })
      return headers.getSetCookie()
    },
    async read(cookie, { renew }) {
      const { response, headers } = await api.getSession({
        headers: sessionHeader(cookie),
        query: { disableRefresh: !renew },
        returnHeaders: true,
      })
      if (!response || response.user.suspended_at) return null
      const { user, session } = response
      return {
        session: {
          person_id: user.id,
          name: user.name,
          role: user.role as PersonRole,
          preferences: (user.preferences ?? {}) as Record<string, string>,
          key_hash: session.key_hash ?? null,
        },
        cookies: headers.getSetCookie(),
      }
    },
    async close(cookie) {
      const { headers } = await api.signOut({ headers: sessionHeader(cookie), returnHeaders: true })
      return headers.getSetCookie()
    },
    hashPassword,
  }
}
