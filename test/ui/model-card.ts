/** The manifest of the model that ships with the service. */
import { loadManifest, modelDirectory } from '../../src/adapters/classifier/load-manifest.ts'

export async function readCard() {
  const loaded = await loadManifest(modelDirectory('triage-fa-ar-en'))
  if (!loaded.ok) throw new Error(loaded.problem)
  return loaded.manifest
}
