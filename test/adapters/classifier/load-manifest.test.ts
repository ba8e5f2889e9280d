import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, isAbsolute, join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { loadManifest, modelDirectory } from '../../../src/adapters/classifier/load-manifest.ts'
import { directory } from './direct-model.ts'

const FILES: Record<string, string> = {
  'config.json': '{}',
  'tokenizer.json': '{"model": {}}',
  'tokenizer_config.json': '{"a": 1}',
  'onnx/model_quantized.onnx': 'weights',
}

type Manifest = { files: Record<string, unknown>; [key: string]: unknown }

/** A folder with the manifest of the repository's model, but for the files, which are small here. */
async function makeModel(): Promise<{ folder: string; manifest: Manifest }> {
  const folder = await mkdtemp(join(tmpdir(), 'deljoo-model-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await mkdir(join(folder, 'onnx'))
  const manifest = JSON.parse(await readFile(join(directory, 'manifest.json'), 'utf8')) as Manifest
  manifest.files = {}
  for (const [file, content] of Object.entries(FILES)) {
    await writeFile(join(folder, file), content)
    const sha256 = createHash('sha256').update(content).digest('hex')
    manifest.files[file] = { sha256, bytes: content.length }
  }
  return { folder, manifest }
}

describe('a model on disk', () => {
  let folder: string
  let manifest: Manifest
  beforeEach(async () => {
    ;({ folder, manifest } = await makeModel())
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest))
  })

  const problem = async () => {
    const loaded = await loadManifest(folder)
    return loaded.ok ? null : loaded.problem.replace(basename(folder), 'x').replace(folder, '<folder>')
  }

  it('is accepted when every file is what the manifest says', async () => {
    expect(await loadManifest(folder)).toMatchObject({
      ok: true,
      manifest: { max_tokens: manifest.max_tokens },
    })
  })

  it('is refused without a manifest', async () => {
    await rm(join(folder, 'manifest.json'))
    expect(await problem()).toMatch(/^Model x: there is no readable manifest\.json in .*; set DELJOO_MODEL/)
  })

  it('is refused with a file missing', async () => {
    await rm(join(folder, 'onnx/model_quantized.onnx'))
    expect(await problem()).toBe(
      "Model x: onnx/model_quantized.onnx is missing; fetch the model's files again.",
    )
  })

  it('is refused with a file cut short', async () => {
    await writeFile(join(folder, 'tokenizer.json'), '{"model"')
    expect(await problem()).toBe(
      "Model x: tokenizer.json has 8 bytes instead of 13; fetch the model's files again.",
    )
  })

  it('is refused with one changed byte', async () => {
    await writeFile(join(folder, 'onnx/model_quantized.onnx'), 'weighty')
    expect(await problem()).toBe(
      "Model x: onnx/model_quantized.onnx is damaged (its checksum is not the one in manifest.json); fetch the model's files again.",
    )
  })

  it.each<[string, (manifest: Manifest) => unknown, RegExp]>([
    ['broken JSON', () => '{', /^Model x: manifest\.json is not valid at ""/],
    ['another normaliser', (m) => JSON.stringify({ ...m, normaliser: 2 }), /not valid at "normaliser"/],
    ['other labels', (m) => JSON.stringify({ ...m, heads: [] }), /at "heads": The heads and labels/],
    [
      'files it does not name',
      (m) => JSON.stringify({ ...m, files: { 'config.json': m.files['config.json'] } }),
      /^Model x: manifest\.json does not list tokenizer\.json\.$/,
    ],
  ])('is refused with %s', async (_, write, expected) => {
    await writeFile(join(folder, 'manifest.json'), String(write(manifest)))
    expect(await problem()).toMatch(expected)
  })
})

describe('where a model is', () => {
  it('a name means a folder under models/, a path means itself', () => {
    expect(modelDirectory('triage-fa-ar-en')).toMatch(/[\\/]models[\\/]triage-fa-ar-en$/)
    expect(isAbsolute(modelDirectory('./my/model'))).toBe(true)
  })

  it("the repository's own is whole", async () => {
    expect(await loadManifest(directory)).toMatchObject({ ok: true })
  })
})
