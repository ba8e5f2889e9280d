import { type ChildProcess, spawn } from 'node:child_process'

export type RunningService = {
  address: string
  child: ChildProcess
  /** All that was printed so far: for the person, and the log. */
  said: () => string
  logged: () => string
  /** Sends the signal and waits for the end. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>
}

/** Starts the real service in its own process, as `npm start` does, on a port the system chooses. */
export async function startService(
  env: Record<string, string>,
  args: string[] = [],
): Promise<RunningService> {
  const child = spawn(process.execPath, ['src/node.ts', ...args], {
    env: { PATH: process.env.PATH, PORT: '0', DELJOO_MODEL_WORKERS: '1', ...env },
  })
  let said = ''
  let logged = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  child.stdout.on('data', (chunk) => {
    logged += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  const address = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', () => {
      const found = /listens on (http:\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    })
    ended.then(() => reject(new Error(said)))
  })
  return {
    address,
    child,
    said: () => said,
    logged: () => logged,
    stop(signal = 'SIGTERM') {
      child.kill(signal)
      return ended
    },
  }
}
