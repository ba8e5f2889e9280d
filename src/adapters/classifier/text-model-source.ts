/** What a thread must know to load the model; apart from `text-model.ts`, so that the main thread does not load transformers.js. */
import type { ModelManifest } from '../../domain/triage/manifest.ts'

export type TextModelSource = { directory: string; maxTokens: number; bias: readonly number[] }

export const textModelSource = (directory: string, manifest: ModelManifest): TextModelSource => ({
  directory,
  maxTokens: manifest.max_tokens,
  bias: manifest.bias,
})
