/** The files of the API reference page, from the installed package `swagger-ui-dist`; never from a CDN. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const FILES = ['swagger-ui.css', 'index.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const

/** Reads a file once and keeps it. `null` for a name outside the list. */
export function createReadAsset() {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  const kept = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()
  return async (name: string): Promise<Uint8Array<ArrayBuffer> | null> => {
    if (!(FILES as readonly string[]).includes(name)) return null
    let file = kept.get(name)
    if (!file) {
      file = readFile(join(folder, name))
      kept.set(name, file)
    }
    return await file
  }
}
