/** What people do while the campaign runs: each change is one webhook. The same list each time. */
import type { Sandbox } from '../../sandbox/github.ts'
import { accountOf, type Comment, type Issue, type Pull, thingAt } from '../../sandbox/model.ts'
import { teams as allTeams, type Team } from '../days-world.ts'
import { spread } from '../part.ts'

/** `met`: the weekday of the teams that met just before; those of an earlier phase have minutes already. */
export type Phase = { readonly now: string; readonly met: number | null }

/** Of each day of the week one or two. */
export const teams: readonly Team[] = allTeams.slice(0, 8)

/** Wednesday after the meetings, and Thursday before the community call: no document is made of another one of the same phase. */
export const PHASES: readonly Phase[] = [
  { now: '2023-02-01T17:00:00Z', met: 3 },
  { now: '2023-02-02T11:30:00Z', met: null },
]
/** The last look at the clock before: what is due since then is done in the first phase. */
export const LOOKED_BEFORE = '2023-02-01T07:00:00Z'

/** A comment with a command that gets one answer: a reaction, or a reply. */
export type Asked = { readonly comment: Comment; readonly isRefused: boolean }
export type Change = (sandbox: Sandbox, asked: Asked[]) => void

/** Their minutes and agendas are made in neither phase, so what changes on their board shows nowhere else. */
const isOpenToChange = ({ weekday }: Team) => weekday === 1 || weekday === 2 || weekday === 7

export const dateOf = ({ now }: Phase): string => now.slice(0, 10)

/** Of the phase with this index. */
export function changesOf(index: number, count: number): readonly Change[] {
  const first = [...spread(commandsOf(index)), ...ownersGo(index)]
  // A short campaign has some of each.
  const chosen = spread(first).slice(0, Math.ceil(count / 4))
  return spread([...chosen, ...Array.from({ length: count - chosen.length }, (_, at) => ordinary(index, at))])
}

const epicOf = ({ epic }: Team) => `scs/issues#${epic}`

function command(on: (sandbox: Sandbox) => Issue | Pull | null, text: string, isRefused = false): Change {
  return (sandbox, asked) => {
    const thing = on(sandbox)
    if (thing === null) throw new Error(`There is nothing to say ${text} on.`)
    asked.push({ comment: sandbox.actions.comment(thing, accountOf(sandbox.world, 'fkr'), text), isRefused })
  }
}

const onEpic = (team: Team, text: string, isRefused = false) => command(({ world }) => thingAt(world, epicOf(team)), text, isRefused)

const pullOf =
  ({ id }: Team, date: string) =>
  ({ world }: Sandbox) =>
    [...(world.repositories.get('scs/minutes')?.pulls.values() ?? [])].find(({ head }) => head === `minutes/${id}-${date}`) ?? null

function commandsOf(index: number): readonly Change[] {
  const quiet = teams.filter((team) => !isOpenToChange(team))
  const before = PHASES[index - 1]
  const pulls = before === undefined ? [] : teams.filter(({ weekday }) => weekday === before.met)
  return [
    ...quiet.map((team) => onEpic(team, index === 0 ? '/epic ignore epic-quiet it is known' : '/epic snooze 3 weeks it waits')),
    ...teams.map((team) => onEpic(team, index === 0 ? '/epic snoze 2 weeks' : '/epic ignore no-such-rule', true)),
    ...teams.map((team) => onEpic(team, '/epic check')),
    ...pulls.flatMap((team) =>
      ['/minutes refresh', '/minutes presenter @o-otte'].map((text) => command(pullOf(team, dateOf(before as Phase)), text)),
    ),
  ]
}

/** Each leads to a comment on the epic. */
function ownersGo(index: number): readonly Change[] {
  const losing = teams.filter(isOpenToChange).filter((_, at) => at % PHASES.length === index)
  return losing.map((team) => ({ actions, world }) => {
    const person = accountOf(world, 'fkr')
    actions.unassign(thingAt(world, epicOf(team)), person, person)
  })
}

/** GitHub allows a hundred; the board is read with fewer. */
const MOST_LABELS = 50

/** No finding rests on it; what would show in documents is done on some teams' boards alone. */
function ordinary(index: number, at: number): Change {
  const team = teams[at % teams.length] as Team
  const ref = `scs/issues#${team.epic + 1 + (Math.floor(at / teams.length) % 2)}`
  const mark = `${index + 1}.${at}`
  const kind = Math.floor(at / teams.length / 2) % 3
  return ({ actions, world }) => {
    const thing = thingAt(world, ref)
    const by = accountOf(world, 'o-otte')
    if (kind === 0 || thing.labels.length >= MOST_LABELS) actions.comment(thing, by, `It goes on: ${mark}.`)
    else if (kind === 1 && isOpenToChange(team)) actions.edit(thing, by, { title: `Story ${mark} of ${team.id}` })
    else actions.addLabels(thing, by, [`mark ${mark}`])
  }
}
