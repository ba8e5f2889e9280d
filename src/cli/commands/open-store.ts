/** The database alone, for commands that need no model. */
import type { Clock } from '../../actions/ports.ts'
import type { Store } from '../../actions/store-port.ts'
import { createNewId } from '../../adapters/store/new-id.ts'
import { openStore } from '../../adapters/store/store.ts'
import { readConfig } from '../../config.ts'

const clock: Clock = () => new Date()

/** Opens the database, runs the work, closes it. */
export async function withStore(
  work: (dependencies: { store: Store; clock: Clock }) => Promise<void>,
): Promise<void> {
  const config = readConfig(process.env)
  const store = openStore(config.databaseFile, { newId: createNewId(clock), rules: config.rules })
  try {
    await work({ store, clock })
  } finally {
    await store.close()
  }
}
