/** `attendance`: who was at which meetings of a team, from past minutes. */
import { type Command, Option } from 'commander'
import { countOf } from '../../../domain/text/count-of.ts'
import { type Attendance, type Attendee, attendanceOf } from '../../../minutes/meeting/attendance.ts'
import { type PastMinutes, pastMinutesCommand } from '../../input/past-minutes.ts'
import { dayOption } from '../../options.ts'
import type { Shell } from '../../shell.ts'

/** A year of meetings. */
const USUAL_DAYS = 365

export function attendanceCommand(shell: Shell): Command {
  const description = 'count who was at which meetings of a team, from past minutes; it is published nowhere'
  return pastMinutesCommand(shell, { name: 'attendance', description, sinceDays: USUAL_DAYS }, show).addOption(
    new Option('--since <day>', 'meetings from this day on, such as 2026-01-01 (default: the last 365 days)').argParser(dayOption),
  )
}

function show({ settings, team, past, since, today }: PastMinutes, json: boolean): string {
  const found = attendanceOf(past, { people: settings.people, names: [team.id, team.name] })
  return json
    ? `${JSON.stringify({ team: team.id, since, until: today, ...found }, null, 2)}\n`
    : asText(found, { name: team.name, since, today })
}

function asText(
  { meetings, unread, notHeld, people }: Attendance,
  { name, since, today }: { readonly name: string; readonly since: string | null; readonly today: string },
): string {
  const unnamed = meetings.filter(({ withoutHandle }) => withoutHandle > 0)
  const handles = Math.max(0, ...people.map(({ handle }) => handle.length))
  return [
    `${name}, ${since} to ${today}: ${countOf(meetings.length, 'meeting')} with known participants`,
    ...people.map((person) => lineOf(person, meetings.length, handles)),
    ...(unread.length === 0 ? [] : [`Not counted, because their participants could not be read: ${named(unread)}`]),
    ...(notHeld.length === 0 ? [] : [`Not counted, because the meeting did not take place: ${named(notHeld)}`]),
    ...(unnamed.length === 0 ? [] : [`Some participants have no handle and are not counted: ${named(unnamed)}`]),
    '',
  ].join('\n')
}

function lineOf({ handle, present, excused, share }: Attendee, all: number, width: number): string {
  const away = excused.length === 0 ? '' : `, excused ${excused.length}`
  return `  @${handle.padEnd(width)}  ${present.length} of ${all} (${Math.round(share * 100)} %)${away}`
}

function named(files: readonly { readonly path: string }[]): string {
  return files.map(({ path }) => path).join(', ')
}
