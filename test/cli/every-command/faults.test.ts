/**
 * GitHub fails at one request of a command, in any way; then one undisturbed run follows. The result on GitHub equals that of one
 * undisturbed run: nothing missing, nothing duplicated, nothing edited twice. A sample runs with the other tests; `npm run faults`
 * tries every kind at every request.
 */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { faultKinds } from './fault-kinds.ts'
import { type Command, commands, disturbed, type Outcome } from './faults.ts'

/** At least as many as the longest of them asks for; in a shorter one the last ones are tried twice. */
const MOST_REQUESTS = 40
const SAMPLE = 6
const isWhole = process.env.FAULTS === 'all'
const undisturbed = new Map<Command, Outcome>()

beforeAll(async () => {
  for (const command of commands) undisturbed.set(command, await disturbed(command, null))
})

const all = commands.flatMap((command) =>
  faultKinds.flatMap(([name, fault]) => Array.from({ length: MOST_REQUESTS }, (_, at) => ({ command, name, fault, at }))),
)
// Writes come late: a sample is spread over all requests, and over all kinds.
const sample = fc
  .sample(fc.noBias(fc.nat({ max: all.length - 1 })), { seed: 20230118, numRuns: SAMPLE })
  .flatMap((index) => all[index] ?? [])

describe(isWhole ? 'every fault' : 'a sample of faults', () => {
  test.each(isWhole ? all : sample)('$command: $name at request $at', { timeout: 60_000 }, async ({ command, fault, at }) => {
    const whole = undisturbed.get(command)
    if (!whole) throw new Error(`${command} was not run undisturbed.`)
    const { ran, after } = await disturbed(command, { fault, at: at % whole.requests.github })
    expect(ran.err).not.toMatch(/Unexpected error/)
    expect([0, 1, 3]).toContain(ran.code)
    expect(after).toEqual(whole.after)
  })
})

const secondSteps: readonly [Command, string][] = [
  ['hygiene', 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels'],
  ['all clear', 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}'],
  ['all clear', 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}'],
  ['all clear', 'mutation Minimize'],
  ['minutes', 'mutation MinutesCommit'],
  ['minutes', 'POST /repos/{owner}/{repo}/pulls'],
  ['minutes', 'POST /repos/{owner}/{repo}/issues/{issue_number}/assignees'],
]
const harms = faultKinds.filter(([name]) => ['a broken connection', '404', 'half of the answer'].includes(name))

test.each(secondSteps.flatMap(([command, match]) => harms.map(([name, fault]) => ({ command, match, name, fault }))))(
  '$command: $name at $match is made up by the next run, once',
  { timeout: 60_000 },
  async ({ command, match, fault }) => {
    expect((await disturbed(command, { fault, match })).after).toEqual(undisturbed.get(command)?.after)
  },
)

test('an undisturbed run succeeds, and writes the reference result', () => {
  for (const [command, { ran, requests }] of undisturbed) {
    expect([command, ran.code]).toEqual([command, 0])
    expect(requests.github).toBeLessThanOrEqual(MOST_REQUESTS)
  }
})
