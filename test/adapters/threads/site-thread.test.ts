/** The pages are built next to the server’s other work: it stays fast, and unchanged files are not read again. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { createSiteMemory, makeSiteApart, type SiteThreadPorts } from '../../../src/adapters/threads/site-thread.ts'
import type { Snapshot } from '../../../src/domain/board/board.ts'
import { TryAgainError, UserError } from '../../../src/errors.ts'
import { rules } from '../../../src/hygiene/registry.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../builders.ts'

const worker = new URL('../../../dist/site-worker.js', import.meta.url)
const settings = parseSettings(
  [
    'organization: scs',
    'minutes: { repository: scs/minutes }',
    'board: { owner: scs, number: 6 }',
    'teams:',
    '  iaas: { name: Team IaaS, label: iaas }',
    '  container: { name: Team Container, label: container }',
  ].join('\n'),
  'sprint.yml',
  rules,
)
const task = {
  settings,
  meetings: { calendar: null, told: null },
  now: '2023-01-19T09:00:00Z',
  stamp: 'this version',
  templates: new Map<string, string>(),
}

/** A card in ten is an epic with the nine after it as its stories. */
function aBoard(cards: number, takenAt: string): Snapshot {
  const items = Array.from({ length: cards }, (_, at) =>
    aBoardItem({
      number: at + 1,
      title: `Card ${at + 1}`,
      labels: at % 10 === 0 ? ['epic', 'iaas'] : ['iaas'],
      status: 'Doing',
      body: 'x'.repeat(1000),
    }),
  )
  const epics = items
    .filter((_, at) => at % 10 === 0)
    .map((_, at) =>
      anEpic({
        number: at * 10 + 1,
        children: Array.from({ length: 9 }, (_, story) => ({
          ref: `scs/issues#${at * 10 + 2 + story}`,
          sources: ['sub-issue'] as const,
          readable: true,
        })),
        progress: { done: 0, all: 9 },
      }),
    )
  return aSnapshot({ items, epics, takenAt })
}

function minutesOf(day: string): string {
  const topics = Array.from(
    { length: 12 },
    (_, at) => `### Topic ${at}\n\n* We talked about scs/issues#${at + 1}\n* AI @ada-l: look at it\n* Decision: we keep ${at}\n`,
  )
  return `# ${day}\n\nParticipants: @ada-l, @bo\n\n## Agenda\n\n${topics.join('\n')}`
}

function aWorld({ files, cards, looks }: { files: number; cards: number; looks: number }) {
  const texts = new Map<string, string>()
  for (let at = 0; at < files; at++) {
    const day = new Date(Date.UTC(2023, 0, 18) - Math.floor(at / 2) * 7 * 86_400_000).toISOString().slice(0, 10)
    texts.set(`${at % 2 === 0 ? 'iaas' : 'container'}/${day.replaceAll('-', '')}.md`, minutesOf(day))
  }
  const read: string[] = []
  const warned: string[] = []
  const history = Array.from({ length: looks }, (_, at) => aBoard(cards, new Date(Date.UTC(2023, 0, 18 - at)).toISOString()))
  const ports = (): SiteThreadPorts => ({
    archive: {
      list: async (folder) => [...texts.keys()].filter((path) => path.startsWith(folder)).sort(),
      mark: async (path: string) => String(texts.get(path)?.length),
      read: async (path: string) => {
        read.push(path)
        return texts.get(path) ?? null
      },
    },
    snapshots: { latest: async () => history[0] ?? null, history: async () => history },
    pulls: { openPulls: async () => [], readFile: async () => null, files: async () => [] },
    members: { standings: async () => new Map() },
    log: { warn: async (message) => void warned.push(message) },
    memory,
  })
  const memory = createSiteMemory()
  const make = (signal = new AbortController().signal, limitMs = 120_000) => makeSiteApart(task, ports(), { worker, signal, limitMs })
  return { texts, read, warned, make, ports }
}

test('unchanged files are not read again', async () => {
  const { texts, read, make } = aWorld({ files: 6, cards: 20, looks: 1 })
  const made = await make()
  expect(made.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['index.html', 'teams/iaas/index.html', 'epics/index.html', 'assets/site.css']),
  )
  expect(read).toHaveLength(6)
  const again = await make()
  expect(read).toHaveLength(6)
  expect(again.map(({ path, digest }) => [path, digest])).toEqual(made.map(({ path, digest }) => [path, digest]))
  texts.set('iaas/20230118.md', `${texts.get('iaas/20230118.md')}\n### Late\n\n* Decision: the late one\n`)
  const changed = await make()
  expect(read.slice(6)).toEqual(['iaas/20230118.md'])
  expect(Buffer.from(changed.find(({ path }) => path === 'decisions/index.html')?.body ?? []).toString()).toContain('the late one')
})

test('a board of 1,000 cards with a month of history and 300 minutes: webhooks do not wait for the pages', async () => {
  const { make } = aWorld({ files: 300, cards: 1000, looks: 30 })
  const delay = monitorEventLoopDelay({ resolution: 5 })
  const from = performance.now()
  delay.enable()
  const made = await make()
  delay.disable()
  const whole = performance.now() - from
  expect(made.length).toBeGreaterThan(100)
  console.log(
    `Longest wait of the event loop: ${(delay.max / 1e6).toFixed(0)} ms; of 99 of 100 looks: ${(delay.percentile(99) / 1e6).toFixed(0)} ms.`,
  )
  // Made here, they would be one wait. A share, since both grow on a busy machine.
  expect(delay.max / 1e6 / whole).toBeLessThan(0.5)
}, 180_000)

test('user errors come out of the thread; slow or stopped work ends with it', async () => {
  const { ports, make } = aWorld({ files: 2, cards: 10, looks: 1 })
  const signal = new AbortController().signal
  const refuse = async () => {
    throw new UserError('scs/minutes: expected the branch `main`, found none.')
  }
  const broken = { ...ports(), archive: { ...ports().archive, list: refuse } }
  await expect(makeSiteApart(task, broken, { worker, signal })).rejects.toThrow(UserError)
  await expect(make(signal, 1)).rejects.toThrow(TryAgainError)
  await expect(make(AbortSignal.timeout(50))).rejects.toThrow(/timeout|aborted/i)
})
