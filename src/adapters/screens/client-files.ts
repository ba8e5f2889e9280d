/**
 * What browsers load beside the pages: islands, styles and fonts, bundled in memory at the start. Every name
 * carries the hash of its content, so a browser may keep a file for ever.
 */
import { basename, extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build, type Metafile, type Plugin } from 'esbuild'

const SERVICE = fileURLToPath(new URL('../../../', import.meta.url))
const SCRIPT = 'src/ui/islands/app.ts'
const STYLES = 'src/ui/styles/app.css'
/** Where the service serves them. */
const PUBLIC_PATH = '/assets'

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

export type ClientFile = { type: string; body: Uint8Array<ArrayBuffer>; encoding: 'br' | 'gzip' | null }

export type ClientFiles = {
  script: string
  styles: string
  icon: string
  /** Fonts and modules every page needs, to be fetched before they are asked for. */
  fonts: Record<'arabic' | 'latin', string>
  modules: string[]
  /** Addresses of an island's own modules, by its file name in `src/ui/islands/`. */
  islands: Record<string, string[]>
  /** `null` for a name that is not there. `accepted`: the request's accept-encoding. */
  read: (name: string, accepted: string) => Promise<ClientFile | null>
}

const compressors = {
  br: (body: Uint8Array) =>
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (body: Uint8Array) => promisify(gzip)(body, { level: 9 }),
}

/** In the browser every component is built on the small DOM runtime, also those the server renders. */
const onDomRuntime: Plugin = {
  name: 'on-dom-runtime',
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: /^hono\/jsx$/ }, ({ resolveDir, kind }) =>
      pluginBuild.resolve('hono/jsx/dom', { resolveDir, kind }),
    )
  },
}

export async function bundleClientFiles(): Promise<ClientFiles> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: SERVICE,
    entryPoints: { app: SCRIPT, styles: STYLES, icon: 'src/ui/styles/icon.svg' },
    outdir: `${SERVICE}assets`,
    publicPath: PUBLIC_PATH,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.woff2': 'file', '.svg': 'copy' },
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: ['chrome123', 'firefox121', 'safari17.5'],
    legalComments: 'none',
    plugins: [onDomRuntime],
    tsconfigRaw: { compilerOptions: { jsx: 'react-jsx', jsxImportSource: 'hono/jsx/dom' } },
  })
  const bodies = new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]))
  const kept = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()

  function compressed(name: string, encoding: 'br' | 'gzip', body: Uint8Array) {
    const key = `${encoding} ${name}`
    const known = kept.get(key)
    if (known) return known
    const made = compressors[encoding](body).then((packed) => new Uint8Array(packed))
    kept.set(key, made)
    return made
  }

  return {
    ...addresses(metafile),
    async read(name, accepted) {
      const body = bodies.get(name) as Uint8Array<ArrayBuffer> | undefined
      const extension = extname(name)
      if (!body) return null
      const type = TYPES[extension] ?? 'application/octet-stream'
      const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null
      if (encoding === null || extension === '.woff2') return { type, body, encoding: null }
      return { type, body: await compressed(name, encoding, body), encoding }
    },
  }
}

type Output = Metafile['outputs'][string]

function addresses({ outputs }: Metafile): Omit<ClientFiles, 'read'> {
  const addressOf = (path: string) => `${PUBLIC_PATH}/${basename(path)}`
  const names = Object.keys(outputs)
  const named = (pattern: RegExp) => {
    const found = names.find((name) => pattern.test(basename(name)))
    if (!found) throw new Error(`No bundled file is named like ${pattern}. This is a bug`)
    return found
  }
  /** A module and everything it imports at once, itself first. */
  const needed = (path: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(path)) return seen
    seen.add(path)
    for (const { kind, path: target } of (outputs[path] as Output).imports)
      if (kind === 'import-statement') needed(target, seen)
    return seen
  }
  const script = named(/^app-.*\.js$/)
  const modules = needed(script)
  const islands: Record<string, string[]> = {}
  for (const name of names) {
    const island = /^src\/ui\/islands\/([\w-]+)\.tsx?$/.exec(outputs[name]?.entryPoint ?? '')?.[1]
    if (island && island !== 'app')
      islands[island] = [...needed(name)].filter((path) => !modules.has(path)).map(addressOf)
  }
  return {
    script: addressOf(script),
    styles: addressOf(named(/^styles-.*\.css$/)),
    icon: addressOf(named(/^icon-.*\.svg$/)),
    fonts: {
      arabic: addressOf(named(/^vazirmatn-arabic-.*\.woff2$/)),
      latin: addressOf(named(/^vazirmatn-latin-wght-.*\.woff2$/)),
    },
    modules: [...modules].filter((path) => path !== script).map(addressOf),
    islands,
  }
}
