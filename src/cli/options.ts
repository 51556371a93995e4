/** Options that several commands have, so that each has one name, one description and one check everywhere. */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { isIsoDay } from '../domain/time/dates.ts'
import { type CommonOptions, commandOf } from './command-context.ts'

/** Of a command that can look at a saved board. */
export type BoardOption = { readonly board?: string }

/** Of a command that can read minutes from a folder. */
export type MinutesOption = { readonly minutes?: string }

/** Of a command on one meeting of one team. */
export type MeetingOptions = CommonOptions &
  BoardOption &
  MinutesOption & {
    /** Absent: the only one there is. */
    readonly team?: string
    /** Absent: by when the team meets. */
    readonly date?: string
    readonly previous?: string
    readonly out?: string
    readonly apply?: boolean
  }

/** `--board <file>`. The variable makes the commands of the documentation work as printed, on the board of the demo. */
export function boardOption(): Option {
  return new Option('--board <file>', 'use a saved board snapshot instead of the live board').env('SPRINT_BOARD')
}

/** `--minutes <dir>`, with a variable for the same reason. */
export function minutesOption(): Option {
  return new Option('--minutes <dir>', 'read minutes from a folder instead of the repository').env('SPRINT_MINUTES')
}

/** `--team <id>`: see `chosenTeam`. */
export function teamOption(): Option {
  return new Option('--team <id>', 'team ID: a key under `teams` in sprint.yml (default: the only team)')
}

/** `--date <day>`: of the call, required. */
export function callDateOption(): Option {
  return new Option('--date <day>', 'date of the call, such as 2023-01-19').argParser(dayOption).makeOptionMandatory()
}

/** For `--date`: a real day, else wrong usage. */
export function dayOption(value: string): string {
  if (!isIsoDay(value)) throw new InvalidArgumentError(`Expected a date like 2023-01-18, found "${value}".`)
  return value
}

/** A command on one meeting of one team: its `MeetingOptions`, but for what `--out` and `--apply` write. `usual`: the date without `--date`. */
export function meetingCommandOf(name: string, description: string, usual: string): Command {
  return commandOf(name, description)
    .addOption(teamOption())
    .addOption(new Option('--date <day>', `date of the meeting, such as 2023-01-18 (default: ${usual})`).argParser(dayOption))
    .addOption(boardOption())
    .option('--previous <file>', 'file with the previous minutes, instead of those in the repository')
    .addOption(minutesOption())
}
