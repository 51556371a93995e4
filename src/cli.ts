/** The entry point of the command line. */
import { spawn } from 'node:child_process'
import { wantsColors } from './cli/output/colors.ts'
import { canOpenPages, pageOpener } from './cli/output/page-opener.ts'
import { run } from './cli/program.ts'
import { withEnvFile } from './wiring.ts'

// A reader that went away (`| head`) ends the output, not with an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

/** For open connections and timers that no longer matter when a server ends. */
const LEAVE_MS = 500

const { variables, remark } = withEnvFile(process.env)
if (remark !== null) process.stderr.write(`${remark}\n`)

/** Its URL is printed as well, so the command goes on without a browser. */
function openPage(url: string): void {
  const [command, words] = pageOpener(process.platform, url)
  spawn(command, words, { stdio: 'ignore', detached: true })
    .on(
      'error',
      (error) => void process.stderr.write(`No browser was opened (${command}: ${error.message}). Open the page yourself: ${url}\n`),
    )
    .unref()
}

process.exitCode = await run(process.argv.slice(2), {
  env: variables,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  leave: () => void setTimeout(() => process.exit(), LEAVE_MS).unref(),
  isTerminal: process.stderr.isTTY === true,
  hasColors: wantsColors(process.env, process.stderr.isTTY === true),
  ...(canOpenPages(process.env, process.stderr.isTTY === true) ? { open: openPage } : {}),
  ...(process.stdin.isTTY && process.stderr.isTTY ? { asking: { input: process.stdin, output: process.stderr } } : {}),
})
