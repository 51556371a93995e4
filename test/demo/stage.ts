/** Where the demo plays: GitHub and the pads on this machine, a configuration that knows them, a folder that is gone afterwards. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Document, parseDocument } from 'yaml'
import { type Sandbox, startSandbox } from '../sandbox/github.ts'
import { type Comment, type Issue, type Pull, thingAt } from '../sandbox/model.ts'
import { type PadServer, startPadServer } from '../sandbox/pads/pad-server.ts'
import { createLauncher, type Launcher } from './children.ts'

export const root = resolve(import.meta.dirname, '../..')
const here = (path: string) => join(import.meta.dirname, path)

/** The pads of the teams, as minutes/sprint.yml names them, and when somebody typed last. */
const pads = [
  { name: '2023-scs-team-iaas', file: 'pads/iaas-2023-01-18.md', editedAt: '2023-01-18T10:12:00.000Z' },
  { name: 'sig-std', file: 'pads/sig-standardization-2026-06-11.md', editedAt: '2026-06-11T14:05:00.000Z' },
]

/** A drawing that somebody puts into a pad, as HedgeDoc keeps it. */
export const DRAWING = '/uploads/5b1c2c0e-4f3d-4a63-9a44-8f0a7c1d2e3f.svg'
const uploads = [{ path: DRAWING, file: 'uploads/cloud-in-a-box.svg', type: 'image/svg+xml' }]

/** For the app's environment. */
type Clock = { readonly SPRINT_NOW: string }

export type Stage = {
  readonly sandbox: Sandbox
  readonly pads: PadServer
  readonly launcher: Launcher
  /** Its configuration, with the pads of this machine. */
  readonly config: string
  /** The same for people who try commands: the teams' pads are those of this machine. */
  readonly triedConfig: string
  /** Where the commands keep what they read and wrote. */
  readonly dataDir: string
  /** A place for files that nobody keeps. */
  readonly scratch: (name: string) => string
  /** From now on it is that time, on GitHub and for the app's commands. */
  readonly setClock: (iso: string) => Clock
  readonly clock: () => Clock
  readonly appComments: () => readonly { readonly on: string; readonly comment: Comment }[]
  readonly issue: (ref: string) => Issue | Pull
  readonly pulls: () => readonly Pull[]
  /** What was written to GitHub since a number of requests. */
  readonly writesSince: (requests: number) => readonly string[]
  readonly close: () => Promise<void>
}

export async function setStage(say: (line: string) => void): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'scs-sprint-demo-'))
  // On every way out; what was just killed may still hold a file for a moment.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  const [sandbox, server] = await Promise.all([
    startSandbox({ world: here('world.yml') }),
    startPadServer({
      pads: pads.map(({ name, file, editedAt }) => ({ name, editedAt, markdownTyped: readFileSync(here(file), 'utf8') })),
      files: Object.fromEntries(uploads.map(({ path, file, type }) => [path, { type, body: readFileSync(here(file)) }])),
    }),
  ])
  const config = join(folder, 'sprint.yml')
  writeFileSync(config, localSettings())
  const triedConfig = join(folder, 'try.yml')
  writeFileSync(triedConfig, localSettings(server.url))
  const dataDir = join(folder, 'data')
  const launcher = createLauncher(root, { ...sandbox.env, SPRINT_CONFIG: config, DATA_DIR: dataDir }, say)
  const repositories = () => [...sandbox.world.repositories.values()]
  return {
    sandbox,
    pads: server,
    launcher,
    config,
    triedConfig,
    dataDir,
    scratch: (name) => join(folder, name),
    setClock: (iso) => {
      const now = new Date(iso)
      sandbox.world.now = () => now
      return { SPRINT_NOW: iso }
    },
    clock: () => ({ SPRINT_NOW: sandbox.world.now().toISOString() }),
    appComments: () =>
      repositories().flatMap(({ issues }) =>
        [...issues.values()].flatMap(({ number, repository, comments }) =>
          comments
            .filter(({ author }) => author === sandbox.world.app.bot)
            .map((comment) => ({ on: `${repository.nameWithOwner}#${number}`, comment })),
        ),
      ),
    issue: (ref) => thingAt(sandbox.world, ref),
    pulls: () =>
      repositories()
        .flatMap(({ pulls }) => [...pulls.values()])
        .filter(({ author }) => author === sandbox.world.app.bot),
    writesSince: (requests) =>
      sandbox.requests
        .slice(requests)
        .map(({ operation }) => operation)
        .filter((operation) => !/^(?:GET|HEAD|query) ?|access_tokens$/.test(operation)),
    close: async () => {
      await Promise.all([sandbox.close(), server.close()])
    },
  }
}

/**
 * The project's own example; only that the pad server of this machine may be asked as well is added. `padsAt`: its address, for
 * teams whose pad is there.
 */
function localSettings(padsAt?: string): string {
  const settings: Document = parseDocument(readFileSync(join(root, 'minutes/sprint.yml'), 'utf8'))
  settings.addIn(['pads', 'hosts'], '127.0.0.1')
  for (const [team, { pad = '' }] of Object.entries<{ pad?: string }>(settings.toJS().teams)) {
    const name = pads.find((one) => pad.replace('{yyyy}', '2023').endsWith(`/${one.name}`))?.name
    if (padsAt !== undefined && name !== undefined) settings.setIn(['teams', team, 'pad'], `${padsAt}/${name}`)
  }
  return settings.toString()
}
