/** GitHub or the pad server fails at one request of a command, in any way; then one undisturbed run follows. */
import pLimit from 'p-limit'
import { faultKinds } from '../cli/every-command/fault-kinds.ts'
import { commands, disturbed, type Outcome, type Where } from '../cli/every-command/faults.ts'
import { firstDifference, none, type Part, spread, told } from './part.ts'

const AT_ONCE = 12
/** Only a person can mend these; everything else passes by itself. A pad that answers with a web page is not public. */
const isForPeople = (name: string, where: Where) =>
  ['401', '404'].includes(name) || (where === 'pads' && name.startsWith('200 with a page'))
/** At GitHub alone: pads have neither GraphQL nor GitHub's limits. */
const atPads = faultKinds.filter(([, { kind }]) => !['partial', 'rate-limited', 'secondary-limit', 'malformed'].includes(kind))

export const faultsPart: Part = {
  name: 'faults',
  title: 'Every fault at every request',
  run: async ({ print, until }) => {
    const undisturbed = new Map<string, Outcome>()
    for (const command of commands) undisturbed.set(command, await disturbed(command, null))
    const all = commands.flatMap((command) =>
      (['github', 'pads'] as const).flatMap((where: Where) =>
        (where === 'github' ? faultKinds : atPads).flatMap(([name, fault]) =>
          Array.from({ length: undisturbed.get(command)?.requests[where] ?? 0 }, (_, at) => ({ command, where, name, fault, at })),
        ),
      ),
    )
    const failures: string[] = []
    const codes = new Map<string, number>()
    const missed = { state: 0, code: 0, bug: 0 }
    let tried = 0
    const one = async ({ command, where, name, fault, at }: (typeof all)[number]) => {
      if (performance.now() > until) return
      const { ran, after } = await disturbed(command, { fault, where, at })
      tried++
      codes.set(String(ran.code), (codes.get(String(ran.code)) ?? 0) + 1)
      const problems = {
        state: firstDifference(after, undisturbed.get(command)?.after),
        code: !(isForPeople(name, where) ? [0, 1, 3] : [0, 3]).includes(ran.code),
        bug: /Unexpected error/.test(ran.err),
      }
      for (const [kind, isSo] of Object.entries(problems)) if (isSo) missed[kind as keyof typeof missed]++
      if (Object.values(problems).some(Boolean)) {
        failures.push(`${command}: ${name} at request ${at} of ${where}: ${JSON.stringify({ ...problems, exit: ran.code })} ${ran.err}`)
        print(failures.at(-1) ?? '')
      }
      if (tried % 100 === 0) print(`${tried} of ${all.length}, ${failures.length} failed`)
    }
    // They mostly wait: between two writes, and for what hangs.
    const atOnce = pLimit(AT_ONCE)
    await Promise.all(spread(all).map((place) => atOnce(one, place)))
    return {
      did: `${commands.length} commands, ${faultKinds.length} kinds of faults at each request to GitHub and ${atPads.length} at each to the pad server, one fault a run, each followed by one undisturbed run: ${tried} of ${all.length} cases tried, in an order spread over all of them.`,
      rows: [
        none('Final state differs from an undisturbed run (missing, doubled or wrong writes)', missed.state),
        none('Exit code other than 0 or 3 (0, 1 or 3 for 401, 404, and a web page in place of a pad)', missed.code),
        none('Message of an unexpected error', missed.bug),
        ...[...codes].sort().map(([code, count]) => told(`Disturbed runs that ended with exit code ${code}`, count)),
      ],
      failures: failures.slice(0, 20).map((line) => line.replaceAll(/\s+/g, ' ').slice(0, 400)),
    }
  },
}
