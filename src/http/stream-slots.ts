/** How many streams may be open: each holds a connection and some memory for as long as its caller likes. */
import { DeljooError } from '../domain/errors.ts'
import { HttpProblem } from './problem.ts'

const RETRY_AFTER_SECONDS = 5

/** `take` gives what ends the stream's claim, to be called once or more. */
export function createStreamSlots({ total, perKey }: { total: number; perKey: number }) {
  const ofKey = new Map<string, number>()
  let open = 0
  return {
    /** @throws {HttpProblem | DeljooError} when the key, or the service, has all the streams it may have */
    take(actorId: string): () => void {
      const own = ofKey.get(actorId) ?? 0
      if (own >= perKey)
        throw new HttpProblem('too-many-requests', `A key may have ${perKey} streams open at the same time`, {
          'retry-after': String(RETRY_AFTER_SECONDS),
        })
      if (open >= total)
        throw new DeljooError('overloaded', 'All streams of this service are in use', {
          retryAfterSeconds: RETRY_AFTER_SECONDS,
        })
      ofKey.set(actorId, own + 1)
      open++
      let taken = true
      return () => {
        if (!taken) return
        taken = false
        open--
        const left = (ofKey.get(actorId) ?? 1) - 1
        if (left === 0) ofKey.delete(actorId)
        else ofKey.set(actorId, left)
      }
    },
  }
}
