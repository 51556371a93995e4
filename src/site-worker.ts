/** The thread that builds the server’s pages; see `adapters/threads/site-thread.ts`. It gets its data from the server’s main thread. */
import { parentPort } from 'node:worker_threads'
import { packFile } from './adapters/files/packed-files.ts'
import { screenedArchive } from './adapters/screening/screened-archive.ts'
import { findTokens } from './adapters/screening/secret-rules.ts'
import { siteAssets } from './adapters/site/site-assets.ts'
import { createTemplates } from './adapters/templates/templates.ts'
import { answerTasks } from './adapters/threads/answer-tasks.ts'
import type { SiteTask, SiteThreadPorts } from './adapters/threads/site-thread.ts'
import { createCaller } from './adapters/threads/thread-ports.ts'
import type { PackedFile, Templates } from './ports.ts'
import { keptBoard } from './usecases/load-board.ts'
import { createScreen } from './usecases/minutes/screen-text.ts'
import { buildSite } from './usecases/site/build-site.ts'

if (parentPort) {
  const call = createCaller(parentPort)
  answerTasks<SiteTask>(parentPort, (task) => make(task, portsBy(call)))
}

function portsBy(call: ReturnType<typeof createCaller>): SiteThreadPorts {
  const port = <Port extends keyof SiteThreadPorts>(name: Port, methods: readonly (keyof SiteThreadPorts[Port] & string)[]) =>
    Object.fromEntries(methods.map((method) => [method, (...given: unknown[]) => call(name, method, ...given)])) as SiteThreadPorts[Port]
  return {
    archive: port('archive', ['list', 'read', 'mark']),
    snapshots: port('snapshots', ['latest', 'history']),
    pulls: port('pulls', ['openPulls', 'readFile', 'files']),
    members: port('members', ['standings']),
    memory: port('memory', ['recall', 'keep']),
    log: port('log', ['warn']),
  }
}

let last: { readonly own: string; readonly templates: Templates } | null = null

/** Compiled once for all builds between which nobody changed their own. */
function templatesFrom(texts: SiteTask['templates']): Templates {
  const own = JSON.stringify([...texts])
  if (last?.own !== own) last = { own, templates: createTemplates((name) => texts.get(name) ?? null) }
  return last.templates
}

async function make({ settings, meetings, now, stamp, templates }: SiteTask, ports: SiteThreadPorts): Promise<readonly PackedFile[]> {
  const screen = createScreen(findTokens, settings.privacy)
  const clock = { now: () => new Date(now) }
  const { files, forOperators } = await buildSite(
    {
      ...ports,
      archive: screenedArchive(ports.archive, screen),
      screen,
      templates: templatesFrom(templates),
      clock,
    },
    { settings, meetings, board: await keptBoard({ snapshots: ports.snapshots, clock }, settings), stamp, assets: siteAssets() },
  )
  for (const remark of forOperators) await ports.log.warn(remark)
  return files.map(({ path, text }) => packFile({ path, text: text() }))
}
