/** The model of the repository, loaded with transformers.js and nothing of ours: what the workers must equal. */
import { basename, dirname } from 'node:path'
import { AutoModel, AutoTokenizer, env } from '@xenova/transformers'
import { modelDirectory } from '../../../src/adapters/classifier/load-manifest.ts'

/** `DELJOO_MODEL` names another model to test. */
export const directory = modelDirectory(process.env.DELJOO_MODEL ?? 'triage-fa-ar-en')

export type DirectModel = Awaited<ReturnType<typeof loadDirectly>>

export async function loadDirectly() {
  env.allowRemoteModels = false
  env.localModelPath = dirname(directory)
  const [tokenizer, model] = await Promise.all([
    AutoTokenizer.from_pretrained(basename(directory)),
    AutoModel.from_pretrained(basename(directory), {
      dtype: 'q8',
      session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
    }),
  ])
  return {
    tokenise: (text: string): string[] => tokenizer.tokenize(text),
    async run(text: string): Promise<{ logits: Float32Array; contributions: Float32Array }> {
      const { logits, contributions } = await model(tokenizer(text, { truncation: true, max_length: 192 }))
      return { logits: logits.data, contributions: contributions.data }
    },
  }
}
