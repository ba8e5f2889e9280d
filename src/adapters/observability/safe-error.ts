/**
 * An error as it may be logged. Messages are left out: drivers put the values of a failed query into them,
 * and JSON errors quote the text they stumbled over. Kind, code and place are enough to find the fault.
 */
export type SafeError = { name: string; code?: string; frames: string[]; cause?: SafeError }

const MAX_FRAMES = 12
const MAX_CAUSES = 4

export function safeError(error: unknown, depth = 0): SafeError {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] }
  const code: unknown = 'code' in error ? error.code : undefined
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
    .slice(0, MAX_FRAMES)
    .map((line) => line.trim())
  return {
    name: error.name,
    ...(typeof code === 'string' && /^[A-Z0-9_]{1,60}$/i.test(code) ? { code } : {}),
    frames,
    ...(error.cause !== undefined && depth < MAX_CAUSES ? { cause: safeError(error.cause, depth + 1) } : {}),
  }
}
