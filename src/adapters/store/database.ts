/** Opens the SQLite file, ready to be used: pragmas set, migrations applied. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { DeljooError } from '../../domain/errors.ts'
import * as schema from './schema.ts'

export type Connection = BetterSQLite3Database<typeof schema>
/** Inside a transaction; reads and writes as the connection does. */
export type Transaction = Parameters<Parameters<Connection['transaction']>[0]>[0]
export type Reader = Connection | Transaction

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url))
const BUSY_TIMEOUT_MS = 5_000

/** One unit of work: all or nothing. Takes the write lock at once, so that what it reads cannot change before it writes. */
export type Write = <Result>(work: (tx: Transaction) => Result) => Result

/** The query that `build` makes, built once; see `queries.ts`. */
export type Prepared = <Query>(build: (connection: Connection) => Query) => Query

export type OpenDatabase = {
  connection: Connection
  /** On disk when it returns: what people and other systems were told is kept, also through a power cut. */
  write: Write
  /**
   * For what a job does and would do again: a power cut may take the last of these back, wholly and in
   * order. A killed process loses none. Spares a wait for the disk of 0.2 to 5 ms each.
   */
  writeResumable: Write
  prepared: Prepared
  file: Database.Database
}

/** `path`: of the database file; its folder is made. */
export function openDatabase(path: string): OpenDatabase {
  mkdirSync(dirname(path), { recursive: true })
  const file = new Database(path)
  file.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  file.pragma('journal_mode = WAL')
  file.pragma('synchronous = NORMAL')
  file.pragma('foreign_keys = ON')
  // Rarer checkpoints: each waits for the disk while everything else waits for it.
  file.pragma('wal_autocheckpoint = 4000')
  // Erased means overwritten, not only unlinked.
  file.pragma('secure_delete = ON')
  keepStatements(file)
  const connection = drizzle(file, { schema })
  migrate(connection, { migrationsFolder: MIGRATIONS })
  const writeResumable: Write = (work) => told(() => connection.transaction(work, { behavior: 'immediate' }))
  return {
    connection,
    prepared: keepQueries(connection),
    writeResumable,
    write: (work) => {
      file.pragma('synchronous = FULL')
      try {
        return writeResumable(work)
      } finally {
        file.pragma('synchronous = NORMAL')
      }
    },
    file,
  }
}

const MOST_STATEMENTS = 500

/** Drizzle compiles a statement each time it runs one; compiling costs more than running most of ours. */
function keepStatements(file: Database.Database): void {
  const compile = file.prepare.bind(file)
  const kept = new Map<string, Database.Statement>()
  file.prepare = ((source: string) => {
    const known = kept.get(source)
    if (known) return known
    const statement = compile(source)
    if (kept.size >= MOST_STATEMENTS) kept.clear()
    kept.set(source, statement)
    return statement
  }) as typeof file.prepare
}

function keepQueries(connection: Connection): Prepared {
  const kept = new Map<unknown, unknown>()
  return <Query>(build: (connection: Connection) => Query) => {
    const known = kept.get(build) as Query | undefined
    if (known !== undefined) return known
    const query = build(connection)
    kept.set(build, query)
    return query
  }
}

/** Turns what a caller can wait for into an expected failure; the rest stays what it is. */
export function told<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    const code = error instanceof Database.SqliteError ? error.code : ''
    if (code.startsWith('SQLITE_BUSY'))
      throw new DeljooError('overloaded', 'The database is busy', { retryAfterSeconds: 1 })
    if (/^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/.test(code))
      throw new DeljooError('unavailable', 'The database cannot be written', { retryAfterSeconds: 30 })
    throw error
  }
}
