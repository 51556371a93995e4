/** GitHub or the pad server fails at one request of a command, in any way; then one undisturbed run follows. */
import { faultKinds } from '../cli/every-command/fault-kinds.ts'
import { commands, disturbed, type Outcome, type Where } from '../cli/every-command/faults.ts'
import { coverage, tryCases } from './cases.ts'
import { firstDifference, firstLines, none, type Part, told, triedFile } from './part.ts'

const AT_ONCE = 12
/**
 * Only a person can mend these; everything else passes by itself. A pad that answers with a web page is not public, and one
 * that answers with nothing looks like one in which nobody has typed.
 */
const isForPeople = (name: string, where: Where) =>
  ['401', '404'].includes(name) || (where === 'pads' && /^200 with (?:a page|nothing)/.test(name))
/** At GitHub alone: pads have neither GraphQL nor GitHub's limits. */
const atPads = faultKinds.filter(([, { kind }]) => !['partial', 'rate-limited', 'secondary-limit', 'malformed'].includes(kind))

/** `difference`: from the final state of an undisturbed run. */
type Result = { readonly difference: string | null; readonly code: number; readonly isCodeWrong: boolean; readonly err: string }

const problems: Readonly<Record<string, (result: Result) => boolean>> = {
  'Final state differs from an undisturbed run (missing, doubled or wrong writes)': ({ difference }) => difference !== null,
  'Exit code other than 0 or 3 (0, 1 or 3 for 401, 404, and a web page or nothing in place of a pad)': ({ isCodeWrong }) => isCodeWrong,
  'Message of an unexpected error': ({ err }) => /Unexpected error/.test(err),
}

function problemsOf(result: Result): readonly string[] {
  const { difference, code, err } = result
  return Object.entries(problems).flatMap(([what, isSo]) => (isSo(result) ? [`${what}: ${difference ?? ''} exit code ${code} ${err}`] : []))
}

export const faultsPart: Part = {
  name: 'faults',
  title: 'Every fault at every request',
  run: async ({ print, until }) => {
    const undisturbed = new Map<string, Outcome>()
    for (const command of commands) undisturbed.set(command, await disturbed(command, null))
    const all = commands.flatMap((command) =>
      (['github', 'pads'] as const).flatMap((where: Where) =>
        (where === 'github' ? faultKinds : atPads).flatMap(([kind, fault]) =>
          Array.from({ length: undisturbed.get(command)?.requests[where] ?? 0 }, (_, at) => ({
            name: `${command}: ${kind} at request ${at} of ${where}`,
            play: async (): Promise<Result> => {
              const { ran, after } = await disturbed(command, { fault, where, at })
              const isCodeWrong = !(isForPeople(kind, where) ? [0, 1, 3] : [0, 3]).includes(ran.code)
              const difference = firstDifference(after, undisturbed.get(command)?.after)
              return { difference, code: ran.code, isCodeWrong, err: ran.err.slice(0, 300) }
            },
          })),
        ),
      ),
    )
    // They mostly wait: between two writes, and for what hangs.
    const tried = await tryCases(all, { file: triedFile('faults'), atOnce: AT_ONCE, until, problemsOf, print })
    const codes = [...new Set(tried.map(({ outcome }) => outcome.code))].sort()
    return {
      did: `${commands.length} commands, ${faultKinds.length} kinds of faults at each request to GitHub and ${atPads.length} at each to the pad server, one fault a run, each followed by one undisturbed run: ${coverage(tried, all.length)}, in an order spread over all of them.`,
      rows: [
        ...Object.entries(problems).map(([what, isSo]) => none(what, tried.filter(({ outcome }) => isSo(outcome)).length)),
        ...codes.map((code) =>
          told(`Disturbed runs that ended with exit code ${code}`, tried.filter(({ outcome }) => outcome.code === code).length),
        ),
      ],
      failures: firstLines(tried.flatMap(({ name, outcome }) => problemsOf(outcome).map((problem) => `${name}: ${problem}`))),
    }
  },
}
