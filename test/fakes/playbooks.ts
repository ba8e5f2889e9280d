import { loadPlaybooks } from '../../src/adapters/playbooks/load-playbooks.ts'
import type { Library } from '../../src/domain/reply/library.ts'

/** The playbooks that ship with the service. */
export async function shippedPlaybooks(): Promise<Library> {
  const loaded = await loadPlaybooks()
  if (!loaded.ok) throw new Error(loaded.problem)
  return loaded.library
}
