/**
 * What the pages of an archive cost, as ratios in one run: against `notes --json` of the same files, of ten times the
 * minutes against the minutes themselves, and of a run with one new file against the first. By the commands in this
 * process, so that only their work counts; the last one also as a program of its own, where the start of Node and the
 * loading of modules count too. Each ratio is the median of some rounds. Reads the archive that SCS_CORPUS names; without
 * it minutes made here.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { run as runCommand } from '../../src/cli/program.ts'
import { root } from '../demo/stage.ts'
import { buildIfStale } from '../fresh-build.ts'
import { generatedPad } from './notes-pads.ts'

/** `atMost` null: told, not a goal. */
type Row = { readonly what: string; readonly got: number; readonly atMost: number | null; readonly unit: string }

const KB = 1024
const TEAMS = 8
const TOPICS = 4
const ROUNDS = 3
/** Of a day that nobody has minutes of; those of a coming day would not be read. */
const NEW_FILE = '20190101.md'

let built: Promise<typeof runCommand> | null = null

/** As it is built and installed: what runs sources in tests adds calls of its own. */
async function builtProgram(): Promise<typeof runCommand> {
  buildIfStale()
  const { run } = (await import(join(root, 'dist/cli/program.js'))) as { run: typeof runCommand }
  return run
}

/** Prints a table; false when a bound is broken. */
export async function benchSite(print: (line: string) => void): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'scs-bench-'))
  try {
    const corpus = process.env.SCS_CORPUS
    const minutes = join(folder, 'minutes')
    if (corpus) cpSync(corpus, minutes, { recursive: true })
    else makeMinutes(minutes, 60)
    print(`Pages: ${countMinutes(minutes)} minutes ${corpus ? 'of the archive' : 'made here (SCS_CORPUS is not set)'}`)
    const rows = [
      ...(await againstNotes(folder, minutes)),
      ...weights(folder),
      ...(await wholeProgram(folder, minutes)),
      ...(await tenTimes(folder)),
    ]
    for (const { what, got, atMost, unit } of rows) {
      const [mark, goal] = atMost === null ? ['    ', ''] : [got <= atMost ? 'ok  ' : 'MISS', `, at most ${atMost}`]
      print(`  ${mark} ${what.padEnd(58)} ${got.toFixed(2).padStart(7)} ${unit}${goal}`)
    }
    return rows.every(({ got, atMost }) => atMost === null || got <= atMost)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function againstNotes(folder: string, minutes: string): Promise<Row[]> {
  const teams = teamsOf(minutes)
  // Once for all that is loaded and compiled by the first call.
  await site(folder, minutes, 'warm')
  const rounds: { readonly made: number; readonly again: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const notes = await cpuOf(['notes', ...teams.map((team) => join(minutes, team)), '--json', '--config', settingsFor(folder, minutes)])
    rmSync(join(folder, 'out'), { recursive: true, force: true })
    const first = await site(folder, minutes, 'out')
    const again = await withNewFile(minutes, () => site(folder, minutes, 'out'))
    rounds.push({ made: first / notes, again: again / first })
  }
  return [
    { what: 'pages against `notes --json` of the same files', got: median(rounds.map(({ made }) => made)), atMost: 2, unit: 'times' },
    { what: 'the same pages again with one new file', got: median(rounds.map(({ again }) => again)), atMost: 0.1, unit: 'times' },
  ]
}

async function withNewFile<Result>(minutes: string, work: () => Result): Promise<Awaited<Result>> {
  const file = join(minutes, teamsOf(minutes)[0] as string, NEW_FILE)
  writeFileSync(file, generatedPad(99, TOPICS))
  try {
    return await work()
  } finally {
    rmSync(file)
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number
}

function weights(folder: string): Row[] {
  const size = (path: string) => readFileSync(join(folder, 'out', path)).length / KB
  const index = readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' }).filter((path) => /search[^/]*\.json$/.test(path))
  const zipped = index.reduce((sum, path) => sum + gzipSync(readFileSync(join(folder, 'out', path))).length / KB, 0)
  return [
    { what: 'the first page', got: size('index.html'), atMost: 100, unit: 'KB' },
    ...(index.length > 0 ? [{ what: 'the search index, compressed', got: zipped, atMost: 400, unit: 'KB' }] : []),
  ]
}

async function tenTimes(folder: string): Promise<Row[]> {
  const [one, ten] = [join(folder, 'one'), join(folder, 'ten')]
  makeMinutes(one, 6)
  makeMinutes(ten, 60)
  const ratios: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const small = await site(folder, one, `one-${round}`)
    const large = await site(folder, ten, `ten-${round}`)
    ratios.push(large / small)
  }
  return [{ what: `pages of ${countMinutes(ten)} minutes against a tenth of them`, got: median(ratios), atMost: 12, unit: 'times' }]
}

/** Tells how much processor time a program took, all its threads included. */
const TELLS_TIME = `data:text/javascript,${encodeURIComponent(
  "process.on('exit',()=>{const{user,system}=process.cpuUsage();process.stderr.write('\\ncpu '+(user+system)/1000)})",
)}`

async function wholeProgram(folder: string, minutes: string): Promise<Row[]> {
  buildIfStale()
  const out = ['--out', join(folder, 'out-program')]
  const program = (argv: readonly string[]) => {
    const { stderr, status } = spawnSync(process.execPath, ['--import', TELLS_TIME, join(root, 'bin/scs-sprint.js'), ...argv], {
      env: { PATH: process.env.PATH, DATA_DIR: join(folder, 'no-data') },
      encoding: 'utf8',
    })
    const [, took] = /\ncpu ([\d.]+)$/.exec(stderr) ?? []
    if (status !== 0 || took === undefined) throw new Error(`${argv[0]} ended with ${status}: ${stderr.slice(-500)}`)
    return Number(took)
  }
  const rounds: { readonly start: number; readonly again: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    rmSync(join(folder, 'out-program'), { recursive: true, force: true })
    const argv = ['site', '--config', settingsFor(folder, minutes), '--minutes', minutes, ...out]
    const start = program(['--version'])
    const first = program(argv)
    rounds.push({ start: start / first, again: (await withNewFile(minutes, () => program(argv))) / first })
  }
  const again = median(rounds.map((round) => round.again))
  const start = median(rounds.map((round) => round.start))
  return [
    { what: 'the same, as a program of its own', got: again, atMost: null, unit: 'times' },
    { what: 'of that the start of the program (`--version`)', got: start, atMost: null, unit: 'times' },
  ]
}

/** A meeting a week and team. */
function makeMinutes(folder: string, weeks: number): void {
  for (let team = 0; team < TEAMS; team++) {
    mkdirSync(join(folder, `team-${team}`), { recursive: true })
    for (let week = 0; week < weeks; week++) {
      const day = new Date(Date.UTC(2022, 0, 5) + week * 7 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
      writeFileSync(
        join(folder, `team-${team}`, `${day.replaceAll('-', '')}.md`),
        `# ${day}\n\n${generatedPad(team * 100 + week + 1, TOPICS)}`,
      )
    }
  }
}

function teamsOf(minutes: string): readonly string[] {
  return readdirSync(minutes, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
}

function countMinutes(minutes: string): number {
  return readdirSync(minutes, { recursive: true, encoding: 'utf8' }).filter((file) => /\/\d{8}[^/]*\.md$/.test(file)).length
}

function settingsFor(folder: string, minutes: string): string {
  const file = join(folder, 'sprint.yml')
  const teams = teamsOf(minutes).map((team) => `  ${team}: { name: ${team} }\n`)
  // A team of the archive has the usual folder of the call.
  const call = 'communityCall: { weekday: thursday, time: "15:05", path: "call/{yyyymmdd}.md" }'
  writeFileSync(
    file,
    `organization: SovereignCloudStack\nminutes: { repository: SovereignCloudStack/minutes }\n${call}\nteams:\n${teams.join('')}`,
  )
  return file
}

const site = (folder: string, minutes: string, out: string) =>
  cpuOf(['site', '--config', settingsFor(folder, minutes), '--minutes', minutes, '--out', join(folder, out)])

/** Milliseconds of processor time, so that a busy machine does not matter. Throws where the command ends with an error. */
async function cpuOf(argv: readonly string[]): Promise<number> {
  let told = ''
  const began = process.cpuUsage()
  built ??= builtProgram()
  const run = await built
  const code = await run(argv, {
    env: { DATA_DIR: join(tmpdir(), 'scs-bench-no-data') },
    out: () => {},
    err: (text) => {
      told += text
    },
    isTerminal: false,
  })
  const { user, system } = process.cpuUsage(began)
  if (code !== 0) throw new Error(`${argv[0]} ended with ${code}: ${told.slice(-500)}`)
  return (user + system) / 1000
}
