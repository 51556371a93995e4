/** In a process of its own: a look at the board after one webhook, as the server takes it. Prints what it took as JSON. */
import { createDatabaseSnapshots } from '../../src/adapters/store/database/board/board-store.ts'
import { openDatabase } from '../../src/adapters/store/database/database.ts'
import { createJsonSnapshotStore } from '../../src/adapters/store/files/json-snapshots.ts'
import type { Snapshot } from '../../src/domain/board/board.ts'
import { historyStart } from '../../src/hygiene/hygiene-input.ts'
import { rules } from '../../src/hygiene/registry.ts'
import type { SnapshotStore } from '../../src/ports.ts'
import { parseSettings } from '../../src/settings/parse.ts'
import { checkHygiene } from '../../src/usecases/hygiene/check-hygiene.ts'
import { refreshBoard } from '../../src/usecases/sync-board.ts'
import { BENCH, changed, END } from './history-board.ts'

const [kind = '', place = ''] = process.argv.slice(2)
const log = { info: () => {}, warn: (text: string) => process.stderr.write(`${text}\n`) }
const clock = { now: () => new Date(END) }
const settings = parseSettings(
  `organization: scs
minutes: { repository: scs/minutes }
board: { owner: scs, number: 6, status: { backlog: [Backlog], active: [Doing], done: [Done] } }
epics: { labels: [epic] }
teams:
  iaas: { name: Team IaaS, label: IaaS }
`,
  'sprint.yml',
  rules,
)

const database = kind === 'files' ? null : await openDatabase({ url: kind === 'server' ? place : null, dataDir: place })
const snapshots: SnapshotStore = database
  ? createDatabaseSnapshots(database, { log, clock })
  : createJsonSnapshotStore(place, { log, clock })

async function look(at: Date): Promise<number> {
  const readChanged = async (previous: Snapshot) => ({
    ...previous,
    takenAt: at.toISOString(),
    items: previous.items.map((item, index) => (index === 70 ? changed(item, at.toISOString(), at.getMinutes()) : item)),
  })
  const read = await refreshBoard({ board: { readChanged }, snapshots }, BENCH, { refs: ['scs/issues#71'] })
  if (read === null) throw new Error('There is no board.')
  const seen = { snapshot: read.snapshot, history: await snapshots.history(BENCH, { since: historyStart(read) }) }
  const { findings } = await checkHygiene({ comments: null, clock }, { ...seen, settings, undated: true, render: () => '' })
  return findings.length
}

/** The first one pays for what is compiled, whatever the history. */
const first = await look(new Date(END - 1000))
const start = { cpu: process.cpuUsage(), at: performance.now() }
const findings = await look(new Date(END))
const cpu = process.cpuUsage(start.cpu)
const used = {
  ms: (cpu.user + cpu.system) / 1000,
  wall: performance.now() - start.at,
  rss: process.resourceUsage().maxRSS / 1024,
  findings,
  first,
}
process.stdout.write(`${JSON.stringify(used)}\n`)
await database?.close()
