/** What only shows when parts of sprint.yml are seen together. */
import { parseRef } from '../domain/reference.ts'
import type { RawSettings } from './schema.ts'

type Problem = { readonly place: readonly PropertyKey[]; readonly message: string }

/** Every contradiction in otherwise well-formed settings, each with the way out. */
export function checkTogether(settings: RawSettings): Problem[] {
  const teams = Object.entries(settings.teams)
  return [
    ...(teams.length === 0 ? [{ place: ['teams'], message: 'expected at least one team, found none. Add one with its `name`.' }] : []),
    ...zoneProblems(settings.timezone),
    ...exemptProblems(settings),
    ...pathProblems(settings),
    ...teams.flatMap(([id, team]) => [...padProblems(settings, id, team.pad), ...rhythmProblems(id, team)]),
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

function exemptProblems(settings: RawSettings): Problem[] {
  const lists = [
    { place: ['hygiene', 'exempt', 'epics'], epics: settings.hygiene.exempt.epics },
    ...Object.entries(settings.teams).map(([id, team]) => ({
      place: ['teams', id, 'hygiene', 'exempt', 'epics'],
      epics: team.hygiene?.exempt?.epics ?? [],
    })),
  ]
  return lists.flatMap(({ place, epics }) =>
    epics
      .filter((epic) => parseRef(epic) === null)
      .map((epic) => ({ place, message: `expected references like owner/repo#1, found "${epic}".` })),
  )
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
    if (!path.includes('{yyyymmdd}') && !path.includes('{yyyy-mm-dd}')) {
      problems.push({
        place: general,
        message: `expected {yyyymmdd} or {yyyy-mm-dd} in it, found "${path}": every meeting would overwrite the last one.`,
      })
    }
    if (path.startsWith('/') || path.split('/').includes('..')) {
      problems.push({ place: general, message: `expected a path inside the repository, found "${path}".` })
    }
    const other = seen.get(path)
    if (other !== undefined)
      problems.push({ place, message: `${other} and ${who} would write into one file, "${path}". Give one of them another \`path\`.` })
    else seen.set(path, who)
  }
  return problems
}

function padProblems(settings: RawSettings, id: string, pad: string | undefined): Problem[] {
  if (pad === undefined) return []
  const host = new URL(pad).host
  const known = settings.pads.hosts.map((entry) => entry.toLowerCase())
  if (known.includes(host.toLowerCase()) || known.includes(new URL(pad).hostname.toLowerCase())) return []
  const listed = settings.pads.hosts.length > 0 ? settings.pads.hosts.join(', ') : 'none'
  return [
    {
      place: ['teams', id, 'pad'],
      message: `its host ${host} is not in \`pads.hosts\` (${listed}); no other host is ever asked. Add it there.`,
    },
  ]
}

function rhythmProblems(id: string, team: RawSettings['teams'][string]): Problem[] {
  if (!team.meeting || team.meeting.everyWeeks === 1 || team.meeting.startsOn !== undefined) return []
  return [
    {
      place: ['teams', id, 'meeting', 'everyWeeks'],
      message: `expected \`startsOn\` beside it (a day on which the meeting takes place), found none.`,
    },
  ]
}
