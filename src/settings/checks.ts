/** Checks of sprint.yml that involve several keys. */

import { parseRef } from '../domain/reference.ts'
import { isMeetingDay, weekdayOfDay } from '../domain/time/meetings.ts'
import { pathProblem } from './names.ts'
import type { RawSettings } from './schema.ts'

/** `basedOn`: another place that the message speaks of; where that is invalid, nobody can tell. */
type Problem = { readonly place: readonly PropertyKey[]; readonly message: string; readonly basedOn?: readonly PropertyKey[] }

/** Every contradiction in otherwise well-formed settings, each with the way out. */
export function checkTogether(settings: RawSettings): Problem[] {
  const teams = Object.entries(settings.teams)
  return [
    ...(teams.length === 0 ? [{ place: ['teams'], message: 'expected at least one team, found none. Add one with its `name`.' }] : []),
    ...zoneProblems(settings.timezone),
    ...referenceProblems(settings),
    ...pathProblems(settings),
    ...calendarProblems(settings),
    ...callProblems(settings),
    ...teams.flatMap(([id, team]) => [
      ...padProblems(settings, id, team.pad),
      ...(team.meeting ? rhythmProblems(['teams', id, 'meeting'], team.meeting, 'meeting') : []),
    ]),
  ]
}

/** The call has its weekday, or events in the calendar; what is said of the other has no effect. */
function callProblems({ communityCall: call, calendar }: RawSettings): Problem[] {
  if (call === undefined) return []
  const place = ['communityCall']
  const { weekday, time, everyWeeks, startsOn, skip } = call
  if (call.calendar === undefined) {
    if (weekday !== undefined && time !== undefined) return rhythmProblems(place, { weekday, everyWeeks, startsOn, skip }, 'call')
    return [
      {
        place,
        message: 'expected `weekday` and `time`, or `calendar` with the title of its events, found only a part. Add what is missing.',
      },
    ]
  }
  if (calendar === undefined)
    return [
      {
        place: [...place, 'calendar'],
        basedOn: ['calendar'],
        message: 'expected `calendar` with `url` or `repository` at the top of the file as well, found none. Add it.',
      },
    ]
  const other = [
    ...(weekday === undefined ? [] : ['weekday']),
    ...(time === undefined ? [] : ['time']),
    ...(startsOn === undefined ? [] : ['startsOn']),
    ...(everyWeeks === 1 ? [] : ['everyWeeks']),
    ...(skip.length === 0 ? [] : ['skip']),
  ]
  return other.map((key) => ({
    place: [...place, key],
    message: `expected no \`${key}\`, because \`communityCall.calendar\` says when the call is, found one. Remove one of both; to skip a call, cancel its event.`,
  }))
}

/** One place for the calendar; what a team says of it must have an effect. */
function calendarProblems({ calendar, teams }: RawSettings): Problem[] {
  return [
    ...(calendar === undefined ? [] : placeProblems(calendar)),
    ...Object.entries(teams).flatMap(([id, team]) => {
      if (team.calendar === undefined) return []
      const place = ['teams', id, 'calendar']
      if (calendar === undefined)
        return [
          {
            place,
            basedOn: ['calendar'],
            message: 'expected `calendar` with `url` or `repository` at the top of the file as well, found none. Add it.',
          },
        ]
      if (team.meeting === undefined || team.calendar === 'off' || team.calendar === false) return []
      return [
        { place, message: 'expected either `calendar` or `meeting`, found both. `meeting` goes before the calendar: remove one of them.' },
      ]
    }),
  ]
}

function placeProblems({ url, repository, branch, file }: NonNullable<RawSettings['calendar']>): Problem[] {
  const place = ['calendar']
  if (url === undefined && repository === undefined)
    return [
      { place, message: 'expected `url` (an iCalendar file) or `repository` (files for yaml2ics) in it, found neither. Add one of them.' },
    ]
  if (url === undefined) return []
  if (repository !== undefined) return [{ place, message: 'expected either `url` or `repository`, found both. Remove one of them.' }]
  const extra = branch !== undefined ? 'branch' : file !== undefined ? 'file' : null
  const { username, password } = new URL(url)
  return [
    ...(extra === null
      ? []
      : [{ place: [...place, extra], message: `expected this key next to \`repository\` only, found it next to \`url\`. Remove it.` }]),
    ...(username === '' && password === ''
      ? []
      : [
          {
            place: [...place, 'url'],
            message: 'expected a URL without user name and password, found both. Change the password, and remove both from the file.',
          },
        ]),
  ]
}

function zoneProblems(zone: string): Problem[] {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return []
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return [{ place: ['timezone'], message: `expected an IANA zone like Europe/Berlin, found "${zone}".` }]
  }
}

/** Lists of epics, and the issues that hold digests. */
function referenceProblems(settings: RawSettings): Problem[] {
  const digests = [
    { place: ['hygiene', 'digestIssue'], issue: settings.hygiene.digestIssue },
    ...Object.entries(settings.teams).map(([id, team]) => ({
      place: ['teams', id, 'hygiene', 'digestIssue'],
      issue: team.hygiene?.digestIssue,
    })),
  ]
  const lists = [
    { place: ['hygiene', 'exempt', 'epics'], epics: settings.hygiene.exempt.epics },
    ...Object.entries(settings.teams).map(([id, team]) => ({
      place: ['teams', id, 'hygiene', 'exempt', 'epics'],
      epics: team.hygiene?.exempt?.epics ?? [],
    })),
  ]
  return [
    ...lists.flatMap(({ place, epics }) =>
      epics
        .filter((epic) => parseRef(epic) === null)
        .map((epic) => ({ place, message: `expected references like owner/repo#1, found "${epic}".` })),
    ),
    ...digests.flatMap(({ place, issue }) =>
      issue === null || issue === undefined || parseRef(issue) !== null
        ? []
        : [{ place, message: `expected an issue like owner/repo#1, found "${issue}".` }],
    ),
  ]
}

/** Two teams, or a team and the community call, writing into one file would overwrite each other. */
function pathProblems(settings: RawSettings): Problem[] {
  const seen = new Map<string, string>()
  const problems: Problem[] = []
  const paths = Object.entries(settings.teams).map(([id, team]) => ({
    place: team.path ? ['teams', id, 'path'] : ['teams', id],
    who: `team ${id}`,
    path: (team.path ?? settings.minutes.path).replaceAll('{team}', id),
    general: team.path ? ['teams', id, 'path'] : ['minutes', 'path'],
  }))
  if (settings.communityCall)
    paths.push({
      place: ['communityCall', 'path'],
      who: 'the community call',
      path: settings.communityCall.path,
      general: ['communityCall', 'path'],
    })
  for (const { place, who, path, general } of paths) {
    const problem = pathProblem(path)
    if (problem !== null) {
      if (!problems.some(({ message }) => message === problem)) problems.push({ place: general, message: problem })
      // Where the minutes lie is not known before the path is corrected.
      continue
    }
    const other = seen.get(path)
    if (other !== undefined)
      problems.push({
        place,
        basedOn: ['minutes', 'path'],
        message: `${other} and ${who} would write to the same file, "${path}". Set a different \`path\` for one of them.`,
      })
    else seen.set(path, who)
  }
  return problems
}

function padProblems(settings: RawSettings, id: string, pad: string | undefined): Problem[] {
  if (pad === undefined) return []
  const { host, username, password } = new URL(pad)
  if (username !== '' || password !== '') {
    const message = 'expected a URL without user name and password, found both. Everyone who can read this file now knows them.'
    return [{ place: ['teams', id, 'pad'], message: `${message} Change the password, and remove both from the file.` }]
  }
  const known = settings.pads.hosts.map((entry) => entry.toLowerCase())
  if (known.includes(host.toLowerCase()) || known.includes(new URL(pad).hostname.toLowerCase())) return []
  const listed = settings.pads.hosts.length > 0 ? settings.pads.hosts.join(', ') : 'none'
  return [
    {
      place: ['teams', id, 'pad'],
      basedOn: ['pads', 'hosts'],
      message: `its host ${host} is not in \`pads.hosts\` (${listed}); the app contacts no other host. Add it there.`,
    },
  ]
}

type RawRhythm = Pick<NonNullable<RawSettings['teams'][string]['meeting']>, 'weekday' | 'startsOn' | 'skip' | 'everyWeeks'>

function rhythmProblems(
  place: readonly PropertyKey[],
  { weekday, startsOn, skip, everyWeeks }: RawRhythm,
  what: 'meeting' | 'call',
): Problem[] {
  const days = [
    ...(startsOn === undefined ? [] : [{ key: ['startsOn'], day: startsOn }]),
    ...skip.map((day, index) => ({ key: ['skip', index], day })),
  ]
  const wrong = days
    .filter(({ day }) => weekdayOfDay(day) !== weekday)
    .map(({ key, day }) => ({
      place: [...place, ...key],
      message: `expected a ${weekday}, the weekday of the ${what}, found ${day}, a ${weekdayOfDay(day)}. Correct the date, or \`weekday\`.`,
    }))
  if (everyWeeks === 1) return wrong
  if (startsOn !== undefined) {
    const rhythm = { weekday, everyWeeks, startsOn, skip: [] }
    const idle = skip.flatMap((day, index) =>
      weekdayOfDay(day) !== weekday || day < startsOn || isMeetingDay(rhythm, day)
        ? []
        : [
            {
              place: [...place, 'skip', index],
              message: `expected a meeting date (every ${everyWeeks} weeks from ${startsOn}), found ${day}, in a week without a meeting. Correct the date, or \`startsOn\`.`,
            },
          ],
    )
    return [...wrong, ...idle]
  }
  return [
    ...wrong,
    {
      place: [...place, 'everyWeeks'],
      message: `expected \`startsOn\` next to it (the date of a ${what}), found none.`,
    },
  ]
}
