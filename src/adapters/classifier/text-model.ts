/**
 * The model on disk, loaded with transformers.js into the calling thread: tokenizer and one
 * onnxruntime session of one thread. `run` blocks the thread for the whole forward pass, so the
 * service only uses it inside workers.
 */
import { basename, dirname, resolve } from 'node:path'
import { AutoModel, AutoTokenizer, env, LogLevel, type Tensor } from '@xenova/transformers'
import type { TextModelSource } from './text-model-source.ts'
import { alignTokens } from './token-offsets.ts'

/** One forward pass. `spans` holds start and end of each token in turn, `contributions` one row of logits per token. */
export type RawOutput = {
  logits: Float32Array
  evidence: { spans: Int32Array; contributions: Float32Array } | null
}

export type TextModel = {
  /** Text must be normalised; what exceeds the model's `max_tokens` is cut off. */
  run(text: string, explain: boolean): Promise<RawOutput>
  /** The token strings `run` would feed to the model. */
  tokenise(text: string): string[]
  close(): Promise<void>
}

/** @throws when the files cannot be read or are no model; `load-manifest.ts` finds that out earlier, in one sentence. */
export async function loadTextModel({ directory, maxTokens, bias }: TextModelSource): Promise<TextModel> {
  const path = resolve(directory)
  env.allowRemoteModels = false
  env.localModelPath = dirname(path)
  // On a failed run transformers.js would log the inputs: the customer's words as token numbers.
  env.logLevel = LogLevel.NONE

  const name = basename(path)
  const [tokenizer, model] = await Promise.all([
    AutoTokenizer.from_pretrained(name),
    AutoModel.from_pretrained(name, {
      dtype: 'q8',
      session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
    }),
  ])
  const strings: string[] = []
  for (const [token, id] of tokenizer.get_vocab()) strings[id] = token

  const encode = (text: string) => tokenizer(text, { truncation: true, max_length: maxTokens })
  const stringsOf = (ids: Tensor) => Array.from(ids.data as BigInt64Array, (id) => strings[Number(id)] ?? '')

  return {
    async run(text, explain) {
      const inputs = encode(text)
      // The logits are the bias plus what the tokens add, and here there are no tokens.
      if (inputs.input_ids.dims[1] === 0) return withoutTokens(bias, explain)
      const { logits, contributions } = await model(inputs)
      return {
        logits: logits.data,
        evidence: explain
          ? {
              spans: Int32Array.from(
                alignTokens(stringsOf(inputs.input_ids), text).flatMap(({ start, end }) => [start, end]),
              ),
              contributions: contributions.data,
            }
          : null,
      }
    },
    tokenise: (text) => stringsOf(encode(text).input_ids),
    async close() {
      await model.dispose()
    },
  }
}

function withoutTokens(bias: readonly number[], explain: boolean): RawOutput {
  return {
    logits: Float32Array.from(bias),
    evidence: explain ? { spans: new Int32Array(), contributions: new Float32Array() } : null,
  }
}
