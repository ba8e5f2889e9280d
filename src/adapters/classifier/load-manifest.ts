/** Finds a model on disk and makes sure that it is whole before any thread loads it. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { type ModelManifest, modelManifest } from '../../domain/triage/manifest.ts'

/** Without these transformers.js has nothing to load. */
const NEEDED_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx']

export type LoadedManifest = { ok: true; manifest: ModelManifest } | { ok: false; problem: string }

/** The folder of a model: `name` of one under `models/`, or a path (it has a separator) of one elsewhere. */
export function modelDirectory(name: string): string {
  if (/[\\/]/.test(name)) return resolve(name)
  return fileURLToPath(new URL(`../../../models/${name}`, import.meta.url))
}

/**
 * Reads `manifest.json` and compares every file it lists with its size and SHA-256.
 * @returns the manifest, or one sentence on what is wrong and what to do
 */
export async function loadManifest(directory: string): Promise<LoadedManifest> {
  const refuse = (problem: string): LoadedManifest => ({
    ok: false,
    problem: `Model ${basename(directory)}: ${problem}`,
  })
  const written = await readFile(join(directory, 'manifest.json'), 'utf8').catch(() => null)
  if (written === null)
    return refuse(
      `there is no readable manifest.json in ${directory}; set DELJOO_MODEL to a model that is there.`,
    )

  const parsed = modelManifest.safeParse(parseJson(written))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return refuse(`manifest.json is not valid at "${issue?.path.join('.')}": ${issue?.message}.`)
  }
  const manifest = parsed.data
  const unlisted = NEEDED_FILES.find((file) => !(file in manifest.files))
  if (unlisted) return refuse(`manifest.json does not list ${unlisted}.`)

  for (const [file, expected] of Object.entries(manifest.files)) {
    const damage = await damageOf(join(directory, file), expected)
    if (damage) return refuse(`${file} ${damage}; fetch the model's files again.`)
  }
  return { ok: true, manifest }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function damageOf(path: string, expected: { sha256: string; bytes: number }): Promise<string | null> {
  const bytes = await stat(path).then(
    ({ size }) => size,
    () => null,
  )
  if (bytes === null) return 'is missing'
  if (bytes !== expected.bytes) return `has ${bytes} bytes instead of ${expected.bytes}`
  const hash = createHash('sha256')
  const read = await pipeline(createReadStream(path), hash).then(
    () => true,
    () => false,
  )
  if (!read) return 'cannot be read'
  return hash.digest('hex') === expected.sha256
    ? null
    : 'is damaged (its checksum is not the one in manifest.json)'
}
