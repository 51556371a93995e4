/** Where the demo plays: GitHub and the pads on this machine, a configuration that knows them, a folder that is gone afterwards. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Document, parseDocument } from 'yaml'
import { pngImage } from '../images.ts'
import { type Sandbox, startSandbox } from '../sandbox/github.ts'
import { type Comment, createWorld, type Issue, type Pull, type Repository, thingAt } from '../sandbox/model.ts'
import { type PadServer, startPadServer } from '../sandbox/pads/pad-server.ts'
import { readWorldFile } from '../sandbox/world.ts'
import { type Chat, startChat } from './chat.ts'
import { createLauncher, type Launcher } from './children.ts'

export const root = resolve(import.meta.dirname, '../..')
const here = (path: string) => join(import.meta.dirname, path)

export const MINUTES = 'SovereignCloudStack/minutes'
export const SETTINGS = '.github/sprint.yml'
/** What people typed in the meetings. */
export const notes = {
  iaas: readFileSync(here('pads/iaas-2023-01-18.md'), 'utf8'),
  standardization: readFileSync(here('pads/sig-standardization-2026-06-11.md'), 'utf8'),
}

/** HedgeDoc has no pad of the first team yet. The pad of the other one is on Etherpad, and somebody has begun to type. */
export const IAAS_PAD = '2023-scs-team-iaas'
export const SIG_PAD = 'sig-std'
const BEGUN = '## 2026-06-11\n\n### Catalog entry for S3\n\nsponsor: @toothstone\n'
const padAddresses: Readonly<Record<string, string>> = { iaas: '{yyyy}-scs-team-iaas', 'sig-standardization': `p/${SIG_PAD}` }
/** For its HTTP API. */
const ETHERPAD_KEY = 'demo-key-of-etherpad'

/** What people put into a pad beside words, as HedgeDoc keeps it. */
export const UPLOADS = {
  drawing: '/uploads/5b1c2c0e-4f3d-4a63-9a44-8f0a7c1d2e3f.svg',
  photo: '/uploads/8d6f0b52-1c4e-4f0a-b7c9-3e5a9d2f7b10.png',
  scan: '/uploads/c27e4f91-6a0d-4b8e-9f35-70d1b8e6a4c2.png',
  paper: '/uploads/1f9a3d70-52be-4c61-8e0b-d46c7a2e9b85.pdf',
  removed: '/uploads/removed.png',
}

function uploads() {
  const photo = pngImage(80)
  return {
    [UPLOADS.drawing]: { type: 'image/svg+xml', body: readFileSync(here('uploads/cloud-in-a-box.svg')) },
    [UPLOADS.photo]: { type: 'image/png', body: photo },
    // More than the app takes.
    [UPLOADS.scan]: { type: 'image/png', body: Buffer.concat([photo, Buffer.alloc(6 * 1024 * 1024)]) },
    [UPLOADS.paper]: { type: 'application/pdf', body: '%PDF-1.7\n' },
  }
}

/** For the app's environment. */
type Clock = { readonly SPRINT_NOW: string }

export type Stage = {
  readonly sandbox: Sandbox
  readonly pads: PadServer
  readonly chat: Chat
  readonly launcher: Launcher
  /** Where the configuration is: in the repository of the minutes. */
  readonly config: string
  /** Where the commands keep what they read and wrote. */
  readonly dataDir: string
  /** A place for files that nobody keeps. */
  readonly scratch: (name: string) => string
  /** From now on it is that time, on GitHub and for the app's commands. */
  readonly setClock: (iso: string) => Clock
  readonly clock: () => Clock
  readonly appComments: () => readonly { readonly on: string; readonly comment: Comment }[]
  readonly issue: (ref: string) => Issue | Pull
  /** Of the app. */
  readonly pulls: () => readonly Pull[]
  /** The repository of the minutes. */
  readonly minutes: () => Repository
  /** What was written to GitHub since a number of requests. */
  readonly writesSince: (requests: number) => readonly string[]
  readonly close: () => Promise<void>
}

export async function setStage(say: (line: string) => void): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'scs-sprint-demo-'))
  // On every way out; what was just killed may still hold a file for a moment.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  const [pads, chat] = await Promise.all([
    startPadServer({
      pads: [{ name: SIG_PAD, editedAt: '2026-06-09T08:00:00.000Z', markdownTyped: BEGUN, editors: 2 }],
      files: uploads(),
      etherpad: { key: ETHERPAD_KEY },
      takesNewNotes: true,
    }),
    startChat(),
  ])
  const sandbox = await startSandbox({ world: worldWith(settingsFor(pads.url)) })
  const config = `${MINUTES}:${SETTINGS}`
  const dataDir = join(folder, 'data')
  const shared = { SPRINT_CONFIG: config, DATA_DIR: dataDir, NOTIFY_WEBHOOK_URL: chat.url, PAD_TOKEN_127_0_0_1: ETHERPAD_KEY }
  const launcher = createLauncher(root, { ...sandbox.env, ...shared }, say)
  const repositories = () => [...sandbox.world.repositories.values()]
  return {
    sandbox,
    pads,
    chat,
    launcher,
    config,
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
    minutes: () => {
      const found = repositories().find(({ nameWithOwner }) => nameWithOwner === MINUTES)
      if (!found) throw new Error(`The world has no repository ${MINUTES}.`)
      return found
    },
    writesSince: (requests) =>
      sandbox.requests
        .slice(requests)
        .map(({ operation }) => operation)
        .filter((operation) => !/^(?:GET|HEAD|query) ?|access_tokens$/.test(operation)),
    close: async () => {
      await Promise.all([sandbox.close(), pads.close(), chat.close()])
    },
  }
}

/** The project's own example; only that the pads are on this machine, and that issues can ask for a place on the agenda. */
function settingsFor(padsAt: string): string {
  const settings: Document = parseDocument(readFileSync(join(root, 'minutes/sprint.yml'), 'utf8'))
  settings.setIn(['pads', 'hosts'], ['127.0.0.1'])
  for (const [team, address] of Object.entries(padAddresses)) settings.setIn(['teams', team, 'pad'], `${padsAt}/${address}`)
  settings.setIn(['agenda'], { label: 'agenda' })
  return settings.toString()
}

/** The repository of the minutes holds the configuration. */
function worldWith(settings: string) {
  const file = readWorldFile(here('world.yml'))
  const minutes = file.repositories[MINUTES]
  if (!minutes) throw new Error(`The world has no repository ${MINUTES}.`)
  minutes.files[SETTINGS] = settings
  return createWorld(file)
}
