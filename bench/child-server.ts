/** Servers under measurement run as child processes, as they do in service. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const START_TIMEOUT_MS = 60_000

export type ChildServer = {
  url: string
  key: string
  /** Resident memory in MiB; null where the system does not tell. */
  residentMiB(): Promise<number | null>
  /** Processor time used since the start; null where the system does not tell. */
  cpuMs(): Promise<number | null>
  /** The same of its first thread alone, which does everything but the model. */
  mainThreadCpuMs(): Promise<number | null>
  stop(): Promise<void>
}

/** Starts the real service on a free port with a database of its own; settings as in service, but for `env`. */
export async function startService(env: Record<string, string>): Promise<ChildServer> {
  const folder = await mkdtemp(join(tmpdir(), 'deljoo-bench-'))
  const key = randomBytes(24).toString('hex')
  const server = await startChild('../src/node.ts', '/readyz', key, {
    DATABASE_URL: `file:${join(folder, 'deljoo.db')}`,
    DELJOO_ADMIN_KEY: key,
    DELJOO_RATE_LIMIT_PER_MINUTE: '10000000',
    ...env,
  })
  return {
    ...server,
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true })
    },
  }
}

/** Starts a Hono route that reads the request and answers a ready-made triage: what any service on this stack costs. */
export const startBareRoute = () => startChild('./bare-route.ts', '/', '', {})

async function startChild(
  script: string,
  readyPath: string,
  key: string,
  env: Record<string, string>,
): Promise<ChildServer> {
  const port = await freePort()
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url))], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaint = ''
  child.stderr?.on('data', (chunk) => {
    complaint = `${complaint}${chunk}`.slice(-2_000)
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = `http://127.0.0.1:${port}`
  if (!(await isReady(`${url}${readyPath}`, child))) {
    child.kill('SIGKILL')
    throw new Error(`${script} did not become ready. ${complaint}`)
  }
  return {
    url,
    key,
    residentMiB: () => residentMiB(child.pid),
    cpuMs: () => cpuMs(`/proc/${child.pid}/stat`),
    mainThreadCpuMs: () => cpuMs(`/proc/${child.pid}/task/${child.pid}/stat`),
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function isReady(url: string, child: ChildProcess): Promise<boolean> {
  const deadline = performance.now() + START_TIMEOUT_MS
  while (performance.now() < deadline && child.exitCode === null) {
    const response = await fetch(url).catch(() => null)
    await response?.arrayBuffer()
    if (response?.ok) return true
    await sleep(50)
  }
  return false
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

async function residentMiB(pid: number | undefined): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  return kibibytes === undefined ? null : Number(kibibytes) / 1_024
}

/** Fields 14 and 15 of proc_pid_stat(5), in ticks of a hundredth of a second. */
async function cpuMs(path: string): Promise<number | null> {
  const stat = await readFile(path, 'utf8').catch(() => null)
  if (stat === null) return null
  // The name of the program, in brackets, may have spaces in it; field 3 comes after.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return 10 * (Number(fields[11]) + Number(fields[12]))
}
