/** All that is seen of an organization -> the configuration that fits it, each value with its evidence. Pure. */
import { countOf } from '../domain/text/count-of.ts'
import { type BoardGuess, fittingBoards, guessBoard } from './board/guess-board.ts'
import type { StatusMeaning } from './board/status-words.ts'
import type { Choices } from './choices.ts'
import type { CalendarFacts, OrganizationFacts } from './facts.ts'
import { type Guess, guess } from './guess.ts'
import { type EpicsGuess, guessEpics, guessSprintPrefix, otherTeamLabels } from './labels/guess-labels.ts'
import { seriesAmong } from './minutes/dated-files.ts'
import { guessHosts, type HostsGuess, padLinks } from './minutes/guess-pads.ts'
import { guessTeams, type TeamGuess, type TeamsGuess } from './minutes/guess-teams.ts'
import { guessZone, type ZoneGuess } from './minutes/guess-times.ts'

/** Evidence of what a person said. */
const ANSWERED = 'as answered'

/** `time` is null where nobody tells it. */
export type CallGuess = { readonly team: TeamGuess; readonly time: Guess<string> | null; readonly path: string }

export type SettingsGuess = {
  readonly organization: string
  readonly timezone: ZoneGuess
  readonly minutes: {
    readonly repository: string
    readonly isAssumed: boolean
    readonly branch: string
    readonly others: readonly string[]
  } & Pick<TeamsGuess, 'leftOut' | 'path' | 'rolling'>
  readonly board: BoardGuess | null
  /** Why there is no board; null: there is one. */
  readonly noBoard: string | null
  readonly epics: EpicsGuess
  /** Labels of sprints; `isUsed` is false beside an iteration field. */
  readonly sprints: { readonly prefix: Guess<string>; readonly isUsed: boolean } | null
  /** The weekly call of the community. */
  readonly call: CallGuess | null
  readonly pads: HostsGuess
  readonly calendar: CalendarFacts | null
  readonly teams: readonly TeamGuess[]
  /** No other team is seen, in minutes or labels: the board may be its own. */
  readonly isOnlyTeam: boolean
  /** Labels that look like those of teams, of which no minutes were found. */
  readonly teamLabels: readonly string[]
}

export function guessSettings(facts: OrganizationFacts, choices: Choices = {}): SettingsGuess {
  const { minutes, organization } = facts
  const board = chosenBoard(facts, choices)
  const cards = board === null ? [] : (facts.cards[board.number.value] ?? [])
  const prefix = guessSprintPrefix(facts.labels)
  const timezone = zoneOf(facts, choices)
  const { seen, ...found } = chosenTeams(facts, choices, timezone.value)
  const call = callAmong(found)
  const teams = found.teams.filter((team) => team !== call?.team)
  const files = seriesAmong(minutes?.paths ?? []).flatMap((series) => series.files)
  const labelled = otherTeamLabels(
    facts.labels,
    found.teams.flatMap(({ label }) => label?.value ?? []),
  )
  const pads = teams.flatMap(({ pad, calendar }) => [...(pad === null ? [] : [pad.value]), ...(calendar?.pads ?? [])])
  return {
    organization,
    timezone,
    minutes: {
      ...repositoryOf(facts, choices),
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
    calendar: facts.calendar,
    pads: guessHosts(padLinks(files, minutes?.texts ?? []), pads),
    teams,
    isOnlyTeam: seen === 1 && found.rolling.length === 0 && labelled.length === 0,
    teamLabels: labelled,
  }
}

/** Without a remote nobody tells where the minutes of a folder are on GitHub. */
function repositoryOf({ minutes, organization }: OrganizationFacts, { repository }: Choices) {
  const known = minutes?.repository ?? repository
  return { repository: known ?? `${organization}/minutes`, isAssumed: known === undefined }
}

function zoneOf({ minutes, calendar, machineZone }: OrganizationFacts, { timezone }: Choices): ZoneGuess {
  if (timezone !== undefined) return { ...guess(timezone, ANSWERED), isSure: true }
  return guessZone(minutes?.texts ?? [], calendar?.calendar ?? null, machineZone)
}

/** Teams that a person kept, with the times that a person gave. `seen`: how many there were to choose from. */
function chosenTeams(
  facts: OrganizationFacts,
  { teams: kept, times = {} }: Choices,
  timezone: string,
): TeamsGuess & { readonly seen: number } {
  const { minutes, labels, today, organization } = facts
  if (minutes === null) return { path: null, teams: [], leftOut: [], rolling: [], seen: 0 }
  const fallbackName = (minutes.repository ?? organization).split('/').at(-1) ?? organization
  const read = facts.calendar?.calendar ?? null
  const calendar = read === null ? null : { calendar: read, timezone, repository: minutes.repository ?? '', today }
  const found = guessTeams({ minutes, labels, timezone, today, fallbackName, calendar })
  const chosen = found.teams.filter((team) => kept === undefined || kept.includes(team.id) || isCall(team))
  return { ...found, teams: chosen.map((team) => withTime(team, ownOf(times, team.id))), seen: found.teams.length }
}

/** A folder or a status may be called `constructor`. */
function ownOf<Value>(values: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined
}

function withTime(team: TeamGuess, time: string | undefined): TeamGuess {
  return time === undefined ? team : { ...team, time: { time: guess(time, ANSWERED), minutes: null } }
}

function withMeanings(board: BoardGuess, statuses: NonNullable<Choices['statuses']>): BoardGuess {
  const named = (meaning: StatusMeaning) => [...board.status[meaning], ...board.unknown.filter((name) => ownOf(statuses, name) === meaning)]
  return {
    ...board,
    status: { backlog: named('backlog'), active: named('active'), done: named('done') },
    unknown: board.unknown.filter((name) => ownOf(statuses, name) === undefined),
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
  if (boards === null) return 'Boards cannot be read without GitHub credentials.'
  if (boards.length === 0)
    return `No open board was found in ${organization}. If there is one, the credentials may not see it: they need "Projects: read", or the scope \`read:project\`.`
  const titles = boards.map(({ number, title }) => `${number} ("${title}")`).join(', ')
  return `No open board has a field for the status: ${titles}. Add a single select "Status" to the one you plan on.`
}

const CALL = /^(?:community|gemeinschafts?)[-_ ]?(?:call|meeting|weekly|treffen|runde)$/i

/** A call of all teams, every week or in no rhythm that is seen yet: one in another rhythm is a meeting like that of a team. */
function isCall({ id, rhythm }: TeamGuess): boolean {
  return CALL.test(id) && (rhythm.everyWeeks?.value ?? 1) === 1 && rhythm.untold === null
}

function callAmong({ teams, path }: TeamsGuess): CallGuess | null {
  const team = teams.find(isCall)
  if (team === undefined) return null
  const time = team.time?.time ?? (team.calendar === null ? null : guess(team.calendar.next.time, team.calendar.because))
  return { team, time, path: (team.path ?? path?.value ?? '').replaceAll('{team}', team.id) }
}
