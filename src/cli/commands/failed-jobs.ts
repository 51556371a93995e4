/** `log --failed` and `log --retry`: the jobs of the server that failed for good. */
import { countOf } from '../../domain/text/count-of.ts'
import { withoutMarks } from '../../domain/text/withheld.ts'
import { userError } from '../../errors.ts'
import type { Uses } from '../../ports/app-ports.ts'
import type { DeadLetter } from '../../ports.ts'
import { sanitize } from '../output/sanitize.ts'
import type { Shell } from '../shell.ts'

type Ports = Uses<'memoryKeeper'>

export async function listFailedJobs(shell: Shell, { memoryKeeper }: Ports, json: boolean): Promise<void> {
  const dead = await memoryKeeper.listDeadLetters()
  print(shell, dead, json)
  if (dead.length > 0) shell.err('Fix the cause, then run them again: `log --retry ID --apply`, or `log --retry all --apply`.\n')
}

/** `which`: the ID of one, or all. */
export async function retryFailedJobs(
  shell: Shell,
  { memoryKeeper }: Ports,
  { which, apply, json }: { readonly which: string; readonly apply: boolean; readonly json: boolean },
): Promise<void> {
  const dead = await memoryKeeper.listDeadLetters()
  const chosen = which === 'all' ? dead : dead.filter(({ id }) => id === which)
  if (chosen.length === 0 && which !== 'all')
    throw userError({
      where: '--retry',
      expected: 'the ID of a job that failed for good, or all',
      found: `"${which}", which is none of ${countOf(dead.length, 'such job')}`,
      fix: 'List them with `log --failed`.',
    })
  print(shell, chosen, json)
  if (chosen.length === 0) return
  if (!apply) return shell.err(`Dry run: nothing was changed. --apply runs ${countOf(chosen.length, 'job')} again.\n`)
  const count = await memoryKeeper.retryDeadLetters(chosen.map(({ id }) => id))
  shell.err(`${countOf(count, 'job')} will be run again by the server.\n`)
  const left = chosen.length - count
  if (left > 0)
    shell.err(
      `${countOf(left, 'job')} stayed: somebody else ran ${left === 1 ? 'it' : 'them'} again, or this version does not know the kind.\n`,
    )
}

function print(shell: Shell, dead: readonly DeadLetter[], json: boolean): void {
  const told = dead.map(({ about, message, ...rest }) => ({ ...rest, about: shown(shell, about), message: shown(shell, message) }))
  if (json) shell.out(told.map((one) => `${JSON.stringify(one)}\n`).join(''))
  else if (told.length === 0) shell.out('No job failed for good.\n')
  else shell.out(told.map(({ id, kind, about, message, at }) => `${id} ${at} ${kind} (${about || 'nothing known'}): ${message}\n`).join(''))
}

/** Reasons may quote what a server sent. */
function shown({ audience }: Shell, text: string): string {
  return sanitize(audience.withoutUnknown(withoutMarks(text)))
}
