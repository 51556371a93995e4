/** `npm run first-hour`: the commands of somebody new, as processes in an empty folder, with the time of each. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { playFirstHour, type RunCommand } from './first-hour.ts'

const COMMAND = fileURLToPath(new URL('../../bin/scs-sprint.js', import.meta.url))

const folder = await mkdtemp(join(tmpdir(), 'scs-sprint-first-hour-'))

/** Nothing of the person's own environment: a token there would take precedence over the sandbox's app. */
const run: RunCommand = (argv, env) =>
  new Promise((resolve, reject) => {
    const options = { cwd: folder, env: { PATH: process.env.PATH ?? '', HOME: folder, ...env }, maxBuffer: 64 * 1024 * 1024 }
    execFile(process.execPath, [COMMAND, ...argv], options, (error, out, err) => {
      if (error && typeof error.code !== 'number') reject(error)
      else resolve({ code: error ? Number(error.code) : 0, out, err })
    })
  })

try {
  const { steps, problems, pulls, comments } = await playFirstHour(run, () => performance.now())
  for (const { command, seconds } of steps) process.stdout.write(`${seconds.toFixed(1).padStart(6)} s  ${command}\n`)
  const total = steps.reduce((sum, { seconds }) => sum + seconds, 0)
  process.stdout.write(`${total.toFixed(1).padStart(6)} s  ${steps.length} commands, no file edited by hand\n`)
  process.stdout.write(`Comments written: ${comments}; pull requests: ${pulls.join(', ') || 'none'}\n`)
  if (process.argv.includes('--verbose'))
    for (const { command, ran } of steps) process.stdout.write(`\n$ ${command}\n${ran.err}\n${ran.out}\n`)
  for (const problem of problems) process.stderr.write(`${problem}\n`)
  if (problems.length > 0) process.exitCode = 1
} finally {
  await rm(folder, { recursive: true, force: true })
}
