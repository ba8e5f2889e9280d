/** `Idempotency-Key` of the routes that take it. */
import { z } from 'zod'
import type { Dependencies } from '../actions/dependencies.ts'
import { type OnceAnswer, runOnce } from '../actions/run-once.ts'
import type { AppContext } from './context.ts'
import { actorOf } from './middleware/authenticate.ts'

export const idempotencyHeader = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters')
    .optional()
    .meta({
      description: 'Your own id of this request; a repeated one answers as the first',
      example: 'a3f1',
    }),
})

/** Does the work, or answers as the first time; a repeat of a 201 is a 200. Without a key it is just the work. */
export async function answerOnce<Body>(
  c: AppContext,
  desk: Pick<Dependencies, 'store' | 'clock'>,
  key: string | undefined,
  work: () => Promise<OnceAnswer & { body: Body }>,
): Promise<{ status: number; body: Body }> {
  if (key === undefined) return work()
  const request = `${c.req.method} ${c.req.path}\n${await c.req.text()}`
  const { status, body, replayed } = await runOnce(desk, actorOf(c), key, request, work)
  return { status: replayed && status === 201 ? 200 : status, body: body as Body }
}
