/** Problems for the reference: one schema, and per route the ones it can answer with. */
import { z } from 'zod'
import { PROBLEM_TYPES, type ProblemName } from '../problem-types.ts'

export const problemSchema = z
  .object({
    type: z.string().meta({
      description: 'Which kind of problem, stable; the page behind it explains it in plain words',
      example: '/problems/invalid-input',
    }),
    title: z
      .string()
      .meta({ description: 'The kind in a few words', example: 'Some of the input is not valid' }),
    status: z.int().meta({ description: 'The HTTP status', example: 400 }),
    detail: z.string().meta({ description: 'What happened this time', example: 'Not valid: text' }),
    instance: z.string().meta({
      description: 'The request, as in `x-request-id`',
      example: '6f1c1f0e-3b0a-4c55-9d5c-0c6a1d6f2a11',
    }),
    errors: z
      .array(
        z.object({
          path: z
            .string()
            .meta({ description: 'The field, such as `customer.email`, `query.limit` or `path.id`' }),
          message: z.string().meta({ description: 'What would be right' }),
        }),
      )
      .optional()
      .meta({ description: 'One entry for each invalid field' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details. Never repeats what a customer wrote' })

/** Problems that any route under `/v1` can answer with. */
const EVERYWHERE: ProblemName[] = ['unauthorised', 'not-acceptable', 'too-many-requests', 'internal']
const WITH_INPUT: ProblemName[] = ['invalid-input']
const WITH_BODY: ProblemName[] = ['malformed-json', 'too-large', 'unsupported-media-type']

const example = (name: ProblemName) => ({
  type: `/problems/${name}`,
  title: PROBLEM_TYPES[name].title,
  status: PROBLEM_TYPES[name].status,
  detail: PROBLEM_TYPES[name].meaning,
  instance: '6f1c1f0e-3b0a-4c55-9d5c-0c6a1d6f2a11',
  ...(name === 'invalid-input'
    ? { detail: 'Not valid: text', errors: [{ path: 'text', message: 'must not be empty' }] }
    : {}),
})

type ProblemResponse = {
  description: string
  headers?: Record<string, { description: string; schema: { type: 'string' | 'integer' } }>
  content: {
    'application/problem+json': { schema: typeof problemSchema; examples: Record<string, { value: unknown }> }
  }
}

/** Response objects by status, several problems of one status side by side as examples. */
export function problemResponses(names: readonly ProblemName[]): Record<string, ProblemResponse> {
  const byStatus = Map.groupBy(new Set(names), (name) => PROBLEM_TYPES[name].status)
  return Object.fromEntries(
    [...byStatus].map(([status, sameStatus]) => [
      status,
      {
        description: sameStatus.map((name) => PROBLEM_TYPES[name].title).join('; or: '),
        ...(status === 429 || status === 503
          ? {
              headers: {
                'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' as const } },
              },
            }
          : {}),
        content: {
          'application/problem+json': {
            schema: problemSchema,
            examples: Object.fromEntries(sameStatus.map((name) => [name, { value: example(name) }])),
          },
        },
      },
    ]),
  )
}

/** For a route without a body: the usual problems and its own. */
export const readProblems = (...own: ProblemName[]) =>
  problemResponses([...WITH_INPUT, ...EVERYWHERE, ...own])
/** For a route with a JSON body. */
export const writeProblems = (...own: ProblemName[]) =>
  problemResponses([...WITH_INPUT, ...WITH_BODY, ...EVERYWHERE, ...own])
