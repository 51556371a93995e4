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
    readonly team: string
    readonly date: string
    readonly previous?: string
    readonly out?: string
    readonly apply?: boolean
  }

/** `--board <file>`. */
export function boardOption(): Option {
  return new Option('--board <file>', 'use a saved board snapshot instead of the live board')
}

/** `--minutes <dir>`. */
export function minutesOption(): Option {
  return new Option('--minutes <dir>', 'read minutes from a folder instead of the repository')
}

/** `--team <id>`, required. */
export function teamOption(): Option {
  return new Option('--team <id>', 'team ID: a key under `teams` in sprint.yml').makeOptionMandatory()
}

/** `--date <day>`, required; `example` is an ISO day. */
export function dateOption(of: 'meeting' | 'call', example: string): Option {
  return new Option('--date <day>', `date of the ${of}, such as ${example}`).argParser(dayOption).makeOptionMandatory()
}

/** For `--date`: a real day, else wrong usage. */
export function dayOption(value: string): string {
  if (!isIsoDay(value)) throw new InvalidArgumentError(`Expected a date like 2023-01-18, found "${value}".`)
  return value
}

/** A command on one meeting of one team: its `MeetingOptions`, but for what `--out` and `--apply` write. */
export function meetingCommandOf(name: string, description: string): Command {
  return commandOf(name, description)
    .addOption(teamOption())
    .addOption(dateOption('meeting', '2023-01-18'))
    .addOption(boardOption())
    .option('--previous <file>', 'file with the previous minutes, instead of those in the repository')
    .addOption(minutesOption())
}
