/** The process of a command is killed before, after or within one of its writes; then one undisturbed run follows. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { argvOf, type Command, commands, endOf, envOf, runCommand, type Scene, withScene } from '../cli/every-command/faults.ts'
import { scsSprintProcess } from '../cli/start/server-process.ts'
import { scsSprint } from '../cli/terminal.ts'
import { buildIfStale } from '../fresh-build.ts'
import type { RequestFacts } from '../sandbox/faults.ts'
import { coverage, tryCases } from './cases.ts'
import { firstDifference, firstLines, none, type Part, told, triedFile } from './part.ts'

const PRELOAD = new URL('./break-writes.mjs', import.meta.url).href
const AT_ONCE = 3

/** A write to GitHub or to a pad, or one to a file, by its number from 0. */
type Write = { readonly to: 'github' | 'pads' | 'files'; readonly at: number; readonly how: string }

const isWrite = ({ operation }: Pick<RequestFacts, 'operation'>) => !/^(?:GET|HEAD|query)\b|access_tokens$/.test(operation)

/** A command as a process of its own, whose writes to files are watched. */
export function watchedCommand(scene: Scene, command: Command, watch: Readonly<Record<string, string>>) {
  const env = { ...envOf(scene), ...watch, SOAK_BELOW: scene.folder, NODE_OPTIONS: `--import=${PRELOAD}` }
  return scsSprintProcess(argvOf(command, scene), env)
}

export type Undisturbed = { readonly after: unknown; readonly writes: Readonly<Record<Write['to'], number>> }

export function undisturbedProcess(command: Command): Promise<Undisturbed> {
  return withScene(command, async (scene) => {
    const { sandbox, pads, folder } = scene
    const before = sandbox.requests.length
    const count = join(folder, 'writes.txt')
    const { code, err } = await watchedCommand(scene, command, { SOAK_COUNT: count }).ended
    if (code !== 0) throw new Error(`${command} alone ended with ${code}: ${err}`)
    return {
      after: endOf(scene),
      writes: {
        github: sandbox.requests.slice(before).filter(isWrite).length,
        pads: pads.requests.filter((request) => request.startsWith('POST')).length,
        files: Number(readFileSync(count, 'utf8')),
      },
    }
  })
}

type Crashed = {
  readonly isKilled: boolean
  readonly after: unknown
  readonly next: number
  readonly log: number
  readonly left: number
  readonly err: string
}

export function crashed(command: Command, { to, at, how }: Write): Promise<Crashed> {
  return withScene(command, async (scene) => {
    const watch: Record<string, string> = to === 'files' ? { SOAK_BREAK: `${how}:${at + 1}` } : {}
    const { child, ended } = watchedCommand(scene, command, watch)
    if (to !== 'files') {
      const { faults } = to === 'pads' ? scene.pads : scene.sandbox
      const fault = { kind: 'crash', done: how === 'crash-after', crash: () => void child.kill('SIGKILL') } as const
      faults.add(fault, { match: isWrite, skip: at })
    }
    const { code } = await ended
    const next = await runCommand(scene, command)
    const log = await scsSprint(['log'], envOf(scene))
    return {
      isKilled: code === 'SIGKILL',
      after: endOf(scene),
      next: next.code,
      log: log.code,
      left: temporaryIn(scene.folder),
      err: next.err + log.err,
    }
  })
}

function temporaryIn(folder: string): number {
  return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp')).length : 0
}

/** What is kept of a case. `difference`: from the final state of an undisturbed run. */
type Outcome = Omit<Crashed, 'after'> & { readonly difference: string | null }

const faults: Readonly<Record<string, (outcome: Outcome) => boolean>> = {
  'Final state differs from an undisturbed run (missing, doubled or wrong writes)': ({ difference }) => difference !== null,
  'Next run ended with another exit code than 0': ({ next }) => next !== 0,
  'The log could not be read afterwards': ({ log }) => log !== 0,
  'Process was not killed where it should have been': ({ isKilled }) => !isKilled,
}

function problemsOf(outcome: Outcome): readonly string[] {
  return Object.entries(faults).flatMap(([what, isSo]) => (isSo(outcome) ? [`${what}: ${outcome.difference ?? ''} ${outcome.err}`] : []))
}

export const crashesPart: Part = {
  name: 'crashes',
  title: 'A crash before, after and within every write',
  run: async ({ print, until }) => {
    buildIfStale()
    const undisturbed = new Map<Command, Undisturbed>()
    for (const command of commands) undisturbed.set(command, await undisturbedProcess(command))
    const all = commands.flatMap((command) =>
      placesOf(undisturbed.get(command)).map((write) => ({
        name: `${command}: ${write.how} at write ${write.at} to ${write.to}`,
        play: async (): Promise<Outcome> => {
          const { after, ...outcome } = await crashed(command, write)
          return { ...outcome, difference: firstDifference(after, undisturbed.get(command)?.after) }
        },
      })),
    )
    const tried = await tryCases(all, { file: triedFile('crashes'), atOnce: AT_ONCE, until, problemsOf, print })
    const failures = tried.flatMap(({ name, outcome }) => problemsOf(outcome).map((problem) => `${name}: ${problem}`))
    return {
      did: `${commands.length} commands as processes of their own, killed with SIGKILL before and after each write to GitHub and to the pad, and before, after and within each write to a file (command-line store), then one undisturbed run: ${coverage(tried, all.length)}.`,
      rows: [
        ...Object.entries(faults).map(([what, isSo]) => none(what, tried.filter(({ outcome }) => isSo(outcome)).length)),
        told(
          'Temporary files left behind after the next run',
          tried.reduce((sum, { outcome }) => sum + outcome.left, 0),
        ),
      ],
      failures: firstLines(failures),
    }
  },
}

function placesOf(undisturbed: Undisturbed | undefined): readonly Write[] {
  const hows = {
    github: ['crash-before', 'crash-after'],
    pads: ['crash-before', 'crash-after'],
    files: ['crash-before', 'crash-after', 'torn'],
  }
  return (['github', 'pads', 'files'] as const).flatMap((to) =>
    hows[to].flatMap((how) => Array.from({ length: undisturbed?.writes[to] ?? 0 }, (_, at) => ({ to, at, how }))),
  )
}
