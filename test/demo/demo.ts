/**
 * npm run demo: a week of two teams against GitHub and pads on this machine, told as it happens. The app runs as it would
 * anywhere, by `npm start` and by its commands; nothing of src is imported here.
 */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildIfStale } from '../fresh-build.ts'
import { endChildren } from './children.ts'
import { failureLines } from './failure.ts'
import { servePages } from './serve-pages.ts'
import { IAAS_PAD, root, type Stage, setStage } from './stage.ts'
import { near, SAVED_BOARD } from './story/scene.ts'
import { tellTheWeek } from './story/story.ts'
import { createNarrator, terminalOf } from './terminal.ts'

const USAGE = `npm run demo -- [--out DIR] [--serve] [--verbose]

  --out DIR   where the files go (default: minutes/)
  --serve     keeps all of it running until Ctrl+C, and serves the pages of the two teams
  --verbose   shows what the app logs
`

process.once('exit', endChildren)
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)
  process.once(signal, () => process.exit(code))
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.once(event, (error: unknown) => {
    process.stderr.write(`The demo broke: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  })
}
// A reader that went away (`| head`) ends the demo.
process.stdout.on('error', () => process.exit(0))

const options = readOptions(process.argv.slice(2))
if (options === 'help') process.stdout.write(USAGE)
else if (typeof options === 'string') {
  process.stderr.write(options)
  process.exitCode = 2
} else process.exitCode = await run(options)

type Options = { readonly out: string; readonly serve: boolean; readonly verbose: boolean }

/** A text is what to say instead. */
function readOptions(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { out: { type: 'string' }, serve: { type: 'boolean' }, verbose: { type: 'boolean' }, help: { type: 'boolean' } },
    })
    if (values.help) return 'help'
    return { out: resolve(values.out ?? `${root}/minutes`), serve: values.serve === true, verbose: values.verbose === true }
  } catch (error) {
    return `${(error as Error).message}\n\n${USAGE}`
  }
}

/** Resolves at Ctrl+C, which from now on ends the wait and not the demo. */
function interrupted(): Promise<void> {
  process.removeAllListeners('SIGINT')
  return new Promise((resolve) => {
    const alive = setInterval(() => {}, 60_000)
    process.once('SIGINT', () => {
      clearInterval(alive)
      resolve()
    })
  })
}

/** A person's token: commands act as @fkr would, on the day of the story, and `log` lists what the commands have written. */
function commandVariables({ sandbox, config, dataDir, clock }: Stage): readonly string[] {
  const { GHE_HOST, GHE_PROTOCOL, GHE_SITE } = sandbox.env
  const token = sandbox.tokens.personal('fkr')
  return [
    `export GHE_HOST=${GHE_HOST} GHE_PROTOCOL=${GHE_PROTOCOL} GHE_SITE=${GHE_SITE} GITHUB_TOKEN=${token} \\`,
    `  SPRINT_CONFIG=${config} DATA_DIR=${dataDir} SPRINT_NOW=${clock().SPRINT_NOW}`,
    'npx scs-sprint doctor',
  ]
}

async function run({ out, serve, verbose }: Options): Promise<number> {
  const terminal = terminalOf(process.stdout, process.env)
  const say = createNarrator(terminal)
  const start = performance.now()
  let stage: Stage | null = null
  try {
    // What cannot be written is told before a week has passed.
    mkdirSync(out, { recursive: true })
    buildIfStale()
    stage = await setStage((line) => {
      if (verbose) process.stderr.write(`${say.style('dim', `| ${line}`)}\n`)
    })
    say.title(
      'A week with scs-sprint',
      'GitHub and the pads run on this machine, made after public minutes; the app is the real one, with its clock set to the story.',
      'The github.com links are only examples: the demo uses a local sandbox.',
    )
    const { written, server, files } = await tellTheWeek(stage, say, out)
    say.day('What was written where')
    say.table(written.map(({ what, where }) => [say.style('dim', what), where]))
    if (serve) {
      const pages = await servePages(stage, files)
      say.paragraph(
        `Until Ctrl+C: ${say.style('bold', pages.url)} shows the two teams on the morning of the call;`,
        `${pages.url}written/ all comments, pull requests and files.`,
        `The sandbox answers at ${stage.sandbox.url}/api/v3, the pads at ${stage.pads.url}/${IAAS_PAD}/download,`,
        `the server at ${server.url}/health, /ready and /metrics.`,
      )
      say.paragraph('Commands reach them with these variables:', ...commandVariables(stage))
      await interrupted()
      pages.close()
    }
    await server.stop()
    const requests = stage.sandbox.requests.length
    say.paragraph(
      `${say.style('green', 'Done')} in ${((performance.now() - start) / 1000).toFixed(1)} s, with ${requests} requests to GitHub. Run it again: the same comments, the same pull requests, the same files.`,
      `The board of Monday is in ${near(SAVED_BOARD)}: npx scs-sprint hygiene --config minutes/sprint.yml --board ${near(SAVED_BOARD)}`,
      `Look at ${near(`${out}/iaas/20230118.md`)} next, then at minutes/sprint.yml: it is all the configuration there is.`,
    )
    return 0
  } catch (error) {
    const failed = { out: (path: string) => join(out, path), isVerbose: verbose }
    process.stderr.write(`\n${failureLines(say, error, failed).join('\n')}\n`)
    return 1
  } finally {
    endChildren()
    await stage?.close()
  }
}
