/**
 * Lets Node import `.tsx`: it strips types itself but knows no JSX. All files are translated in one call at the
 * start, so that importing one costs nothing more than reading a map.
 */
import { globSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const SOURCES = fileURLToPath(new URL('../../', import.meta.url))

const isTsx = (url: string) => url.startsWith('file:') && url.endsWith('.tsx')

/** Translates every `.tsx` of the service and answers their code by file URL. */
async function translate(): Promise<Map<string, string>> {
  const files = globSync('**/*.tsx', { cwd: SOURCES })
  const { outputFiles = [] } = await build({
    absWorkingDir: SOURCES,
    entryPoints: Object.fromEntries(files.map((file) => [file, file])),
    outdir: SOURCES,
    write: false,
    bundle: false,
    format: 'esm',
    target: 'node24',
    sourcemap: 'inline',
    sourcesContent: false,
    // As tsconfig.json says it to the type checker.
    tsconfigRaw: { compilerOptions: { jsx: 'react-jsx', jsxImportSource: 'hono/jsx' } },
  })
  return new Map(
    outputFiles.map(({ path, text }) => [pathToFileURL(path.replace(/\.js$/, '')).href, text] as const),
  )
}

let loading: Promise<void> | null = null

/** Call before the first import of a `.tsx`; calling it again changes nothing. */
export function loadTsx(): Promise<void> {
  loading ??= translate().then((translated) => {
    registerHooks({
      load(url, context, next) {
        if (!isTsx(url)) return next(url, context)
        const source = translated.get(url)
        if (source === undefined) throw new Error(`${url} came after the start of the service`)
        return { format: 'module', source, shortCircuit: true }
      },
    })
  })
  return loading
}
