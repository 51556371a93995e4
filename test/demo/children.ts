/** The app as child processes of the demo: its commands, and the server by `npm start`. None outlives the demo. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

type Variables = Readonly<Record<string, string>>

export type Ran = { readonly stdout: string; readonly stderr: string }

export type Server = {
  readonly url: string
  /** What it logged so far, oldest first. */
  readonly log: readonly LogLine[]
  /** Resolves with the first line that `match` takes, of those to come and those logged since `from`. */
  readonly until: (match: (line: LogLine) => boolean, what: string, from?: number) => Promise<LogLine>
  /** As an operator stops it: SIGTERM, and it finishes what it does. Resolves when it is gone. */
  readonly stop: () => Promise<void>
}

export type LogLine = { readonly msg: string; readonly level: number; readonly error?: { readonly message?: string } }

/** A line of the log as a person is told it. */
export const sentence = ({ msg, error }: LogLine): string => (error?.message ? `${msg} ${error.message}` : msg)

/** A step of the demo that did not go as told: a sentence for a person, never a stack. */
export class DemoFailure extends Error {
  override readonly name = 'DemoFailure'
}

/** For what hangs: a busy machine may be slow. */
const COMMAND_MS = 240_000
const SERVER_MS = 240_000

const running = new Set<ChildProcess>()

/** The last thing that happens on every way out: whole process groups, since npm has children of its own. */
export function endChildren(): void {
  for (const { pid } of running) {
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL')
    } catch (error) {
      // It ended by itself in between.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
  running.clear()
}

export type Launcher = ReturnType<typeof createLauncher>

/** `say` is told every line the children write, for `--verbose`. */
export function createLauncher(root: string, shared: Variables, say: (line: string) => void) {
  // Nothing of the person's own environment, nor of their .env: a GITHUB_TOKEN there would go before the sandbox's app.
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'SystemRoot']
  const passed = { ...Object.fromEntries(names.map((name) => [name, process.env[name] ?? ''])), SPRINT_ENV_FILE: 'none' }
  const launch = (command: string, args: readonly string[], env: Variables): ChildProcess => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...passed, ...shared, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    running.add(child)
    child.once('close', () => running.delete(child))
    return child
  }

  return {
    /** `scs-sprint …`; fails with what the command told. `expected`: its exit code, 1 where a person must do something. */
    run: async (args: readonly string[], env: Variables, expected: 0 | 1 = 0): Promise<Ran> => {
      const child = launch(process.execPath, ['bin/scs-sprint.js', ...args], env)
      const timer = setTimeout(() => child.kill('SIGKILL'), COMMAND_MS)
      const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exitOf(child)])
      clearTimeout(timer)
      for (const line of stderr.split('\n')) if (line !== '') say(line)
      const told = stderr.trim() || stdout.trim() || `It did not end within ${COMMAND_MS / 1000} s.`
      if (code !== expected) {
        throw new DemoFailure(
          `scs-sprint ${args.join(' ')}: expected exit code ${expected}, found ${code ?? 'a signal'}. It told:\n${told}`,
        )
      }
      return { stdout, stderr }
    },

    /** `npm start`; resolves when it listens. */
    start: async (env: Variables): Promise<Server> => {
      const child = launch('npm', ['start', '--silent'], env)
      const log: LogLine[] = []
      const errors: string[] = []
      let woken = () => {}
      let ended = false
      const exit = exitOf(child).then(() => {
        ended = true
        woken()
      })
      if (child.stdout) {
        createInterface({ input: child.stdout }).on('line', (line) => {
          say(line)
          const parsed = parseLine(line)
          if (parsed) log.push(parsed)
          else errors.push(line)
          woken()
        })
      }
      if (child.stderr) {
        createInterface({ input: child.stderr }).on('line', (line) => {
          say(line)
          errors.push(line)
        })
      }
      const until: Server['until'] = async (match, what, from = 0) => {
        const deadline = Date.now() + SERVER_MS
        for (;;) {
          const found = log.slice(from).find(match)
          if (found) return found
          if (ended) throw new DemoFailure(`The server ended before ${what}:\n${errors.join('\n') || (log.at(-1)?.msg ?? '')}`)
          const left = deadline - Date.now()
          if (left <= 0) {
            throw new DemoFailure(
              `${what}: not within ${SERVER_MS / 1000} s. The last line of the server's log: ${log.at(-1)?.msg ?? 'none'}`,
            )
          }
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, Math.min(left, 1000))
            woken = () => {
              clearTimeout(timer)
              resolve()
            }
          })
        }
      }
      const { msg } = await until(({ msg }) => msg.startsWith('Listening on '), 'it listened')
      const url = /http:\/\/\S+:\d+/.exec(msg)?.[0] ?? ''
      return {
        url,
        log,
        until,
        stop: async () => {
          if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
          await exit
        },
      }
    },
  }
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code))
  })
}

async function text(stream: NodeJS.ReadableStream | null): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream ?? []) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

/** The server logs JSON; npm and crashes do not. */
function parseLine(line: string): LogLine | null {
  try {
    const value = JSON.parse(line) as Partial<LogLine>
    return typeof value.msg === 'string' ? { level: 30, ...value, msg: value.msg } : null
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return null
  }
}
