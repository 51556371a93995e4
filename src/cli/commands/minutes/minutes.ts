/** `minutes`: creates minutes from the pad and the board, and their pull request. */

import { basename, dirname, join } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { MOST_MEETINGS_A_DAY } from '../../../domain/notes/minutes-path.ts'
import { imageLines } from '../../../domain/pads/image-lines.ts'
import type { StoredImage } from '../../../domain/pads/pad-image.ts'
import { padOfDay } from '../../../domain/pads/pad-of-day.ts'
import { countOf } from '../../../domain/text/count-of.ts'
import { UserError } from '../../../errors.ts'
import { meetingRemarks } from '../../../minutes/agenda/meeting-remarks.ts'
import type { ComposedMinutes } from '../../../minutes/compose/compose-minutes.ts'
import type { Uses } from '../../../ports/app-ports.ts'
import type { TeamSettings } from '../../../settings/settings.ts'
import { type PrepareMinutesInput, type PrepareMinutesPorts, prepareMinutes } from '../../../usecases/minutes/prepare-minutes.ts'
import { type ReadMeetingPlan, requirePad } from '../../../usecases/read-meeting-plan.ts'
import { makeMinutesSince } from '../../backlog/minutes-since.ts'
import { type ApplyingPorts, type BoardPorts, boardOf, meetingTeamOf, requireCredentials, wire } from '../../command-context.ts'
import { UsageError } from '../../exit.ts'
import { type AskedMeeting, askedMeeting, type MeetingPorts } from '../../input/asked-meeting.ts'
import { type EarlierPorts, earlierMeetings } from '../../input/earlier-meetings.ts'
import { dayOption, type MeetingOptions, meetingCommandOf } from '../../options.ts'
import { showOrApply } from '../../output/show-plan.ts'
import type { Shell } from '../../shell.ts'

/** What the command uses of the world. */
type Ports = BoardPorts &
  ApplyingPorts &
  EarlierPorts &
  MeetingPorts &
  Uses<'identity' | 'images' | 'minutesPulls' | 'minutesRepository' | 'pads' | 'renderer' | 'settings' | 'writeBytes' | 'writeText'>

type Options = MeetingOptions & { readonly pad?: string; readonly meeting?: number; readonly open?: boolean; readonly since?: string }

export function minutesCommand(shell: Shell): Command {
  return meetingCommandOf(
    'minutes',
    'create minutes from a pad and the board; --apply opens or updates the pull request',
    'the last meeting',
  )
    .option('--pad <where>', 'a file, the URL of a pad, or - for standard input (default: the pad of the team)')
    .option(
      '--meeting <number>',
      'number of the meeting on that day; a second meeting (2) gets its own file and pull request',
      meetingOption,
    )
    .option('--out <file>', 'write the minutes to a file instead of stdout')
    .option('--apply', 'open or update the pull request')
    .option('--open', 'then show the pull request in your browser')
    .addOption(
      new Option('--since <day>', 'of all meetings from this day on that have no minutes, each with its own pull request').argParser(
        dayOption,
      ),
    )
    .action((options: Options) => (options.since === undefined ? printMinutes(shell, options) : makeSince(shell, options, options.since)))
}

const NOT_WITH_SINCE = ['date', 'pad', 'meeting', 'out', 'open', 'previous'] as const

async function makeSince(shell: Shell, options: Options, since: string): Promise<void> {
  const [other] = NOT_WITH_SINCE.filter((name) => options[name] !== undefined)
  if (other !== undefined) {
    throw new UsageError(
      `--since: expected no --${other} with it, found both. --since takes each meeting, its date and its pad from the plan. Omit one of them.`,
    )
  }
  await makeMinutesSince(shell, { ...options, since })
}

async function printMinutes(shell: Shell, options: Options): Promise<void> {
  requireApplyToOpen(options)
  const ports: Ports = wire(shell, options)
  const settings = await ports.settings()
  const team = meetingTeamOf(shell, settings, options)
  requireCredentials(ports, options.apply === true)
  const archive = ports.archive(settings, options.minutes)
  const world: PrepareMinutesPorts = {
    pads: ports.pads(settings),
    images: ports.images(settings),
    archive,
    board: () => boardOf(shell, ports, settings, options.board),
    publish: ports.isOnline
      ? {
          minutes: ports.minutesRepository(settings.minutes.repository),
          pulls: ports.minutesPulls(settings.minutes.repository),
          identity: await ports.identity(),
        }
      : null,
    render: await ports.renderer(archive, team.id),
    clock: ports.clock,
  }
  const { date, meeting, plan: meetings } = await askedMeeting({ shell, ports, settings }, team, options, 'last')
  for (const remark of team.meeting === null ? meetingRemarks(meetings, team, date) : []) shell.err(`${remark}\n`)
  // The first of a day is not named: a second pad of that day then gets its own file.
  const number = options.meeting ?? (meeting !== null && meeting.number > 1 ? meeting.number : undefined)
  const pad = options.pad ?? padOf(meetings, team, { date, meeting })
  if (options.pad === undefined) shell.err(`Pad: ${pad}, of ${team.name}.\n`)
  const asked: PrepareMinutesInput = {
    settings,
    team,
    date,
    pad,
    meetings,
    ...(number === undefined ? {} : { meeting: number }),
    ...(options.previous === undefined ? {} : { past: await earlierMeetings(ports, settings, team, { ...options, date }) }),
  }
  const { composed, images, plan, remarks } = await prepareMinutes(world, asked)
  for (const remark of remarks) shell.err(`${remark}\n`)
  await putMinutes({ shell, ports }, options, composed.text, images)
  if (plan === null) {
    tellUnplanned(shell, composed, options.out === undefined ? images : [])
    return
  }
  // The minutes have stdout to themselves where they go there.
  const shown = options.out === undefined && !options.apply ? { ...shell, out: shell.beside } : shell
  const printed = { text: composed.text, where: options.out === undefined ? 'the minutes above' : `the minutes in ${options.out}` }
  await showOrApply({ shell: shown, ports, settings, opens: options.open === true }, plan, options, printed)
}

type Output = { readonly shell: Shell; readonly ports: Uses<'writeBytes' | 'writeText'> }

/** To the file of `--out`, with the images where the links of the text say; else to stdout, if nothing is applied. */
async function putMinutes({ shell, ports }: Output, { out, apply }: Options, text: string, images: readonly StoredImage[]): Promise<void> {
  if (out === undefined) {
    if (!apply) shell.file(text)
    return
  }
  await ports.writeText(out, text)
  for (const { path, bytes } of images) await ports.writeBytes(join(dirname(out), 'assets', basename(path)), bytes)
  shell.err(`Minutes written to ${out}${images.length === 0 ? '' : `, ${countOf(images.length, 'image')} beside it`}.\n`)
}

/** What the pull request would have told. */
function tellUnplanned({ err }: Shell, composed: ComposedMinutes, images: readonly StoredImage[]): void {
  for (const question of questionLines(composed)) err(`${question}\n`)
  if (images.length > 0) err(`Images (--out writes them beside the minutes):\n${imageLines(images)}\n`)
  err('No pull request was planned, because there are no GitHub credentials.\n')
}

/** Questions that the pull request would ask, for a terminal: lines are those of the minutes. */
function questionLines({ questions, path }: Pick<ComposedMinutes, 'questions' | 'path'>): readonly string[] {
  return questions.map(({ line, text, answer }) => {
    const asked = [text, answer].filter((part) => part !== '').join(' - ')
    return `Question: ${path}${line > 0 ? `, line ${line}` : ''}: ${asked.replace(/\[([^\][]{1,200})\]\(https?:[^()\s]{1,500}\)/g, '$1').replace(/\\([\\`*_{}[\]<>#+!|~&$])/g, '$1')}`
  })
}

function requireApplyToOpen({ open, apply }: Options): void {
  if (open && !apply)
    throw new UsageError('--open: expected --apply as well, found none. Only --apply makes a pull request. Add it, or omit --open.')
}

function meetingOption(value: string): number {
  if (/^[1-9]$/.test(value)) return Number(value)
  throw new InvalidArgumentError(`Expected a number from 1 to ${MOST_MEETINGS_A_DAY}, found "${value}".`)
}

/** That of the meeting; of a day without one, the team's. */
function padOf(plan: ReadMeetingPlan, team: TeamSettings, { date, meeting }: Pick<AskedMeeting, 'date' | 'meeting'>): string {
  if (meeting !== null && (meeting.pad !== null || meeting.notAllowedPad !== null)) return requirePad(plan, team, meeting)
  const ofTeam = padOfDay(team, date)
  if (ofTeam !== null) return ofTeam
  const { source, calendar } = plan.settings
  const inEvent = calendar !== null && team.meeting === null ? ', or a line "HedgeDoc: …" in its event' : ''
  throw new UserError(
    `--pad: expected a file, an address or -, or \`teams.${team.id}.pad\` in ${source}${inEvent}, found neither. Name the pad, or add its URL there.`,
  )
}
