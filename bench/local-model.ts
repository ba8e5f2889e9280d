/** The local model alone behind the service's own reading of a text: no LLM, no database. */
import pino from 'pino'
import { type ClassifyText, createClassifyText } from '../src/actions/classify-text.ts'
import { openModel } from '../src/compose.ts'

/** Throws where the folder of that name holds no sound model. */
export async function openLocalModel(
  name: string,
): Promise<{ classify: ClassifyText; close: () => Promise<void> }> {
  const model = await openModel({ name, workers: 1, queuePerWorker: 200 }, pino({ level: 'silent' }))
  const { classifier } = model
  if (classifier === null) throw new Error(model.problems.join(' '))
  const classify = createClassifyText({
    classifier,
    secondOpinion: null,
    newId: (prefix) => `${prefix}_bench`,
    elapsedMs: () => performance.now(),
    policy: { urgencyConfidence: null, sentimentConfidence: null },
  })
  return { classify, close: () => classifier.close() }
}
