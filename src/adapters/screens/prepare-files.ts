/** The pages for Node and the files for browsers, by one run of the bundler. */
import { stop } from 'esbuild'
import { bundleClientFiles, type ClientFiles } from './client-files.ts'
import { loadTsx } from './load-tsx.ts'

/** From then on `.tsx` can be imported. */
export async function prepareFiles(): Promise<ClientFiles> {
  const [files] = await Promise.all([bundleClientFiles(), loadTsx()])
  // Its process would stay, with 50 MB, though it has nothing more to do.
  await stop()
  return files
}
