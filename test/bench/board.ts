/**
 * What reading a board costs, against the sandbox in a process of its own: ratios in one run, so that a slow machine
 * does not matter. `benchBoard` prints a table and answers whether every bound is kept.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { BoardReadSettings } from '../../src/adapters/github/board/accumulator.ts'
import { createBoardSource } from '../../src/adapters/github/board/read-board.ts'
import type { GitHubClient } from '../../src/adapters/github/client/client.ts'
import { asClient, createOctokit } from '../../src/adapters/github/client/octokit.ts'
import type { Snapshot } from '../../src/domain/board/board.ts'
import { BENCH_BOARD, BENCH_OWNER, BENCH_TOKEN } from './board-size.ts'

const settings: BoardReadSettings = {
  board: {
    owner: BENCH_OWNER,
    number: BENCH_BOARD,
    fields: { status: 'Status', sprint: 'Sprint' },
    status: { backlog: ['Backlog'], active: ['Doing'], done: ['Done'] },
  },
  epics: { labels: ['epic'], types: [], titlePrefix: null },
  sprints: { labelPrefix: null },
}
const clock = { now: () => new Date() }
const MB = 1024 * 1024

type Bound = { readonly what: string; readonly got: number; readonly atMost: number; readonly unit: string }

/** Prints as it goes; false when a bound is broken. */
export async function benchBoard(print: (line: string) => void): Promise<boolean> {
  const bounds: Bound[] = []
  print('Board: full and incremental reads against the sandbox')
  print('')
  print('| cards | delay | requests | points | time | memory |')
  print('| ---: | ---: | ---: | ---: | ---: | ---: |')
  const times = new Map<number, { ms: number; requests: number }>()
  // The largest first: memory that earlier reads left behind would hide what it takes.
  for (const items of [20_000, 5000, 1000]) {
    const sandbox = await openSandbox(items)
    try {
      const read = await measureFull(sandbox.client)
      times.set(items, { ms: read.ms, requests: read.snapshot.counts.requests })
      print(
        `| ${items} | 0 ms | ${read.snapshot.counts.requests} | ${read.snapshot.counts.points} | ${read.ms} ms | +${Math.round(read.memory / MB)} MB |`,
      )
      if (items === 20_000) bounds.push({ what: 'memory above start at 20,000 cards', got: read.memory / MB, atMost: 150, unit: 'MB' })
      if (items === 1000) bounds.push(...(await measureDelayed(sandbox.client, print)))
      bounds.push(...(await measureChanged(sandbox.client, read.snapshot, items)))
    } finally {
      sandbox.stop()
    }
  }
  bounds.push(...linear(times))
  print('')
  for (const { what, got, atMost, unit } of bounds) {
    print(`${got <= atMost ? 'kept  ' : 'BROKEN'} ${what}: ${round(got)} of at most ${round(atMost)} ${unit}`)
  }
  return bounds.every(({ got, atMost }) => got <= atMost)
}

async function measureFull(client: Client): Promise<{ snapshot: Snapshot; ms: number; memory: number }> {
  const start = process.memoryUsage().rss
  let peak = start
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 20)
  const began = performance.now()
  const snapshot = await createBoardSource(client, settings, clock).readBoard()
  const ms = Math.round(performance.now() - began)
  peak = Math.max(peak, process.memoryUsage().rss)
  clearInterval(watch)
  if (!snapshot.complete) throw new Error(`The bench's board was not read in full: ${snapshot.problems?.join('; ')}`)
  return { snapshot, ms, memory: peak - start }
}

/** 1,000 cards at 100 ms a request, beside the plain way of doing the same. */
async function measureDelayed(client: Client, print: (line: string) => void): Promise<readonly Bound[]> {
  const DELAY = 100
  // Of three: whatever else the machine does can only add.
  const reads = [
    await measureFull(delayed(client, DELAY)),
    await measureFull(delayed(client, DELAY)),
    await measureFull(delayed(client, DELAY)),
  ]
  const { snapshot, ms } = reads.sort((a, b) => a.ms - b.ms)[0] ?? (await measureFull(client))
  const pages = Math.ceil(snapshot.counts.items / 100)
  print(`| 1000 | ${DELAY} ms | ${snapshot.counts.requests} | ${snapshot.counts.points} | ${ms} ms | |`)
  const plain = await plainWay(delayed(client, DELAY), snapshot)
  print(`| 1000, the plain way (every ${EVERY}th request sent, times ${EVERY}) | ${DELAY} ms | ${plain.requests} | | ${plain.ms} ms | |`)
  return [
    {
      what: 'requests of a full read, 1,000 cards, 60 epics, 400 stories',
      got: snapshot.counts.requests,
      atMost: pages + 12,
      unit: 'requests',
    },
    { what: 'points of the same', got: snapshot.counts.points, atMost: 60, unit: 'points' },
    { what: 'time of the same at 100 ms a request', got: ms, atMost: 1.5 * (pages + 2) * DELAY, unit: 'ms' },
    { what: 'time against the plain way', got: ms / plain.ms, atMost: 0.1, unit: 'of its time' },
  ]
}

/** It takes a minute: a part of its requests tells as much. */
const EVERY = 10

/** One request for each page, for each epic's children, for each story's pull requests; one after the other. */
async function plainWay(client: Client, snapshot: Snapshot): Promise<{ requests: number; ms: number }> {
  const began = performance.now()
  let requests = 0
  const ask = async (id: string, part: string) => {
    requests += 1
    if (requests % EVERY !== 0) return
    await client.graphql(`query Plain($id: ID!) { node(id: $id) { ... on Issue { ${part} } } }`, { id })
  }
  const byRef = new Map(snapshot.items.map((item) => [item.ref, item]))
  for (let page = 0; page < snapshot.counts.items / 100; page += 1) await ask(snapshot.items[page]?.nodeId ?? '', 'title')
  for (const { ref } of snapshot.epics) await ask(byRef.get(ref)?.nodeId ?? '', 'subIssues(first: 100) { nodes { id title state } }')
  for (const child of new Set(snapshot.epics.flatMap(({ children }) => children.map(({ ref }) => ref)))) {
    await ask(
      byRef.get(child)?.nodeId ?? '',
      'closedByPullRequestsReferences(first: 10, includeClosedPrs: true) { nodes { number state } }',
    )
  }
  return { requests, ms: Math.round((performance.now() - began) * EVERY) }
}

/** One story named: its cost must not grow with the board. */
async function measureChanged(client: Client, snapshot: Snapshot, items: number): Promise<readonly Bound[]> {
  const source = createBoardSource(client, settings, clock)
  const one = snapshot.items.find(({ ref }) => ref === `${BENCH_OWNER}/issues#${items}`)
  const after = await source.readChanged(snapshot, { refs: [one?.ref ?? ''] })
  const many = snapshot.items.slice(0, 250).flatMap(({ ref }) => ref ?? [])
  const wide = await source.readChanged(snapshot, { refs: many })
  return [
    { what: `one story changed on ${items} cards`, got: after.counts.requests, atMost: 2, unit: 'requests' },
    { what: `250 stories changed on ${items} cards`, got: wide.counts.requests, atMost: 1 + Math.ceil(250 / 100), unit: 'requests' },
  ]
}

/** So many times the cards may take no more than twice as many times the time: what is squared would take the square. */
function linear(times: ReadonlyMap<number, { ms: number; requests: number }>): readonly Bound[] {
  const small = times.get(1000)
  if (!small) return []
  return [5000, 20_000].flatMap((items) => {
    const large = times.get(items)
    if (!large) return []
    const [name, factor] = [items.toLocaleString('en'), items / 1000]
    return [
      { what: `time at ${name} cards against 1,000`, got: large.ms / small.ms, atMost: 2 * factor, unit: 'times' },
      { what: `requests at ${name} cards against 1,000`, got: large.requests / small.requests, atMost: factor, unit: 'times' },
    ]
  })
}

type Client = Pick<GitHubClient, 'graphql' | 'github'>

/** A request takes `ms`, what the sandbox works in it included: more only where it is slower than that. */
function delayed(client: Client, ms: number): Client {
  return {
    github: client.github,
    graphql: async (query, variables) => {
      const [answer] = await Promise.all([client.graphql<never>(query, variables), new Promise((resolve) => setTimeout(resolve, ms))])
      return answer
    },
  }
}

/** In a process of its own, so that its memory and its work are not counted. */
async function openSandbox(items: number): Promise<{ client: Client; stop: () => void }> {
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('board-sandbox.ts', import.meta.url)), String(items)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Without checks meant for those who write schemas: it is the reading that is measured.
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The sandbox ended with ${code} before it listened.`)))
    child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()))
  })
  const octokit = createOctokit({
    baseUrl: url,
    userAgent: 'bench',
    auth: BENCH_TOKEN,
    log: { info: () => {}, warn: () => {} },
    maxWaitSeconds: 1,
  })
  return { client: asClient(octokit, { origin: url }), stop: () => void child.kill() }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
