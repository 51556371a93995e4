/**
 * What the pages of an archive cost, as ratios in one run: against `notes --json` of the same files, of ten times the
 * minutes against the minutes themselves, and of a run with one new file against the first. By the commands, in this
 * process. Reads the archive that SCS_CORPUS names; without it minutes made here.
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { run } from '../../src/cli/program.ts'
import { generatedPad } from './notes-pads.ts'

type Row = { readonly what: string; readonly got: number; readonly atMost: number; readonly unit: string }

const KB = 1024
const TEAMS = 8
const TOPICS = 4

/** Prints a table; false when a bound is broken. */
export async function benchSite(print: (line: string) => void): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'scs-bench-'))
  try {
    const corpus = process.env.SCS_CORPUS
    const minutes = join(folder, 'minutes')
    if (corpus) cpSync(corpus, minutes, { recursive: true })
    else makeMinutes(minutes, 20)
    print(`Pages: ${countMinutes(minutes)} minutes ${corpus ? 'of the archive' : 'made here (SCS_CORPUS is not set)'}`)
    const rows = [...(await againstNotes(folder, minutes)), ...(await weights(folder)), ...(await tenTimes(folder))]
    for (const { what, got, atMost, unit } of rows) {
      print(`  ${got <= atMost ? 'ok  ' : 'MISS'} ${what.padEnd(58)} ${got.toFixed(2).padStart(7)} ${unit}, at most ${atMost}`)
    }
    return rows.every(({ got, atMost }) => got <= atMost)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function againstNotes(folder: string, minutes: string): Promise<Row[]> {
  const teams = teamsOf(minutes)
  // Once for all that is loaded and compiled by the first call.
  await site(folder, minutes, 'warm')
  const notes = await cpuOf(['notes', ...teams.map((team) => join(minutes, team)), '--json', '--config', settingsFor(folder, minutes)])
  const first = await site(folder, minutes, 'out')
  writeFileSync(join(minutes, teams[0] as string, '20991231.md'), generatedPad(99, TOPICS))
  const again = await site(folder, minutes, 'out')
  rmSync(join(minutes, teams[0] as string, '20991231.md'))
  return [
    { what: 'pages against `notes --json` of the same files', got: first / notes, atMost: 2, unit: 'times' },
    { what: 'the same pages again with one new file', got: again / first, atMost: 0.1, unit: 'times' },
  ]
}

async function weights(folder: string): Promise<Row[]> {
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
  const small = await site(folder, one, 'out-one')
  const large = await site(folder, ten, 'out-ten')
  return [{ what: `pages of ${countMinutes(ten)} minutes against a tenth of them`, got: large / small, atMost: 12, unit: 'times' }]
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
  const call = 'communityCall: { weekday: thursday, time: "15:05" }'
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
