/** All that is seen of an organization -> the configuration that fits it, each value with its evidence. Pure. */
import { countOf } from '../domain/text/count-of.ts'
import { type BoardGuess, fittingBoards, guessBoard } from './board/guess-board.ts'
import type { StatusMeaning } from './board/status-words.ts'
import type { Choices } from './choices.ts'
import type { OrganizationFacts } from './facts.ts'
import { type Guess, guess } from './guess.ts'
import { type EpicsGuess, guessEpics, guessSprintPrefix, otherTeamLabels } from './labels/guess-labels.ts'
import { seriesAmong } from './minutes/dated-files.ts'
import { guessHosts, type HostsGuess, padLinks } from './minutes/guess-pads.ts'
import { guessTeams, type TeamGuess, type TeamsGuess } from './minutes/guess-teams.ts'
import { guessZone, type ZoneGuess } from './minutes/guess-times.ts'

/** Evidence of what a person said. */
const ANSWERED = 'as answered'

export type CallGuess = { readonly team: TeamGuess; readonly time: string; readonly path: string }

export type SettingsGuess = {
  readonly organization: string
  readonly timezone: ZoneGuess
  readonly minutes: { readonly repository: string; readonly branch: string; readonly others: readonly string[] } & Pick<
    TeamsGuess,
    'leftOut' | 'path' | 'rolling'
  >
  readonly board: BoardGuess | null
  /** Why there is no board; null: there is one. */
  readonly noBoard: string | null
  readonly epics: EpicsGuess
  /** Labels of sprints; `isUsed` is false beside an iteration field. */
  readonly sprints: { readonly prefix: Guess<string>; readonly isUsed: boolean } | null
  /** The weekly call of the community, where its time is known. */
  readonly call: CallGuess | null
  readonly pads: HostsGuess
  /** `owner/repo`. */
  readonly calendar: string | null
  readonly teams: readonly TeamGuess[]
  /** Labels that look like those of teams, of which no minutes were found. */
  readonly teamLabels: readonly string[]
}

export function guessSettings(facts: OrganizationFacts, choices: Choices = {}): SettingsGuess {
  const { minutes, organization } = facts
  const board = chosenBoard(facts, choices)
  const cards = board === null ? [] : (facts.cards[board.number.value] ?? [])
  const prefix = guessSprintPrefix(facts.labels)
  const found = chosenTeams(facts, choices)
  const call = callAmong(found)
  const teams = found.teams.filter((team) => team !== call?.team)
  const files = seriesAmong(minutes?.paths ?? []).flatMap((series) => series.files)
  const pads = teams.flatMap(({ pad }) => (pad === null ? [] : [pad.value]))
  return {
    organization,
    timezone:
      choices.timezone === undefined
        ? guessZone(minutes?.texts ?? [], facts.calendar?.texts ?? [], facts.machineZone)
        : { ...guess(choices.timezone, ANSWERED), isSure: true },
    minutes: {
      repository: minutes?.repository ?? choices.repository ?? `${organization}/minutes`,
      branch: minutes?.branch ?? 'main',
      path: found.path,
      leftOut: found.leftOut,
      rolling: found.rolling,
      others: (minutes?.others ?? []).map((other) => `${other.repository} (${countOf(other.files, 'dated file')})`),
    },
    board: board === null ? null : withMeanings(board, choices.statuses ?? {}),
    noBoard: board === null ? whyNoBoard(facts, choices) : null,
    epics: guessEpics(facts.labels, facts.types, cards),
    sprints: prefix === null ? null : { prefix, isUsed: !board?.fields.sprint },
    call,
    calendar: facts.calendar?.repository ?? null,
    pads: guessHosts(padLinks(files, minutes?.texts ?? []), pads),
    teams,
    teamLabels: otherTeamLabels(
      facts.labels,
      found.teams.flatMap(({ label }) => label?.value ?? []),
    ),
  }
}

/** Teams that a person kept, with the times that a person gave. */
function chosenTeams({ minutes, labels, today, organization }: OrganizationFacts, { teams: kept, times = {} }: Choices): TeamsGuess {
  if (minutes === null) return { path: null, teams: [], leftOut: [], rolling: [] }
  const fallbackName = (minutes.repository ?? organization).split('/').at(-1) ?? organization
  const found = guessTeams({ minutes, labels, today, fallbackName })
  const chosen = found.teams.filter(({ id }) => kept === undefined || kept.includes(id))
  return { ...found, teams: chosen.map((team) => withTime(team, times[team.id])) }
}

function withTime(team: TeamGuess, time: string | undefined): TeamGuess {
  return time === undefined ? team : { ...team, time: { time: guess(time, ANSWERED), minutes: null } }
}

function withMeanings(board: BoardGuess, statuses: NonNullable<Choices['statuses']>): BoardGuess {
  const named = (meaning: StatusMeaning) => [...board.status[meaning], ...board.unknown.filter((name) => statuses[name] === meaning)]
  return {
    ...board,
    status: { backlog: named('backlog'), active: named('active'), done: named('done') },
    unknown: board.unknown.filter((name) => statuses[name] === undefined),
  }
}

function chosenBoard({ boards }: OrganizationFacts, { board }: Choices): BoardGuess | null {
  if (board === null) return null
  const all = boards ?? []
  const chosen = board === undefined ? fittingBoards(all)[0] : all.find(({ number }) => number === board)
  return chosen ? guessBoard(chosen, all) : null
}

function whyNoBoard({ boards, boardProblem, organization }: OrganizationFacts, { board }: Choices): string {
  if (board === null) return 'No board was chosen.'
  if (boardProblem !== null) return boardProblem
  if (boards === null) return 'Nobody could look for boards without GitHub credentials.'
  if (boards.length === 0)
    return `No open board was found in ${organization}. If there is one, the credentials may not see it: they need "Projects: read", or the scope \`read:project\`.`
  const titles = boards.map(({ number, title }) => `${number} ("${title}")`).join(', ')
  return `No open board has a field for the status: ${titles}. Add a single select "Status" to the one you plan on.`
}

const CALL = /^(?:community|gemeinschafts?)[-_ ]?(?:call|meeting|weekly|treffen|runde)$/i

/** A call of all teams, every week at a known time: anything else is a meeting like that of a team. */
function callAmong({ teams, path }: TeamsGuess): CallGuess | null {
  for (const team of teams) {
    if (!CALL.test(team.id) || team.rhythm.everyWeeks?.value !== 1 || team.time === null) continue
    return { team, time: team.time.time.value, path: (team.path ?? path?.value ?? '').replaceAll('{team}', team.id) }
  }
  return null
}
