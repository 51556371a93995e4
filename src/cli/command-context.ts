/** Shared by all commands: options, wiring, and what must be there. */

import { Command } from 'commander'
import type { Snapshot } from '../domain/board/board.ts'
import { countOf } from '../domain/text/count-of.ts'
import { nearest } from '../domain/text/spelling.ts'
import { UserError } from '../errors.ts'
import type { AppPorts, Uses } from '../ports/app-ports.ts'
import type { LiveBoard, Log, MinutesArchive } from '../ports.ts'
import type { Settings, TeamSettings } from '../settings/settings.ts'
import { type LoadedBoard, loadBoard, savedBoard } from '../usecases/load-board.ts'
import { createWiring } from '../wiring.ts'
import { UsageError } from './exit.ts'
import { countingOn } from './output/progress.ts'
import { tellingWaits } from './output/waiting.ts'
import type { Shell } from './shell.ts'

/** What a plan is carried out with. */
export type ApplyingPorts = Uses<'applyPorts'>

/** Where a board comes from: a file, GitHub, or what is kept. */
export type BoardPorts = Uses<'isOnline' | 'boardSource' | 'snapshots' | 'clock' | 'snapshotFrom'>

export type CommonOptions = { readonly config?: string; readonly verbose?: boolean; readonly apply?: boolean }

/** A command with `--config` and `--verbose`; every one has `--help` of its own. */
export function commandOf(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option(
      '--config <file>',
      'sprint.yml to use (else SPRINT_CONFIG, ./sprint.yml, ./minutes/sprint.yml, ./.github/sprint.yml, then the minutes repository)',
    )
    .option('--verbose', 'print progress details to stderr, and planned writes in full')
}

/** Warnings always, what goes on only on request; never on stdout. */
function shellLog(shell: Shell, verbose = false): Log {
  return {
    info: (message) => {
      if (verbose) shell.err(`${message}\n`)
    },
    warn: (message) => shell.err(`${message}\n`),
  }
}

/** The real adapters (a command names the ports it uses). Prints on stderr which configuration is used, so that a wrong one is noticed. */
export function wire(shell: Shell, { config, verbose, apply = false }: CommonOptions): AppPorts {
  const wiring = createWiring(shell.env, {
    ...(config === undefined ? {} : { config }),
    ...(shell.readStdin ? { readStdin: shell.readStdin } : {}),
    ...(shell.github ? { attempts: shell.github } : {}),
    applies: apply,
    log: shellLog(shell, verbose),
  })
  const said = new Set<string>()
  const reported = <Found extends Settings | null>(settings: Found): Found => {
    if (settings !== null && !said.has(settings.source)) shell.err(`Configuration: ${settings.source}\n`)
    if (settings !== null) said.add(settings.source)
    return settings
  }
  const ports: AppPorts = {
    ...wiring,
    boardSource: async (settings) => showingProgress(shell, await wiring.boardSource(settings)),
    settings: async (options) => reported(await wiring.settings(options)),
    settingsIfThere: async () => reported(await wiring.settingsIfThere()),
    settingsFrom: async (path) => reported(await wiring.settingsFrom(path)),
  }
  return tellingWaits(ports, shell.status)
}

/** A large board takes minutes. */
function showingProgress({ status }: Shell, board: LiveBoard): LiveBoard {
  const readBoard: LiveBoard['readBoard'] = (options = {}) =>
    board.readBoard({ ...options, progress: countingOn(status, 'Reading cards of the board') })
  return { ...board, readBoard }
}

export function teamOf(settings: Settings, id: string): TeamSettings {
  const team = Object.hasOwn(settings.teams, id) ? settings.teams[id] : undefined
  if (team) return team
  const known = Object.keys(settings.teams)
  const near = nearest(id, known)
  throw new UserError(
    `--team: expected a team of ${settings.source} (${known.join(', ')}), found "${id}". ${near ? `Did you mean ${near}?` : 'Use one of those.'}`,
  )
}

/** The team of `--team`, else the only one. Throws UsageError where there are several to choose from. */
export function chosenTeam(shell: Pick<Shell, 'err'>, settings: Settings, id: string | undefined): TeamSettings {
  if (id !== undefined) return teamOf(settings, id)
  const [only, ...others] = Object.values(settings.teams)
  if (only === undefined || others.length > 0)
    throw new UsageError(
      `--team: expected a team of ${settings.source} (${Object.keys(settings.teams).join(', ')}), found none. There are several: name one.`,
    )
  shell.err(`Team: ${only.id}, the only one in ${settings.source}.\n`)
  return only
}

/** What is left out of an output that everybody can read is counted. */
export function tellUnnamed({ err }: Shell, count: number, what: string): void {
  if (count === 0) return
  err(`${countOf(count, what)} on private issues ${count === 1 ? 'is' : 'are'} counted but not shown, because this output is public.\n`)
}

/** `file`: `--board`. */
export async function boardOf(shell: Shell, ports: BoardPorts, settings: Settings, file?: string): Promise<LoadedBoard> {
  const found = await readBoard(ports, settings, file)
  // What everybody reads must not name what an earlier snapshot alone knows to be private.
  const history = shell.audience.isPublic ? await found.history() : []
  learnBoard(shell, settings, [...(found.snapshot ? [found.snapshot] : []), ...history])
  return found
}

/** Called before anything of these boards is printed. */
export function learnBoard({ audience }: Shell, settings: Settings, boards: readonly Snapshot[]): void {
  audience.allow(settings.minutes.repository)
  for (const board of boards) audience.learn(board)
}

async function readBoard(ports: BoardPorts, settings: Settings, file?: string): Promise<LoadedBoard> {
  if (file !== undefined) {
    const snapshot = await ports.snapshotFrom(file)
    demandBoardMeant(settings, file, snapshot.board)
    return savedBoard(ports.snapshots, snapshot)
  }
  const board = ports.isOnline ? () => ports.boardSource(settings) : null
  return loadBoard({ board, snapshots: ports.snapshots, clock: ports.clock }, settings)
}

/** A saved board that the configuration does not name is a mistake in one of the two. */
function demandBoardMeant(settings: Settings, file: string, { owner, number }: { readonly owner: string; readonly number: number }): void {
  const { board, source } = settings
  if (board !== null && board.owner.toLowerCase() === owner.toLowerCase() && board.number === number) return
  const expected =
    board === null ? 'no board, because there is no `board` in' : `a snapshot of ${board.owner}, number ${board.number}, as in`
  throw new UserError(
    `--board ${file}: expected ${expected} ${source}, found a snapshot of ${owner}, number ${number}. Omit --board, or use the configuration of that board.`,
  )
}

/** The chosen team, once its board may be read. To be called before anything is. */
export function meetingTeamOf(
  shell: Shell,
  settings: Settings,
  { team: id, board }: { readonly team?: string; readonly board?: string },
): TeamSettings {
  const team = chosenTeam(shell, settings, id)
  requireTeamBoard(settings, team, board)
  refuseWhenOff(settings)
  return team
}

/** A team without a board cannot be given one by the command line. */
export function requireTeamBoard(settings: Settings, team: TeamSettings, file: string | undefined): void {
  if (file === undefined || team.board) return
  throw new UserError(
    `--board ${file}: expected a team with a board, found ${team.id}, for which ${settings.source} configures no board (${settings.board === null ? 'there is no `board`' : '`board: off`'}). Omit --board, or change the configuration.`,
  )
}

export function requireCredentials({ isOnline }: Uses<'isOnline'>, needed: boolean, what = '--apply'): void {
  if (!needed || isOnline) return
  throw new UserError(`${what}: expected GitHub credentials, found none. Set GITHUB_TOKEN, or APP_ID with PRIVATE_KEY or PRIVATE_KEY_PATH.`)
}

/** Minutes from the folder of `--minutes`, else from the repository. Throws UserError where there is neither; `command` is named in it. */
export function requireArchive(ports: Uses<'archive'>, settings: Settings, command: string, folder?: string): MinutesArchive {
  const archive = ports.archive(settings, folder)
  if (archive !== null) return archive
  throw new UserError(
    `${command}: expected GitHub credentials or --minutes DIR, found neither. Set GITHUB_TOKEN, or name a folder with minutes.`,
  )
}

/** The off switch of the organization: whoever set it wants nothing read and nothing written. To be called before anything is. */
export function refuseWhenOff({ enabled, source }: Settings): void {
  if (enabled) return
  throw new UserError(`${source}: \`enabled\` is false, so nothing was read or written. Set it to true to continue.`)
}
