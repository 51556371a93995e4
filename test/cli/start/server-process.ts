/** The server, or a command, as a process of its own: what is built, as people run it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

type Env = Readonly<Record<string, string>>
export type Ended = { readonly code: number | NodeJS.Signals | null; readonly out: string; readonly err: string }

const running = new Set<ChildProcess>()

/** For `afterAll`: no test leaves a process behind. */
export function killServers(): void {
  for (const child of running) child.kill('SIGKILL')
}

export function scsSprintProcess(argv: readonly string[], env: Env): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, ['bin/scs-sprint.js', ...argv], {
    // A developer's own .env is none of a test's.
    env: { PATH: process.env.PATH ?? '', SPRINT_ENV_FILE: 'none', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => {
    out += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    err += String(chunk)
  })
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code, signal) => {
      running.delete(child)
      resolve({ code: code ?? signal, out, err })
    }),
  )
  return { child, ended }
}

type Server = { readonly child: ChildProcess; readonly ended: Promise<Ended>; readonly listening: Promise<string> }

/** `listening`: its address, when it listens; rejects with what it said when it ends before. */
export function serverProcess(env: Env): Server {
  const { child, ended } = scsSprintProcess(['start'], { PORT: '0', HOST: '127.0.0.1', ...env })
  const listening = new Promise<string>((resolve, reject) => {
    if (child.stdout)
      createInterface({ input: child.stdout }).on('line', (line) => {
        const found = /Listening on (http:\S+:\d+)/.exec(line)
        if (found?.[1]) resolve(found[1])
      })
    void ended.then(({ code, out, err }) => reject(new Error(`It ended with ${code} before it listened: ${err}${out}`)))
  })
  return { child, ended, listening }
}

/** Resolves when it listens. Rejects with what it said when it ends before. */
export async function startedServer(env: Env): Promise<Omit<Server, 'listening'> & { readonly url: string }> {
  const { child, ended, listening } = serverProcess(env)
  return { child, ended, url: await listening }
}

/** Looks again and again, for what another process does in its own time. */
export async function eventually(isSo: () => boolean | Promise<boolean>, ms = 100_000): Promise<void> {
  const deadline = performance.now() + ms
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`It was not so within ${ms / 1000} s: ${isSo}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** What the file `when` may hold; see harm-thread.mjs. */
export type Harm = 'end' | 'full' | 'log full'

/** Variables of a server of which a thread (its file, without the ending) comes to harm while the file `when` says so. */
export function harmTo(thread: string, when: string): Env {
  const preload = new URL('./harm-thread.mjs', import.meta.url).href
  return { NODE_OPTIONS: `--import=${preload}`, HARM_THREAD: thread, HARM_WHEN: when }
}
